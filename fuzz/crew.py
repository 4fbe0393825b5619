"""Deals the shares out to processes, each bounded in memory, and takes what kills or hangs one as a find, too."""

import mmap
import os
import resource
import struct
import time
from collections.abc import Iterator, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import NamedTuple

from fuzz.share import Find, Tally, run
from fuzz.target import Target

MEMORY = 768 * 2**20
"""Bytes that a process may take beyond what it has when it begins."""
HANGS = 60.0
"""Seconds without a next input after which a process is given up: it hangs where no signal is heard."""
SHARE = 10_000
"""Inputs of a share at most: each begins anew from the seeds, in a process of its own."""

_HEAD = struct.Struct("<QQ")
_ROOM = 1_000_000
"""Bytes of an input that is told beside: more than any has."""


class Share(NamedTuple):
    """A share to be run."""

    target: Target
    count: int
    seed: str


class Done(NamedTuple):
    """A share that was run."""

    share: Share
    tally: Tally | None
    """None where the process did not come back; `died` is then the find."""
    died: Find | None
    seconds: float


def shares(targets: Sequence[Target], inputs: int, seed: int) -> Iterator[Share]:
    """Yield the shares of so many inputs in all, a parser's share by its weight, the dearest parsers first."""
    weight = sum(target.share for target in targets)
    counts = [inputs * target.share // weight for target in targets]
    counts[0] += inputs - sum(counts)
    for target, count in zip(targets, counts, strict=True):
        for number, at in enumerate(range(0, count, SHARE)):
            yield Share(target, min(SHARE, count - at), f"{seed}:{target.name}:{number}")


def dealt(waiting: Sequence[Share], workers: int) -> Iterator[Done]:
    """Run the shares in so many processes at once and yield each as it is done, in any order."""
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
    finally:
        for worker in at_work:
            worker.stop()


class _Worker:
    """A process that runs one share, and tells each input before it tries it, in memory that outlives the process."""

    def __init__(self, share: Share) -> None:
        self._share = share
        self._told = mmap.mmap(-1, _HEAD.size + _ROOM)
        self._begun = self._moved = time.monotonic()
        self._seen = 0
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
                return self._lost(f"the process ended with {self._code()}")
            self.stop()
            return Done(self._share, tally, None, time.monotonic() - self._begun)
        number, _ = _HEAD.unpack_from(self._told)
        if number != self._seen:
            self._seen, self._moved = number, time.monotonic()
        if time.monotonic() - self._moved > HANGS:
            self._process.kill()
            return self._lost(f"nothing came for {HANGS:.0f} seconds")
        return None

    def stop(self) -> None:
        """End the process, whatever it does."""
        if self._process.is_alive():
            self._process.join(5)
            self._process.kill()
        self._process.join()
        self.answer.close()

    def _lost(self, why: str) -> Done:
        _, size = _HEAD.unpack_from(self._told)
        data = self._told[_HEAD.size : _HEAD.size + size]
        name = self._share.target.name
        self.stop()
        return Done(self._share, None, Find(name, f"died {why}", data, why), time.monotonic() - self._begun)

    def _code(self) -> int | None:
        self._process.join()
        return self._process.exitcode

    def _run(self, answer: Connection) -> None:
        resource.setrlimit(resource.RLIMIT_AS, (_size() + MEMORY, resource.RLIM_INFINITY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        answer.send(run(self._share.target, self._share.count, self._share.seed, before=self._tell))
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
