"""What would make a better meeting of a file that has nothing wrong with it: hints for its author, never errors."""

from collections.abc import Collection, Iterator, Sequence

from rehearse.reading.codebook import CREDITS, Label
from rehearse.reading.scene import Side
from rehearse.reading.spans import words
from rehearse.scene.assignment import Assignment
from rehearse.scene.hints import left
from rehearse.scene.persona import Persona, Remark, Story
from rehearse.scene.problem import Problem
from rehearse.scene.rubric import Rubric
from rehearse.scene.scenario import Mode, Scenario
from rehearse.scene.shelf import Kind
from rehearse.scene.syntax import Document, Where
from rehearse.scene.whole import spoken
from rehearse.text import counted

Loaded = Persona | Scenario | Rubric | Assignment

FEW_STORIES = 6
"""Below it, half an hour has more silence than stories."""
FEW_QUESTIONS = 3
"""Below it, a question in a stranger's words may well not find its answer."""
LONG_LINE = 45
"""Words of a spoken line beyond which it is a speech."""
LONG_TURN = 60
"""Words of a usual turn that nobody at a table listens to."""
HIGH = 0.85
"""Trust or energy that half an hour with a stranger seldom reaches."""
BRIEF = (40, 150)
"""Words of a brief: enough to know who one is, few enough for one screen."""
ANSWERED = tuple(label for label in CREDITS if label not in (Label.CURIOSITY, Label.FOLLOW_UP, Label.ADVICE_ASK))
"""Credits that a persona answers in words of their own; the others are questions, and get an answer."""
_NAMED = 3
"""Of many, so many are named in one line."""


def advice(document: Document, model: Loaded, kind: Kind, scenarios: Collection[str]) -> list[Problem]:
    """Return what would be better, in no order; `scenarios` are the ids of all that are at hand."""
    found = hints_left(document, kind)
    if isinstance(model, Persona):
        found += [*_stories(document, model), *_questions(document, model), *_lines(document, model)]
        found += [*_answers(document, model), *_gifts(document, model), *_scenarios(document, model, scenarios)]
    elif isinstance(model, Scenario):
        found += _scene(document, model)
    elif isinstance(model, Rubric):
        found += _uncounted(document, model)
    return found


def hints_left(document: Document, kind: Kind) -> list[Problem]:
    """Return each place where the hint that the file began with still stands."""
    return [
        document.problem(
            where,
            f"`{'.'.join(map(str, where))}`: this is still the hint that the file began with",
            "Write what is true here.",
        )
        for where in left(document, kind)
    ]


def _stories(document: Document, persona: Persona) -> Iterator[Problem]:
    if (count := len(persona.stories)) < FEW_STORIES:
        what = f"{'one story carries' if count == 1 else f'{count} stories carry'} a few minutes only"
        cure = f"Write {FEW_STORIES} or more; a dozen fills half an hour."
        yield document.problem(("stories",), what, cure, at_key=True)
    shallow = [story.id for story in persona.stories if len(story.deeper) == 1]
    if shallow:
        what = f"one layer lies below {_some(shallow)}"
        cure = "Write a second: who asks on after the first hears nothing new."
        yield document.problem(("stories",), what, cure, at_key=True)
    for key, lost in (
        ("facts", "a question about where, when and how many is turned aside"),
        ("views", "whoever asks what they think of something is turned aside"),
        ("advice", "whoever asks for advice is turned aside"),
    ):
        if not document.at((key,)):
            yield document.problem(
                (key,), f"there are no {key}" if key != "advice" else "there is no advice", _so(lost)
            )


def _questions(document: Document, persona: Persona) -> Iterator[Problem]:
    items: list[Story | Remark] = [*persona.stories, *persona.remarks]
    few = [item.id for item in items if len(item.questions) < FEW_QUESTIONS]
    if few:
        what = f"fewer than {FEW_QUESTIONS} questions lead to {_some(few)}"
        cure = "Add some in the words of ten strangers: short, roundabout, about themselves."
        yield document.problem(("stories",), what, cure, at_key=True)
    unasked = [story.id for story in persona.stories if any(not layer.answers for layer in story.deeper)]
    if unasked:
        what = f"a layer of {_some(unasked)} answers no question"
        cure = "Write into `answers` what one asks next; else it is told in its order only."
        yield document.problem(("stories",), what, cure, at_key=True)


