"""The cues of a contact turn: what the plan did, with the words that did it."""

from collections.abc import Iterator

from rehearse.contact.wording import lines_for
from rehearse.meeting.gifts import GIFTS
from rehearse.meeting.plan import Move, Plan
from rehearse.meeting.state import State
from rehearse.reading.codebook import Cue, CueMark
from rehearse.reading.reader import Reader
from rehearse.scene.persona import Persona

MOVES = {
    Move.ASK_BACK: Cue.INVITES_BACKGROUND,
    Move.DECLINE: Cue.DECLINES,
    Move.SIGNAL_TIME: Cue.SIGNALS_TIME,
    Move.ADVISE: Cue.GIVES_ADVICE,
}
GRANTED = (Cue.OFFERS_INTRODUCTION, Cue.OFFERS_HELP, Cue.INVITES_ASK, Cue.INVITES_RESUME)
"""Cues that only the engine may grant."""
ALSO_READ = (Cue.INVITES_BACKGROUND,)
"""Cues that a first line may hold without the plan's knowing; all other lines do what they are filed under.

'I have until ten' as a first word is no hurry yet: whatever the learner begins with would be pushing.
"""


def planned_cues(plan: Plan, persona: Persona | None) -> frozenset[Cue]:
    """Return the cues that a turn has when it does what was planned."""
    kinds = {gift.id: gift.kind for gift in persona.gifts} if persona else {}
    found = {MOVES[beat.move] for beat in plan.beats if beat.move in MOVES}
    found |= {GIFTS[kinds[beat.ref]] for beat in plan.beats if beat.move is Move.OFFER and beat.ref in kinds}
    return frozenset(found)


def reply_cues(reader: Reader, state: State, plan: Plan | None, text: str, engine: str) -> tuple[CueMark, ...]:
    """Return the cues of what was said in this state to this plan.

    The offline contact does what was planned: its plan is the authority, and the words are those that the persona's
    file has for it. An LLM may do otherwise: there the reader decides; only what the engine granted stands whether or
    not the reader finds the words, since the contact sees to it that it is offered.
    """
    planned = planned_cues(plan, state.header.persona) if plan else frozenset()
    read = reader.cues(state.header.scene, state.turns, text)
    if engine != "offline":
        planned = planned.intersection(GRANTED)
        by_label = {mark.label: mark for mark in read}
    else:
        first = ALSO_READ if not state.turns else ()
        by_label = {mark.label: mark for mark in read if mark.label in planned or mark.label in first}
        by_label |= {mark.label: mark for mark in _own_words(state, plan, text)} if plan else {}
    # What was planned is a matter of record, and not of how plainly the words say it.
    whole = {cue: CueMark.on(text, 0, len(text), label=cue, confidence=1.0) for cue in Cue if cue in planned}
    on_record = {cue: by_label.get(cue, mark).model_copy(update={"confidence": 1.0}) for cue, mark in whole.items()}
    return tuple((by_label | on_record).values())


def _own_words(state: State, plan: Plan, text: str) -> Iterator[CueMark]:
    """Yield the cues of a plan with the lines of the persona's file that stand in the text."""
    for beat in plan.beats:
        line = next((line for line in lines_for(state, beat) if line in text), None)
        cue = next(iter(planned_cues(plan.model_copy(update={"beats": (beat,)}), state.header.persona)), None)
        if line and cue:
            start = text.index(line)
            yield CueMark.on(text, start, start + len(line), label=cue, confidence=1.0)
