"""Whether a meeting shows what was asked of it: criterion by criterion, each with its evidence or what is missing."""

from collections.abc import Iterator
from typing import NamedTuple

from pydantic import Field

from rehearse.archive.glance import COURSES
from rehearse.meeting.ledger import RULES
from rehearse.meeting.plan import Move
from rehearse.meeting.state import State
from rehearse.model import Model
from rehearse.reading.codebook import Label
from rehearse.review.review import stories_of
from rehearse.review.scoring import scored
from rehearse.scene.assignment import Criteria
from rehearse.scene.persona import Persona
from rehearse.scene.rubric import Rubric
from rehearse.text import counted

HELD = "The meeting is held to its end."
SHOWN = 3
"""Quotes that are shown for one criterion; the review has all."""


class Evidence(Model):
    """Words of the meeting that bear a finding out."""

    turn: int
    quote: str


class Finding(Model):
    """One criterion, and how a meeting stands to it."""

    asked: str = Field(description="what is asked, a sentence")
    holds: bool
    why: str = Field(description="how it stands, a clause: the figure, or what is there, or what is missing")
    evidence: tuple[Evidence, ...] = ()


class Outcome(NamedTuple):
    """What a meeting shows."""

    score: int | None
    """0 to 100, under the assignment's rubric; None where the learner said nothing."""
    findings: tuple[Finding, ...]

    @property
    def passed(self) -> bool:
        """Whether all that is asked holds."""
        return all(finding.holds for finding in self.findings)


def asked(criteria: Criteria, persona: Persona) -> tuple[str, ...]:
    """Return what is asked of a meeting with this persona, in sentences."""
    score = () if criteria.min_score is None else (_score(criteria.min_score),)
    return (
        HELD,
        *score,
        *map(_forbidden, criteria.forbid),
        *map(_required, criteria.require),
        *(_story(name, persona) for name in criteria.discover),
    )


def outcome(state: State, criteria: Criteria, rubric: Rubric, persona: Persona) -> Outcome:
    """Return what a meeting, as it was read, shows of what was asked."""
    score = scored(state, rubric)
    found = (*_scored(score, criteria), *_labels(state, criteria), *_stories(state, criteria, persona))
    return Outcome(score, (_held(state), *found))


def _held(state: State) -> Finding:
    turns = f"{counted(state.learner_turns, 'turn')} of yours"
    return Finding(
        asked=HELD,
        holds=state.ended is not None and state.learner_turns > 0,
        why=f"{COURSES[state.ended]}, {turns}",
    )


def _scored(score: int | None, criteria: Criteria) -> Iterator[Finding]:
    least = criteria.min_score
    if least is not None and score is None:
        yield Finding(asked=_score(least), holds=False, why="you said nothing, so there is no score")
    elif least is not None and score is not None:
        short = "" if score >= least else f", {least - score} short"
        yield Finding(asked=_score(least), holds=score >= least, why=f"{score} of 100{short}")


def _labels(state: State, criteria: Criteria) -> Iterator[Finding]:
    for label in criteria.forbid:
        found = _marked(state, label)
        why = f"found {_times(found)}" if found else "none was found"
        yield Finding(asked=_forbidden(label), holds=not found, why=why, evidence=found)
    for label in criteria.require:
        found = _marked(state, label)
        why = f"found {_times(found)}" if found else "none was found"
        yield Finding(asked=_required(label), holds=bool(found), why=why, evidence=found)


def _stories(state: State, criteria: Criteria, persona: Persona) -> Iterator[Finding]:
    told = {story.id for story in stories_of(state).discovered}
    for name in criteria.discover:
        found = _telling(state, name)
        why = "it was told" if name in told else "it was not told"
        yield Finding(asked=_story(name, persona), holds=name in told, why=why, evidence=found[:1])


def _marked(state: State, label: Label) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(turn=number, quote=mark.quote)
        for number, turn in enumerate(state.turns, start=1)
        for mark in turn.labels
        if mark.label is label
    )


def _telling(state: State, story: str) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(turn=number, quote=state.turns[number - 1].text)
        for number, plan in state.plans
        if any(beat.move is Move.TELL and beat.ref == story for beat in plan.beats)
    )


def _times(found: tuple[Evidence, ...]) -> str:
    return "once" if len(found) == 1 else f"{len(found)} times"


def _score(least: int) -> str:
    return f"The score is {least} of 100 or more."


def _forbidden(label: Label) -> str:
    return f"No turn in which you {RULES[label].why} ({label.words})."


def _required(label: Label) -> str:
    return f"A turn in which you {RULES[label].why} ({label.words})."


def _story(name: str, persona: Persona) -> str:
    title = next((story.title for story in persona.stories if story.id == name), name)
    return f"You learn {title}."
