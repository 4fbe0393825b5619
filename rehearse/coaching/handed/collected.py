"""What a coach learns from submissions: by learner and task, with all that does not fit."""

from datetime import datetime

from pydantic import Field

from rehearse.coaching.assigned.criteria import Finding
from rehearse.meeting.plan import Leaving
from rehearse.model import Model


class Checked(Model):
    """One meeting that was handed in, checked and reviewed by the coach's own reader and rubric."""

    file: str = Field(description="the name of its transcript's file")
    sha256: str
    id: str = Field(default="", description="the transcript's id; empty where it could not be read")
    talk: str = Field(default="", description="sha256 of what was said and when")
    task: int | None = Field(default=None, description="number of the task, from 1; null where it is of none")
    started: datetime | None = None
    turns: int = Field(default=0, description="learner turns")
    branch: bool = Field(default=False, description="whether it branched from another meeting")
    ended: Leaving | None = None
    score: int | None = Field(
        default=None, description="by the coach's reader, under the assignment's rubric; null while an exam goes on"
    )
    handed_in_score: int | None = Field(default=None, description="as the learner's own review has it")
    passed: bool = False
    late: bool = False
    findings: tuple[Finding, ...] = ()
    replayed: bool = Field(default=False, description="whether the contact did the very same once more")
    problems: tuple[str, ...] = Field(default=(), description="what does not fit, a clause each")
    notes: tuple[str, ...] = Field(default=(), description="what one should know, a clause each")
    fits: bool = Field(default=False, description="whether it is what it says; only such a meeting counts")

    @property
    def counts(self) -> bool:
        """Whether it is an attempt."""
        return self.fits and not self.branch and self.turns > 0


class TaskResult(Model):
    """How a learner did at a task."""

    task: int
    title: str
    attempts: int
    branches: int
    unfinished: int = Field(description="attempts that have not ended")
    best: int | None = Field(
        description="the highest score of an attempt, of one that has ended where there is any; null without one"
    )
    passed: bool
    late: bool = Field(description="whether it was passed only late; where it was not passed, whether all was late")


class Collected(Model):
    """One learner's submission."""

    learner: str
    file: str = Field(description="where it lies, below the folder that was read")
    id: str = Field(description="the assignment's id")
    assignment: str = Field(description="hash of the packed assignment")
    at: datetime = Field(description="when it was handed in, by the learner's clock")
    tasks: tuple[TaskResult, ...]
    attempts: tuple[Checked, ...]
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def fits(self) -> bool:
        """Whether nothing is amiss."""
        return not self.problems and not any(each.problems for each in self.attempts)


class Aside(Model):
    """A file that is left aside, and why."""

    file: str
    cause: str
    refused: bool = Field(
        description="whether it does not fit; else it is whole, and another one counts, or is asked for"
    )


class Collection(Model):
    """All that was collected."""

    learners: tuple[Collected, ...]
    aside: tuple[Aside, ...]
    others: int = Field(description="files that are no submissions and were left alone")
    left_alone: tuple[str, ...] = Field(default=(), description="the first of them, by name")

    @property
    def fits(self) -> bool:
        """Whether nothing is amiss."""
        return all(each.fits for each in self.learners) and not any(each.refused for each in self.aside)
