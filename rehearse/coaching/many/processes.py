"""Reviews on the cores of this machine, a process each."""

import multiprocessing
import os
import signal
import threading
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress

from rehearse.coaching.many.chunk import Answer, Chunk, reviewed
from rehearse.coaching.many.crew import Done
from rehearse.coaching.many.worker import Worker, introduce
from rehearse.errors import StorageError

_TRIES = 3
"""Pools that may die before their first word."""


class Processes:
    """A pool of processes, which is made anew where one of them dies; begun with the first chunk."""

    def __init__(self, hands: int | None = None) -> None:
        self.hands = hands or cores()
        self._others = multiprocessing.active_children()
        self._pool = self._new()
        self._sent: dict[Future[list[Answer]], Chunk] = {}

    def meet(self) -> Worker:
        """Return who they are. Raises StorageError where no process can be begun."""
        for _ in range(_TRIES):
            with suppress(BrokenProcessPool):
                return self._pool.submit(introduce).result()
            self._renew()
        cure = "Is there memory for them? Try fewer: --workers 1."
        raise StorageError("the processes that review end before they begin", cure=cure)

    def send(self, chunk: Chunk) -> None:
        """Give them a chunk."""
        try:
            future = self._pool.submit(reviewed, chunk)
        except BrokenProcessPool as error:
            future = Future()
            future.set_exception(error)
        self._sent[future] = chunk

    def receive(self) -> Done:
        """Wait for one of the chunks."""
        done, _ = wait(self._sent, return_when=FIRST_COMPLETED)
        # Of several, those that ended well first: the others may have died of the same worker.
        future = min(done, key=lambda each: each.exception() is not None)
        chunk = self._sent.pop(future)
        try:
            return Done(chunk, future.result())
        except BrokenProcessPool:
            if not self._sent:
                self._renew()
            return Done(chunk, None)

    def leave(self) -> None:
        """End all processes at once."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        for child in multiprocessing.active_children():
            if child not in self._others:
                child.terminate()
        self._pool.shutdown(wait=True)

    def _new(self) -> ProcessPoolExecutor:
        # Forked, a process would share locks and threads that it knows nothing of.
        return ProcessPoolExecutor(self.hands, multiprocessing.get_context("spawn"), _begin)

    def _renew(self) -> None:
        self.leave()
        self._pool = self._new()


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _begin() -> None:
    """Leave Ctrl+C to whoever began this process, and end when that one is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow, daemon=True).start()


def _follow() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
