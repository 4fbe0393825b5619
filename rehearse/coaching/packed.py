"""The packed assignment: one file that holds all that is needed to practise it, pinned by its content hash."""

from typing import Literal

from pydantic import Field

from rehearse.model import Model
from rehearse.scene.assignment import Assignment, Criteria, Task
from rehearse.scene.hashing import content_hash
from rehearse.scene.persona import Persona
from rehearse.scene.rubric import Rubric
from rehearse.scene.scenario import Scenario


class Content(Model):
    """What is pinned: the assignment with the very scenarios, personas and rubric that it names.

    Scenarios stand there as they are to be practised: with the assignment's mode and the task's persona.
    """

    assignment: Assignment
    scenarios: tuple[Scenario, ...] = Field(min_length=1, description="one a task, in the order of the tasks")
    personas: tuple[Persona, ...] = Field(min_length=1, description="each once, who plays in one of them")
    rubric: Rubric


class Packed(Model):
    """The file: its content, and the hash that pins it. Transcripts name this hash as their assignment."""

    kind: Literal["assignment"] = "assignment"
    schema_: int = Field(alias="schema", default=1, ge=1, le=1)
    hash: str = Field(pattern=r"^[0-9a-f]{64}$", description="sha256 of the content's canonical JSON")
    content: Content

    @property
    def genuine(self) -> bool:
        """Whether the content is what the hash says."""
        return content_hash(self.content) == self.hash

    def criteria(self, task: Task) -> Criteria:
        """Return what is asked of a meeting of this task."""
        return self.content.assignment.criteria if task.criteria is None else task.criteria


def packed(content: Content) -> Packed:
    """Return the content, pinned."""
    return Packed(hash=content_hash(content), content=content)
