"""What an assignment asks, in plain lines: the same for the coach who gives it and the learner who takes it."""

from collections.abc import Iterator
from datetime import datetime

from rehearse.coaching.assigned.criteria import asked
from rehearse.coaching.assigned.packed import Packed, Scene
from rehearse.text import clean, counted, one_line


def head(packed: Packed) -> str:
    """Return who gives it, until when, how often, in which mode: a line of a few clauses."""
    assignment = packed.assignment
    found = [f"from {one_line(assignment.coach, 60)}"] if assignment.coach else []
    found.append("no due date" if assignment.due is None else f"due {moment(assignment.due)}")
    found.append(
        "any number of attempts" if assignment.attempts is None else _attempts(assignment.attempts, len(packed.scenes))
    )
    if all(scene.exam for scene in packed.scenes):
        found.append("exam: no hints, no way back")
    return " · ".join(found)


def moment(at: datetime) -> str:
    """Return a moment with day, time and zone on the clock here: `Thu 10 Dec 2026, 18:00 CET`."""
    return f"{at.astimezone():%a %d %b %Y, %H:%M %Z}".rstrip()


def title(scene: Scene) -> str:
    """Return a task in a line: its number, its scene, its contact."""
    exam = " (exam)" if scene.exam else ""
    return f"{scene.number}. {one_line(scene.scenario.title, 80)}, with {one_line(scene.persona.name, 60)}{exam}"


def asked_in_full(packed: Packed) -> Iterator[str]:
    """Yield all that is asked, a line each."""
    yield one_line(packed.assignment.title, 200)
    yield head(packed)
    if packed.assignment.text.strip():
        yield ""
        yield clean(packed.assignment.text).strip()
    for scene in packed.scenes:
        yield ""
        yield title(scene)
        yield from (f"   - {one_line(each)}" for each in asked(scene.criteria, scene.persona))


def _attempts(most: int, tasks: int) -> str:
    return counted(most, "attempt") + " at each task" * (tasks > 1)
