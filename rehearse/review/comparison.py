"""Two meetings side by side: where they part, and what each came to. Made from their reviews alone."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from pydantic import Field

from rehearse.archive.glance import COURSES
from rehearse.meeting.plan import Leaving
from rehearse.model import Model
from rehearse.reading.scene import Side
from rehearse.review.facts import GiftFacts, Review, TurnFacts
from rehearse.text import counted, one_line


class PartDifference(Model):
    """One part of the score in both meetings."""

    id: str
    title: str
    one: float = Field(description="points in the first")
    other: float = Field(description="points in the second")
    change: float = Field(description="the second's less the first's")


class Take(Model):
    """One of the two meetings."""

    transcript: str = Field(description="path of the transcript; empty if there is none")
    id: str
    title: str
    contact: str
    started: datetime
    score: int | None = Field(description="null where the learner said nothing; so with what follows")
    overall: int | None
    would_meet_again: bool | None
    again: str = Field(description="whether they would meet again and how glad they are to have come, in words")
    ended: Leaving | None
    minutes: float
    trust: float = Field(description="at the end")
    energy: tuple[float, ...] = Field(description="after each turn")
    stories: tuple[str, ...] = Field(description="titles of the stories discovered here and not in the other")
    gifts: tuple[GiftFacts, ...] = Field(description="all that was offered here")
    turns: tuple[TurnFacts, ...] = Field(description="the turns from where the two part")


class Comparison(Model):
    """What two meetings have in common, and what sets them apart."""

    shared: int = Field(description="turns that the two have in common, word for word, from the beginning")
    score: int | None = Field(description="the second's score less the first's; null where one has none")
    parts: tuple[PartDifference, ...]
    one: Take
    other: Take

    @property
    def parting(self) -> str:
        """Where the two part, in a sentence."""
        if not self.one.turns and not self.other.turns:
            return "The two are the same, turn for turn."
        if not self.shared:
            return "The two share no beginning."
        turns = "turn" if self.shared == 1 else f"{self.shared} turns"
        return f"The two share the first {turns}, and part at turn {self.shared + 1}."


def compare(one: Review, other: Review) -> Comparison:
    """Return how the second meeting differs from the first; both reviewed under one rubric."""
    shared = _shared(one.turns, other.turns)
    return Comparison(
        shared=shared,
        score=None if one.score is None or other.score is None else other.score - one.score,
        parts=_parts(one, other),
        one=_take(one, other, shared),
        other=_take(other, one, shared),
    )


def _shared(one: Sequence[TurnFacts], other: Sequence[TurnFacts]) -> int:
    pairs = zip(one, other, strict=False)
    alike = [a.speaker is b.speaker and a.text.strip() == b.text.strip() for a, b in pairs]
    return alike.index(False) if False in alike else len(alike)


def _parts(one: Review, other: Review) -> tuple[PartDifference, ...]:
    second = {part.id: part for part in other.parts}
    return tuple(
        PartDifference(
            id=part.id,
            title=part.title,
            one=part.points,
            other=second[part.id].points,
            change=second[part.id].points - part.points,
        )
        for part in one.parts
        if part.id in second
    )


def _take(this: Review, that: Review, shared: int) -> Take:
    known = {story.id for story in that.stories.discovered}
    return Take(
        transcript=this.transcript,
        id=this.id,
        title=this.title,
        contact=this.contact,
        started=this.started,
        score=this.score,
        overall=this.overall,
        would_meet_again=this.would_meet_again,
        again=this.again,
        ended=this.ended,
        minutes=this.minutes,
        trust=this.trust,
        energy=this.energy,
        stories=tuple(story.title for story in this.stories.discovered if story.id not in known),
        gifts=this.gifts,
        turns=this.turns[shared:],
    )


NAMES = ("First", "Second")
"""How the two are called."""


def as_text(found: Comparison) -> str:
    """Return the comparison as plain text for a terminal or a screen reader."""
    return "\n".join(one_line(text) if text else "" for text in _blocks(found)) + "\n"


def told_of_both(found: Comparison) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield heading and words for what was learned and offered; nothing where neither meeting had any."""
    one, other = found.one, found.other
    if one.stories or other.stories:
        yield "Learned in one and not in the other", (_listed(one.stories), _listed(other.stories))
    if one.gifts or other.gifts:
        yield "Offered", (_listed(map(_gift, one.gifts)), _listed(map(_gift, other.gifts)))


def _listed(things: Iterable[str]) -> str:
    return ", ".join(things) or "nothing"


def _gift(gift: GiftFacts) -> str:
    return f"{gift.kind.value.replace('_', ' ')}{f' to {gift.to}' if gift.to else ''} (turn {gift.turn})"


def signed(points: float) -> str:
    """Return a change of points as a whole number with its sign; nothing gained and nothing lost is 0."""
    return f"{points:+.0f}" if round(points) else "0"


def _blocks(found: Comparison) -> Iterator[str]:
    takes = tuple(zip(NAMES, (found.one, found.other), strict=True))
    for name, take in takes:
        yield f"{name}: {take.title}, with {take.contact}, {take.started.astimezone():%d %b %Y, %H:%M}: {ending(take)}"
    yield found.parting
    yield from ("", "SCORE", "", _score(found))
    for part in found.parts:
        yield f"{part.title}: {part.one:.0f} and {part.other:.0f}: {signed(part.change)}"
    yield from ("", "ENERGY", "")
    yield from (f"{name}: {_energy(take, found.shared)}" for name, take in takes)
    for heading, words in told_of_both(found):
        yield from ("", heading.upper(), "")
        yield from (f"{name}: {said}" for name, said in zip(NAMES, words, strict=True))
    for name, take in takes:
        if take.turns:
            yield from ("", f"{name.upper()}, FROM TURN {found.shared + 1}", "")
            yield from (text for turn in take.turns for text in _turn(turn, take))


def _score(found: Comparison) -> str:
    scores = f"{score_in_words(found.one.score)} and {score_in_words(found.other.score)}"
    return scores if found.score is None else f"{scores} of 100: {signed(found.score)}"


def score_in_words(score: int | None) -> str:
    """Return a score, or that there is none."""
    return "no score" if score is None else str(score)


def ending(take: Take) -> str:
    """Return how a meeting ended, and what came of it."""
    return f"{COURSES[take.ended]} after {counted(round(take.minutes), 'minute')}; {take.again}"


def _energy(take: Take, shared: int) -> str:
    if not take.energy:
        return "nothing was said"
    before = f"{take.energy[shared - 1]:.2f} where they part, " if 0 < shared <= len(take.energy) else ""
    low, high = min(take.energy), max(take.energy)
    return f"{before}{take.energy[-1]:.2f} at the end, between {low:.2f} and {high:.2f}"


def _turn(turn: TurnFacts, take: Take) -> Iterator[str]:
    yield f"{turn.turn}. {'You' if turn.speaker is Side.LEARNER else take.contact}: {turn.text}"
    names = [*(mark.label.words for mark in turn.labels), *(cue.label.words for cue in turn.cues)]
    if names:
        yield f"({', '.join(names)})"
