"""A meeting of forty turns: how long the first sentence takes, and how many tokens an LLM is sent anew."""

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from itertools import takewhile
from pathlib import Path

from benchmarks.figure import Excess, Figure
from rehearse.audition.script import script
from rehearse.contact.contact import Contact
from rehearse.contact.prompt import Message, messages, tokens
from rehearse.engines import make_reader, offline_contact
from rehearse.meeting.events import Planned
from rehearse.meeting.plan import Plan
from rehearse.meeting.state import State, advance, begin
from rehearse.reading.codebook import CueMark, Turn
from rehearse.reading.reader import Reader, Reading, turn_by_turn
from rehearse.reading.scene import Scene, Side
from rehearse.rehearsal import Rehearsal, start
from rehearse.scene import library

SCENARIO = "good-coffee"
LATE = 0.95
"""The share of turns that are answered at least as fast as what is told."""
MORE = 0.05
"""Seconds that the embedded contact may take more than an echo."""
AGAIN = 1.25
"""How many times the new text may be sent that is not the same, byte for byte, as in the request before."""


class Echo:
    """Says what the learner said."""

    engine = "offline"
    model: str | None = None
    note: str | None = None

    async def speak(self, state: State, plan: Plan) -> AsyncIterator[str]:
        """Yield it in one piece."""
        yield state.turns[-1].text if state.turns else "Hello."


class Blind:
    """Reads nothing."""

    version = "blind"

    def read(self, scene: Scene, before: Sequence[Turn], text: str) -> Reading:
        """Find nothing."""
        return Reading(())

    def cues(self, scene: Scene, before: Sequence[Turn], text: str) -> tuple[CueMark, ...]:
        """Find nothing."""
        return ()

    def read_all(self, scene: Scene, talk: Sequence[tuple[Side, str]]) -> tuple[Turn, ...]:
        """Find nothing in any turn."""
        return turn_by_turn(self, scene, talk)


def figures() -> list[Figure]:
    """Hold the meeting with both contacts in turn, and lay out what an LLM would be sent for it."""
    ours, log = _held(offline_contact(), make_reader())
    echo, _ = _held(Echo(), Blind())
    sent, new, naive = _sent(log)
    return [
        Excess("send to first sentence, offline, 95 %", _late(ours), "a bare echo", _late(echo), MORE),
        Figure("prompt tokens sent anew, 40 turns", sent, "the new text alone", new, AGAIN, unit=""),
        Figure("the same", sent, "the plan in the system message", naive, 1.0, unit=""),
    ]


def _held(contact: Contact, reader: Reader) -> tuple[list[float], Rehearsal]:
    """Hold the meeting; return the seconds to each first sentence, and the meeting."""

    async def hold(folder: str) -> tuple[list[float], Rehearsal]:
        scenario = library.scenario(SCENARIO).model_copy(update={"minutes": 180})
        persona = library.persona(scenario.persona)
        rehearsal = start(Path(folder) / "m.jsonl", scenario, persona, contact, reader, seed=1)
        await rehearsal.prepare()
        await _first(rehearsal.open())
        taken = [await _first(rehearsal.say(line.text)) for line in script().meeting if not rehearsal.over]
        rehearsal.log.close()
        return taken, rehearsal

    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(hold(folder))


async def _first(words: AsyncIterator[str]) -> float:
    """Listen to the end; return the seconds to the first words."""
    begun, taken = time.perf_counter(), None
    async for _ in words:
        taken = taken or time.perf_counter() - begun
    return taken or time.perf_counter() - begun


def _late(taken: Sequence[float]) -> float:
    return sorted(taken)[int(LATE * (len(taken) - 1))]


def _sent(rehearsal: Rehearsal) -> tuple[int, int, int]:
    """Return the tokens that are sent anew over the meeting, those of new text, and those that a naive layout sends.

    The naive one has the plan in its system message, so that no request begins as the one before did.
    """
    state, before, sent, new, naive = begin(rehearsal.state.header), list[Message](), 0, 0, 0
    for event in rehearsal.log.events:
        if isinstance(event, Planned) and state.turns:
            now = messages(state, event.plan, window=1_000_000)
            if before:
                same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, now, strict=False)))
                sent += tokens(now[same:])
                new += tokens(now[-2:])
                naive += tokens(now)
            before = now
        state = advance(state, event)
    return sent, new, naive
