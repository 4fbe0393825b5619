"""What a contact means to do in a turn, before anybody finds the words."""

from enum import StrEnum

from pydantic import Field

from rehearse.model import Model
from rehearse.reading.codebook import Label


class Move(StrEnum):
    """One thing a contact does within a turn."""

    GREET = "greet"
    TELL = "tell"
    """Tells the next layer of a story, or a remark (fact, view, private thing)."""
    ADVISE = "advise"
    RECEIVE = "receive"
    """Takes up what the learner told about themselves."""
    NOD = "nod"
    KEPT = "kept"
    """Notices that the learner keeps a promise."""
    MISNAMED = "misnamed"
    """Notices that the learner called them by another person's name."""
    NO_MORE = "no_more"
    """Says that a story has no more to it."""
    RECALL = "recall"
    """Says that something was told in an earlier meeting."""
    RESUME = "resume"
    """Leads back to a story of their own, just before it."""
    ASK_BACK = "ask_back"
    REACT = "react"
    """Answers a credit or a debit in the persona's wording for that label."""
    DECLINE = "decline"
    """Says no to an ask: kindly the first time, less kindly the second."""
    CONSIDER = "consider"
    """Hears an ask that was invited, and promises nothing."""
    TURN_ASIDE = "turn_aside"
    ADMIT = "admit"
    """Admits not to know."""
    PUZZLE = "puzzle"
    HUMAN = "human"
    """Answers 'are you a bot?' as a person would."""
    REBUKE = "rebuke"
    """Answers rudeness."""
    INTERRUPT = "interrupt"
    SIGNAL_TIME = "signal_time"
    OFFER = "offer"
    LEAVE = "leave"
    WRITE = "write"
    """Answers a note that gave thanks."""


class Leaving(StrEnum):
    """How a meeting ends."""

    GLAD = "glad"
    ON_TIME = "on_time"
    PARTING = "parting"
    """The learner goes before the time is over."""
    EARLY = "early"


class Beat(Model):
    """One move with what it is about."""

    move: Move
    ref: str | None = Field(default=None, description="id of a story, remark or gift; of LEAVE: how")
    layer: int = Field(default=0, ge=0, description="of a story: 0 is how it opens, 1 the first deeper layer")
    label: Label | None = Field(default=None, description="of REACT and DECLINE: what is answered")
    times: int = Field(default=1, ge=1, description="of REACT, DECLINE: how many times it has happened now")


class Plan(Model):
    """The beats of one contact turn, in the order in which they are said."""

    beats: tuple[Beat, ...] = Field(min_length=1)
    mood: str = Field(description="warm, even, cool or cold")
    minutes_left: float
    words: int = Field(ge=1, description="words at most")
    leaving: Leaving | None = Field(default=None, description="how the contact ends the meeting with this turn, if so")
    goodbye: bool = Field(default=False, description="whether the learner was the one to end it")
    may_offer: tuple[str, ...] = Field(default=(), description="ids of the gifts that may be offered in this turn")
    letter: bool = Field(default=False, description="whether it answers the learner's note after the meeting")

    @property
    def offer(self) -> str | None:
        """The id of the gift that this turn offers, if any."""
        return next((beat.ref for beat in self.beats if beat.move is Move.OFFER), None)
