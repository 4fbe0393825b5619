"""The events that a transcript is made of. Everything else about a meeting is a fold over these."""

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter, model_validator

from rehearse.meeting.plan import Leaving, Plan
from rehearse.model import Line, Model, Moment, Text, Unit
from rehearse.reading.codebook import Cue, CueMark, Label, LabelMark
from rehearse.reading.scene import Scene, Side
from rehearse.scene.persona import Persona
from rehearse.scene.scenario import STRANGER, Scenario

SCHEMA = 4
"""Version of the transcript's form; raised when an older app could not read what is written."""

MOST_TURNS = 10_000_000
"""Turns of a meeting at most: a file holds no more."""


class Parent(Model):
    """Where a branch comes from."""

    id: Line
    turns: int = Field(ge=0, le=MOST_TURNS, description="how many turns the two share")


class Earlier(Model):
    """What a contact brings to a meeting from earlier ones with the same learner."""

    meetings: tuple[Line, ...] = Field(min_length=1, description="ids of the meetings, the oldest first")
    days: int = Field(ge=0, description="whole days since the last of them")
    how: Leaving = Field(description="how the last of them ended")
    told: dict[str, tuple[int, ...]] = Field(default={}, description="layers told, by story; 0 is how it opens")
    remarks: tuple[str, ...] = Field(default=(), description="ids of the remarks made")
    gifts: tuple[str, ...] = Field(default=(), description="ids of the gifts offered")
    learned: tuple[Line, ...] = Field(default=(), max_length=20, description="what the learner told of themselves")
    promised: tuple[Line, ...] = Field(default=(), max_length=20, description="what the learner still owes")
    thanked: bool = Field(default=False, description="whether the learner wrote after the last of them")


class Header(Model):
    """The first line of a transcript: what was true before the first word."""

    kind: Literal["header"] = "header"
    schema_: int = Field(alias="schema", default=SCHEMA)
    id: Line
    started: Moment
    scene: Scene
    scenario: Scenario | None = Field(default=None, description="as it was; none where the talk was imported")
    persona: Persona | None = Field(default=None, description="as it was; none where the talk was imported")
    scenario_hash: str | None = Field(default=None, description="sha256 of the scenario's canonical JSON")
    persona_hash: str | None = None
    engine: Line = Field(description="who plays the contact: offline, llm, or import")
    model: Line | None = Field(default=None, description="the LLM's name")
    seed: int = Field(ge=0)
    reader: Line = Field(description="version of the reader")
    trust: Unit = Field(default=STRANGER, description="the trust that the meeting starts with")
    energy: Unit = Field(default=0.5, description="the energy that the meeting starts with")
    patience: Unit = 0.5
    parent: Parent | None = None
    earlier: Earlier | None = Field(default=None, description="what it goes on from; none where they meet as strangers")
    assignment: Line | None = None


class Event(Model):
    """One line after the header."""

    n: int = Field(ge=1, description="number of the event, from 1, without gaps")
    at: Moment


class Said(Event):
    """The learner's turn, word for word."""

    kind: Literal["learner"] = "learner"
    text: Text = Field(min_length=1)


class Read(Event):
    """What the reader found in the learner's turn before it."""

    kind: Literal["reading"] = "reading"
    labels: tuple[LabelMark, ...]
    unsure: tuple[LabelMark, ...] = Field(default=(), description="debits that it may hold; never charged")


class Planned(Event):
    """What the contact means to do."""

    kind: Literal["plan"] = "plan"
    plan: Plan


class Replied(Event):
    """The contact's turn, whole, with what it opens and closes."""

    kind: Literal["contact"] = "contact"
    text: Text = Field(min_length=1)
    cues: tuple[CueMark, ...] = ()
    engine: Line = Field(description="who found the words: offline or llm")
    note: Line | None = Field(default=None, description="what went wrong on the way, if anything did")


class Cancelled(Event):
    """A reply that the learner stopped, or that broke off; `text` is what had been shown of it."""

    kind: Literal["cancelled"] = "cancelled"
    text: Text = ""
    cause: Line = "stopped by the learner"


class Noted(Event):
    """A coach's note on a turn."""

    kind: Literal["note"] = "note"
    turn: int = Field(ge=1)
    text: Text
    author: Line


class Corrected(Event):
    """What a coach reads in a turn, beside what the reader read; it changes no score. Of one author the last holds."""

    kind: Literal["correction"] = "correction"
    turn: int = Field(ge=1)
    labels: tuple[Label, ...] | None = Field(default=None, description="of a learner turn; empty where it has none")
    cues: tuple[Cue, ...] | None = Field(default=None, description="of a contact turn; empty where it has none")
    author: Line

    @model_validator(mode="after")
    def _of_one_side(self) -> "Corrected":
        if (self.labels is None) == (self.cues is None):
            raise ValueError("a correction has labels or cues, not both and not none")
        if len(set(self.names)) < len(self.names):
            raise ValueError("a correction names one twice")
        return self

    @property
    def names(self) -> tuple[Label | Cue, ...]:
        """The labels or cues, whichever it has."""
        return self.labels if self.labels is not None else self.cues or ()


class Ended(Event):
    """The meeting is over."""

    kind: Literal["end"] = "end"
    how: Leaving
    by: Side = Field(description="who ended it")


class Wrote(Event):
    """The learner's note to the contact after the meeting, word for word; at most one, and a reading follows it."""

    kind: Literal["letter"] = "letter"
    text: Text = Field(min_length=1)


class Answered(Event):
    """The contact's answer to that note, whole."""

    kind: Literal["answer"] = "answer"
    text: Text = Field(min_length=1)
    engine: Line = Field(description="who found the words: offline or llm")
    note: Line | None = Field(default=None, description="what went wrong on the way, if anything did")


AnyEvent = Annotated[
    Said | Read | Planned | Replied | Cancelled | Noted | Corrected | Ended | Wrote | Answered,
    Field(discriminator="kind"),
]
EVENT: TypeAdapter[AnyEvent] = TypeAdapter(AnyEvent)
"""Validates one line of a transcript."""
