"""How fast turns are read: `python -m benchmarks.reading`. Beside the rules, in the same run, on the same meetings.

turns a second    whole meetings, as `rehearse label` reads them, on one core
one turn          a learner's turn in the course of its meeting: what was said before it has been read
cold              the same turn, nothing of the talk having been read before
first use         from a new process to the first turn read
pause             how long the event loop stands still at most while the reader is loaded in a thread
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice

from rehearse.archive.corpus import CorpusLine
from rehearse.reading.encoder.model import Model
from rehearse.reading.encoder.reader import EncoderReader
from rehearse.reading.reader import Reader
from rehearse.reading.rules import RulesReader
from rehearse.reading.scene import Side
from training.corpus import DEV, read

MEETINGS = 20
ROUNDS = 5
_FIRST_USE = """
import time
start = time.perf_counter()
from rehearse.engines import make_reader
from rehearse.reading.scene import Person, Scene, Setting, Side
at = Scene(setting=Setting.COFFEE, invited_by=Side.LEARNER, minutes=30, contact=Person(name="Per", role="pilot"))
make_reader().read(at, (), "Tell me about yourself, how did you end up in this work?")
print(time.perf_counter() - start)
"""
_PAUSE = """
import asyncio, time
from rehearse import engines

async def main():
    longest, loading = 0.0, asyncio.ensure_future(asyncio.to_thread(engines.known_reader))
    while not loading.done():
        begin = time.perf_counter()
        await asyncio.sleep(0.002)
        longest = max(longest, time.perf_counter() - begin - 0.002)
    print(longest)

asyncio.run(main())
"""


def main() -> int:
    """Measure and print."""
    lines = list(islice(read(DEV), MEETINGS))
    with one_core():
        for name, reader in (("rules", RulesReader()), ("encoder", EncoderReader(Model()))):
            print(f"{name:10} {turns_a_second(reader, lines):8.0f} turns a second on one core")
    warm, cold = one_turn(Model(), lines)
    for name, times in (("one turn", warm), ("cold", cold)):
        print(
            f"{name:10} {statistics.median(times) * 1e3:8.1f} ms median, {percentile(times, 95) * 1e3:.1f} ms at 95 %"
        )
    for name, code in (("first use", _FIRST_USE), ("pause", _PAUSE)):
        times = [told(code) for _ in range(ROUNDS)]
        print(f"{name:10} {statistics.median(times) * 1e3:8.0f} ms, median of {ROUNDS} processes")
    return 0


@contextmanager
def one_core() -> Iterator[None]:
    """Keep to one core for a while, where the system can."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def turns_a_second(reader: Reader, lines: Sequence[CorpusLine]) -> float:
    """Return how many turns of whole meetings are read in a second, the best of three rounds."""
    talks = [(line.scene, [(turn.speaker, turn.text) for turn in line.turns]) for line in lines]
    rounds = []
    for _ in range(3):
        begin = time.perf_counter()
        for scene, talk in talks:
            reader.read_all(scene, talk)
        rounds.append(time.perf_counter() - begin)
    return sum(len(line.turns) for line in lines) / min(rounds)


def one_turn(model: Model, lines: Sequence[CorpusLine]) -> tuple[list[float], list[float]]:
    """Return the seconds that each learner turn takes, read in the course of its meeting, and read cold."""
    warm, cold = [], []
    for line in lines:
        talk = [(turn.speaker, turn.text) for turn in line.turns]
        turns = EncoderReader(model).read_all(line.scene, talk)
        for at, (side, text) in enumerate(talk):
            if side is Side.LEARNER:
                model.forget()
                begin = time.perf_counter()
                EncoderReader(model).read(line.scene, turns[:at], text)
                cold.append(time.perf_counter() - begin)
                if at:
                    model.forget()
                    reader = EncoderReader(model)
                    reader.cues(line.scene, turns[: at - 1], talk[at - 1][1])
                    begin = time.perf_counter()
                    reader.read(line.scene, turns[:at], text)
                    warm.append(time.perf_counter() - begin)
    return warm, cold


def told(code: str) -> float:
    """Return the seconds that a new process measures."""
    return float(subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout)


def percentile(times: Sequence[float], share: int) -> float:
    """Return the time within which `share` per cent of them lie."""
    return statistics.quantiles(times, n=100)[share - 1]


if __name__ == "__main__":
    sys.exit(main())
