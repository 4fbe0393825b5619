"""A scheduler of Dask's and its workers on this machine, as a person starts them; and what processes take."""

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread
from typing import NamedTuple

from benchmarks.process import computed

_PATIENCE = 60
_EVERY = 0.5
"""Seconds between two looks at the processes."""


class Local(NamedTuple):
    """A cluster on this machine."""

    address: str
    scheduler: int
    """Id of its process."""
    nanny: int
    """Id of the process that begins the workers, and begins them anew."""


@contextmanager
def local_cluster(workers: int) -> Iterator[Local]:
    """Start a scheduler and so many workers of one thread each; end them afterwards."""
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch, "scheduler.json")
        dask, rest = (sys.executable, "-m", "dask"), ("--scheduler-file", str(file), "--no-dashboard")
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": scratch}
        started = [subprocess.Popen([*dask, "scheduler", "--host", "127.0.0.1", "--port", "0", *rest], **quiet)]  # type: ignore[call-overload]
        try:
            address = _address(started[0], file)
            here = ("--host", "127.0.0.1", "--nworkers", str(workers), "--nthreads", "1")
            started.append(subprocess.Popen([*dask, "worker", *rest, *here], **quiet))  # type: ignore[call-overload]
            yield Local(address, started[0].pid, started[1].pid)
        finally:
            for process in reversed(started):
                process.terminate()
                with suppress(subprocess.TimeoutExpired):
                    process.wait(_PATIENCE)


def _address(scheduler: "subprocess.Popen[bytes]", file: Path) -> str:
    for _ in range(_PATIENCE * 5):
        with suppress(subprocess.TimeoutExpired):
            raise RuntimeError(f"the scheduler ended with {scheduler.wait(0.2)}")
        with suppress(OSError, ValueError):
            return str(json.loads(file.read_text())["address"])
    raise RuntimeError("the scheduler does not begin")


class Peaks:
    """Looks, while it is entered, at how much memory processes and all that they begin take at most, and time."""

    def __init__(self, **watched: int) -> None:
        """Watch processes by their ids under names; a name that ends in `_workers` stands for what they begin."""
        self.megabytes = dict.fromkeys(watched, 0)
        """The most that one process of this name took, resident."""
        self._cpu: dict[int, float] = {}
        self._watched, self._over = watched, Event()
        self._thread = Thread(target=self._watch)

    def __enter__(self) -> "Peaks":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    @property
    def cpu(self) -> float:
        """Seconds that all of them computed, their starting included."""
        return sum(self._cpu.values())

    def _watch(self) -> None:
        while not self._over.wait(_EVERY):
            for name, pid in self._watched.items():
                pids = descendants(pid) if name.endswith("_workers") else [pid]
                self.megabytes[name] = max([self.megabytes[name], *map(_peak, pids)])
                self._cpu |= {each: taken for each in pids if (taken := _computed(each))}


def descendants(pid: int) -> list[int]:
    """Return the ids of all processes that a process began, and that these began."""
    found = []
    for file in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            for child in map(int, file.read_text().split()):
                found += [child, *descendants(child)]
    return found


def kill_one_worker(of: int) -> int:
    """Kill the process, among those that one began, that takes the most memory: a worker. Return its id."""
    largest = max(descendants(of), key=_peak)
    os.kill(largest, signal.SIGKILL)
    return largest


def _peak(pid: int) -> int:
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) // 1024
    return 0


def _computed(pid: int) -> float:
    with suppress(OSError):
        return computed(pid)
    return 0.0
