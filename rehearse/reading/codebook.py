"""The codebook as types: what a learner turn can do (labels) and what a contact turn opens or closes (cues)."""

from enum import StrEnum
from typing import Any, Self

from pydantic import Field

from rehearse.model import Model, Text, Unit
from rehearse.reading.scene import Side


class Label(StrEnum):
    """What a learner turn does; a turn carries any number of these, also none."""

    CURIOSITY = "curiosity"
    FOLLOW_UP = "follow_up"
    REFLECTION = "reflection"
    ADVICE_ASK = "advice_ask"
    GRATITUDE = "gratitude"
    GIVE_BACK = "give_back"
    PREPARATION = "preparation"
    TIME_RESPECT = "time_respect"
    GRACEFUL_RESPONSE = "graceful_response"
    RESUME_WALKTHROUGH = "resume_walkthrough"
    INTRODUCTION_ASK = "introduction_ask"
    JOB_ASK = "job_ask"
    SALES_PITCH = "sales_pitch"
    FREE_WORK_ASK = "free_work_ask"
    NAME_DROP = "name_drop"
    CONDUIT = "conduit"
    ME_FIRST = "me_first"
    PUSHING = "pushing"
    UNPREPARED = "unprepared"

    @property
    def is_debit(self) -> bool:
        """Whether it spends trust; otherwise it earns some."""
        return self in DEBITS

    @property
    def sign(self) -> str:
        """A plus where it earns trust and a minus where it spends some, for where colour must not say it alone."""
        return "\N{MINUS SIGN}" if self.is_debit else "+"

    @property
    def told(self) -> str:
        """The name behind what it did, as a line of bare text has it: `earned, curiosity`."""
        return f"{'spent' if self.is_debit else 'earned'}, {self.words}"

    @property
    def words(self) -> str:
        """The name as people read it."""
        return self.value.replace("_", " ")


CREDITS = tuple(Label)[:9]
DEBITS = tuple(Label)[9:]
ASKS = (Label.INTRODUCTION_ASK, Label.JOB_ASK, Label.SALES_PITCH, Label.FREE_WORK_ASK)
"""The debits that want something from the contact, and that a no declines."""


class Cue(StrEnum):
    """What a contact turn opens or closes."""

    INVITES_BACKGROUND = "invites_background"
    INVITES_RESUME = "invites_resume"
    INVITES_ASK = "invites_ask"
    OFFERS_INTRODUCTION = "offers_introduction"
    OFFERS_HELP = "offers_help"
    DECLINES = "declines"
    SIGNALS_TIME = "signals_time"
    GIVES_ADVICE = "gives_advice"

    @property
    def words(self) -> str:
        """The name as people read it."""
        return self.value.replace("_", " ")


class Mark(Model):
    """The very words of a turn that carry a label or a cue."""

    quote: Text = Field(description="the words, verbatim: text[start:end] of the turn")
    start: int = Field(ge=0, description="offset of the first character in the turn")
    end: int = Field(ge=0, description="offset after the last character")
    confidence: Unit = Field(description="how sure the reader is")

    @classmethod
    def on(cls, text: str, start: int, end: int, **rest: Any) -> Self:
        """Return a mark on `text[start:end]`."""
        return cls(quote=text[start:end], start=start, end=end, **rest)


class LabelMark(Mark):
    """A label of a learner turn, with its evidence."""

    label: Label


class CueMark(Mark):
    """A cue of a contact turn, with its evidence."""

    label: Cue


class Turn(Model):
    """One message of one side, as it was read."""

    speaker: Side
    text: Text
    labels: tuple[LabelMark, ...] = ()
    unsure: tuple[LabelMark, ...] = Field(default=(), description="debits that it may hold; never charged")
    cues: tuple[CueMark, ...] = ()

    @property
    def names(self) -> tuple[Label | Cue, ...]:
        """What was read in it: labels of a learner turn, cues of a contact turn."""
        return (*(mark.label for mark in self.labels), *(mark.label for mark in self.cues))

    def has(self, *names: Label | Cue) -> bool:
        """Whether any of these labels or cues is on the turn."""
        return any(mark.label in names for mark in self.labels) or any(mark.label in names for mark in self.cues)
