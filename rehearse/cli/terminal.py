"""What the commands know of the terminal they run in."""

import os
import signal
import sys
from collections.abc import Coroutine, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

from rehearse import lasting
from rehearse.errors import InputError
from rehearse.text import one_line

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop

    from rehearse.tui.start import Start

_T = TypeVar("_T")
_BARE = ("dumb", "unknown")
"""What TERM says of a terminal that only prints, as an editor's shell or a braille line does."""
_BETWEEN_LOOKS = 1.0
"""Seconds between two looks at whether the terminal is still there."""
IN_LINES = "rehearse practice --plain SCENARIO goes line by line."


def is_terminal() -> bool:
    """Whether a person sits at both ends."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def is_bare() -> bool:
    """Whether the terminal says of itself that it only prints."""
    return os.environ.get("TERM") in _BARE


def renews_lines(stream: TextIO) -> bool:
    """Whether a person sits before this stream, at a terminal on which a line can be written over."""
    return stream.isatty() and not is_bare()


def shows_the_app() -> bool:
    """Whether the app can be seen and typed to; where only the terminal is too simple for it, say so on stderr."""
    if is_terminal() and is_bare():
        print(f"rehearse: {_simple()}, so this goes line by line.", file=sys.stderr)
    return is_terminal() and not is_bare()


def require_terminal() -> None:
    """Raise InputError where the app could not be seen or typed to."""
    if not is_terminal():
        raise InputError("the app needs a terminal, and there is none here", cure=f"{IN_LINES[:-1]} and needs none.")
    if is_bare():
        raise InputError(f"{_simple()}, and the app draws screens", cure=IN_LINES)


def open_app(first: "Start | None" = None) -> int:
    """Run the app in this terminal; return the exit status."""
    # To look for garbage takes a twelfth of a start, and there is none. The app ends this once it stands.
    lasting.begin()
    from rehearse.tui.app import run

    return run(first)


@contextmanager
def interruptible() -> Iterator[None]:
    """Let Ctrl+C end a wait for what is typed: an event loop's own handler only notes it, and would wait on."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def wait_for(doing: Coroutine[Any, Any, _T]) -> _T:
    """Run this in an event loop and return what it does; Ctrl+C, and a terminal that is closed, end any wait of it.

    A loop without a handler of its own is only woken by a signal that interrupts its very wait: one that comes a moment
    earlier, or to another thread, is noticed when the next thing happens. Any handler of the loop's changes that.
    A terminal that was closed sends a signal to those only whose own it is; to others this sends it.
    """
    import asyncio

    with asyncio.Runner() as runner:
        loop = runner.get_loop()
        if sys.platform != "win32":  # There a loop has no handlers, and no terminal hangs up.
            loop.add_signal_handler(signal.SIGCONT, lambda: None)
            _look_at([stream for stream in (sys.stdin, sys.stdout) if stream.isatty()], loop)
        return runner.run(doing)


def _look_at(terminals: Sequence[TextIO], loop: "AbstractEventLoop") -> None:
    if sys.platform != "win32" and not all(stream.isatty() for stream in terminals):
        signal.raise_signal(signal.SIGHUP)
    if terminals:
        loop.call_later(_BETWEEN_LOOKS, _look_at, terminals, loop)


def _simple() -> str:
    return f"this terminal only prints (TERM={one_line(os.environ['TERM'], 20)})"
