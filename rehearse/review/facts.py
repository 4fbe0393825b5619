"""The review as a record: JSON, Markdown, text and the screen all show these facts and no others."""

from collections.abc import Mapping
from datetime import datetime

from pydantic import Field

from rehearse.meeting.plan import Leaving
from rehearse.model import Model
from rehearse.reading.codebook import Cue, CueMark, Label, LabelMark
from rehearse.reading.scene import Scene, Side
from rehearse.review.corrections import compared
from rehearse.scene.persona import GiftKind
from rehearse.text import often

SHRUG = 4
"""`overall` from which a contact who would not meet again bears no grudge."""
FULL = 0.9
"""Share of what a part can hold from which it is full."""
NOTHING_SAID = "has nothing to judge you by"
"""What is said of the contact after a meeting in which the learner said nothing."""
UNTOLD = 5
"""Untold stories that are named to people; the record has them all."""


class Counted(Model):
    """What one label counts in a part of the score."""

    label: Label
    times: int = Field(description="how often it was found")
    points: float
    cap: int = Field(description="how many times it counts at most")

    @property
    def words(self) -> str:
        """The label, how often it was found, and its points."""
        found = f" {often(self.times)}" if self.times > 1 else ""
        found += f", counted {often(self.cap)}" if self.times > self.cap else ""
        return f"{self.label.words}{found} {self.points:+g}"


class PartScore(Model):
    """One part of the score: what it holds, what it earned and what it spent."""

    id: str
    title: str
    points: float = Field(description="what it holds; below zero where more was spent than there was")
    most: float = Field(description="what it can hold")
    base: float = Field(description="what it began at")
    earned: float = Field(description="what credits added, as far as there was room")
    spent: float = Field(description="zero or below")
    counted: tuple[Counted, ...] = Field(description="what was found that counts here")

    @property
    def full(self) -> bool:
        """Whether it holds so much that nobody need ask for more."""
        return self.points >= FULL * self.most

    @property
    def words(self) -> str:
        """What it holds, as people say it, and what it lost where it lost something."""
        if self.points < 0:
            return f"overdrawn by {-self.points:.0f}"
        return f"{self.points:.0f} of {self.most:.0f}" + f", lost {-self.spent:.0f}" * bool(self.spent)

    @property
    def course(self) -> str:
        """How it came to that; nothing where nothing counted."""
        full = self.earned < sum(each.points for each in self.counted if each.points > 0)
        steps = [f"began at {self.base:g}"] * bool(self.base) + [each.words for each in self.counted]
        return "; ".join(steps) + f"; credits count up to {self.most:g}" * full if self.counted else ""


class NoteFacts(Model):
    """A coach's note."""

    author: str
    text: str


class CorrectionFacts(Model):
    """What a coach reads in a turn, where they said so. It changes no score."""

    author: str
    names: tuple[Label | Cue, ...] = Field(description="labels of a learner turn, cues of a contact turn")


class TurnFacts(Model):
    """One turn with what was read in it."""

    turn: int = Field(description="number of the turn, both sides counted, from 1")
    speaker: Side
    text: str
    labels: tuple[LabelMark, ...] = ()
    unsure: tuple[LabelMark, ...] = Field(default=(), description="debits that it may hold: asked about, not charged")
    cues: tuple[CueMark, ...] = ()
    cut: bool = Field(default=False, description="a reply that was stopped before its end")
    notes: tuple[NoteFacts, ...] = ()
    corrections: tuple[CorrectionFacts, ...] = Field(default=(), description="of each coach the last; none is scored")

    @property
    def compared(self) -> str:
        """What the reader and what each coach read in it, in words; empty where no coach corrected it."""
        read: tuple[Label | Cue, ...] = (*(mark.label for mark in self.labels), *(cue.label for cue in self.cues))
        return compared(read, [(given.author, given.names) for given in self.corrections])


class Change(Model):
    """One entry of the ledger."""

    turn: int
    rule: str
    energy: float
    trust: float
    standing: float
    why: str


class GiftFacts(Model):
    """Something that the contact offered by themselves."""

    turn: int
    id: str
    kind: GiftKind
    to: str | None
    quote: str


