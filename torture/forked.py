"""Processes that begin warm: forked off one that has loaded all, each does one thing and ends.

So a thousand apps can be killed in minutes: a start costs milliseconds, and not the second of a cold one.
"""

import json
import os
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from rehearse.contact.client import load_library
from rehearse.contact.telling import finder
from rehearse.contact.tokens import count
from rehearse.engines import make_reader
from rehearse.scene import library

FAILED = 70
"""Exit status of a process in which something was raised."""


def warm(name: str) -> None:
    """Load the reader, an LLM's client, the commands, and the contact of a scenario, in this process.

    On one core, so that the networks get no threads of their own: a fork would be left without them. The scenario and
    its persona are read this once, so that a moment falls on the meeting and not on what comes before.
    """
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    try:
        make_reader()
        load_library()
        count("one")
        import_module("rehearse.cli.practice")
        scenario = library.scenario(name)
        persona = library.persona(scenario.persona)
        finder(persona)
    finally:
        os.sched_setaffinity(0, cores)
    patch.multiple(library, scenario=lambda _name: scenario, persona=lambda _name: persona).start()


class Forked(NamedTuple):
    """A process that was forked off, and what it writes to standard output."""

    pid: int
    output: int

    def read_until(self, moment: float) -> bytes:
        """Return what it writes until `moment`, by the monotonic clock, or until it ends."""
        found = b""
        while (left := moment - time.monotonic()) > 0 and select.select([self.output], [], [], left)[0]:
            more = os.read(self.output, 65_536)
            if not more:
                break
            found += more
        return found

    def kill(self) -> tuple[bytes, bool]:
        """Kill it; return what it had written and nobody had read, and whether it was still alive."""
        os.kill(self.pid, signal.SIGKILL)
        return self.end(), self.status() == -signal.SIGKILL

    def end(self) -> bytes:
        """Return what it writes until its end."""
        with os.fdopen(self.output, "rb") as rest:
            return rest.read()

    def status(self) -> int:
        """Wait for its end; return its exit code, a signal's being negative."""
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def fork(work: Callable[[], object], environment: Mapping[str, str], faults: Path, typed: bytes = b"") -> Forked:
    """Do the work in a process of its own that was `typed` this; what it complains of is added to the file `faults`."""
    sys.stdout.flush()
    ours, theirs = os.pipe()
    pid = os.fork()
    if pid:
        os.close(theirs)
        return Forked(pid, ours)
    status = FAILED
    try:
        _take_place(theirs, faults, typed)
        os.environ.update(environment)
        work()
        sys.stdout.flush()
        status = 0
    except BaseException:  # noqa: BLE001 - nothing may come back into the process that was forked
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(status)


def asked(work: Callable[[], Any], environment: Mapping[str, str], faults: Path) -> Any:
    """Do the work in a process of its own; return what it returns, as far as JSON can say it.

    Raises RuntimeError, with what it complained of, where it failed.
    """
    child = fork(lambda: print(json.dumps(work())), environment, faults)
    said = child.end()
    if child.status():
        raise RuntimeError(faults.read_text("utf-8")[-2_000:])
    return json.loads(said.splitlines()[-1])


def _take_place(output: int, faults: Path, typed: bytes) -> None:
    """Make these the streams of this process."""
    end, begin = os.pipe()
    os.write(begin, typed)
    os.close(begin)
    complaints = os.open(faults, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for number, taken in enumerate((end, output, complaints)):
        os.dup2(taken, number)
    sys.stdin, sys.stdout, sys.stderr = (os.fdopen(number, mode, closefd=False) for number, mode in enumerate("rww"))
