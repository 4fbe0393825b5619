"""What another rubric moves in a score, and by which of its items."""

from collections.abc import Iterator, Mapping

from rehearse.meeting.state import State
from rehearse.review.facts import Move, Moved
from rehearse.review.scoring import part_scores, parts_for, scored, verdict
from rehearse.scene.rubric import Item, Part, Rubric
from rehearse.text import often


def moved(state: State, rubric: Rubric, usual: Rubric) -> Moved:
    """Return how a meeting's score under `rubric` differs from that under `usual`, and why.

    Only causes that bear on this meeting are named.
    """
    return Moved(
        rubric=usual.id,
        score=scored(state, usual),
        overall=verdict(state, usual).overall,
        moves=tuple(_moves(state, rubric, usual)),
    )


def _moves(state: State, rubric: Rubric, usual: Rubric) -> Iterator[Move]:
    counts, turns = state.counts, state.learner_turns
    new, old = ({part.id: part for part in parts_for(turns, each)} for each in (rubric, usual))
    points, before = ({p.id: p.points for p in part_scores(counts, turns, each)} for each in (rubric, usual))
    for name in dict.fromkeys((*old, *new)):
        causes = tuple(_causes(counts, new.get(name), old.get(name)))
        if causes or points.get(name) != before.get(name):
            title = (new.get(name) or old[name]).title
            yield Move(part=name, title=title, before=before.get(name), after=points.get(name), causes=causes)


def _causes(counts: Mapping[str, int], new: Part | None, old: Part | None) -> Iterator[str]:
    if new is None or old is None:
        yield "this part is new" if old is None else "this part is gone"
        return
    if new.base != old.base:
        yield f"it begins at {new.base:g}, not {old.base:g}"
    if new.most != old.most:
        yield f"it holds {new.most:g}, not {old.most:g}"
    items, were = ({item.label: item for item in part.items} for part in (new, old))
    for label in dict.fromkeys((*were, *items)):
        times, item, was = counts.get(label, 0), items.get(label), were.get(label)
        if times and _worth(item, times) != _worth(was, times):
            yield f"{label.words}, found {often(times)}, counts {_worth(item, times):+g}, not {_worth(was, times):+g}"


def _worth(item: Item | None, times: int) -> float:
    return item.worth(times) if item else 0.0