class StoryFacts(Model):
    """A story of the contact's."""

    id: str
    title: str
    told: int = Field(description="layers told")
    layers: int = Field(description="layers in all")

    @property
    def how(self) -> str:
        """What the learner did with it, as a verb: some layers are not the story."""
        return "learned" if self.told == self.layers else "heard part of"


class Stories(Model):
    """What was discovered, and what they would have told."""

    discovered: tuple[StoryFacts, ...] = ()
    untold: tuple[StoryFacts, ...] = ()


class Moment(Model):
    """A turn that mattered: what was said, what it changed, what the contact thought."""

    turn: int
    quote: str
    labels: tuple[Label, ...]
    energy: float
    trust: float
    why: str
    thought: str | None = Field(default=None, description="what they thought and did not say")


class Better(Model):
    """A line in the place of one that cost something; our own reader finds a credit and no debit in it."""

    turn: int
    said: str
    instead: str


class Referrer(Model):
    """What the meeting does to the friend who connects the two."""

    name: str
    standing: float = Field(description="the change as the ledger has it, -2 to 2")
    sentence: str


class LetterFacts(Model):
    """The note after the meeting; it changes nothing of the meeting's own score."""

    text: str
    labels: tuple[LabelMark, ...] = ()
    unsure: tuple[LabelMark, ...] = ()
    trust: float = Field(description="the change of trust")
    standing: float = Field(description="the change of the referrer's standing; 0 without one")
    answer: str | None = Field(description="what the contact wrote back; null while it is awaited")


class Balance(Model):
    """Who did the talking, in words."""

    learner: int
    contact: int


class Move(Model):
    """A part of the score that another rubric moved."""

    part: str
    title: str
    before: float | None = Field(description="points under the usual rubric; null where it has no such part")
    after: float | None
    causes: tuple[str, ...] = Field(description="what in the rubric did it, each in a clause")


class Moved(Model):
    """What a rubric of one's own makes of a meeting, beside the usual one."""

    rubric: str = Field(description="id of the usual rubric")
    score: int | None = Field(description="the score under that")
    overall: int | None = Field(description="`overall` under that")
    moves: tuple[Move, ...] = ()


class Review(Model):
    """A meeting, reviewed. The same transcript under the same rubric gives the same review."""

    transcript: str = Field(description="path of the transcript; empty if there is none")
    id: str
    started: datetime
    shared: int | None = Field(
        default=None, description="turns that it has from the meeting it branched from; null for no branch"
    )
    title: str
    contact: str
    scene: Scene
    rubric: str
    reader: str
    score: int | None = Field(ge=0, le=100, description="null where the learner said nothing; so with what follows")
    parts: tuple[PartScore, ...] = Field(description="none where the learner said nothing")
    overall: int | None = Field(ge=1, le=10, description="how glad the contact is to have come")
    would_meet_again: bool | None
    referrer_standing: int | None = Field(description="-2 to 2; null without a referrer")
    sentence: str = Field(description="the meeting in a sentence")
    ended: Leaving | None
    minutes: float = Field(description="minutes used")
    balance: Balance
    turns: tuple[TurnFacts, ...]
    ledger: tuple[Change, ...]
    energy: tuple[float, ...] = Field(description="the energy after each turn")
    turning: tuple[int, ...] = Field(description="turns at which things began to go well, and each that lost them")
    trust: float = Field(description="the trust at the end")
    gifts: tuple[GiftFacts, ...]
    stories: Stories
    moments: tuple[Moment, ...]
    better: tuple[Better, ...]
    referrer: Referrer | None
    next: tuple[str, ...] = Field(description="at most three things to try next")
    moved: Moved | None = Field(default=None, description="beside the usual rubric; null where that is the one used")
    letter: LetterFacts | None = Field(
        default=None, description="the learner's note after the meeting, if there is one"
    )

    @property
    def better_at(self) -> Mapping[int, str]:
        """The better line by the turn in whose place it stands."""
        return {better.turn: better.instead for better in self.better}

    @property
    def again(self) -> str:
        """Whether the contact would meet again and how glad they are to have come, as people say it."""
        if self.overall is None:
            return NOTHING_SAID
        if self.would_meet_again:
            said = "would gladly meet again"
        else:
            said = "has no reason yet to meet again" if self.overall >= SHRUG else "would rather not meet again"
        return f"{said}; glad to have come: {self.overall} of 10"
