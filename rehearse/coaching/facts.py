"""What a coach's reports know of one meeting: small, flat, and each number with the learner's own words."""

from datetime import datetime
from typing import NamedTuple

from pydantic import Field

from rehearse.meeting.plan import Leaving
from rehearse.model import Model, Text
from rehearse.reading.codebook import Cue, Label
from rehearse.reading.scene import Side


class Bad(NamedTuple):
    """A file, or a line of one, that is not reported on."""

    source: str
    why: str
    """In one line, with what to do."""


class Claim(Model):
    """The words that carry a label."""

    label: Label
    turn: int
    quote: Text


class Told(Model):
    """A story of the contact's."""

    id: Text
    title: Text
    turn: int | None = Field(default=None, description="the learner's turn that it was first told after")
    quote: Text = Field(
        default="", description="what the learner said there; empty where it was told unasked, or never"
    )


class Judged(Model):
    """One turn that a coach corrected: what the reader read in it, and what the coach did."""

    turn: int
    side: Side
    author: Text
    quote: Text = Field(default="", description="how the turn begins")
    reader: tuple[Label | Cue, ...]
    coach: tuple[Label | Cue, ...]


class MeetingFacts(Model):
    """One meeting, reviewed, as a line of a report."""

    source: Text = Field(description="where it comes from: its path below the folder or URL that was reported on")
    sha256: Text = Field(description="of the transcript's bytes")
    id: Text
    branch_of: Text | None = Field(default=None, description="id of the meeting that it shares its beginning with")
    learner: Text = Field(description="whose it is; empty where nothing tells")
    assignment: Text | None = Field(description="hash of the assignment that it was held for")
    scenario: Text | None = Field(description="id of the scenario")
    title: Text
    persona: Text | None = Field(description="id of the persona")
    contact: Text
    started: datetime
    ended: Leaving | None
    minutes: float
    turns: int = Field(description="learner turns")
    score: int | None = Field(description="null where the learner said nothing; so with what follows")
    parts: dict[Text, float] = Field(description="points by part of the rubric; none where the learner said nothing")
    overall: int | None
    would_meet_again: bool | None
    referrer_standing: int | None
    claims: tuple[Claim, ...] = Field(description="every label that counts, with its words")
    unsure: tuple[Claim, ...] = Field(description="debits that may be there; never charged")
    discovered: tuple[Told, ...]
    untold: tuple[Told, ...]
    gifts: tuple[Text, ...] = Field(description="ids of what was offered")
    judged: tuple[Judged, ...]
    reader: Text = Field(description="version of the reader whose labels these are")
