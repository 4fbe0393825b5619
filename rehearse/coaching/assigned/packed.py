"""The packed assignment: one file that holds all that is needed to practise it, pinned by its content hash."""

from typing import Literal, NamedTuple

from pydantic import Field, model_validator

from rehearse.coaching.assigned.pinned import Pinned
from rehearse.model import Model
from rehearse.scene.asking import criteria_of, untold
from rehearse.scene.assignment import Assignment, Criteria
from rehearse.scene.hashing import content_hash
from rehearse.scene.persona import Persona
from rehearse.scene.rubric import Rubric
from rehearse.scene.scenario import Mode, Scenario

PERSONA_CHARACTERS = 2_000_000
"""Characters of a persona at most, as JSON; a file of the library holds half of it."""


class Content(Model):
    """What is pinned: the assignment with the very scenarios, personas and rubric that it names.

    Scenarios stand there as they are to be practised: with the assignment's mode and the task's persona.
    """

    assignment: Assignment
    scenarios: tuple[Scenario, ...] = Field(min_length=1, description="one a task, in the order of the tasks")
    personas: tuple[Persona, ...] = Field(min_length=1, description="each once, who plays in one of them")
    rubric: Rubric

    @model_validator(mode="after")
    def _whole(self) -> "Content":
        if [task.scenario for task in self.assignment.tasks] != [scenario.id for scenario in self.scenarios]:
            raise ValueError("its scenes are not those of its tasks")
        people = {persona.id: persona for persona in self.personas}
        players = {scenario.persona for scenario in self.scenarios}
        if len(people) < len(self.personas) or people.keys() != players:
            raise ValueError("its personas are not those who play in its scenes")
        if self.rubric.id != self.assignment.rubric:
            raise ValueError("its rubric is not the one that it names")
        if len({content_hash(scenario) for scenario in self.scenarios}) < len(self.scenarios):
            raise ValueError("two of its tasks are the same scene with the same contact")
        if any(len(persona.model_dump_json()) > PERSONA_CHARACTERS for persona in self.personas):
            raise ValueError("a persona is larger than any file of the library may be")
        for misfit in untold(self.assignment, [people[scenario.persona] for scenario in self.scenarios]):
            raise ValueError(misfit.what)
        return self


class Scene(NamedTuple):
    """One task of a packed assignment, with all that belongs to it."""

    number: int
    """From 1."""
    scenario: Scenario
    persona: Persona
    criteria: Criteria

    @property
    def exam(self) -> bool:
        """Whether there are no hints and no way back."""
        return self.scenario.mode is Mode.EXAM


class Packed(Pinned[Content]):
    """The file of an assignment. Transcripts name its hash as their assignment."""

    kind: Literal["assignment"] = "assignment"

    @property
    def assignment(self) -> Assignment:
        """What the coach asks for."""
        return self.content.assignment

    @property
    def scenes(self) -> tuple[Scene, ...]:
        """The tasks in their order."""
        people = {persona.id: persona for persona in self.content.personas}
        return tuple(
            Scene(number, scenario, people[scenario.persona], criteria_of(self.assignment, number - 1))
            for number, scenario in enumerate(self.content.scenarios, start=1)
        )


def packed(content: Content) -> Packed:
    """Return the content, pinned."""
    return Packed.of(content)
