"""How trust lasts from one meeting to the next: it fades slowly to where strangers begin, from either side."""

import math
from datetime import datetime

from rehearse.scene.scenario import STRANGER

HALF_LIFE = 180.0
"""Days of silence after which half of what somebody had won, or lost, is left.

The project's own choice: half a year. Whom one sees once a month one meets nearly as one left them; after two years
of silence a friend is an acquaintance, and a bad hour is nearly forgotten.
"""
DAY = 86_400.0
"""Seconds."""


def days_between(earlier: datetime, later: datetime) -> float:
    """Return the days from one moment to the other; none where clocks ran backwards."""
    return max((later - earlier).total_seconds() / DAY, 0.0)


def dates_between(earlier: datetime, later: datetime) -> int:
    """Return the days from one moment to the other by the calendar on the wall here: last evening is a day ago."""
    return max((later.astimezone().date() - earlier.astimezone().date()).days, 0)


def faded(trust: float, days: float) -> float:
    """Return what is left of a trust, 0 to 1, after so many days; it never crosses where strangers begin."""
    return round(STRANGER + (trust - STRANGER) * math.exp2(-days / HALF_LIFE), 4)


def grown(trust: float, start: float, end: float) -> float:
    """Return where a trust goes that stood at `trust`, through a meeting that led from `start` to `end`.

    A gain closes the same share of what was missing to whole trust; a loss takes as much as it took there.
    """
    if end < start:
        return round(max(trust - (start - end), 0.0), 4)
    return round(trust + (end - start) * (1 - trust) / (1 - start), 4) if start < 1 else trust
