"""The codebook's rulings: what was found in a turn is kept, dropped or joined by where the turn stands."""

import re
from collections.abc import Mapping, Sequence

from rehearse.reading.codebook import ASKS, Label, Turn
from rehearse.reading.invitations import Invitations, mentions, names
from rehearse.reading.rules.certain import settle
from rehearse.reading.rules.families import families_of, said_by_learner
from rehearse.reading.rules.patterns import read_sentences
from rehearse.reading.rules.questions import is_question, shared
from rehearse.reading.scene import Scene, Side
from rehearse.reading.spans import sentences, words

_PROPORTIONATE = 6
"""Sentences about oneself that an invitation to tell about oneself covers (ruling 9)."""
_SAID_BY = {
    Label.INTRODUCTION_ASK: "introduction",
    Label.JOB_ASK: "job",
    Label.SALES_PITCH: "sales",
    Label.FREE_WORK_ASK: "work",
}
"""The family of patterns without which an ask is not believed, whatever else tells for it."""
_SOMEBODY_ELSE = re.compile(r"\b(?:instead|rather|but|only that|after is|bigger|higher up|while you|as well|too)\b")
"""What sets an offered introduction aside, or adds to it, without a name."""
_PUSHED = 0.7
"""How sure a ruling makes `pushing`, the ask itself being found."""

Found = Mapping[Label, float]
"""Labels with how sure they are."""


def uninvited(scene: Scene, text: str, open_: Invitations, found: Mapping[str, float]) -> dict[str, float]:
    """Return what was found without the debits that the contact or the agenda invited, or that cannot be here."""
    families = families_of(said_by_learner(text))
    return {
        name: sure
        for name, sure in found.items()
        if _can_be(Label(name), scene, families) and not _is_invited(Label(name), scene, text, open_)
    }


def rule(
    scene: Scene, before: Sequence[Turn], text: str, open_: Invitations, found: Mapping[str, float]
) -> dict[Label, float]:
    """Return the labels that stand once the codebook's rulings are applied to what was found uninvited."""
    kept = {Label(name): sure for name, sure in found.items()}
    if Label.NAME_DROP in kept and _is_blessed(scene, before, text, open_):
        del kept[Label.NAME_DROP]
    both = {Label.CURIOSITY, Label.FOLLOW_UP} & kept.keys()
    if len(both) > 1 and sum(is_question(sentence) for sentence in read_sentences(text)) <= 1:
        del kept[min(both, key=lambda label: kept[label])]
    if _pushes(text, open_, kept):
        kept[Label.PUSHING] = max(kept.get(Label.PUSHING, 0.0), _PUSHED)
    return _one_of_two(settle(scene, before, text, open_, kept))


def _one_of_two(kept: Mapping[Label, float]) -> dict[Label, float]:
    """Nobody takes a thing well and reaches for more in one turn: an ask decides, else what is surer."""
    one, other = Label.PUSHING, Label.GRACEFUL_RESPONSE
    if not {one, other} <= kept.keys():
        return dict(kept)
    graceful = not any(label in ASKS for label in kept) and kept[other] > kept[one]
    return {label: sure for label, sure in kept.items() if label is not (one if graceful else other)}


def _can_be(label: Label, scene: Scene, families: frozenset[str]) -> bool:
    """Whether something in the words asks for what an ask wants, and whether it was the learner's to prepare."""
    if label is Label.UNPREPARED:
        return scene.invited_by is Side.LEARNER
    return label not in _SAID_BY or _SAID_BY[label] in families


def _is_invited(label: Label, scene: Scene, text: str, open_: Invitations) -> bool:
    """Whether what is a debit elsewhere is in place here."""
    if label in ASKS and (open_.asks or _on_agenda(scene, text)):
        return True
    if label is Label.INTRODUCTION_ASK:
        return _takes_up(text, open_)
    if label is Label.RESUME_WALKTHROUGH:
        return open_.resume or (open_.background and len(sentences(text)) < _PROPORTIONATE and "resume" not in text)
    if label in (Label.ME_FIRST, Label.SALES_PITCH):
        return open_.background and len(sentences(text)) <= _PROPORTIONATE
    return False


def _takes_up(text: str, open_: Invitations) -> bool:
    """Whether the text speaks of those whom the contact offered to introduce, and of no other (ruling 2)."""
    if any(_SOMEBODY_ELSE.search(sentence.plain) for sentence in read_sentences(text)):
        return False
    return mentions(text, open_.introductions) and not names(text) - open_.introductions - open_.known


def _on_agenda(scene: Scene, text: str) -> bool:
    return scene.agenda is not None and len(shared(text, [scene.agenda])) > 1


def _is_blessed(scene: Scene, before: Sequence[Turn], text: str, open_: Invitations) -> bool:
    """Whether the only names in the text are such as may be used (ruling 7)."""
    if mentions(text, open_.withheld):
        return False
    heard = {word for turn in before if turn.speaker is Side.CONTACT for word in words(turn.text)}
    named = names(text) - frozenset(words(scene.contact.name))
    return bool(named) and named <= open_.known | heard


def _pushes(text: str, open_: Invitations, kept: Found) -> bool:
    """Whether an ask that was found is one too many: declined before, after a time signal, or past an offer."""
    asked = {label for label in kept if label in ASKS}
    return bool(
        asked & open_.declined
        or (asked and open_.time)
        or (Label.INTRODUCTION_ASK in asked and open_.introduction)
        or (
            asked
            and open_.just_declined
            and not open_.declined
            and open_.refused
            and len(shared(text, [open_.refused])) > 1
        )
    )
