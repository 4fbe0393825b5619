"""The submission: one file that a learner hands in, with every meeting of an assignment and its review."""

from typing import Any, Literal

from pydantic import Field

from rehearse.coaching.assigned.pinned import Pinned
from rehearse.model import Line, Model, Moment


class Attempt(Model):
    """One meeting that was held for an assignment."""

    file: Line = Field(description="name of the transcript's file")
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$", description="of the transcript's bytes")
    transcript: str = Field(max_length=64_000_000, description="the transcript, byte for byte, as UTF-8 text")
    review: dict[str, Any] = Field(
        description="the review as `review --json` prints it there; empty while an exam goes on"
    )


class HandedIn(Model):
    """What is handed in."""

    assignment: str = Field(pattern=r"^[0-9a-f]{64}$", description="hash of the packed assignment")
    id: Line = Field(description="the assignment's id, for people")
    learner: Line = Field(max_length=200, description="who hands it in, as they call themselves")
    at: Moment
    version: Line = Field(description="of the app that wrote it")
    reader: Line = Field(description="version of the reader on the learner's machine")
    attempts: tuple[Attempt, ...] = Field(max_length=5_000, description="the oldest first")


class Submission(Pinned[HandedIn]):
    """The file of what is handed in."""

    kind: Literal["submission"] = "submission"


def submission(content: HandedIn) -> Submission:
    """Return what is handed in, pinned."""
    return Submission.of(content)
