"""The garden: who would be glad to hear from the learner, and whom to leave in peace. Pure."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from rehearse.meeting.fading import dates_between, days_between
from rehearse.meeting.plan import Leaving
from rehearse.meeting.relationship import Relationship
from rehearse.text import first_name

RESTS = 14.0
"""Days after a meeting in which a word of thanks is in place, and nothing else."""
FRIENDLY = 0.35
"""Trust from which somebody would be glad to hear from the learner."""
WARY = 0.13
"""Trust below which they would not."""
GRUDGE = 90.0
"""Days for which somebody who left early is best left in peace, whatever trust is left."""


class Season(StrEnum):
    """What would do a relationship good now."""

    THANK = "thank"
    """A word of thanks for the last meeting."""
    WRITE = "write"
    """A sign of life: they would be glad."""
    MEET = "meet"
    """Another meeting: they hardly know each other, or the last one left them lukewarm."""
    REST = "rest"
    """Nothing for now: they have just met."""
    PEACE = "peace"
    """Nothing: too much was spent."""


class Standing(NamedTuple):
    """Where a relationship stands, and what to do about it."""

    season: Season
    clause: str
    """One clause that goes on from the contact's name."""


def standing(relationship: Relationship, now: datetime) -> Standing:
    """Return what would do a relationship good now, and why."""
    days, last = days_between(relationship.seen, now), relationship.last
    trust, when = relationship.trust_at(now), since(relationship.seen, now)
    if last.how is Leaving.EARLY and days < GRUDGE:
        return Standing(Season.PEACE, f"is best left in peace: they left early, {when}")
    if trust < WARY:
        return Standing(Season.PEACE, "is best left in peace: more was spent than earned")
    if days < RESTS:
        if last.letter is None:
            awaits = "would be glad of" if _glad(relationship) else "is owed"
            return Standing(Season.THANK, f"{awaits} a word of thanks: you met {when}")
        cost = "; the note cost some trust" if last.letter.trust < 0 else ""
        return Standing(Season.REST, f"needs nothing for now: you met {when}, and wrote{cost}")
    return _rested(trust, when, glad=_glad(relationship))


def _rested(trust: float, when: str, *, glad: bool) -> Standing:
    if trust < FRIENDLY:
        return Standing(Season.MEET, f"knows you a little: you met {when}")
    if not glad:
        return Standing(Season.MEET, f"was left lukewarm the last time: you met {when}")
    return Standing(Season.WRITE, f"would be glad to hear from you: you met {when}")


def hint(found: Iterable[Relationship], now: datetime) -> str:
    """Return in a sentence who would be glad to hear from the learner and whom to leave in peace; may be empty."""
    stand = [(first_name(each.name), standing(each, now).season, _glad(each)) for each in found]
    glad = next((name for name, season, glad in stand if glad and season in (Season.WRITE, Season.THANK)), None)
    peace = next((name for name, season, _ in stand if season is Season.PEACE), None)
    said = [f"{glad} would be glad to hear from you"] * bool(glad)
    said += [f"leave {peace} in peace" if said else f"Leave {peace} in peace"] * bool(peace)
    return "; ".join(said)


def _glad(relationship: Relationship) -> bool:
    """Whether they left their last meeting glad to have come."""
    return relationship.last.how is Leaving.GLAD


def since(then: datetime, now: datetime) -> str:
    """Return how long ago that was, as people say it, by the calendar on the wall here.

    >>> since(datetime(2026, 1, 1, 23).astimezone(), datetime(2026, 1, 2, 7).astimezone())
    'yesterday'
    """
    whole = dates_between(then, now)
    if whole < 2:  # noqa: PLR2004 - the two days that have names
        return ("today", "yesterday")[whole]
    for length, name, from_ in ((365, "year", 730), (30, "month", 75), (7, "week", 21)):
        if whole >= from_:
            return f"{round(whole / length)} {name}s ago"
    return f"{whole} days ago"
