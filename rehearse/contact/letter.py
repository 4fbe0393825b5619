"""Plans the contact's answer to the note that the learner wrote after the meeting: a line or two, and nothing new."""

from dataclasses import replace

from rehearse.contact.hearing import Heard, hear
from rehearse.contact.planner import REFUSED, SEVERITY, THANKED
from rehearse.contact.wording import said, wordings
from rehearse.errors import ContactError
from rehearse.meeting.plan import Beat, Move, Plan
from rehearse.meeting.state import State
from rehearse.reading.codebook import Label
from rehearse.scene.persona import Persona

MOST = 2
"""Reactions in one answer."""
AT_THE_TABLE = (Label.GRACEFUL_RESPONSE, Label.TIME_RESPECT)
"""Credits whose reactions speak of a no just taken, or of a clock, and so fit no letter."""


def plan_answer(state: State) -> Plan:
    """Return what the contact writes back to the note. Raises ContactError where there is none, or nobody to answer."""
    persona, after = state.header.persona, state.afterwards
    if persona is None or after is None:
        raise ContactError("there is no note to answer", cure="Write one first.")
    spoken = said(state)
    beats = [beat for beat in _beats(state, persona) if wordings(state, beat, spoken)]
    return Plan(
        beats=tuple(beats or [Beat(move=Move.NOD)]),
        mood=state.mood,
        minutes_left=0,
        words=persona.voice.words[1],
        letter=True,
    )


def as_said(state: State) -> State:
    """Return how things would stand had the note been said at the table: so both engines know what to answer."""
    after = state.afterwards
    return state if after is None else replace(state, turns=(*state.turns, after.letter))


def _beats(state: State, persona: Persona) -> list[Beat]:
    """The one debit that weighs most, as at the table; else thanks, and first a word to what is offered in the note."""
    assert state.afterwards is not None, "plan_answer lets no other state in"
    letter = state.afterwards.letter
    if hear(letter.text) is Heard.RUDE:
        return [Beat(move=Move.REBUKE)]
    debit = next((label for label in SEVERITY if letter.has(label)), None)
    if debit:
        times = 1 + (state.times(*REFUSED) if debit in REFUSED else state.times(debit))
        return [Beat(move=Move.DECLINE if debit in REFUSED else Move.REACT, label=debit, times=times)]
    done = [label for label in THANKED if letter.has(label) and label not in AT_THE_TABLE]
    if not done:
        return [Beat(move=Move.RECEIVE)]
    own = [Beat(move=Move.WRITE)] if persona.again and persona.again.writes else []
    if own and Label.GIVE_BACK not in done:
        return own
    reactions = [Beat(move=Move.REACT, label=label, times=max(state.times(label), 1)) for label in done]
    return [*reactions[:1], *own] if own else reactions[:MOST]
