"""The assignment: a file that says which scenarios to practise, what is asked of each, by when and how often."""

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, Field

from rehearse.model import Line, Model, Slug, Text, placed
from rehearse.reading.codebook import Label
from rehearse.scene.rubric import STANDARD
from rehearse.scene.scenario import Mode


def _zoned(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("the moment has no zone, so it means another one elsewhere")
    return moment


Zoned = Annotated[datetime, AfterValidator(_zoned), AfterValidator(placed)]
"""A moment that says its zone."""


class Criteria(Model):
    """What a meeting has to show; it passes when it was held to its end and all of it holds."""

    min_score: int | None = Field(default=None, ge=0, le=100, description="the score that it has to reach")
    forbid: tuple[Label, ...] = Field(default=(), description="debits that no turn may have")
    require: tuple[Label, ...] = Field(default=(), description="credits that some turn has to have")
    discover: tuple[Slug, ...] = Field(default=(), description="ids of stories that have to be told")


class Task(Model):
    """One scenario of an assignment."""

    scenario: Slug = Field(description="id of the scenario")
    persona: Slug | None = Field(default=None, description="id of another persona to play the contact")
    criteria: Criteria | None = Field(default=None, description="in the place of the assignment's own")


class Assignment(Model):
    """What a coach asks for. `rehearse check` holds a file against this."""

    schema_: int = Field(alias="schema", ge=1, le=1, description="version of this form: 1")
    id: Slug
    title: Line
    coach: Line | None = Field(default=None, description="who assigns it")
    text: Text = Field(default="", description="for the learner: why, and what to watch for")
    tasks: tuple[Task, ...] = Field(min_length=1, max_length=50)
    criteria: Criteria = Criteria()
    rubric: Slug = Field(default=STANDARD, description="id of the rubric that scores it")
    due: Zoned | None = Field(default=None, description="until when a meeting has to have begun, with its zone")
    attempts: int | None = Field(default=None, ge=1, le=100, description="meetings for each task at most")
    mode: Mode | None = Field(default=None, description="for all scenarios; else each has its own")
