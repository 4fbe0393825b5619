"""SIGKILL, so many times in all, dealt out to the plays and to the cores."""

import json
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from rehearse.coaching.many.processes import cores
from torture.branching import Branching
from torture.forked import fork
from torture.indexing import Indexing
from torture.killed import Play, killed, length
from torture.result import Result
from torture.streaming import Streaming, slow_server
from torture.talking import Talking

_LANES = 2
"""Apps that are killed at a time, at most."""


def results(count: int, seed: int) -> Iterator[Result]:
    """Kill the app `count` times in all, in a process that is warm, and yield what came of it, play by play."""
    with tempfile.TemporaryDirectory(prefix="torture-") as scratch, slow_server(Path(scratch)) as url:
        plays: tuple[Play, ...] = (Talking(), Streaming(url), Branching(), Indexing())
        for play, share in zip(plays, parts(count, len(plays)), strict=True):
            yield _in_lanes(play, parts(share, min(_LANES, cores())), seed, Path(scratch))


def parts(count: int, number: int) -> list[int]:
    """Return the count in parts that are as equal as can be."""
    return [count // number + (part < count % number) for part in range(number)]


def _in_lanes(play: Play, shares: list[int], seed: int, scratch: Path) -> Result:
    longest = length(play, str(seed))
    lanes = [_lane(play, share, f"{seed}-{lane}", longest, scratch) for lane, share in enumerate(shares)]
    found = [Result(*json.loads(lane())) for lane in lanes]
    return Result(
        f"killed {play.name}",
        sum(each.tries for each in found),
        tuple(said for each in found for said in each.broken),
        seconds=max(each.seconds for each in found),
    )


def _lane(play: Play, share: int, seed: str, longest: float, scratch: Path) -> Callable[[], bytes]:
    """Begin to kill in a process of its own; return what waits for its result."""
    faults = scratch / f"{seed}.faults"
    lane = fork(lambda: print(json.dumps(killed(play, share, seed, longest))), {}, faults)

    def ended() -> bytes:
        said = lane.end()
        if lane.status():
            raise RuntimeError(faults.read_text("utf-8")[-2_000:])
        return said

    return ended
