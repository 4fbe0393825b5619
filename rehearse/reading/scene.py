"""The scene of a meeting, as the codebook has it: where, who asked for it, who connects the two."""

from enum import StrEnum

from pydantic import Field

from rehearse.model import Line, Model


class Setting(StrEnum):
    """Where, or over what, the two talk."""

    COFFEE = "coffee"
    CONFERENCE = "conference"
    PHONE = "phone"
    EMAIL = "email"
    VIDEO = "video"
    EVENT = "event"


class Side(StrEnum):
    """One of the two at the table."""

    LEARNER = "learner"
    CONTACT = "contact"


class Referrer(Model):
    """The person who connects the two, and who pays for how the learner behaves."""

    name: Line
    introduced: bool = Field(description="they made this introduction")
    name_blessed: bool = Field(description="they agreed to their name being used")


class Person(Model):
    """The contact as the scene names them."""

    name: Line
    role: Line


class Scene(Model):
    """What is true before the first word is said."""

    setting: Setting = Field(description="where the two talk")
    invited_by: Side = Field(description="who suggested the meeting")
    agenda: Line | None = Field(default=None, description="the topic that both agreed on beforehand")
    referrer: Referrer | None = Field(default=None, description="the person who connects the two")
    minutes: int = Field(ge=1, le=600, description="how long the contact has, in minutes")
    contact: Person
