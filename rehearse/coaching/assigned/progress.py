"""How far a learner is with an assignment: a fold over the meetings that were held for it."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from rehearse.coaching.assigned.held import Held, is_late
from rehearse.coaching.assigned.packed import Packed, Scene
from rehearse.errors import InputError
from rehearse.text import counted


class Stand(NamedTuple):
    """How things stand with one task."""

    scene: Scene
    held: tuple[Held, ...]
    """All meetings that were begun for it, the oldest first; branches among them."""
    most: int | None
    """Attempts that it may take; None where there is no limit."""

    @property
    def attempts(self) -> tuple[Held, ...]:
        """The meetings that count."""
        return tuple(each for each in self.held if each.counts)

    @property
    def best(self) -> Held | None:
        """The attempt that says most for the learner: passed before not, in time before late, then by score.

        An exam that goes on says nothing.
        """
        return max(
            (each for each in self.attempts if not each.veiled),
            key=lambda each: (each.passed, each.passed and not each.late, each.outcome.score or 0),
            default=None,
        )

    @property
    def passed(self) -> bool:
        """Whether some attempt passes it."""
        return self.best is not None and self.best.passed

    @property
    def left(self) -> int | None:
        """Attempts that are left; None where there is no limit."""
        return None if self.most is None else max(self.most - len(self.attempts), 0)

    @property
    def unfinished(self) -> Held | None:
        """The meeting to go on with: the last that has not ended, branches aside."""
        return next((each for each in reversed(self.held) if each.open and not each.branch), None)

    @property
    def may_begin(self) -> bool:
        """Whether another meeting may begin."""
        return self.left != 0 and self.unfinished is None

    @property
    def may_sit(self) -> bool:
        """Whether one may sit down: to a new meeting, or to the one that waits."""
        return self.may_begin or self.unfinished is not None


class Progress(NamedTuple):
    """How things stand with an assignment."""

    packed: Packed
    stands: tuple[Stand, ...]
    """One a task, in the order of the tasks."""

    @property
    def passed(self) -> int:
        """How many tasks are passed."""
        return sum(stand.passed for stand in self.stands)

    @property
    def next(self) -> Stand | None:
        """The task to turn to: the first that is not passed and may still be; None where there is none."""
        return next((stand for stand in self.stands if not stand.passed and stand.may_sit), None)

    @property
    def held(self) -> tuple[Held, ...]:
        """What is handed in: all meetings in which the learner spoke, the oldest first."""
        found = [each for stand in self.stands for each in stand.held if each.state.learner_turns]
        return tuple(sorted(found, key=lambda each: (each.header.started, each.path.name)))

    def task(self, number: int | None) -> Stand:
        """Return the task of this number (from 1), or the one to turn to. Raises InputError where there is none."""
        if number is None:
            found = self.next or (self.stands[0] if len(self.stands) == 1 else None)
            if found is None:
                what = "all tasks are passed, or their attempts are used up"
                raise InputError(what, where=self.packed.assignment.id, cure="Name one with --task, or hand in.")
            return found
        if not 1 <= number <= len(self.stands):
            several = len(self.stands) > 1
            cure = f"Name one of 1 to {len(self.stands)}." if several else "There is only one: leave --task out."
            raise InputError(f"there is no task {number}", where=self.packed.assignment.id, cure=cure)
        return self.stands[number - 1]


def progress(packed: Packed, held: Sequence[Held]) -> Progress:
    """Return how things stand after these meetings."""
    return Progress(
        packed,
        tuple(
            Stand(scene, tuple(each for each in held if each.scene.number == scene.number), packed.assignment.attempts)
            for scene in packed.scenes
        ),
    )


def check_may_sit(stand: Stand, packed: Packed) -> None:
    """Raise InputError where the attempts of a task are used up and no meeting waits."""
    if not stand.may_sit:
        used = counted(stand.most or 0, "attempt")
        raise InputError(
            f"the {used} at task {stand.scene.number} {'is' if stand.most == 1 else 'are'} used up",
            where=packed.assignment.id,
            cure=f"Hand in what there is: `rehearse hand-in {packed.assignment.id}`.",
        )


def warnings(stand: Stand, packed: Packed, now: datetime) -> tuple[str, ...]:
    """Return what a learner has to know before they sit down, each a sentence."""
    found = []
    if stand.unfinished:
        found.append("You go on with the meeting that you began.")
    else:
        of = "" if stand.most is None else f" of {stand.most}"
        found.append(f"This is attempt {len(stand.attempts) + 1}{of}; it counts from your first turn on.")
        if is_late(packed, now):
            found.append("It is past the due date: the meeting will be marked late.")
    if stand.scene.exam:
        found.append("This is an exam: no hints, no way back, and no review before its end.")
    return tuple(found)
