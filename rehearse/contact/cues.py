"""The cues of a contact turn: what the plan did, with the words that did it."""

from collections.abc import Iterator

from rehearse.contact.wording import lines_for
from rehearse.meeting.gifts import GIFTS
from rehearse.meeting.plan import Beat, Move, Plan
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
    return frozenset(cue for beat in plan.beats if (cue := _cue_of(beat, persona)))


def _cue_of(beat: Beat, persona: Persona | None) -> Cue | None:
    if beat.move is not Move.OFFER:
        return MOVES.get(beat.move)
    return next((GIFTS[gift.kind] for gift in persona.gifts if gift.id == beat.ref), None) if persona else None


def reply_cues(reader: Reader, state: State, plan: Plan | None, text: str, engine: str) -> tuple[CueMark, ...]:
    """Return the cues of what was said in this state to this plan.

    The offline contact does what was planned: its plan is the authority, and the words are those that the persona's
    file has for it. An LLM may do otherwise: there the reader decides; only what the engine granted stands whether or
    not the reader finds the words, since the contact sees to it that it is offered.
    """
    planned = planned_cues(plan, state.header.persona) if plan else frozenset()
    found = {mark.label: mark for mark in reader.cues(state.header.scene, state.turns, text)}
    if engine != "offline":
        planned = planned.intersection(GRANTED)
    else:
        kept = planned.union(() if state.turns else ALSO_READ)
        found = {cue: mark for cue, mark in found.items() if cue in kept}
        found |= {mark.label: mark for mark in _own_words(state, plan, text)} if plan else {}
    # What was planned is a matter of record, and not of how plainly the words say it.
    for cue in (cue for cue in Cue if cue in planned):
        mark = found.get(cue) or CueMark.on(text, 0, len(text), label=cue, confidence=1.0)
        found[cue] = mark.model_copy(update={"confidence": 1.0})
    return tuple(found.values())


def _own_words(state: State, plan: Plan, text: str) -> Iterator[CueMark]:
    """Yield the cues of a plan with the lines of the persona's file that stand in the text."""
    for beat in plan.beats:
        cue = _cue_of(beat, state.header.persona)
        line = next((line for line in lines_for(state, beat) if line in text), None)
        if cue and line:
            start = text.index(line)
            yield CueMark.on(text, start, start + len(line), label=cue, confidence=1.0)
