"""What an assignment asks and nobody could do: contradictions within it, and stories that the contact does not have."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rehearse.scene.assignment import Assignment, Criteria
from rehearse.scene.explain import nearest
from rehearse.scene.persona import Persona
from rehearse.scene.syntax import Where

NAMED = 12
"""Stories named where none comes near."""


class Misfit(NamedTuple):
    """One thing that is asked and does not fit."""

    where: Where
    """The way to it from the top of the file."""
    what: str
    """What is wrong, without the full stop."""
    cure: str
    """What would be right: a sentence."""


def contradictions(assignment: Assignment) -> Iterator[Misfit]:
    """Yield what contradicts itself, whoever plays."""
    for where, criteria in _all_criteria(assignment):
        yield from _wrong_side(where, criteria)
        for key in ("forbid", "require", "discover"):
            yield from _twice((*where, key), getattr(criteria, key))
    seen: dict[tuple[str, str | None], int] = {}
    for number, task in enumerate(assignment.tasks):
        first = seen.setdefault((task.scenario, task.persona), number)
        if first != number:
            what = f"task {number + 1} is task {first + 1} once more: the same scene with the same contact"
            yield Misfit(("tasks", number), what, "Keep one of them, or let somebody else play the contact.")


def untold(assignment: Assignment, players: Sequence[Persona | None]) -> Iterator[Misfit]:
    """Yield the stories to discover that a contact does not have; `players` play in the tasks, where they are known."""
    for number, (task, persona) in enumerate(zip(assignment.tasks, players, strict=True)):
        where: Where = ("criteria",) if task.criteria is None else ("tasks", number, "criteria")
        if persona is not None:
            yield from _strange((*where, "discover"), criteria_of(assignment, number), persona)


def criteria_of(assignment: Assignment, task: int) -> Criteria:
    """Return what is asked of a meeting of this task (from 0)."""
    return assignment.tasks[task].criteria or assignment.criteria


def _all_criteria(assignment: Assignment) -> Iterator[tuple[Where, Criteria]]:
    yield ("criteria",), assignment.criteria
    for number, task in enumerate(assignment.tasks):
        if task.criteria is not None:
            yield ("tasks", number, "criteria"), task.criteria


def _wrong_side(where: Where, criteria: Criteria) -> Iterator[Misfit]:
    for number, label in enumerate(criteria.forbid):
        if label in criteria.require:
            yield Misfit(
                (*where, "forbid", number), f"`{label}` is both forbidden and required", "Keep one of the two."
            )
        elif not label.is_debit:
            cure = "Forbid what spends trust; put this below `require`, or leave it out."
            yield Misfit((*where, "forbid", number), f"`{label}` earns trust, so nobody would forbid it", cure)
    for number, label in enumerate(criteria.require):
        if label.is_debit and label not in criteria.forbid:
            cure = "Require what earns trust; put this below `forbid`, or leave it out."
            yield Misfit((*where, "require", number), f"`{label}` spends trust, so nobody would require it", cure)


def _twice(where: Where, names: Sequence[str]) -> Iterator[Misfit]:
    for number, name in enumerate(names):
        if name in names[:number]:
            yield Misfit((*where, number), f"`{name}` stands here a second time", "Keep one of the two.")


def _strange(where: Where, criteria: Criteria, persona: Persona) -> Iterator[Misfit]:
    ids = [story.id for story in persona.stories]
    for number, name in enumerate(criteria.discover):
        if name not in ids:
            near = nearest(name, ids)
            more = ", …" if len(ids) > NAMED else ""
            cure = f"Did you mean `{near}`?" if near else f"Name one of {', '.join(ids[:NAMED])}{more}."
            yield Misfit((*where, number), f"{persona.name} has no story `{name}`", cure)
