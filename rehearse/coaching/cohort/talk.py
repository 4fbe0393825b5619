"""Who needs a talk, and why: plain rules, each with its number and the learner's words."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

from pydantic import Field

from rehearse.coaching.cohort.held import LOW, Words
from rehearse.coaching.cohort.learning import ENOUGH, Row, Trying, unfinished
from rehearse.meeting.plan import Leaving
from rehearse.model import Model

FALL = 10
"""Points that a score has to lose over three meetings to be falling."""
FLAT = 10
"""Points within which three scores are flat."""
AT_ONCE = 3
"""Words that stand behind a reason at most."""

Kind = Literal["criteria", "left early", "falling", "flat and low", "habit", "unfinished"]

RULES: dict[Kind, str] = {
    "criteria": "A task of the assignment was tried, and no meeting met all that is asked.",
    "left early": "The contact had had enough and left early, in the last meeting or in two of the last three.",
    "falling": f"Each of the last {ENOUGH} scores is lower than the one before, by {FALL} points or more together.",
    "flat and low": f"The last {ENOUGH} scores are all below {LOW} and within {FLAT} points of each other.",
    "habit": f"The same debit is in each of the last {ENOUGH} meetings.",
    "unfinished": "The last meeting, or two of the last three, did not end, and no branch goes on from there.",
}
"""By the kind of reason, in the order in which they are given."""


class Reason(Model):
    """Why somebody needs a talk."""

    kind: Kind
    says: str = Field(description="the reason in a sentence, with its number")
    words: tuple[Words, ...]


class Talk(Model):
    """Somebody who needs a talk."""

    learner: str
    last: int = Field(description="score of the last meeting")
    reasons: tuple[Reason, ...] = Field(min_length=1)


def talk(row: Row, tries: Trying, titles: Sequence[str]) -> Talk | None:
    """Return why a learner needs a talk; None where no rule says so. `titles` are those of the tasks."""
    reasons = (*_criteria(tries, titles), *_left(row), *_scores(row), *_habits(row), *_unfinished(row))
    return Talk(learner=row.learner, last=row.last.score, reasons=reasons) if reasons else None


def urgency(found: Talk) -> tuple[int, int, str]:
    """Return the key by which most reasons come first, then the lowest last score, then the name."""
    return (-len(found.reasons), found.last, found.learner)


def _criteria(tries: Trying, titles: Sequence[str]) -> Iterator[Reason]:
    for count, held, tried in tries.nearest():
        if tried.unmet:
            meetings = "the one meeting" if count == 1 else f"the best of {count} meetings"
            against = "; ".join(criterion.lacks for criterion, _ in tried.unmet)
            yield Reason(
                kind="criteria",
                says=f"{titles[tried.task]} is not passed: {meetings} scored {held.score}. Against it: {against}.",
                words=_distinct(words for _, words in tried.unmet),
            )


def _left(row: Row) -> Iterator[Reason]:
    lately = row.latest[-ENOUGH:]
    left = [held for held in reversed(lately) if held.ended is Leaving.EARLY]
    if len(left) > 1 or (left and left[0] is row.latest[-1]):
        yield Reason(
            kind="left early",
            says=f"The contact had had enough and left early: {_how_many(len(left), len(lately))}.",
            words=_distinct(held.words(held.claims[-1] if held.claims else None) for held in left),
        )


def _scores(row: Row) -> Iterator[Reason]:
    lately = row.latest[-ENOUGH:]
    scores = [held.score for held in lately]
    if len(scores) < ENOUGH:
        return
    said = f"{', '.join(map(str, scores[:-1]))} and {scores[-1]}"
    worst_first = _distinct(held.words() for held in sorted(lately, key=lambda held: held.score))
    if all(later < before for before, later in pairwise(scores)) and (scores[0] - scores[-1] >= FALL):
        yield Reason(kind="falling", says=f"The scores fall: {said}.", words=worst_first)
    elif max(scores) < LOW and max(scores) - min(scores) <= FLAT:
        yield Reason(kind="flat and low", says=f"The scores stay low: {said}.", words=worst_first)


def _habits(row: Row) -> Iterator[Reason]:
    for habit in row.debits:
        if habit.stays:
            more = "" if habit.running == ENOUGH else f", and in the {habit.running - ENOUGH} before"
            yield Reason(
                kind="habit",
                says=f"{habit.label.words.capitalize()} in each of the last {ENOUGH} meetings{more}.",
                words=habit.words[:AT_ONCE],
            )


def _unfinished(row: Row) -> Iterator[Reason]:
    lately = row.latest[-ENOUGH:]
    still_open = unfinished(row.latest)
    open_ended = [held for held in reversed(lately) if held in still_open]
    if len(open_ended) > 1 or (open_ended and open_ended[0] is row.latest[-1]):
        yield Reason(
            kind="unfinished",
            says=f"Left without an end: {_how_many(len(open_ended), len(lately))}.",
            words=_distinct(held.whole for held in open_ended),
        )


def _how_many(some: int, lately: int) -> str:
    """Some of the latest meetings, the last among them where it is but one."""
    if lately == 1:
        return "the one meeting"
    if some == 1:
        return "the last meeting"
    return f"{'all' if some == lately else some} of the last {lately} meetings"


def _distinct(words: Iterator[Words]) -> tuple[Words, ...]:
    """Each once, and no more than people read."""
    return tuple(dict.fromkeys(words))[:AT_ONCE]
