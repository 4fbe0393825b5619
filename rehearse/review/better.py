"""A better line for each debit: made from what the contact had just said, and proved by our own reader."""

from collections.abc import Iterable, Iterator, Sequence

from rehearse.meeting.plan import Move
from rehearse.meeting.state import State
from rehearse.reading.codebook import CREDITS, Cue, Turn
from rehearse.reading.reader import Reader
from rehearse.reading.scene import Scene, Side
from rehearse.reading.spans import sentences
from rehearse.review.facts import Better
from rehearse.scene.persona import Persona

AFTER_A_NO = "Of course, I understand, and thank you for saying it plainly."
AT_THE_END = "You need to go, so I will let you. Thank you for your time, I have enjoyed hearing about your work."
BEFORE_A_WORD = (
    "I came across your work and would love to hear how you came to it. "
    "Would you tell me the story, whenever it suits you?"
)
"""For the first line of a letter or a call, when nobody has said anything that one could ask about."""
QUOTABLE = range(4, 15)
"""Words of a sentence that can be quoted back."""
OWN = ("i ", "i'", "my ", "we ", "our ")


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
    if last is not None and last.has(Cue.SIGNALS_TIME):
        yield AT_THE_END
    lead = f"{AFTER_A_NO} " if last is not None and last.has(Cue.DECLINES) else ""
    if last is None:
        yield BEFORE_A_WORD
    if persona is not None:
        stories = {story.id: story for story in persona.stories}
        for ref, layers in reversed(told.items()):
            story = stories.get(ref)
            untold = [each for at, each in enumerate(story.deeper, 1) if at not in layers] if story else []
            for question in untold[0].answers if untold else ():
                yield lead + question
        for story in persona.stories:
            if story.id not in told and story.questions:
                yield lead + story.questions[0]
    else:
        for sentence in _quotable(before):
            yield f"{lead}You said, “{sentence}” What was that like for you?"
    yield f"{lead}Tell me about yourself. How did you come to do this work?"


def _quotable(before: Sequence[Turn]) -> Iterator[str]:
    """Sentences about themselves that the contact said, the newest first."""
    for turn in reversed(before):
        if turn.speaker is Side.CONTACT and not turn.has(Cue.DECLINES, Cue.SIGNALS_TIME):
            for span in sentences(turn.text):
                own = span.text.lower().startswith(OWN)
                if own and len(span.text.split()) in QUOTABLE and not span.text.endswith("?"):
                    yield span.text
