"""Holds meetings whose contact is an LLM on this machine."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

import pytest

from rehearse.archive.transcript import read_transcript
from rehearse.config import Config
from rehearse.contact.client import Patience
from rehearse.contact.llm import LLMContact
from rehearse.errors import ContactError
from rehearse.meeting.events import AnyEvent, Replied
from rehearse.reading.reader import Reader
from rehearse.reading.rules import RulesReader
from rehearse.rehearsal import Rehearsal, resume, start
from rehearse.scene.persona import Persona
from rehearse.scene.scenario import Scenario
from tests import builders
from tests.canary import CANARY
from tests.talk import fixed_clock, heard

QUESTION = "How did you end up making clocks?"
OWN_WORDS = "My aunt left me a box of broken springs."
"""What the persona's file has for that question."""
GAP = 30.0
"""Seconds of silence that a test bears which is not about silence."""


class Serves(Protocol):
    """A server that speaks Chat Completions, ours or another maker's."""

    @property
    def url(self) -> str:
        """The base_url."""
        ...


def play(server: Serves, *, window: int = 8_000, gap: float = GAP, reader: Reader | None = None) -> LLMContact:
    """The contact that this server plays, with a key from the environment."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REHEARSE_API_KEY", CANARY)
        config = Config(base_url=server.url, model="m", api_key_env=None, window=window)
        return LLMContact(config, reader or RulesReader(), Patience(connect=GAP, gap=gap))


def sit_down(
    path: Path, contact: LLMContact, *, persona: Persona | None = None, scenario: Scenario | None = None
) -> Rehearsal:
    """Begin a meeting in which the learner speaks first: the first request is for the first reply."""
    return start(
        path,
        scenario or builders.scenario(opening={"speaker": "learner"}),
        persona or builders.persona(),
        contact,
        RulesReader(),
        seed=7,
        clock=fixed_clock,
    )


def sit_again(path: Path, contact: LLMContact) -> Rehearsal:
    """Go on with a meeting from its transcript."""
    return resume(path, contact, RulesReader(), clock=fixed_clock)


class Outcome(NamedTuple):
    """What came of a reply."""

    shown: str
    """What the learner saw of it."""
    error: str | None
    """The line that the learner saw where it failed."""
    pending: bool
    """Whether the turn still awaits its reply."""
    events: tuple[AnyEvent, ...]
    disk: str
    """The transcript as it lies on the disk."""

    @property
    def note(self) -> str | None:
        """What the transcript says of how the reply came about."""
        return next(event.note for event in reversed(self.events) if isinstance(event, Replied))


async def outcome(rehearsal: Rehearsal, text: str | None) -> Outcome:
    """Say something, or ask for the reply again where `text` is None; what was shown of a failed reply is kept."""
    shown, error = "", None
    try:
        async for chunk in rehearsal.reply() if text is None else rehearsal.say(text):
            shown += chunk
    except ContactError as failure:
        error = str(failure)
        await rehearsal.cancel("the reply broke off")
    path = rehearsal.log.path
    return Outcome(
        shown, error, rehearsal.state.pending, read_transcript(path).events, path.read_text(encoding="utf-8")
    )


def ask(path: Path, server: Serves, text: str = QUESTION, *, gap: float = GAP) -> Outcome:
    """Say one thing to the contact that this server plays."""

    async def hold() -> Outcome:
        rehearsal = sit_down(path, play(server, gap=gap))
        found = await outcome(rehearsal, text)
        rehearsal.log.close()
        return found

    return asyncio.run(hold())


def ask_again(path: Path, server: Serves) -> Outcome:
    """Go on with that meeting and ask for the reply again."""

    async def hold() -> Outcome:
        rehearsal = sit_again(path, play(server))
        found = await outcome(rehearsal, None)
        rehearsal.log.close()
        return found

    return asyncio.run(hold())


def talk(path: Path, contact: LLMContact, turns: Sequence[str]) -> Rehearsal:
    """Say these turns, in a meeting that is begun or gone on with."""

    async def hold() -> Rehearsal:
        rehearsal = sit_again(path, contact) if path.exists() else sit_down(path, contact)
        for text in turns:
            await heard(rehearsal.say(text))
        rehearsal.log.close()
        return rehearsal

    return asyncio.run(hold())
