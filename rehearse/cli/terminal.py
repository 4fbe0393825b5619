"""What the commands know of the terminal they run in."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rehearse.errors import InputError


def is_terminal() -> bool:
    """Whether a person sits at both ends."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def require_terminal(cure: str) -> None:
    """Raise InputError where the app could not be seen or typed to."""
    if not is_terminal():
        raise InputError("the app needs a terminal, and there is none here", cure=cure)


@contextmanager
def interruptible() -> Iterator[None]:
    """Let Ctrl+C end a wait for what is typed: an event loop's own handler only notes it, and would wait on."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
