"""SIGKILL at random moments: whatever was shown is kept, every file opens, and the app goes on.

A moment is drawn from the whole length of an undisturbed run, so that it falls on any step: in the midst of a write, of
a stream, of a branch, of the building of the index. A process that ended before its moment came is not counted.
"""

import random
import shutil
import tempfile
import time
from pathlib import Path
from typing import Protocol

from torture.forked import asked, fork
from torture.result import Result

_LENGTHS = 2
"""Undisturbed runs, of which the longer counts."""


class Play(Protocol):
    """Something that the app does, to be killed in the midst of it."""

    name: str
    """What is going on."""

    def set_up(self, home: Path, chance: random.Random) -> None:
        """Put what it needs into the person's folder, which outlives a kill or not, as the play likes."""
        ...

    def typed(self, chance: random.Random) -> bytes:
        """Return what the learner types."""
        ...

    def environment(self, home: Path) -> dict[str, str]:
        """Return the variables that the app sees."""
        ...

    def play(self, home: Path, typed: bytes) -> None:
        """Do it, in a process of its own, and write to standard output what the learner is shown."""
        ...

    def broken(self, home: Path, shown: str) -> list[str]:
        """Return, in a process of its own, which promises do not hold after the kill; then go on."""
        ...


def length(play: Play, seed: str) -> float:
    """Return how long the play takes, in seconds, where nothing disturbs it."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="torture-") as scratch:
        return max(_run(play, Path(scratch, f"whole-{number}"), chance, None)[1] for number in range(_LENGTHS))


def killed(play: Play, count: int, seed: str, longest: float) -> Result:
    """Kill the play so many times in the midst of it, `longest` seconds after its beginning at the latest."""
    began = time.monotonic()
    chance = random.Random(seed)
    broken: list[str] = []
    with tempfile.TemporaryDirectory(prefix="torture-") as scratch:
        hits = number = 0
        while hits < count:
            number += 1
            home = Path(scratch, f"home-{number}")
            moment = chance.uniform(0, longest)
            found, _ = _run(play, home, chance, moment)
            shutil.rmtree(home, ignore_errors=True)
            if found is not None:
                hits += 1
                broken += [f"seed {seed}, kill {hits}, after {moment:.3f} s: {each}" for each in found]
    return Result(f"killed {play.name}", count, tuple(broken), seconds=time.monotonic() - began)


def _run(play: Play, home: Path, chance: random.Random, moment: float | None) -> tuple[list[str] | None, float]:
    """Play once, and kill it after `moment` seconds; return what broke, None where it ended first, and its seconds."""
    home.mkdir()
    faults = home.with_suffix(".faults")
    play.set_up(home, chance)
    typed, environment = play.typed(chance), {**play.environment(home), "REHEARSE_HOME": str(home)}
    began = time.monotonic()
    app = fork(lambda: play.play(home, typed), environment, faults, typed)
    shown = app.read_until(began + moment) if moment is not None else b""
    if moment is None:
        app.end()
        if app.status():
            raise RuntimeError(f"an undisturbed run {play.name} failed: {faults.read_text('utf-8')[-2_000:]}")
        return None, time.monotonic() - began
    rest, alive = app.kill()
    took = time.monotonic() - began
    if not alive:
        return None, took
    said = (shown + rest).decode("utf-8", "replace")
    try:
        found: list[str] = asked(lambda: play.broken(home, said), {"REHEARSE_HOME": str(home)}, faults)
    except RuntimeError as error:
        found = [f"it did not go on: {error}"]
    return found, took
