"""How much memory the app takes at home, beside a bare Textual app: by `python -m benchmarks.memory` alone.

It is looked at once home stands and nothing goes on there any more: what is read after the first frame counts.
"""

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.bare import READY
from benchmarks.figure import Figure, table
from benchmarks.process import Kind, computed, memory
from benchmarks.startup import HOME_SHOWS, environment
from benchmarks.terminal import NeverShown
from benchmarks.typist import Typist
from rehearse.settings import shipped

RUNS = 5
AT_MOST = 1.4
"""Times a bare app's, on a first start."""
WITH_A_PAST = 2.0
"""The same where transcripts are there: to say how things stand with whom one met, home reads some of them."""
_STILL = 0.5
"""Seconds without work after which nothing goes on."""
_PATIENCE = 60.0


def figures(runs: int = RUNS) -> list[Figure]:
    """Measure on a first start, and with the samples among one's own transcripts."""
    with tempfile.TemporaryDirectory() as new, tempfile.TemporaryDirectory() as used:
        _keep_samples(Path(used))
        looks: list[Callable[[], dict[Kind, float]]] = [
            partial(_taken, "rehearse", HOME_SHOWS, Path(new)),
            partial(_taken, "rehearse", HOME_SHOWS, Path(used)),
            partial(_taken, "benchmarks.bare", READY, Path(new)),
        ]
        rounds = [[look() for look in looks] for _ in range(runs)]

    def median(which: int, kind: Kind) -> float:
        return statistics.median(each[which][kind] for each in rounds)

    def figure(name: str, which: int, kind: Kind, bound: float) -> Figure:
        return Figure(name, median(which, kind), "a bare Textual app", median(2, kind), bound, unit="MB")

    return [
        figure("memory at home (RSS)", 0, "Rss", AT_MOST),
        figure("memory at home, its own alone (USS)", 0, "Uss", AT_MOST),
        figure("memory at home with transcripts (RSS)", 1, "Rss", WITH_A_PAST),
    ]


def _keep_samples(home: Path) -> None:
    """Keep copies of the samples as meetings of one's own."""
    folder = home / "rehearse" / "transcripts"
    folder.mkdir(parents=True)
    for path in shipped("transcripts").glob("*.jsonl"):
        shutil.copy(path, folder)


def _taken(module: str, text: str, home: Path) -> dict[Kind, float]:
    with Typist([sys.executable, "-m", module], environment(home)) as program:
        program.wait_for(text)
        wait_until_still(program)
        return {"Rss": memory(program.pid, "Rss"), "Uss": memory(program.pid, "Uss")}


def wait_until_still(program: Typist) -> None:
    """Wait until a program has not worked for a while. Raises NeverShown where it never rests."""
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        before = computed(program.pid)
        program.pause(_STILL)
        if computed(program.pid) - before <= _STILL / 50:
            return
    raise NeverShown("home never comes to rest")


if __name__ == "__main__":
    print(table(figures()))
