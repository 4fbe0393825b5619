"""The submission: one file that a learner hands in, with every meeting of an assignment and its review."""

from typing import Any, Literal

from pydantic import Field

from rehearse.model import Line, Model, Moment
from rehearse.scene.hashing import content_hash


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


class Submission(Model):
    """The file: what is handed in, and the hash that pins it."""

    kind: Literal["submission"] = "submission"
    schema_: int = Field(alias="schema", default=1, ge=1, le=1)
    hash: str = Field(pattern=r"^[0-9a-f]{64}$", description="sha256 of the content's canonical JSON")
    content: HandedIn

    @property
    def genuine(self) -> bool:
        """Whether the content is what the hash says."""
        return content_hash(self.content) == self.hash


def submission(content: HandedIn) -> Submission:
    """Return what is handed in, pinned."""
    return Submission(hash=content_hash(content), content=content)
