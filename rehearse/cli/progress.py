"""How far a long command is: a line on stderr that renews itself, where a person sits before it."""

import sys
import time

from rehearse.cli.terminal import renews_lines

_EVERY = 0.2
"""Seconds between two looks."""


class Line:
    """One line at the foot of the terminal; nothing where stderr is none."""

    def __init__(self) -> None:
        self.shown = renews_lines(sys.stderr)
        self._begun = time.monotonic()
        self._next = 0.0

    @property
    def seconds(self) -> float:
        """How long it has been there."""
        return time.monotonic() - self._begun

    def due(self) -> bool:
        """Whether it is time for another text."""
        return self.shown and time.monotonic() >= self._next

    def tell(self, text: str) -> None:
        """Show the text in place of the last one."""
        if self.shown:
            self._next = time.monotonic() + _EVERY
            print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        """Leave nothing behind."""
        if self.shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
