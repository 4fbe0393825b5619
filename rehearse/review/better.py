"""A better line for each debit: made from what the contact had just said, and proved by our own reader."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from rehearse.meeting.plan import Move, Plan
from rehearse.meeting.state import State
from rehearse.reading.codebook import CREDITS, DEBITS, Cue, Turn
from rehearse.reading.reader import Reader
from rehearse.reading.scene import Scene, Side
from rehearse.reading.spans import sentences
from rehearse.review.echo import said_back
from rehearse.review.facts import Better
from rehearse.scene.persona import Persona, Story

AFTER_A_NO = "Of course, I understand, and thank you for saying it plainly."
AT_THE_END = "You need to go, so I will let you. Thank you for your time, I have enjoyed hearing about your work."
BEFORE_A_WORD = (
    "I came across your work and would love to hear how you came to it. "
    "Would you tell me the story, whenever it suits you?"
)
"""For the first line of a letter or a call, when nobody has said anything that one could ask about."""
PLAINLY = "Tell me about yourself. How did you come to do this work?"
MORE = "I would love to hear more about that. How did it come about?"
A_TALE = 12
"""Words of a contact's turn from which it tells something."""
AND_ON = "What was that like?"
TAKEN_UP = 3
"""Turns back from which something is said back."""


class Told(NamedTuple):
    """What the contact has told of their stories."""

    layers: Mapping[str, frozenset[int]]
    """By story; 0 is how it opens."""
    last: str | None
    """The story or remark that the last turn told of, if it did."""
    planned: bool = False
    """Whether what the last turn did is on record: if not, one can but guess from its length that it told something."""


def better_lines(state: State, reader: Reader) -> tuple[Better, ...]:
    """Return a line for each learner turn that holds a debit, where one can be proved; none is used twice."""
    used: set[str] = set()
    found = []
    known = state.header.earlier.told if state.header.earlier else {}
    told = Told({ref: frozenset(layers) for ref, layers in known.items()}, None)
    plans = dict(state.plans)
    for index, turn in enumerate(state.turns):
        if index + 1 in plans:
            told = _told(told, plans[index + 1])
        debits = [mark for mark in turn.labels if mark.label.is_debit]
        if not debits:
            continue
        before = state.turns[:index]
        line = _first_proved(_candidates(before, state.header.persona, told), used, state.header.scene, before, reader)
        if line:
            used.add(line)
            found.append(Better(turn=index + 1, said=debits[0].quote, instead=line))
    return tuple(found)


def proved(line: str, scene: Scene, before: Sequence[Turn], reader: Reader) -> bool:
    """Whether the line, put in a turn's place, earns a credit and spends nothing, beyond doubt."""
    found = reader.read(scene, before, line)
    labels = {mark.label for mark in (*found.labels, *found.unsure)}
    return bool(labels & set(CREDITS)) and not any(label.is_debit for label in labels)


def _first_proved(
    lines: Iterable[str], used: set[str], scene: Scene, before: Sequence[Turn], reader: Reader
) -> str | None:
    return next((line for line in lines if line not in used and proved(line, scene, before, reader)), None)


def _told(told: Told, plan: Plan) -> Told:
    """Return what was told once a contact turn has done what was planned."""
    layers, last = dict(told.layers), None
    for beat in plan.beats:
        if beat.move is Move.TELL and beat.ref is not None:
            layers[beat.ref] = layers.get(beat.ref, frozenset()) | {beat.layer}
            last = beat.ref
    return Told(layers, last, planned=True)


def _candidates(before: Sequence[Turn], persona: Persona | None, told: Told) -> Iterator[str]:
    """Lines that might fit, the closest to what was just said first."""
    last = next((turn for turn in reversed(before) if turn.speaker is Side.CONTACT), None)
    stories = {story.id: story for story in persona.stories} if persona else {}
    anew = list(_asking_anew(stories, told))
    if last is None:
        yield BEFORE_A_WORD
    elif last.has(Cue.SIGNALS_TIME):
        yield AT_THE_END
    if last is not None and last.has(Cue.DECLINES):
        # After a no only what stands by itself: "what happened then" would ask on about the no.
        yield from (f"{AFTER_A_NO} {line}" for line in (*anew, PLAINLY))
        return
    told_last = [MORE] if _tells(before) and (told.last or not told.planned) else []
    yield from (*_asking_on(stories, told), *_echoes(before), *told_last, *anew, PLAINLY)


def _tells(before: Sequence[Turn]) -> bool:
    """Whether the contact told something last, and did not only greet, ask, refuse or put up with a debit."""
    if not before or (len(before) > 1 and before[-2].has(*DEBITS)):
        return False
    last = before[-1]
    of_use = not last.text.rstrip().endswith("?") and not last.has(Cue.DECLINES, Cue.SIGNALS_TIME)
    return of_use and len(last.text.split()) >= A_TALE


def _asking_on(stories: Mapping[str, Story], told: Told) -> Iterator[str]:
    """Questions that the next layer answers of the story that was told in the turn just before."""
    if told.last is not None and told.last in stories:
        deeper = stories[told.last].deeper
        untold = [layer for at, layer in enumerate(deeper, 1) if at not in told.layers[told.last]]
        yield from untold[0].answers if untold else ()


def _asking_anew(stories: Mapping[str, Story], told: Told) -> Iterator[str]:
    for story in stories.values():
        if story.id not in told.layers:
            yield from story.questions[:1]


def _echoes(before: Sequence[Turn]) -> Iterator[str]:
    """What the contact said of themselves, said back, the newest first."""
    for turn in reversed(before[-TAKEN_UP:]):
        if turn.speaker is Side.CONTACT and not turn.has(Cue.DECLINES, Cue.SIGNALS_TIME):
            for span in reversed(sentences(turn.text)):
                if back := said_back(span.text):
                    yield f"{back} {AND_ON}"
