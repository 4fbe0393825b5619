"""Asks a persona's contact one question at the beginning of a meeting, and says what it would tell."""

from rehearse.contact.planner import make_plan
from rehearse.meeting.events import Read, Replied, Said
from rehearse.meeting.plan import Move, Plan
from rehearse.meeting.state import State, advance, begin
from rehearse.reading.reader import Reader
from rehearse.scene.persona import Persona
from tests.builders import MOMENT, header, scenario


def asked(persona: Persona, reader: Reader, question: str) -> Plan:
    """The plan after an opening and this question."""
    plain = header(with_persona=persona, with_scenario=scenario(persona=persona.id, minutes=persona.minutes))
    opening = Replied(n=1, at=MOMENT, text=persona.small_talk.openings[0], cues=(), engine="offline")
    state: State = advance(begin(plain), opening)
    state = advance(state, Said(n=2, at=MOMENT, text=question))
    found = reader.read(plain.scene, state.turns[:-1], question)
    return make_plan(advance(state, Read(n=3, at=MOMENT, labels=found.labels, unsure=found.unsure)))


def told(plan: Plan) -> tuple[str, ...]:
    """The items that it tells, but for what it brings up by itself."""
    answers = [beat for beat in plan.beats if beat.move in (Move.TELL, Move.ADVISE)]
    resumed = any(beat.move is Move.RESUME for beat in plan.beats)
    return () if resumed else tuple(beat.ref for beat in answers if beat.ref)
