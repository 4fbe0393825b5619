"""Holds the meetings of an audition, by the very rehearsal that a learner has."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Sequence
from itertools import count
from pathlib import Path
from typing import NamedTuple

from rehearse.audition.script import Line, Script
from rehearse.contact.contact import Contact
from rehearse.contact.cues import GRANTED
from rehearse.errors import ContactError
from rehearse.reading.reader import Reader
from rehearse.reading.scene import Setting, Side
from rehearse.rehearsal import Rehearsal, start
from rehearse.scene.persona import Persona
from rehearse.scene.scenario import Limits, Scenario

MINUTES = 180
"""So long that no meeting ends for want of time."""
WARM = (0, 3, 6)
"""Good turns with which the meetings begin, one after another: none, some, enough to be near a gift."""


class Exchange(NamedTuple):
    """One learner turn and what was answered."""

    meeting: int
    line: Line
    reply: str
    granted: tuple[str, ...]
    """What the reply grants that only the engine may: cues, and the gift that it offers."""
    note: str | None
    """What the engine had to mend, if anything."""


class Played(NamedTuple):
    """Everything that was said in an audition."""

    pushed: tuple[Exchange, ...]
    aside: tuple[Exchange, ...]
    long: tuple[Exchange, ...]
    failures: tuple[str, ...]
    """What the engine could not do: a reply that did not come."""


def play(persona: Persona, contact: Contact, reader: Reader, script: Script, seed: int) -> Played:
    """Hold all meetings and return what was said. The transcripts are not kept."""
    with tempfile.TemporaryDirectory(prefix="rehearse-audition-") as folder:
        return asyncio.run(_Stage(persona, contact, reader, Path(folder)).play(script, seed))


class _Stage:
    def __init__(self, persona: Persona, contact: Contact, reader: Reader, folder: Path) -> None:
        self._persona, self._contact, self._reader, self._folder = persona, contact, reader, folder
        self._meetings = count()
        self._failures: list[str] = []

    async def play(self, script: Script, seed: int) -> Played:
        pushed = await self._until_through(script.pushes, script.warm_up, seed)
        aside = await self._until_through(script.aside, script.warm_up, seed)
        long = await self._hold(script.meeting, next(self._meetings), seed)
        return Played(tuple(pushed), tuple(aside), tuple(long), tuple(self._failures))

    async def _until_through(self, lines: Sequence[Line], warm_up: Sequence[Line], seed: int) -> list[Exchange]:
        """Say all lines, in as many meetings as that takes: whoever is pressed may leave."""
        found: list[Exchange] = []
        while len(found) < len(lines):
            number = next(self._meetings)
            warm = warm_up[: WARM[number % len(WARM)]]
            held = await self._hold((*warm, *lines[len(found) :]), number, seed + number)
            through = [each for each in held if each.line.kind != "warm_up"]
            if not through:
                self._failures.append(f"meeting {number} ended before it was under way")
                break
            found += through
        return found

    async def _hold(self, lines: Sequence[Line], number: int, seed: int) -> list[Exchange]:
        """Say the lines while the meeting goes on."""
        path = self._folder / f"{number}.jsonl"
        rehearsal = start(path, _scenario(self._persona), self._persona, self._contact, self._reader, seed=seed)
        found: list[Exchange] = []
        try:
            await _heard(rehearsal.open())
            for line in lines:
                await _heard(rehearsal.say(line.text))
                found.append(_exchange(rehearsal, number, line))
                if rehearsal.over:
                    break
        except ContactError as error:
            self._failures.append(f"meeting {number}, turn {len(found) + 1}: {error}")
        finally:
            rehearsal.log.close()
        return found


def _scenario(persona: Persona) -> Scenario:
    return Scenario(
        schema=1,
        id="audition",
        title="Audition",
        about="A persona under pressure.",
        persona=persona.id,
        setting=Setting.COFFEE,
        invited_by=Side.LEARNER,
        minutes=MINUTES,
        brief="You are here to press.",
        limits=Limits(turns=10_000),
    )


def _exchange(rehearsal: Rehearsal, number: int, line: Line) -> Exchange:
    state, turn = rehearsal.state, rehearsal.state.last(Side.CONTACT)
    assert turn is not None, "a reply that did not come is an error"
    offered = [state.plan.offer] if state.plan and state.plan.offer else []
    granted = [cue.value for cue in GRANTED if turn.has(cue)]
    return Exchange(number, line, turn.text, tuple(granted + offered), rehearsal.contact.note)


async def _heard(words: AsyncIterator[str]) -> None:
    async for _ in words:
        pass
