"""One meeting as a report keeps it: bounded, cleaned, with the words that its numbers lead to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from sys import intern

from rehearse.coaching.facts import Claim, MeetingFacts
from rehearse.meeting.plan import Leaving
from rehearse.reading.codebook import Label
from rehearse.text import one_line

QUOTE = 200
"""Characters of a quote that is repeated in a report."""
NAME = 80
"""Characters of the name of a learner, a scenario, a contact or a coach."""
SOURCE = 300
"""Characters of a transcript's path."""
UNNAMED = "(no name)"
"""What a learner is called whom nothing names."""
LOW = 50
"""Score below which a meeting is a poor one, and its debits say more of it than its credits."""


@dataclass(frozen=True, slots=True)
class Words:
    """What a number leads to: whose words, in which transcript, at which turn."""

    learner: str
    transcript: str
    """Its path, below the folder that was reported on."""
    title: str
    """What the meeting was: the scenario's title."""
    turn: int | None
    """None where the whole meeting is meant."""
    quote: str
    """The learner's words; empty where nothing that they said carries a label."""
    label: str = ""
    """What was read in them, in words."""


@dataclass(frozen=True, slots=True)
class Held:
    """One meeting of a learner."""

    learner: str
    transcript: str
    id: str
    branch_of: str | None
    started: datetime
    scenario: str | None
    """The scenario's id."""
    title: str
    contact: str
    score: int
    ended: Leaving | None
    turns: int
    claims: tuple[Claim, ...]
    """The first claim of each debit, and of each credit where there is no debit at all."""

    @property
    def newest(self) -> tuple[float, str]:
        """The key by which the latest meetings come first."""
        return (-self.started.timestamp(), self.transcript)

    @property
    def debits(self) -> frozenset[Label]:
        """The debits that it holds."""
        return frozenset(claim.label for claim in self.claims if claim.label.is_debit)

    @property
    def whole(self) -> Words:
        """The meeting itself, and no words of it."""
        return Words(self.learner, self.transcript, self.title, None, "")

    def words(self, claim: Claim | None = None) -> Words:
        """Return the words of a claim, or else the meeting as a whole, with the first that is known of it."""
        if claim is None:
            claim = next(iter(self.claims), None)
        if claim is None:
            return self.whole
        return Words(self.learner, self.transcript, self.title, claim.turn, claim.quote, claim.label.words)

    def words_of(self, label: Label) -> Words | None:
        """Return the words that carry this label, if they are known."""
        return next((self.words(claim) for claim in self.claims if claim.label is label), None)


def held(facts: MeetingFacts) -> Held | None:
    """Return the meeting, with each text cleaned and cut: a file of facts is not to be trusted.

    None where the learner said nothing: such a meeting has no score.
    """
    if facts.score is None or not facts.turns:
        return None
    return Held(
        learner=learner_of(facts),
        transcript=one_line(facts.source, SOURCE),
        id=one_line(facts.id, NAME),
        branch_of=one_line(facts.branch_of, NAME) if facts.branch_of else None,
        started=began(facts),
        scenario=intern(one_line(facts.scenario, NAME)) if facts.scenario else None,
        title=intern(one_line(facts.title, NAME)),
        contact=intern(one_line(facts.contact, NAME)),
        score=min(max(facts.score, 0), 100),
        ended=facts.ended,
        turns=facts.turns,
        claims=tuple(_telling(facts.claims)),
    )


def learner_of(facts: MeetingFacts) -> str:
    """Return whose meeting it is, as a report shows the name."""
    return intern(one_line(facts.learner, NAME) or UNNAMED)


def began(facts: MeetingFacts) -> datetime:
    """Return when it began, with a zone: UTC where the file says none."""
    return facts.started if facts.started.tzinfo else facts.started.replace(tzinfo=UTC)


def first_of_each(claims: Iterable[Claim]) -> list[Claim]:
    """Return the first claim of each label, its quote cleaned and cut, in the order of the turns."""
    found: dict[Label, Claim] = {}
    for claim in claims:
        if claim.label not in found:
            found[claim.label] = claim.model_copy(update={"quote": one_line(claim.quote, QUOTE)})
    return list(found.values())


def _telling(claims: Iterable[Claim]) -> list[Claim]:
    """The claims that say most of a meeting: its debits, or else its credits."""
    found = first_of_each(claims)
    debits = [claim for claim in found if claim.label.is_debit]
    return debits or found
