"""Copying out of the app: by the terminal's clipboard, and by hand where that takes nothing.

A terminal is asked to copy by OSC 52 and answers nothing, so nobody can know whether it did. What was copied can
therefore always be shown bare, to be selected with the mouse as in any other program.
"""

import signal
import sys
from collections.abc import Iterator
from typing import NamedTuple

from rehearse.review.facts import Review
from rehearse.text import clean
from rehearse.tui.screens.ask import Choice

SENT = "Sent to the terminal's clipboard. It never says whether it took it; if it did not, F4 shows the text bare."
SERVED = "Sent to the browser's clipboard, which takes it by https only. If it did not, F4 gives it to your downloads."
BY_HAND = "Select it with the mouse and copy it as you do elsewhere, then press Enter to go back."
FILE = "copied"


class Part(NamedTuple):
    """A part of a review that can be copied alone."""

    text: str
    about: str
    """Where it stands."""


def show_bare(text: str) -> None:
    """Print `text` where the terminal itself wraps and selects it, and wait for Enter."""
    # Many press Ctrl+C to copy; here it shall not end the app.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        print(f"\n{clean(text).rstrip()}\n")
        print(BY_HAND, end="", flush=True)
        sys.stdin.readline(1_000)
    finally:
        signal.signal(signal.SIGINT, before)


def parts(review: Review) -> Iterator[Part]:
    """Yield the quotes and the better lines of a review, as they stand in it."""
    for moment in review.moments:
        yield Part(moment.quote, f"turn {moment.turn}, what you said")
        if better := review.better_at.get(moment.turn):
            yield Part(better, f"turn {moment.turn}, rather")


def choices(found: list[Part]) -> list[Choice]:
    """Return what to choose from: first the whole, then each part by its number from 0."""
    whole = Choice("whole", "The whole review", key="y")
    return [whole, *(Choice(str(n), f"“{part.text}”", part.about) for n, part in enumerate(found))]
