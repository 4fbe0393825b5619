"""Scores: points from the ledger under a rubric, and what the contact would say of the whole."""

from collections.abc import Mapping
from typing import NamedTuple

from rehearse.meeting.state import State
from rehearse.reading.codebook import CREDITS, DEBITS
from rehearse.review.facts import PartScore
from rehearse.scene.rubric import Part, Rubric


def part_scores(counts: Mapping[str, int], rubric: Rubric) -> tuple[PartScore, ...]:
    """Return what each part of the rubric comes to."""
    return tuple(_part(part, counts) for part in rubric.parts)


def total(parts: tuple[PartScore, ...]) -> int:
    """Return the score, 0 to 100."""
    return round(min(max(sum(part.points for part in parts), 0), 100))


def scored(state: State, rubric: Rubric) -> int:
    """Return the score of a meeting, 0 to 100."""
    return total(part_scores(state.counts, rubric))


def _part(part: Part, counts: Mapping[str, int]) -> PartScore:
    points = [min(counts.get(item.label, 0), item.cap) * item.weight for item in part.items]
    earned = min(sum(p for p in points if p > 0), part.most - part.base)
    spent = sum(p for p in points if p < 0)
    return PartScore(
        id=part.id, title=part.title, points=part.base + earned + spent, most=part.most, earned=earned, spent=spent
    )


class Verdict(NamedTuple):
    """What the contact would say of the whole conversation, on the codebook's scales."""

    overall: int
    """1 (leaves angry) to 10 (a new friend)."""
    would_meet_again: bool
    referrer_standing: int | None
    """-2 to 2; None without a referrer."""


def verdict(state: State, rubric: Rubric) -> Verdict:
    """Return how glad the contact is to have come, from the ledger alone."""
    gladness = _gladness(state, rubric)
    standing = None
    if state.header.scene.referrer is not None:
        by = rubric.standing
        standing = round(min(max(by.base + by.gladness * gladness + by.entered * state.standing, -2), 2))
    return Verdict(round(min(max(gladness, 1), 10)), gladness >= rubric.gladness.meet_again, standing)


def _gladness(state: State, rubric: Rubric) -> float:
    by = rubric.gladness
    debits = sum(state.counts.get(label, 0) for label in DEBITS) / max(state.learner_turns, 1)
    kinds = sum(label in state.counts for label in CREDITS)
    return by.base + by.energy * state.energy + by.trust * state.trust + by.debits * debits + by.kinds * kinds
