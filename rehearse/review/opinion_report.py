"""Writes a second opinion down, below the review: where judge and reader differ stands side by side."""

from collections.abc import Iterable, Iterator
from functools import partial

from rehearse.review.opinion import QUORUM, Difference, SecondOpinion
from rehearse.review.report import More, Safe
from rehearse.text import counted

TITLE = "Second opinion"
NAMED = 12
"""Turns without an opinion that are named; more are counted."""


def section(opinion: SecondOpinion) -> More:
    """Return what writes the opinion below a review."""
    return partial(_lines, opinion)


def summary(opinion: SecondOpinion, safe: Safe) -> Iterator[str]:
    """Yield what comes before the differences: who read it, and how far both agree."""
    yours = counted(len(opinion.turns), "turn")
    yield (
        f"{safe(opinion.model)} at {safe(opinion.host)} read {opinion.judged} of your {yours}, "
        f"and agrees with the reader on {opinion.agreed}. The score stays as it is."
    )


def sides(difference: Difference) -> tuple[tuple[str, str, str], tuple[str, str, str]]:
    """Return what each side finds: its name, the words or what stands for them, and how firmly."""
    asked = "asked about, not charged" if difference.asked else "not found"
    votes = f"{difference.votes} of {difference.runs}"
    return (
        ("reader", f"“{difference.reader}”" if difference.reader else asked, ""),
        ("judge", f"“{difference.judge}”" if difference.judge else "not found", votes),
    )


def remarks(opinion: SecondOpinion, safe: Safe) -> Iterator[str]:
    """Yield what else one should know: turns without an opinion, labels thrown away, what went wrong."""
    without = [turn.turn for turn in opinion.turns if turn.runs < QUORUM]
    if without:
        which = f"turn{'s' * (len(without) > 1)} {', '.join(map(str, without))}"
        which = which if len(without) <= NAMED else counted(len(without), "turn")
        yield f"No opinion on {which}: fewer than {QUORUM} answers could be used."
    if opinion.dropped:
        what = "label was" if opinion.dropped == 1 else "labels were"
        yield f"{opinion.dropped} {what} thrown away: not of the codebook, or their words do not stand in the turn."
    if opinion.trouble:
        yield f"What went wrong last: {safe(opinion.trouble)}."


def _lines(opinion: SecondOpinion, safe: Safe) -> Iterable[str]:
    yield from ("", f"## {TITLE}", "", *summary(opinion, safe))
    for difference in opinion.unsure:
        yield f"- turn {difference.turn}, unsure: {difference.label.words}"
        for name, found, votes in sides(difference):
            yield f"  {name}: {safe(found)}{f' ({votes})' if votes else ''}"
        if difference.why:
            yield f"  The judge's reason: {safe(difference.why)}"
    known = list(remarks(opinion, safe))
    if known:
        yield from ("", *known)
