"""The reader made of rules: named patterns, facts and words weigh in, then the codebook's rulings decide."""

from collections.abc import Mapping, Sequence
from math import exp

from rehearse.reading.codebook import Cue, CueMark, Label, LabelMark, Turn
from rehearse.reading.invitations import Invitations, invitations
from rehearse.reading.reader import Reading, turn_by_turn
from rehearse.reading.rules.context import asked_facts
from rehearse.reading.rules.families import Evidence, said_by_contact, said_by_learner
from rehearse.reading.rules.features import of_contact, of_learner
from rehearse.reading.rules.patterns import read_sentences
from rehearse.reading.rules.questions import is_question
from rehearse.reading.rules.rulings import rule, uninvited
from rehearse.reading.rules.weights import SHIPPED, Sets, Weights
from rehearse.reading.rules.wording import wording
from rehearse.reading.scene import Scene, Side
from rehearse.reading.spans import Span
from rehearse.text import clean

_VERSION = "rules-1"
_ASKED = (Label.CURIOSITY, Label.FOLLOW_UP, Label.ADVICE_ASK)
"""Labels that a question carries."""


class RulesReader:
    """Reads turns by a weighed sum of what is found in them, and by rulings. Offsets count in the cleaned text.

    `weights` say how much each finding tells: those that ship, unless others are being tried.
    """

    def __init__(self, weights: Sets = SHIPPED) -> None:
        self._weights = weights

    @property
    def version(self) -> str:
        """Name and version, as the transcript's header keeps it."""
        return _VERSION

    def labels(self, scene: Scene, before: Sequence[Turn], text: str) -> tuple[LabelMark, ...]:
        """Return what the learner turn `text` does, `before` being all turns said so far, as read."""
        return self.read(scene, before, text).labels

    def read(self, scene: Scene, before: Sequence[Turn], text: str) -> Reading:
        """Return what the learner turn `text` does; the rules leave nothing unsure."""
        text = clean(text)
        open_, evidence = invitations(scene, before), said_by_learner(text)
        features = of_learner(scene, before, text, open_)
        found = uninvited(scene, text, open_, likely(self._weights.first, features))
        found |= likely(self._weights.second, features | asked_facts(open_, found))
        kept = rule(scene, before, text, open_, found)
        marks = []
        for label, sure in kept.items():
            row = self._weights.first.get(label) or self._weights.second[label]
            span = _telling(row, evidence, text, asked=label in _ASKED)
            marks.append(
                LabelMark(label=label, quote=span.text, start=span.start, end=span.end, confidence=round(sure, 3))
            )
        return Reading(tuple(marks))

    def read_all(self, scene: Scene, talk: Sequence[tuple[Side, str]]) -> tuple[Turn, ...]:
        """Return all turns of a talk as read, each as if nothing came after it."""
        return turn_by_turn(self, scene, talk)

    def cues(self, scene: Scene, before: Sequence[Turn], text: str) -> tuple[CueMark, ...]:
        """Return what the contact turn `text` opens or closes."""
        text = clean(text)
        evidence = said_by_contact(text)
        marks = []
        for name, sure in likely(self._weights.cues, of_contact(before, text)).items():
            span = _telling(self._weights.cues[name], evidence, text)
            marks.append(
                CueMark(label=Cue(name), quote=span.text, start=span.start, end=span.end, confidence=round(sure, 3))
            )
        return tuple(marks)


def likely(weights: Mapping[str, Weights], features: frozenset[str]) -> dict[str, float]:
    """Return the labels that the features make likely enough, each with how sure: a logistic sum of what each tells."""
    sure = {label: 1 / (1 + exp(-odds)) for label, odds in weighed(weights, features).items()}
    return {label: value for label, value in sure.items() if value >= weights[label].threshold}


def weighed(weights: Mapping[str, Weights], features: frozenset[str]) -> dict[str, float]:
    """Return the log-odds of each label: the sum of what each feature tells."""
    return {
        label: row.base + sum(row.tells[name] for name in features & row.tells.keys()) for label, row in weights.items()
    }


def odds_of_learner(scene: Scene, before: Sequence[Turn], text: str, open_: Invitations) -> dict[str, float]:
    """Return the log-odds of each label of the learner turn `text`, before any ruling."""
    features = of_learner(scene, before, text, open_)
    first = weighed(SHIPPED.first, features)
    found = uninvited(scene, text, open_, likely(SHIPPED.first, features))
    return first | weighed(SHIPPED.second, features | asked_facts(open_, found))


def odds_of_contact(before: Sequence[Turn], text: str) -> dict[str, float]:
    """Return the log-odds of each cue of the contact turn `text`."""
    return weighed(SHIPPED.cues, of_contact(before, text))


def _telling(row: Weights, evidence: Evidence, text: str, *, asked: bool = False) -> Span:
    """Return the sentence that tells most for a label, or all that was said where no sentence does.

    What is `asked` is quoted from a question, where there is one.
    """
    read = read_sentences(text)
    questions = [sentence for sentence in read if is_question(sentence)] if asked else []
    told = {
        sentence.span: sum(row.tells.get(word, 0.0) for word in wording(sentence.span.text))
        for sentence in questions or read
    }
    for name, spans in evidence.items():
        for span in told.keys() & set(spans):
            told[span] += row.tells.get(name, 0.0)
    best = max(told, key=lambda span: (told[span], -span.start), default=None)
    return best if best is not None and (told[best] > 0 or questions) else Span(0, len(text), text)
