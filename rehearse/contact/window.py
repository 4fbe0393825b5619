"""Keeps what is sent within a model's window: one rare big cut instead of a little one each turn.

Each cut makes a server read everything anew; dropping the oldest turn each time would do so in every turn.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple


class Size(NamedTuple):
    """What an exchange takes, in tokens."""

    asked: int
    answered: int


def first_kept(talk: Sequence[Size], fixed: int, window: int, summary: Callable[[int], int]) -> int:
    """Return how many of the oldest exchanges are left out of the request for the last one's answer."""
    return list(cuts(talk, fixed, window, summary))[-1] if talk else 0


def cuts(talk: Sequence[Size], fixed: int, window: int, summary: Callable[[int], int]) -> Iterator[int]:
    """Yield for each exchange how many of the oldest are left out of the request for its answer.

    `fixed` is what the system message takes, `summary(n)` what stands in for the first `n` exchanges. All
    requests of the meeting are gone through in order, so that every one cuts where the one before it did, also
    after a resume. The newest exchange is never left out, even where it alone is more than the window.
    """
    first = 0
    for newest in range(len(talk)):
        while first < newest and _sent(talk[first : newest + 1], fixed + summary(first)) > window:
            first += (newest - first + 1) // 2
        yield first


def _sent(talk: Sequence[Size], fixed: int) -> int:
    return fixed + sum(size.asked + size.answered for size in talk) - talk[-1].answered
