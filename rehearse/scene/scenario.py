"""The scenario: a file that sets a scene and says what the learner is there for."""

from enum import StrEnum

from pydantic import Field

from rehearse.model import Line, Model, Slug, Text, Unit
from rehearse.reading.scene import Person, Referrer, Scene, Setting, Side
from rehearse.scene.persona import Persona

STRANGER = 0.2
"""The trust with which somebody begins of whom a contact knows nothing."""


class Mode(StrEnum):
    """`practice` shows live hints; `exam` shows none and does not rewind."""

    PRACTICE = "practice"
    EXAM = "exam"


class Level(StrEnum):
    """How hard a scenario is."""

    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"


class Opening(Model):
    """The first turn."""

    speaker: Side = Field(description="who speaks first")
    says: Line | None = Field(default=None, description="the contact's first line; else one of the persona's own")


class Limits(Model):
    """Where a meeting ends, whatever happens in it."""

    turns: int = Field(default=60, ge=2, le=10_000, description="learner turns at most")


class Scenario(Model):
    """A scene to rehearse. `rehearse check` holds a file against this."""

    schema_: int = Field(alias="schema", ge=1, le=1, description="version of this form: 1")
    id: Slug
    title: Line
    about: Line = Field(description="one sentence for the list")
    teaches: tuple[Line, ...] = Field(default=(), description="the principles it is about, such as R6")
    level: Level = Level.MEDIUM
    persona: Slug = Field(description="the id of the persona who plays the contact")
    setting: Setting
    invited_by: Side
    agenda: Line | None = None
    referrer: Referrer | None = None
    minutes: int = Field(ge=5, le=180)
    brief: Text = Field(description="for the learner: who you are today, and why you are here")
    know: tuple[Line, ...] = Field(default=(), description="what the learner could know beforehand")
    opening: Opening = Opening(speaker=Side.CONTACT)
    mode: Mode = Mode.PRACTICE
    seed: int | None = Field(default=None, ge=0, description="fixed chance; else new in each meeting")
    trust: Unit = Field(default=STRANGER, description="the trust that the scene starts with")
    limits: Limits = Limits()
    tips: tuple[Line, ...] = Field(default=(), description="shown before the meeting in practice mode")

    def scene(self, persona: Persona) -> Scene:
        """The scene with this persona as the contact."""
        return Scene(
            setting=self.setting,
            invited_by=self.invited_by,
            agenda=self.agenda,
            referrer=self.referrer,
            minutes=self.minutes,
            contact=Person(name=persona.name, role=f"{persona.role}, {persona.organisation}"),
        )
