"""Scores: points from the ledger under a rubric, and what the contact would say of the whole."""

from collections.abc import Mapping
from typing import NamedTuple

from rehearse.meeting.gladness import gladness
from rehearse.meeting.state import State
from rehearse.review.facts import Counted, PartScore
from rehearse.scene.rubric import Part, Rubric


def part_scores(counts: Mapping[str, int], turns: int, rubric: Rubric) -> tuple[PartScore, ...]:
    """Return what each part of the rubric comes to in a meeting of so many learner turns, if there was one."""
    return tuple(_part(part, counts) for part in parts_for(turns, rubric)) if turns else ()


def parts_for(turns: int, rubric: Rubric) -> tuple[Part, ...]:
    """Return the rubric's parts as they begin in a meeting of so many learner turns.

    Who left after a greeting has kept little: what is only to be kept counts by the share of a whole meeting.
    """
    if turns >= rubric.whole:
        return rubric.parts
    share = turns / rubric.whole
    return tuple(part.model_copy(update={"base": round(part.base * share, 1)}) for part in rubric.parts)


def total(parts: tuple[PartScore, ...]) -> int | None:
    """Return the score, 0 to 100; None where the learner said nothing, and so no part has points."""
    return round(min(max(sum(part.points for part in parts), 0), 100)) if parts else None


def scored(state: State, rubric: Rubric) -> int | None:
    """Return the score of a meeting, 0 to 100; None where the learner said nothing."""
    return total(part_scores(state.counts, state.learner_turns, rubric))


def _part(part: Part, counts: Mapping[str, int]) -> PartScore:
    counted = tuple(
        Counted(label=item.label, times=times, points=item.worth(times), cap=item.cap)
        for item in part.items
        if (times := counts.get(item.label, 0)) and item.weight
    )
    earned = min(sum(each.points for each in counted if each.points > 0), part.most - part.base)
    spent = sum(each.points for each in counted if each.points < 0)
    return PartScore(
        id=part.id,
        title=part.title,
        points=part.base + earned + spent,
        most=part.most,
        base=part.base,
        earned=earned,
        spent=spent,
        counted=counted,
    )


class Verdict(NamedTuple):
    """What the contact would say of the whole conversation, on the codebook's scales; None where nothing was said."""

    overall: int | None
    """1 (leaves angry) to 10 (a new friend)."""
    would_meet_again: bool | None
    referrer_standing: int | None
    """-2 to 2; None without a referrer."""


def verdict(state: State, rubric: Rubric) -> Verdict:
    """Return how glad the contact is to have come, from the ledger alone."""
    glad = gladness(state, rubric.gladness)
    if glad is None:
        return Verdict(None, None, None)
    standing = None if state.header.scene.referrer is None else 0
    if state.referrer_known:
        by = rubric.standing
        standing = round(min(max(by.base + by.gladness * glad + by.entered * state.standing, -2), 2))
    return Verdict(round(min(max(glad, 1), 10)), glad >= rubric.gladness.meet_again, standing)
