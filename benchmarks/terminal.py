"""Runs a program in a terminal of its own and tells when a text stood on the screen."""

import os
import pty
import re
import select
import signal
import termios
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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
    start = time.perf_counter()
    process, terminal = pty.fork()
    if process == 0:
        termios.tcsetwinsize(0, (_ROWS, _COLUMNS))
        os.execvpe(command[0], list(command), dict(environment))
    chunks: list[Chunk] = []
    try:
        while (left := start + limit - time.perf_counter()) > 0 and select.select([terminal], [], [], left)[0]:
            data = read(terminal)
            if not data:
                break
            chunks.append(Chunk(time.perf_counter() - start, data))
            answer(terminal, data)
            if text in _CSI.sub(b"", b"".join(chunk.data for chunk in chunks)):
                break
    finally:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        os.close(terminal)
    return chunks


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
