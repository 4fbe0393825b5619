"""The second opinion as a record: what a judge found turn by turn, and where it and the reader differ.

It stands beside the review and changes nothing in it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from pydantic import Field

from rehearse.model import Model, Text
from rehearse.reading.codebook import Label
from rehearse.reading.scene import Side
from rehearse.review.ballot import Ballot, Vote
from rehearse.review.facts import Review, TurnFacts

QUORUM = 2
"""Runs that have to be answered for an opinion: one voice has no majority."""


class Finding(Model):
    """A label that most runs give a turn."""

    label: Label
    quote: Text = Field(description="the words, verbatim, as the first of these runs has them")
    why: str = Field(description="the reason that run gives, in the judge's words; may be empty")
    votes: int = Field(description="how many of the turn's runs give it")


class TurnOpinion(Model):
    """What the judge makes of one learner turn."""

    turn: int = Field(description="number of the turn, both sides counted, from 1")
    runs: int = Field(description="runs that could be used; below 2 there is no opinion on the turn")
    labels: tuple[Finding, ...] = Field(default=(), description="what most of these runs give")
    dropped: int = Field(default=0, description="labels thrown away: unknown, or their quotes not in the turn")


class Difference(Model):
    """A label on which reader and judge do not agree; nobody is right because of it."""

    turn: int
    label: Label
    reader: Text | None = Field(description="the words in which the reader finds it; null where it does not")
    asked: bool = Field(description="the reader had asked about it and charged nothing")
    judge: Text | None = Field(description="the words in which at least one run finds it; null where none does")
    votes: int
    runs: int
    why: str = Field(description="the judge's reason; may be empty")


class SecondOpinion(Model):
    """A judge's labels for a meeting, beside the reader's. It never enters the score."""

    model: str
    host: str = Field(description="where the transcript was sent")
    turns: tuple[TurnOpinion, ...] = Field(description="every turn of the learner's")
    judged: int = Field(description="turns on which there is an opinion")
    agreed: int = Field(description="of these, turns on which both give the same labels, or none")
    unsure: tuple[Difference, ...] = Field(description="where the two differ")
    dropped: int = Field(description="labels thrown away: unknown, or their quotes not in the turn")
    trouble: str | None = Field(description="what last kept a run from being used; null where all were")


class Judged(Review):
    """A review with a second opinion beside it."""

    judge: SecondOpinion


def judged(found: Review, opinion: SecondOpinion) -> Judged:
    """Return the review, every field as it is, with the opinion beside it."""
    return Judged.model_construct(**{name: getattr(found, name) for name in Review.model_fields}, judge=opinion)


def weigh(
    found: Review, ballots: Mapping[int, Sequence[Ballot]], *, model: str, host: str, trouble: str | None = None
) -> SecondOpinion:
    """Return the opinion that these ballots, by turn, make; `trouble` is what last kept a run from being used."""
    learner = [turn for turn in found.turns if turn.speaker is Side.LEARNER]
    turns = tuple(_turn(turn.turn, ballots.get(turn.turn, ())) for turn in learner)
    heard = [(turn, opinion) for turn, opinion in zip(learner, turns, strict=True) if opinion.runs >= QUORUM]
    return SecondOpinion(
        model=model,
        host=host,
        turns=turns,
        judged=len(heard),
        agreed=sum({m.label for m in turn.labels} == {f.label for f in opinion.labels} for turn, opinion in heard),
        unsure=tuple(
            difference
            for turn, opinion in heard
            for label in _disputed(turn, opinion)
            for difference in [_difference(turn, label, ballots[turn.turn])]
        ),
        dropped=sum(turn.dropped for turn in turns),
        trouble=trouble,
    )


def _turn(number: int, ballots: Sequence[Ballot]) -> TurnOpinion:
    counts = Counter(label for ballot in ballots for label in ballot.votes)
    most = [label for label in Label if len(ballots) >= QUORUM and 2 * counts[label] > len(ballots)]
    return TurnOpinion(
        turn=number,
        runs=len(ballots),
        labels=tuple(_finding(label, ballots, counts[label]) for label in most),
        dropped=sum(ballot.dropped for ballot in ballots),
    )


def _finding(label: Label, ballots: Sequence[Ballot], votes: int) -> Finding:
    first = _first(label, ballots)
    return Finding(label=label, quote=first.quote if first else "", why=first.why if first else "", votes=votes)


def _first(label: Label, ballots: Sequence[Ballot]) -> Vote | None:
    return next((ballot.votes[label] for ballot in ballots if label in ballot.votes), None)


def _disputed(turn: TurnFacts, opinion: TurnOpinion) -> list[Label]:
    one, other = {mark.label for mark in turn.labels}, {finding.label for finding in opinion.labels}
    return [label for label in Label if label in one ^ other]


def _difference(turn: TurnFacts, label: Label, ballots: Sequence[Ballot]) -> Difference:
    vote = _first(label, ballots)
    return Difference(
        turn=turn.turn,
        label=label,
        reader=next((mark.quote for mark in turn.labels if mark.label is label), None),
        asked=any(mark.label is label for mark in turn.unsure),
        judge=vote.quote if vote else None,
        votes=sum(label in ballot.votes for ballot in ballots),
        runs=len(ballots),
        why=vote.why if vote else "",
    )
