"""A better line for each debit: made from what the contact had just said, and proved by our own reader."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rehearse.meeting.plan import Move
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


def better_lines(state: State, reader: Reader) -> tuple[Better, ...]:
    """Return a line for each learner turn that holds a debit, where one can be proved; none is used twice."""
    used: set[str] = set()
    found = []
    told: dict[str, set[int]] = {}
    plans = dict(state.plans)
    for index, turn in enumerate(state.turns):
        for beat in plans[index + 1].beats if index + 1 in plans else ():
            if beat.move is Move.TELL and beat.ref is not None:
                # What was told last stands last.
                told[beat.ref] = told.pop(beat.ref, set()) | {beat.layer}
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


def _candidates(before: Sequence[Turn], persona: Persona | None, told: dict[str, set[int]]) -> Iterator[str]:
    """Lines that might fit, the closest to what was just said first."""
    last = next((turn for turn in reversed(before) if turn.speaker is Side.CONTACT), None)
    if last is None:
        yield BEFORE_A_WORD
    elif last.has(Cue.SIGNALS_TIME):
        yield AT_THE_END
    lead = f"{AFTER_A_NO} " if last is not None and last.has(Cue.DECLINES) else ""
    stories = {story.id: story for story in persona.stories} if persona else {}
    on, anew = (list(found) for found in (_asking_on(stories, told), _asking_anew(stories, told)))
    echoes = list(_echoes(before))
    # What was told last is asked on about first; then what was just said is taken up.
    told_last = [MORE] if _tells(before) else []
    yield from (lead + line for line in (*on[:1], *echoes, *told_last, *on[1:], *anew, PLAINLY))


def _tells(before: Sequence[Turn]) -> bool:
    """Whether the contact told something last, and did not only greet, ask, refuse or put up with a debit."""
    if not before or (len(before) > 1 and before[-2].has(*DEBITS)):
        return False
    last = before[-1]
    of_use = not last.text.rstrip().endswith("?") and not last.has(Cue.DECLINES, Cue.SIGNALS_TIME)
    return of_use and len(last.text.split()) >= A_TALE


def _asking_on(stories: Mapping[str, Story], told: dict[str, set[int]]) -> Iterator[str]:
    """Questions that the next layer of a story answers, of the story told last first."""
    for ref, layers in reversed(told.items()):
        untold = [each for at, each in enumerate(stories[ref].deeper, 1) if at not in layers] if ref in stories else []
        yield from untold[0].answers if untold else ()


def _asking_anew(stories: Mapping[str, Story], told: dict[str, set[int]]) -> Iterator[str]:
    for story in stories.values():
        if story.id not in told:
            yield from story.questions[:1]


def _echoes(before: Sequence[Turn]) -> Iterator[str]:
    """What the contact said of themselves, said back, the newest first."""
    for turn in reversed(before[-TAKEN_UP:]):
        if turn.speaker is Side.CONTACT and not turn.has(Cue.DECLINES, Cue.SIGNALS_TIME):
            for span in reversed(sentences(turn.text)):
                if back := said_back(span.text):
                    yield f"{back} {AND_ON}"
