"""Killed while one branches off a meeting, stops a reply there, and asks for it again."""

import asyncio
import random
import shutil
from collections.abc import AsyncIterator
from itertools import count
from pathlib import Path

from rehearse.archive.transcript import read_transcript
from rehearse.audition.script import script
from rehearse.contact.contact import Contact
from rehearse.engines import make_reader, offline_contact
from rehearse.meeting.events import Planned
from rehearse.meeting.plan import Plan
from rehearse.meeting.state import State
from rehearse.reading.scene import Side
from rehearse.rehearsal import Rehearsal, branch
from rehearse.settings import shipped
from rehearse.text import one_line
from torture import talk

_SAMPLE = "good-coffee-gone-well.jsonl"
_BRANCHES = 3
_PAUSE = 0.0005
"""Seconds between two words."""


class Slow:
    """The offline contact, word by word."""

    def __init__(self, contact: Contact) -> None:
        self._contact = contact
        self.engine, self.model, self.note = contact.engine, contact.model, contact.note

    async def speak(self, state: State, plan: Plan) -> AsyncIterator[str]:
        """Yield the same words one by one."""
        async for chunk in self._contact.speak(state, plan):
            for number, word in enumerate(chunk.split(" ")):
                await asyncio.sleep(_PAUSE)
                yield word if number == 0 else f" {word}"


class Branching:
    """A meeting that came with the app is branched from again and again."""

    name = "while one branches"

    def set_up(self, home: Path, chance: random.Random) -> None:
        """Keep the meeting that is branched from."""
        (home / "transcripts").mkdir()
        shutil.copy(shipped("transcripts") / _SAMPLE, home / "transcripts")

    def typed(self, chance: random.Random) -> bytes:
        """Return what is said at each branch, a line each."""
        return "\n".join(line.text for line in chance.sample(script().meeting, _BRANCHES)).encode()

    def environment(self, home: Path) -> dict[str, str]:
        """Need nothing but the folder."""
        return {}

    def play(self, home: Path, typed: bytes) -> None:
        """Branch, say something, stop the answer, let it be given, tell what each shows."""
        asyncio.run(self._play(home, typed.decode().splitlines()))

    async def _play(self, home: Path, said: list[str]) -> None:
        found = read_transcript(home / "transcripts" / _SAMPLE)
        for number, text in zip(count(1), said, strict=False):
            path, turns = home / "transcripts" / f"branch-{number}.jsonl", 2 * number
            table = branch(found.header, found.events, turns, path, Slow(offline_contact()), make_reader())
            _show(table, path)
            await _cut_short(table, text, after=number - 1)
            _show(table, path)
            await talk.heard(table.reply())
            _show(table, path)
            table.log.close()

    def broken(self, home: Path, shown: str) -> list[str]:
        """Look for each branch with what was shown of it, and go on with the last."""
        folder, broken = home / "transcripts", talk.unopened(home / "transcripts")
        if (folder / _SAMPLE).read_bytes() != (shipped("transcripts") / _SAMPLE).read_bytes():
            broken.append("the meeting that was branched from is another")
        branches = sorted(folder.glob("branch-*.jsonl"))
        broken += [f"{path.name} is half a branch" for path in branches if _is_half(path)]
        for name, _, turns in (part.partition("\n") for part in shown.split("# ")[1:]):
            if (folder / name).exists():
                broken += talk.missing(_whole(turns), talk.kept_turns(folder / name))
            else:
                broken.append(f"{name} was shown, and is not there")
        return broken or (talk.gone_on(branches[-1]) if branches else [])


def _is_half(path: Path) -> bool:
    state = talk.state_of(path)
    return state.header.parent is None or len(state.turns) < state.header.parent.turns


async def _cut_short(table: Rehearsal, text: str, after: int) -> None:
    """Say something, and stop the answer after so many words; without any it stays to be given."""
    words = table.say(text)
    for _ in range(after):
        await anext(words, None)
    if not after:
        begun = asyncio.ensure_future(anext(words, None))
        while not table.state.learner_turns or not isinstance(table.log.events[-1], Planned):
            await asyncio.sleep(_PAUSE)
        begun.cancel()
        await asyncio.wait([begun])
    await words.aclose()
    await table.cancel()


def _show(table: Rehearsal, path: Path) -> None:
    """Tell which turns stand on the screen now."""
    turns = "".join(f"{_who(turn.speaker)}: {one_line(turn.text)}\n" for turn in table.state.turns)
    print(f"# {path.name}\n{turns}.", flush=True)


def _who(side: Side) -> str:
    return "You" if side is Side.LEARNER else talk.CONTACT


def _whole(turns: str) -> list[str]:
    """Return the turns of a screen that was shown to its end."""
    screen, end, _ = turns.partition("\n.")
    return [line.partition(": ")[2] for line in screen.splitlines()] if end else []
