"""Holds a meeting without a screen: learner turns in, the rehearsal and what was said out."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from pathlib import Path

from rehearse.contact.contact import Contact
from rehearse.contact.offline import OfflineContact
from rehearse.meeting.relationship import Relationship
from rehearse.reading.reader import Reader
from rehearse.rehearsal import Clock, Rehearsal, start
from rehearse.scene.persona import Persona
from rehearse.scene.scenario import Scenario
from tests import builders


def fixed_clock() -> datetime:
    """Always the same moment."""
    return builders.MOMENT


def there(score: int | None) -> int:
    """A score that has to be there."""
    assert score is not None
    return score


async def heard(words: AsyncIterator[str]) -> str:
    """All that is said."""
    return "".join([chunk async for chunk in words])


def meet(
    path: Path,
    turns: Sequence[str],
    *,
    scenario: Scenario | None = None,
    persona: Persona | None = None,
    contact: Contact | None = None,
    reader: Reader | None = None,
    seed: int = 7,
    end: bool = True,
    known: Relationship | None = None,
    clock: Clock = fixed_clock,
) -> Rehearsal:
    """Hold a meeting: open, say the turns while it goes on, end it."""

    async def hold() -> Rehearsal:
        rehearsal = start(
            path,
            scenario or builders.scenario(),
            persona or builders.persona(),
            contact or OfflineContact(),
            reader or builders.ToldReader(),
            seed=seed,
            known=known,
            clock=clock,
        )
        await heard(rehearsal.open())
        for turn in turns:
            if rehearsal.over:
                break
            await heard(rehearsal.say(turn))
        if end:
            await heard(rehearsal.end())
        rehearsal.log.close()
        return rehearsal

    return asyncio.run(hold())