def _lines(document: Document, persona: Persona) -> Iterator[Problem]:
    if persona.voice.words[1] > LONG_TURN:
        what = f"a usual turn of up to {persona.voice.words[1]} words is a speech"
        yield document.problem(("voice", "words"), what, "Most people stay below forty, busy ones below thirty.")
    for where, text in spoken(document):
        if (count := len(words(text))) > LONG_LINE:
            cure = f"Stay within {LONG_LINE}: put the rest into a deeper layer, where it has to be asked for."
            yield document.problem(where, f"this line has {count} words", cure)


def _answers(document: Document, persona: Persona) -> Iterator[Problem]:
    silent = [label.value for label in ANSWERED if not persona.reactions.get(label)]
    if silent:
        cure = "Write a few short ones each: what is done well passes unnoticed without them."
        yield document.problem(("reactions",), f"no reaction to {_some(silent)}", cure, at_key=True)


def _gifts(document: Document, persona: Persona) -> Iterator[Problem]:
    if not persona.gifts:
        cure = "Write one or more, with the trust and energy they take: they are what a good meeting earns."
        yield document.problem(("gifts",), "there are no gifts", cure, at_key=True)
    for number, gift in enumerate(persona.gifts):
        if max(gift.trust, gift.energy) > HIGH:
            what = f"hardly any meeting earns `{gift.id}`"
            cure = f"Good half hours end near 0.6 to 0.8; ask for no more than {HIGH:g}."
            yield document.problem(("gifts", number, "trust"), what, cure)


def _scenarios(document: Document, persona: Persona, scenarios: Collection[str]) -> Iterator[Problem]:
    for key in ("stories", "facts", "views", "advice", "private"):
        for number, item in enumerate(getattr(persona, key)):
            for at, name in enumerate(item.scenarios):
                if name not in scenarios:
                    where: Where = (key, number, "scenarios", at)
                    cure = "Mend the id, or delete the key: it is never told otherwise."
                    yield document.problem(where, f"there is no scenario `{name}`", cure)


def _scene(document: Document, scenario: Scenario) -> Iterator[Problem]:
    count = len(words(scenario.brief))
    if not BRIEF[0] <= count <= BRIEF[1]:
        cure = f"Let it be {BRIEF[0]} to {BRIEF[1]}: who one is today, how this came about, what one hopes to learn."
        yield document.problem(("brief",), f"the brief has {counted(count, 'word')}", cure)
    if not scenario.know:
        lost = "who comes prepared has nothing to have prepared"
        yield document.problem(("know",), "nothing can be known beforehand (`know`)", _so(lost), at_key=True)
    if not scenario.tips and scenario.mode is Mode.PRACTICE:
        cure = "Write two or three: they are shown before the meeting."
        yield document.problem(("tips",), "there are no tips", cure, at_key=True)
    if scenario.opening.speaker is Side.CONTACT and scenario.opening.says is None:
        cure = "Write `says` below `opening`; until then the persona takes a first line for any place."
        yield document.problem(("opening",), "the contact has no first line for this scene", cure, at_key=True)


def _uncounted(document: Document, rubric: Rubric) -> Iterator[Problem]:
    counted = {item.label for part in rubric.parts for item in part.items}
    if missing := [label.value for label in Label if label not in counted]:
        cure = "Add an item for each, unless that is what you want."
        yield document.problem(("parts",), f"nothing counts {_some(missing)}", cure, at_key=True)


def _some(names: Sequence[str]) -> str:
    shown = ", ".join(f"`{name}`" for name in names[:_NAMED])
    return shown if len(names) <= _NAMED else f"{shown} and {len(names) - _NAMED} more"


def _so(lost: str) -> str:
    return f"Write some, or know that {lost}."
