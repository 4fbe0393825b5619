"""A terminal of its own for a program: type into it, wait for what it shows, look at every byte."""

import os
import pty
import select
import signal
import termios
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from types import TracebackType
from typing import Self

import pyte

from benchmarks.terminal import UNKNOWN_TO_PYTE, answer, read

PATIENCE = 20.0
"""Seconds until something that was waited for is called missing."""


class Terminal:
    """Runs a program in a pty and keeps its screen and its bytes."""

    def __init__(
        self, command: Sequence[str], environment: Mapping[str, str], columns: int = 100, rows: int = 30
    ) -> None:
        self.raw = b""
        self.code: int | None = None
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self.pid, self._terminal = pty.fork()
        if self.pid == 0:
            termios.tcsetwinsize(0, (rows, columns))
            os.execvpe(command[0], list(command), dict(environment))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        if self.code is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self._terminal)

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def type(self, keys: str) -> None:
        """Press these keys."""
        os.write(self._terminal, keys.encode())

    def wait_for(self, *texts: str, gone: str = "") -> None:
        """Wait until all these texts stand on the screen, and what is to be `gone` does no longer."""
        deadline = time.monotonic() + PATIENCE
        while not all(text in self.text for text in texts) or (gone and gone in self.text):
            if not self._listen(deadline):
                raise AssertionError(f"{texts} never showed, or {gone!r} stayed, but this:\n{self.text}")

    def wait_for_more(self, sequence: bytes, than: int) -> None:
        """Wait until the program has written a sequence more often than so many times."""
        deadline = time.monotonic() + PATIENCE
        while self.raw.count(sequence) <= than:
            if not self._listen(deadline):
                raise AssertionError(f"{sequence!r} was never written again; the screen:\n{self.text}")

    def wait_for_end(self) -> int:
        """Wait until the program has ended, and return its exit code; a signal's is negative."""
        deadline = time.monotonic() + PATIENCE
        while self._listen(deadline):
            pass
        if time.monotonic() > deadline:
            raise AssertionError(f"it never ended, but showed this:\n{self.text}")
        _, status = os.waitpid(self.pid, 0)
        self.code = os.waitstatus_to_exitcode(status)
        return self.code

    def _listen(self, deadline: float) -> bool:
        """Take in what the program writes next; return False when it has ended or the time is up."""
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([self._terminal], [], [], left)[0]:
            return False
        data = read(self._terminal)
        self.raw += data
        self._stream.feed(UNKNOWN_TO_PYTE.sub(b"", data))
        if data:
            answer(self._terminal, data)
        return bool(data)
