"""What the commands know of the terminal they run in."""

import sys

from rehearse.errors import InputError


def is_terminal() -> bool:
    """Whether a person sits at both ends."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def require_terminal(cure: str) -> None:
    """Raise InputError where the app could not be seen or typed to."""
    if not is_terminal():
        raise InputError("the app needs a terminal, and there is none here", cure=cure)
