"""Small meetings with the embedded contact, to begin from: what a transcript may hold, each of it somewhere."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from rehearse.archive.annotate import correct, note
from rehearse.archive.transcript import read_transcript
from rehearse.coaching.assigned.held import meetings_for
from rehearse.coaching.assigned.packed import Content, Packed, packed
from rehearse.coaching.assigned.progress import progress
from rehearse.coaching.handed.handing import hand_in
from rehearse.coaching.handed.submission import Submission
from rehearse.contact.offline import OfflineContact
from rehearse.meeting.met import met
from rehearse.meeting.relationship import relationships
from rehearse.reading.codebook import Label
from rehearse.reading.rules import RulesReader
from rehearse.reading.scene import Referrer
from rehearse.rehearsal import Rehearsal, branch, start
from rehearse.scene import library
from rehearse.scene.assignment import Assignment, Criteria, Task
from rehearse.scene.persona import Persona
from rehearse.scene.scenario import Scenario
from tests import builders

READER = RulesReader()
LISTENING = ("Tell me about yourself, how did you end up making clocks?", "What made you keep the box?")
GRASPING = ("Let me walk you through my resume.", "Could you introduce me to your boss? It must be Ada Berg.")


def clock() -> datetime:
    """Return a moment a second after the one before."""
    return builders.MOMENT + timedelta(seconds=next(_SECONDS))


_SECONDS = count()


def scenario() -> Scenario:
    """Return the scene of all of them, with a friend whose standing can change."""
    return builders.scenario(referrer=Referrer(name="Pia", introduced=True, name_blessed=True))


@cache
def persona() -> Persona:
    """Return the contact of all of them: the fewest lines, so that a header is short."""
    return builders.persona()


@cache
def transcripts() -> Sequence[bytes]:
    """Return transcripts: one that goes on, one with a letter and a coach's remarks, a branch, a second meeting."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        first = folder / "first.jsonl"
        _hold(first, LISTENING[:1])
        whole = _hold(folder / "whole.jsonl", (*GRASPING, LISTENING[0]), letter="Thank you for the springs.")
        note(whole, 2, "Let them talk.", "Ina", clock())
        correct(whole, 2, [Label.ME_FIRST], "Ina", clock())
        _branched(whole, folder / "branch.jsonl")
        _again(whole, folder / "again.jsonl")
        return [path.read_bytes() for path in sorted(folder.glob("*.jsonl"))]


@cache
def assignment() -> Packed:
    """Return an assignment of that scene."""
    rubric = library.rubric("small-rubric")
    asked = Assignment.model_validate(
        {
            "schema": 1,
            "id": "week-one",
            "title": "The first week",
            "tasks": (Task(scenario="clock-coffee"),),
            "criteria": Criteria(min_score=40, forbid=(Label.JOB_ASK,), require=(Label.FOLLOW_UP,)),
            "rubric": rubric.id,
            "due": builders.MOMENT + timedelta(days=9),
            "attempts": 2,
        }
    )
    return packed(Content(assignment=asked, scenarios=(scenario(),), personas=(persona(),), rubric=rubric))


@cache
def submission() -> Submission:
    """Return what a learner hands in who held one meeting for it."""
    given = assignment()
    with TemporaryDirectory() as name:
        folder = Path(name)
        _hold(folder / "one.jsonl", LISTENING[:1], assignment=given.hash, end=True)
        now = progress(given, meetings_for(given, folder, READER))
        return hand_in(now, "Ana", READER, clock() + timedelta(hours=1))


def _hold(
    path: Path, turns: Sequence[str], *, assignment: str | None = None, letter: str = "", end: bool = False
) -> Path:
    async def hold() -> None:
        meeting = start(
            path, scenario(), persona(), OfflineContact(), READER, seed=7, assignment=assignment, clock=clock
        )
        await _heard(meeting.open())
        for turn in turns:
            await _heard(meeting.say(turn))
        if end or letter:
            await _heard(meeting.end())
        if letter:
            await meeting.thank(letter)
        meeting.log.close()

    asyncio.run(hold())
    return path


def _branched(parent: Path, path: Path) -> None:
    """Branch from the third turn, and stop the reply there after its first words."""

    async def hold(meeting: Rehearsal) -> None:
        words = meeting.say(LISTENING[1])
        await anext(words)
        await words.aclose()
        await meeting.cancel()
        meeting.log.close()

    header, events, _ = read_transcript(parent)
    asyncio.run(hold(branch(header, events, 3, path, OfflineContact(), READER, clock=clock)))


def _again(before: Path, path: Path) -> None:
    """Meet the same contact once more, a month later."""
    found = met(*read_transcript(before)[:2])
    known = relationships([found] if found else []).get(persona().id)

    async def hold() -> None:
        meeting = start(path, scenario(), persona(), OfflineContact(), READER, seed=7, known=known, clock=clock)
        await _heard(meeting.open())
        meeting.log.close()

    asyncio.run(hold())


async def _heard(words: AsyncIterator[str]) -> None:
    async for _ in words:
        pass
