"""The clock is set back in the midst of a meeting: a day each time that anybody looks at it."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path

from rehearse.archive.transcript import read_transcript
from torture import talk
from torture.refused import SENTENCE, left_well
from torture.result import Result, tried, where
from torture.terminal import REHEARSE, kept, sat_down, transcript

_BACKWARDS = """
import datetime, itertools, sys, time
import rehearse.rehearsal
days, nanoseconds = itertools.count(1), time.time_ns

class Backwards(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return datetime.datetime.now(tz) - datetime.timedelta(days=next(days))

rehearse.rehearsal.datetime = Backwards
time.time_ns = lambda: nanoseconds() - next(days) * 86_400_000_000_000
from rehearse.cli.main import main
sys.exit(main(sys.argv[1:]))
"""
_TURNS = 3


def results(_count: int, _seed: int) -> Iterator[Result]:
    """Hold a meeting while the clock runs backwards, look at it, and meet again."""
    for plain in (False, True):
        with tempfile.TemporaryDirectory(prefix="torture-") as scratch:
            yield tried(f"the clock is set back, {where(plain)}", partial(_held, Path(scratch, "home"), plain))


def _held(home: Path, plain: bool) -> list[str]:
    with sat_down(home, plain=plain, before=(sys.executable, "-c", _BACKWARDS)) as table:
        for number in range(_TURNS):
            table.paste(SENTENCE)
            table.type("\r" if table.is_app else "\n")
            table.wait_until(lambda: len(kept(home)) == 2 * number + 3, "an answer")  # noqa: B023
        broken = left_well(table, home)
    found = read_transcript(transcript(home))
    times = [found.header.started, *(event.at for event in found.events)]
    if not any(later < earlier for earlier, later in pairwise(times)):
        broken.append("the clock was not set back")
    return [*broken, *_looked_at(home)]


def _looked_at(home: Path) -> list[str]:
    """Return which of the commands that look at meetings fail."""
    name, broken = transcript(home).stem, []
    again = ["practice", "--plain", "--again", "--no-review", talk.SCENARIO]
    for command in (["review", name], ["replay", "--plain", name], ["list", "transcripts", "work"], again):
        done = subprocess.run(
            [*REHEARSE, *command],
            env={**os.environ, "REHEARSE_HOME": str(home)},
            input="Hello again.\n",
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            broken.append(f"{' '.join(command)} ended with {done.returncode}: {done.stderr[-300:]}")
    return broken
