"""Tries one input: whether the parser took it, refused it in words, or did what no parser may do."""

import re
import signal
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from types import FrameType
from typing import NamedTuple

from fuzz.target import Target
from rehearse.errors import RehearseError
from rehearse.text import clean

SECONDS = 2.0
"""Of processor that one input may take."""

_ROOT = str(Path(__file__).parents[1])
_DETAILS = re.compile(r"[`“][^`”]*[`”]|'[^']*'|\d+")


class Fate(StrEnum):
    """What became of an input."""

    TAKEN = "taken"
    REFUSED = "refused"
    FOUND = "found"
    """It raised what is no error for people, took too long, or broke a promise."""


class Verdict(NamedTuple):
    """What became of it, and by what it is told from others."""

    fate: Fate
    sign: str
    """The kind of error, and where it came from: inputs of the same sign went the same way."""
    trace: str = ""
    """Of a find: where it went wrong."""


class TooSlow(BaseException):
    """The time of an input is over. No `Exception`, so that nothing on the way takes it for a problem of its own."""


def attempt(target: Target, data: bytes, seconds: float = SECONDS) -> Verdict:
    """Return what becomes of the input. Only the main thread of a process may ask."""
    try:
        with _timed(seconds):
            way = target.parse(data)
    except RehearseError as error:
        return _said(error)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 - whatever it is, it is what is looked for
        return Verdict(Fate.FOUND, f"{type(error).__name__} {_place(error)}", traceback.format_exc(limit=-12))
    return Verdict(Fate.TAKEN, way or "")


@contextmanager
def _timed(seconds: float) -> Iterator[None]:
    """Raise TooSlow within, once so many seconds of processor are spent: other work on the machine counts for nothing.

    What runs in C is asked when it comes back, so a find may come late, but it comes.
    """

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _said(error: RehearseError) -> Verdict:
    """An error for people is one line, and nothing in it gives orders to a terminal."""
    line = str(error)
    if line != clean(line) or "\n" in line or not error.what.strip():
        return Verdict(Fate.FOUND, f"unclean {_place(error)}", f"an error that is no clean line: {line!r}")
    return Verdict(Fate.REFUSED, f"{type(error).__name__} {_DETAILS.sub('', error.what)[:80]}")


def _place(error: BaseException) -> str:
    """Return the last place of ours that it went through, as file and function: a line would move."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if frame.filename.startswith(_ROOT)] or list(frames)
    return f"{Path(ours[-1].filename).name}:{ours[-1].name}" if ours else ""
