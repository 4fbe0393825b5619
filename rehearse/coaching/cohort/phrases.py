"""How a report says its numbers, on each of its surfaces alike."""

from typing import TYPE_CHECKING

from rehearse.coaching.cohort.spread import Bar, Spread

if TYPE_CHECKING:
    from rehearse.coaching.cohort.fold import Cohort


def quartiles(spread: Spread) -> str:
    """Return how a number is spread, in words."""
    return f"median {spread.median:g}, the middle half from {spread.low_quarter:g} to {spread.high_quarter:g}"


def range_of(bar: Bar) -> str:
    """Return the numbers of a bar."""
    return f"{bar.low}" if bar.low == bar.high else f"{bar.low} to {bar.high}"


def period(found: "Cohort") -> str:
    """Return between which days it was, with a comma before it; nothing where there are no meetings."""
    if found.since is None or found.until is None:
        return ""
    first, last = found.since, found.until
    if first.date() == last.date():
        return f", {first.day} {first:%B %Y}"
    if first.year != last.year:
        return f", {first.day} {first:%B %Y} to {last.day} {last:%B %Y}"
    begin = f"{first.day}" if first.month == last.month else f"{first.day} {first:%B}"
    return f", {begin} to {last.day} {last:%B %Y}"
