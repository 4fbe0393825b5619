"""Deals the shares out to processes, each bounded in memory, and takes what kills or hangs one as a find, too."""

import faulthandler
import mmap
import os
import resource
import signal
import struct
import time
from collections.abc import Iterator, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from tempfile import TemporaryFile
from typing import NamedTuple

from fuzz.share import Find, Tally, run
from fuzz.target import Target

MEMORY = 768 * 2**20
"""Bytes that a process may take beyond what it has when it begins."""
HANGS = 30.0
"""Seconds of processor without a next input after which a process is given up: it hangs where no signal is heard."""
SLEEPS = 900.0
"""Seconds on the clock, likewise: it waits for what never comes. A busy machine alone does not take so long."""
SHARE = 5_000
"""Inputs of a share at most: each begins anew from the seeds, in a process of its own."""

_HEAD = struct.Struct("<QQ")
_ROOM = 1_000_000
"""Bytes of an input that is told beside: more than any has."""


class Share(NamedTuple):
    """A share to be run."""

    target: Target
    inputs: int
    seed: str


class Done(NamedTuple):
    """A share that was run."""

    share: Share
    tally: Tally | None
    """None where the process did not come back; `died` is then the find."""
    died: Find | None
    tried: int
    seconds: float
    """Of processor."""


def shares(targets: Sequence[Target], inputs: int, seed: int) -> list[Share]:
    """Return the shares of so many inputs in all, a parser's by its weight.

    Parsers take turns: a run that is stopped has tried something of each.
    """
    weight = sum(target.share for target in targets)
    counts = [inputs * target.share // weight for target in targets]
    counts[0] += inputs - sum(counts)
    found = [
        (at / count, Share(target, min(SHARE, count - at), f"{seed}:{target.name}:{number}"))
        for target, count in zip(targets, counts, strict=True)
        for number, at in enumerate(range(0, count, SHARE))
    ]
    return [share for _, share in sorted(found, key=lambda each: each[0])]


def dealt(waiting: Sequence[Share], workers: int) -> Iterator[Done]:
    """Run the shares in so many processes at once and yield each as it is done, in any order.

    What is left of a share whose process was lost is run as another share.
    """
    left = list(reversed(waiting))
    at_work: list[_Worker] = []
    try:
        while left or at_work:
            while left and len(at_work) < workers:
                at_work.append(_Worker(left.pop()))
            wait([worker.answer for worker in at_work], timeout=1)
            for worker in list(at_work):
                done = worker.done()
                if done:
                    at_work.remove(worker)
                    yield done
                    if done.tried < done.share.inputs:
                        left.append(
                            done.share._replace(inputs=done.share.inputs - done.tried, seed=f"{done.share.seed}+")
                        )
    finally:
        for worker in at_work:
            worker.stop()


class _Worker:
    """A process that runs one share, and tells each input before it tries it, in memory that outlives the process."""

    def __init__(self, share: Share) -> None:
        self._share = share
        self._told = mmap.mmap(-1, _HEAD.size + _ROOM)
        self._tried = 0
        self._where = TemporaryFile()  # noqa: SIM115 - it lives as long as the process
        """Where a process that hangs writes where it does."""
        self._moved = (0.0, time.monotonic())
        """When it went on to another input: on its processor, and on the clock."""
        self.answer, theirs = get_context("fork").Pipe(duplex=False)
        self._process: BaseProcess = get_context("fork").Process(target=self._run, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()

    def done(self) -> Done | None:
        """Return what came of it; None while it goes on."""
        if self.answer.poll():
            try:
                tally: Tally = self.answer.recv()
            except EOFError:
                self._process.join()
                return self._lost(f"the process ended with {self._process.exitcode}")
            return self._done(tally, None)
        tried, _ = _HEAD.unpack_from(self._told)
        if tried != self._tried:
            self._tried, self._moved = tried, (_spent(self._process.pid), time.monotonic())
        spent, now = self._moved
        if _spent(self._process.pid) - spent > HANGS or time.monotonic() - now > SLEEPS:
            return self._lost(f"it came to no end\n{self._found_out()}")
        return None

    def _found_out(self) -> str:
        """Return where a process that hangs does so, and end it."""
        assert self._process.pid
        os.kill(self._process.pid, signal.SIGUSR1)
        self._process.join(1)
        self._process.kill()
        self._where.seek(0)
        return self._where.read().decode(errors="replace")

    def stop(self) -> None:
        """End the process, whatever it does."""
        if self._process.is_alive():
            self._process.kill()
        self._process.join()
        self.answer.close()
        self._where.close()

    def _done(self, tally: Tally | None, died: Find | None) -> Done:
        tried, _ = _HEAD.unpack_from(self._told)
        seconds = _spent(self._process.pid)
        self._process.join(5)
        self.stop()
        return Done(self._share, tally, died, tried, seconds)

    def _lost(self, why: str) -> Done:
        _, size = _HEAD.unpack_from(self._told)
        data = self._told[_HEAD.size : _HEAD.size + size]
        return self._done(None, Find(self._share.target.name, f"died {why.splitlines()[0]}", data, why))

    def _run(self, answer: Connection) -> None:
        resource.setrlimit(resource.RLIMIT_AS, (_size() + MEMORY, resource.RLIM_INFINITY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        faulthandler.register(signal.SIGUSR1, self._where)
        answer.send(run(self._share.target, self._share.inputs, self._share.seed, before=self._tell))
        answer.close()

    def _tell(self, data: bytes) -> None:
        kept = data[:_ROOM]
        number, _ = _HEAD.unpack_from(self._told)
        self._told[_HEAD.size : _HEAD.size + len(kept)] = kept
        _HEAD.pack_into(self._told, 0, number + 1, len(kept))


def _size() -> int:
    """Return the bytes of address space that this process has."""
    with open("/proc/self/statm", "rb") as file:  # noqa: PTH123 - it is no file of anybody's
        return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")


def _spent(process: int | None) -> float:
    """Return the seconds of processor that a process has spent; 0 of one that is gone."""
    try:
        with open(f"/proc/{process}/stat", "rb") as file:  # noqa: PTH123 - as above
            fields = file.read().rpartition(b")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
