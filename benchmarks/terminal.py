"""Runs a program in a terminal of its own, types into it, and tells when a text stood on the screen."""

import os
import pty
import re
import select
import signal
import termios
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Self

import pyte

_COLUMNS, _ROWS = 100, 30
_CSI = re.compile(rb"\x1b\[[0-9;:<=>?]*[ -/]*[@-~]")
# Private sequences other than modes: pyte takes them for others, or prints their ends.
UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[[<=>?][0-9;:]*\$?[a-gi-km-zA-Z]")
# What a plain terminal answers: attributes, cursor, support of a mode, keyboard protocol, colours.
_ANSWERS = (
    (re.compile(rb"\x1b\[0?c"), b"\x1b[?62;22c"),
    (re.compile(rb"\x1b\[6n"), b"\x1b[1;1R"),
    (re.compile(rb"\x1b\[\?(\d+)\$p"), b"\x1b[?\\1;0$y"),
    (re.compile(rb"\x1b\[\?u"), b"\x1b[?0u"),
    (re.compile(rb"\x1b\](1[01]);\?(?:\x07|\x1b\\)"), b"\x1b]\\1;rgb:0000/0000/0000\x1b\\\\"),
)


@dataclass(frozen=True)
class Chunk:
    """Bytes that the program wrote."""

    at: float
    """Seconds since the start of the program."""
    data: bytes


class NeverShown(Exception):
    """The program ended, or its time was up, before the text stood on the screen."""


class Program:
    """A program that runs in a terminal of its own until it is left."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self._start = time.perf_counter()
        self.pid, self._terminal = pty.fork()
        if self.pid == 0:
            termios.tcsetwinsize(0, (_ROWS, _COLUMNS))
            os.execvpe(command[0], list(command), dict(environment))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._terminal)

    def type(self, keys: str) -> None:
        """Press these keys."""
        os.write(self._terminal, keys.encode())

    def listen(self, limit: float) -> Chunk | None:
        """Return what it writes next within `limit` seconds, and answer its queries; None where that is nothing."""
        if limit <= 0 or not select.select([self._terminal], [], [], limit)[0]:
            return None
        data = read(self._terminal)
        if not data:
            return None
        chunk = Chunk(time.perf_counter() - self._start, data)
        answer(self._terminal, data)
        return chunk

    @property
    def age(self) -> float:
        """Seconds since its start."""
        return time.perf_counter() - self._start


def seconds_until(text: str, command: Sequence[str], environment: Mapping[str, str], limit: float = 30.0) -> float:
    """Return the seconds from the start of `command` until `text` stands on the screen.

    The screen is rebuilt after the run, so that this costs nothing while the clock runs.
    Raises NeverShown after `limit` seconds.
    """
    chunks = _record(text.encode(), command, environment, limit)
    screen = pyte.Screen(_COLUMNS, _ROWS)
    stream = pyte.ByteStream(screen)
    for chunk in chunks:
        stream.feed(UNKNOWN_TO_PYTE.sub(b"", chunk.data))
        if any(text in line for line in screen.display):
            return chunk.at
    seen = "\n".join(line.rstrip() for line in screen.display).strip()
    raise NeverShown(f"{' '.join(command)} never showed {text!r}, but this:\n{seen}")


def _record(text: bytes, command: Sequence[str], environment: Mapping[str, str], limit: float) -> list[Chunk]:
    """Run `command` until its output seems to hold `text`, it ends, or `limit` is over; then end it."""
    chunks: list[Chunk] = []
    with Program(command, environment) as program:
        while chunk := program.listen(limit - program.age):
            chunks.append(chunk)
            if text in unstyled(b"".join(chunk.data for chunk in chunks)):
                break
    return chunks


def unstyled(data: bytes) -> bytes:
    """Return the text in what a program wrote, in the order in which it was drawn."""
    return _CSI.sub(b"", data)


def read(terminal: int) -> bytes:
    """Return what there is to read; nothing when the program has ended."""
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux says EIO where others say end of file
        return b""


def answer(terminal: int, data: bytes) -> None:
    """Answer the queries in `data` as a terminal would."""
    for query, answer in _ANSWERS:
        for match in query.finditer(data):
            os.write(terminal, match.expand(answer))
