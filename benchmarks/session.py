"""Whether the app grows while one stays in it: `python -m benchmarks.session`, one session of a thousand turns.

Meeting after meeting with the embedded contact, from home to the review and back, as two hours of practice would have
them; the forty turns of an audition are said again and again. Driven through Textual's pilot, in a process of its own.
"""

import asyncio
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import count, cycle
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import OptionList

from benchmarks.figure import Figure, table
from benchmarks.process import memory
from benchmarks.startup import environment
from rehearse.audition.script import script
from rehearse.tui.app import RehearseApp
from tests.tui import driving
from tests.tui.driving import on, wait_until

TURNS = 1_000
"""Turns of both sides."""
EARLY = 500
"""Turns after which every scene was met and what is kept a while is full; memory is looked at after each so many."""
SCENES = 5
"""Of the list, that are met by turns."""
PATIENCE = 300.0
"""Seconds after which something that was waited for is given up; the machine may have other work."""
AT_MOST = 1.05
"""Times the memory after the early turns."""


def figures(turns: int = TURNS, early: int = EARLY) -> list[Figure]:
    """Hold the session; compare its end to its beginning."""
    with tempfile.TemporaryDirectory() as home:
        command = [sys.executable, "-m", "benchmarks.session", "hold", str(turns), str(early)]
        done = subprocess.run(command, env=environment(Path(home)), check=True, stdout=subprocess.PIPE, text=True)
    taken = [(int(turn), size) for turn, size in json.loads(done.stdout.splitlines()[-1]).items()]
    (few, before), (many, after) = taken[0], taken[-1]
    return [Figure(f"memory after {many:,} turns (RSS)", after, f"after {few:,} turns", before, AT_MOST, unit="MB")]


async def hold(turns: int, early: int) -> dict[int, float]:
    """Hold meetings until so many turns were said; return the megabytes after the early ones, and at each such step."""
    house, lines, said, taken = RehearseApp(), cycle(line.text for line in script().meeting), 0, dict[int, float]()
    house.rhythm = 0.0
    async with house.run_test(size=(100, 30)) as pilot:
        for scene in count():
            before = said
            await _sit_down(pilot, scene % SCENES)
            while not driving.rehearsal(house).over:
                await _say(pilot, lines)
                said = before + len(driving.rehearsal(house).state.turns)
                if said // early > len(taken):
                    taken[said] = memory(os.getpid(), "Rss")
                if said >= turns:
                    return taken
            await _go_home(pilot)
    raise AssertionError("there is always another scene")


async def _sit_down(pilot: Pilot[int], scene: int) -> None:
    """Choose a scene of the list, and listen to the contact's first words."""
    await pilot.press("n")
    await wait_until(on(pilot.app, "PickerScreen"))
    await wait_until(lambda: pilot.app.screen.query_one(OptionList).highlighted is not None)
    await pilot.press(*["down"] * scene, "enter")
    await driving.sit_down(pilot)
    await _listen(pilot)


async def _say(pilot: Pilot[int], lines: Iterator[str]) -> None:
    driving.table(pilot.app).composer.write(next(lines))
    await pilot.press("enter")
    await _listen(pilot)


async def _listen(pilot: Pilot[int]) -> None:
    """Wait until the contact has said what they say, and another line can be written."""
    await wait_until(lambda: not driving.table(pilot.app).speaking)


async def _go_home(pilot: Pilot[int]) -> None:
    """Read the review, and leave."""
    await pilot.press("enter")
    await wait_until(on(pilot.app, "ReviewScreen"))
    await wait_until(lambda: getattr(pilot.app.screen, "review", None) is not None)
    for screen in ("PickerScreen", "HomeScreen"):
        await pilot.press("escape")
        await wait_until(on(pilot.app, screen))


if __name__ == "__main__":
    driving.PATIENCE = PATIENCE
    if sys.argv[1:2] == ["hold"]:
        print(json.dumps(asyncio.run(hold(*map(int, sys.argv[2:])))))
    else:
        print(table(figures()))
