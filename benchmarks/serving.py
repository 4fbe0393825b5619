"""What learners at once cost: `python -m benchmarks.serving [LEARNERS]`; twenty beside one, on this machine.

Each has a websocket as a browser would: opens home, sits down, types a turn key by key, and waits for the answer.
"""

import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from benchmarks.process import memory
from benchmarks.visitor import PATIENCE, Visitor, visitor
from rehearse.serving.register import add_learner

LEARNERS = 20
KEYS = "αβγδεζηθικλμνξοπρστυ"
"""What is typed; none of it stands on the screen before."""
TURN = " Tell me about yourself, how did you end up in this work?"
NAME = "Hanna Vogel"
"""Of the contact in the scene that is lit at first."""
RHYTHM = 0.2
"""Seconds between two keys of one learner: a quick typist."""
STAGGER = 1.0
"""Seconds between two learners who come, and between two who send a turn."""


@dataclass(frozen=True)
class Measured:
    """What one round gave."""

    learners: int
    home: list[float]
    """Seconds from the websocket until home stands on the screen, for each learner."""
    echo: list[float]
    """Seconds from a key until it is drawn, for each key."""
    answer: list[float]
    """Seconds from Enter until the contact begins to answer, for each learner."""
    shared: list[float]
    """Megabytes of each app: its own and its share of what several use (PSS)."""
    resident: list[float]
    """Megabytes of each app with all that it uses (RSS)."""
    server: float
    """Megabytes of the server (PSS)."""


def main(argv: Sequence[str]) -> int:
    """Measure one learner, then many; print the table."""
    many = int(argv[0]) if argv else LEARNERS
    print(table([asyncio.run(measure(1)), asyncio.run(measure(many))]))
    return 0


def table(rounds: Sequence[Measured]) -> str:
    """Return the figures of two rounds side by side, and how many times the first the second is."""
    one, many = rounds
    lines = [f"{'':44}{f'{one.learners} learner':>12}{f'{many.learners} learners':>14}{'':>9}"]
    for name, unit, figure in _figures():
        first, second = figure(one), figure(many)
        lines.append(f"{name:44}{first:>10,.0f}{unit:2}{second:>12,.0f}{unit:2}{second / first:>8.1f}x")
    lines.append(
        f"One learner comes, and one sends a turn, every {STAGGER:.0f} s; all type at once, a key every {RHYTHM} s."
    )
    return "\n".join(lines)


def _figures() -> Iterator[tuple[str, str, Callable[[Measured], float]]]:
    yield "an app's memory, shared parts divided (PSS)", "MB", lambda each: statistics.median(each.shared)
    yield "an app's memory, shared parts whole (RSS)", "MB", lambda each: statistics.median(each.resident)
    yield "all apps and the server (PSS)", "MB", lambda each: sum(each.shared) + each.server
    yield "the server (PSS)", "MB", lambda each: each.server
    yield "a key until it is drawn, median", "ms", lambda each: 1_000 * statistics.median(each.echo)
    yield "a key until it is drawn, 95 of 100", "ms", lambda each: 1_000 * _most(each.echo)
    yield "Enter until the answer begins, median", "ms", lambda each: 1_000 * statistics.median(each.answer)
    yield "the page until home stands there, median", "ms", lambda each: 1_000 * statistics.median(each.home)


def _most(values: Sequence[float]) -> float:
    return sorted(values)[round(0.95 * (len(values) - 1))]


async def measure(learners: int) -> Measured:
    """Serve to so many, with user data of their own."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "tokens")
        tokens = [add_learner(file, f"learner-{number}") for number in range(learners)]
        server = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "rehearse", "serve", "--port", "0", "--token-file", str(file)),
            *("--data", str(Path(folder, "data")), "--max-sessions", str(learners)),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            assert server.stdout is not None
            url = (await server.stdout.readline()).decode().split()[-1]
            async with AsyncExitStack() as doors:
                guests = [await doors.enter_async_context(visitor(url, token)) for token in tokens]
                return await _round(server.pid, guests)
        finally:
            server.terminate()
            await server.wait()


async def _round(server: int, guests: Sequence[Visitor]) -> Measured:
    home = await asyncio.gather(*(_come(guest, STAGGER * number) for number, guest in enumerate(guests)))
    echo = await asyncio.gather(*(_type(guest, RHYTHM * n / len(guests)) for n, guest in enumerate(guests)))
    answer = await asyncio.gather(*(_say(guest, STAGGER * number) for number, guest in enumerate(guests)))
    apps = [int(pid) for pid in Path(f"/proc/{server}/task/{server}/children").read_text().split()]
    return Measured(
        len(guests),
        list(home),
        [seconds for each in echo for seconds in each],
        list(answer),
        [memory(app, "Pss") for app in apps],
        [memory(app, "Rss") for app in apps],
        memory(server, "Pss"),
    )


async def _come(guest: Visitor, after: float) -> float:
    await asyncio.sleep(after)
    start = time.perf_counter()
    await guest.sit()
    await guest.wait_for("New rehearsal", "kept on this server")
    home = time.perf_counter() - start
    await guest.type("n")
    await guest.wait_for("The agreed topic", "Sit down")
    await guest.type("\r")
    await guest.wait_for("Write what you say", "stand?")
    return home


async def _type(guest: Visitor, after: float) -> list[float]:
    await asyncio.sleep(after)
    times = []
    for key in KEYS:
        next_key = asyncio.create_task(asyncio.sleep(RHYTHM))
        times.append(await guest.echo(key))
        await next_key
    return times


async def _say(guest: Visitor, after: float) -> float:
    await asyncio.sleep(after)
    await guest.type(TURN)
    await guest.wait_for("end up in this work?")
    start = time.perf_counter()
    await guest.type("\r")
    # Read, planned, and about to be said: her name stands over it.
    before = guest.text.count(NAME)
    async with asyncio.timeout(PATIENCE):
        while guest.text.count(NAME) <= before:
            await guest.draw()
    seconds = time.perf_counter() - start
    await guest.wait_for("That asked about Hanna.", "Write what you say")
    return seconds


if __name__ == "__main__":
    os.environ.pop("REHEARSE_INSTANT", None)
    sys.exit(main(sys.argv[1:]))
