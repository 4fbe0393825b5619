"""From a path to bounded lines of bytes: what is no ordinary file, unreadable or too large ends here.

Light: the home screen comes by here for each transcript in its list.
"""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from rehearse.errors import InputError
from rehearse.text import one_line

LINE_BYTES = 4_000_000
"""Bytes of one line at most; a turn of the greatest length, read and quoted, takes a tenth of it."""

FILE_BYTES = 512_000_000
"""Bytes of one transcript at most."""

_BUFFER = 131_072  # A header and a meeting are most often within it: one read.


class RawLine(NamedTuple):
    """One line of a file, as it lies on the disk."""

    number: int
    """From 1."""
    raw: bytes
    """With its line end, where it has one."""
    last: bool
    """Whether nothing comes after it."""

    @property
    def whole(self) -> bool:
        """Whether it has its line end."""
        return self.raw.endswith(b"\n")


def shown(path: Path, line: int | None = None) -> str:
    """Return the file, and the line in it, as errors name the place."""
    return one_line(str(path)) + (f":{line}" if line is not None else "")


def open_file(path: Path) -> BinaryIO:
    """Open the file to read its lines. Raises InputError: missing, a folder, no rights, no file, too large."""
    try:
        return os.fdopen(descriptor(path, os.O_RDONLY), "rb", _BUFFER)
    except PermissionError:
        cure = "Give yourself the right to read it."
        raise InputError("you may not read this file", where=shown(path), cure=cure) from None


def descriptor(path: Path, flags: int) -> int:
    """Open an ordinary file. Raises InputError as `open_file` does, but lets PermissionError through."""
    try:
        # Without O_NONBLOCK a pipe of that name would hold us until somebody writes to it.
        found = os.open(path, flags | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        cure = "Check the name and the folder."
        raise InputError("there is no such file", where=shown(path), cure=cure) from None
    except IsADirectoryError:
        raise _folder(path) from None
    except PermissionError:
        raise
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from None
    try:
        _check(path, os.fstat(found))
    except InputError:
        os.close(found)
        raise
    return found


def numbered(path: Path, file: BinaryIO) -> Iterator[RawLine]:
    """Yield the lines of the file. Raises InputError where one is too long or cannot be read."""
    number, raw = 1, _line(path, file, 1)
    while raw:
        following = _line(path, file, number + 1)
        yield RawLine(number, raw, last=not following)
        number, raw = number + 1, following


def unreadable(path: Path, error: Exception) -> InputError:
    """Return the error of a disk that does not give the file."""
    why = one_line(getattr(error, "strerror", None) or str(error))
    return InputError(f"the file cannot be read: {why}", where=shown(path), cure="Check the name and the disk.")


def _line(path: Path, file: BinaryIO, number: int) -> bytes:
    try:
        raw = file.readline(LINE_BYTES + 1)
    except OSError as error:
        raise unreadable(path, error) from error
    if len(raw) > LINE_BYTES:
        cure = "No transcript has such a line; check what the file is."
        raise InputError("the line is longer than 4 MB", where=shown(path, number), cure=cure)
    return raw


def _check(path: Path, found: os.stat_result) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise _folder(path)
    if not stat.S_ISREG(found.st_mode):
        raise InputError("this is no ordinary file", where=shown(path), cure="Give a transcript, NAME.jsonl.")
    if found.st_size > FILE_BYTES:
        cure = "No transcript is so large; check what the file is."
        raise InputError("the file is larger than 512 MB", where=shown(path), cure=cure)


def _folder(path: Path) -> InputError:
    return InputError("this is a folder, not a file", where=shown(path), cure="Name a transcript in it.")
