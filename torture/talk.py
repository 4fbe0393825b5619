"""What the plays share: lines to say, what was shown of a meeting, and whether the disk holds it and one can go on."""

import asyncio
import random
import re
from collections.abc import AsyncGenerator, Sequence
from pathlib import Path

from rehearse.archive.glance import head
from rehearse.archive.transcript import read_transcript
from rehearse.audition.script import script
from rehearse.engines import make_reader, offline_contact
from rehearse.errors import RehearseError
from rehearse.meeting.state import State, fold
from rehearse.rehearsal import Rehearsal, resume
from rehearse.review.review import review
from rehearse.scene import library
from rehearse.scene.rubric import STANDARD
from rehearse.text import one_line

SCENARIO = "good-coffee"
CONTACT = "Desmond Achebe"
_TURNS = (3, 6)
"""Turns that the learner means to say, from, to."""
_TURN = re.compile(rf"^(You|{CONTACT}): (.+)\n", re.M)


def lines(chance: random.Random) -> list[str]:
    """Return what a learner says in one meeting."""
    return [line.text for line in chance.sample(script().meeting, chance.randint(*_TURNS))]


def shown_turns(shown: str) -> list[str]:
    """Return the turns that were shown: the contact's to its end, the learner's once something was answered to it."""
    found = _TURN.findall(shown)
    answered = CONTACT in shown.rpartition("\nYou: ")[2]
    if found and found[-1][0] == "You" and not answered:
        found.pop()
    return [text for _, text in found]


def kept_turns(path: Path) -> list[str]:
    """Return the turns that are on the disk. Raises InputError where the transcript cannot be read."""
    return [one_line(turn.text) for turn in state_of(path).turns]


def state_of(path: Path) -> State:
    """Return how the meeting in a transcript stands. Raises InputError."""
    found = read_transcript(path)
    return fold(found.header, found.events)


def missing(shown: Sequence[str], kept: Sequence[str]) -> list[str]:
    """Return what was shown and is not kept, as a promise that does not hold."""
    if list(shown) == list(kept[: len(shown)]):
        return []
    return [f"shown were {len(shown)} turns, kept are {len(kept)}, and they differ: {shown[-2:]} and {kept[-2:]}"]


def unopened(folder: Path) -> list[str]:
    """Return which of the folder's transcripts do not open."""
    broken = []
    for path in sorted(folder.glob("*.jsonl")):
        try:
            state_of(path)
        except RehearseError as error:
            broken.append(f"it does not open: {error}")
        if head(path).broken:
            broken.append(f"the list does not know it: {head(path).broken}")
    return broken


def gone_on(path: Path) -> list[str]:
    """Go on with a meeting to its end, and read its review; return what of that did not come about."""
    before = kept_turns(path)
    rehearsal = resume(path, offline_contact(), make_reader())
    asyncio.run(_on(rehearsal))
    rehearsal.log.close()
    after = state_of(path)
    kept = [one_line(turn.text) for turn in after.turns]
    broken = missing(before, kept)
    if after.ended is None:
        broken.append("the meeting could not be ended")
    found = review(rehearsal.state.header, rehearsal.log.events, library.rubric(STANDARD), make_reader(), str(path))
    if [one_line(turn.text) for turn in found.turns] != kept:
        broken.append("the review shows other turns than the transcript")
    return broken


async def _on(rehearsal: Rehearsal) -> None:
    state = rehearsal.state
    if state.pending:
        await heard(rehearsal.reply())
    elif not state.turns:
        await heard(rehearsal.open())
    if not rehearsal.over:
        await heard(rehearsal.say("What would you do first in my place?"))
    await heard(rehearsal.end())
    await heard(rehearsal.end(goodbye=False))


async def heard(words: AsyncGenerator[str, None]) -> str:
    """Listen to the end; return what was said."""
    return "".join([chunk async for chunk in words])
