"""Scores: points from the ledger under a rubric, and what the contact would say of the whole."""

from collections.abc import Mapping
from typing import NamedTuple

from rehearse.meeting.state import State
from rehearse.reading.codebook import CREDITS, DEBITS
from rehearse.review.facts import PartScore
from rehearse.scene.rubric import Part, Rubric


def part_scores(counts: Mapping[str, int], rubric: Rubric) -> tuple[PartScore, ...]:
    """Return what each part of the rubric adds and takes."""
    return tuple(_part(part, counts) for part in rubric.parts)


def total(parts: tuple[PartScore, ...], rubric: Rubric) -> int:
    """Return the score, 0 to 100."""
    return round(min(max(rubric.base + sum(part.points for part in parts), 0), 100))


def _part(part: Part, counts: Mapping[str, int]) -> PartScore:
    points = [min(counts.get(item.label, 0), item.cap) * item.weight for item in part.items]
    earned, spent = sum(p for p in points if p > 0), sum(p for p in points if p < 0)
    return PartScore(id=part.id, title=part.title, points=earned + spent, earned=earned, spent=spent)


class Verdict(NamedTuple):
    """What the contact would say of the whole conversation, on the codebook's scales."""

    overall: int
    """1 (leaves angry) to 10 (a new friend)."""
    would_meet_again: bool
    referrer_standing: int | None
    """-2 to 2; None without a referrer."""


def verdict(state: State) -> Verdict:
    """Return how glad the contact is to have come, from the ledger alone."""
    gladness = _gladness(state)
    standing = None
    if state.header.scene.referrer is not None:
        stands = STANDING.base + STANDING.gladness * gladness + STANDING.entered * state.standing
        standing = round(min(max(stands, -2), 2))
    return Verdict(round(min(max(gladness, 1), 10)), gladness >= MEET_AGAIN, standing)


class Gladness(NamedTuple):
    """Weights of `overall`, by least squares over the 40 rated meetings of the labelled data's training part.

    `python -m benchmarks.verdict` fits them anew and shows how they do on the meetings left out.
    """

    base: float = 1.9
    energy: float = 2.71
    trust: float = 2.07
    debits: float = -0.6
    """By debits a learner turn."""
    kinds: float = 0.42
    """By the number of different credits."""


class Standing(NamedTuple):
    """Weights of `referrer_standing`, from the same meetings."""

    base: float = -0.29
    gladness: float = 0.15
    entered: float = 0.65
    """By the standing that the ledger entered."""


GLADNESS, STANDING = Gladness(), Standing()
MEET_AGAIN = 5.5
"""Gladness from which they would meet again; from the same meetings."""


def _gladness(state: State) -> float:
    debits = sum(state.counts.get(label, 0) for label in DEBITS) / max(state.learner_turns, 1)
    kinds = sum(label in state.counts for label in CREDITS)
    return (
        GLADNESS.base
        + GLADNESS.energy * state.energy
        + GLADNESS.trust * state.trust
        + GLADNESS.debits * debits
        + GLADNESS.kinds * kinds
    )
