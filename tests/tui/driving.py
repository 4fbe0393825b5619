"""What the tests of the screens share: a small library on the disk, a contact that waits to be let, and patience."""

import asyncio
import functools
import json
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from pathlib import Path
from typing import Any

from textual.app import App
from textual.pilot import Pilot
from textual.widget import Widget

from rehearse.contact.contact import Contact
from rehearse.meeting.events import AnyEvent, Ended, Header, Read, Replied, Said
from rehearse.meeting.plan import Leaving, Plan
from rehearse.meeting.state import State
from rehearse.reading.codebook import Label
from rehearse.reading.scene import Side
from rehearse.rehearsal import Rehearsal
from rehearse.settings import transcripts_dir
from rehearse.text import clean
from rehearse.tui.app import RehearseApp
from rehearse.tui.screens.meeting import MeetingScreen
from rehearse.tui.start import Start
from rehearse.tui.widgets.plain import Plain
from tests import builders

PATIENCE = 20.0
"""Seconds after which a condition is given up."""


def _part(name: str, *, base: int, label: str, weight: int) -> dict[str, Any]:
    items = [{"label": label, "weight": weight}]
    return {"id": name, "title": name.title(), "base": base, "most": 50, "items": items}


RUBRIC = {
    "schema": 2,
    "id": "standard",
    "title": "A small rubric",
    "parts": [
        _part("curiosity", base=10, label="curiosity", weight=10),
        _part("restraint", base=50, label="introduction_ask", weight=-20),
    ],
}
SCENE = {
    "know": ["The clock on the town hall is his."],
    "tips": ["Ask about the tower."],
    "referrer": {"name": "Tom Ek", "introduced": True, "name_blessed": True},
}
GOOD = "How did you come to clocks? [curiosity]"
BAD = "Whom else should I talk to? [introduction_ask]"


async def wait_until(condition: Callable[[], bool]) -> None:
    """Return as soon as the condition holds; fail where it never does."""
    try:
        async with asyncio.timeout(PATIENCE):
            while not condition():
                await asyncio.sleep(0.01)
    except TimeoutError:
        raise AssertionError(f"waited in vain: {condition!r}") from None


class GatedContact:
    """Says what it is given, each chunk only after it was let; an error among the chunks is raised."""

    model: str | None = None
    note: str | None = None

    def __init__(self, *replies: Sequence[str | Exception], engine: str = "llm") -> None:
        self.engine = engine
        self.replies = list(replies)
        self._tickets = asyncio.Semaphore(0)

    def let(self, chunks: int = 1) -> None:
        """Let it say this many chunks more."""
        for _ in range(chunks):
            self._tickets.release()

    async def speak(self, state: State, plan: Plan) -> AsyncIterator[str]:
        """Yield the next reply's chunks, one a ticket."""
        for chunk in self.replies.pop(0):
            await self._tickets.acquire()
            if isinstance(chunk, Exception):
                raise chunk
            yield chunk


def open_gate(*replies: Sequence[str | Exception], engine: str = "offline") -> GatedContact:
    """Return a contact that says all it has without waiting."""
    contact = GatedContact(*replies, engine=engine)
    contact.let(1_000)
    return contact


def app(start: Start | None = None, contact: Contact | None = None) -> RehearseApp:
    """Return the app with the reader that reads labels named in words, and this contact."""
    house = RehearseApp(start)
    house.rhythm = 0.0
    house.reader = builders.ToldReader
    if contact is not None:
        house.contact_for = lambda _choice: contact
    return house


def piloted(test: Callable[..., Coroutine[Any, Any, None]]) -> Callable[..., None]:
    """Run a test that is a coroutine."""

    @functools.wraps(test)
    def run(**fixtures: Any) -> None:
        asyncio.run(test(**fixtures))

    return run


def write_library(folder: Path, **scenario: Any) -> None:
    """Write one persona, one scenario and one rubric."""
    scene = builders.scenario().model_dump(mode="json", by_alias=True, exclude_defaults=True) | SCENE | scenario
    for kind, data in (("personas", builders.persona_data()), ("scenarios", scene), ("rubrics", RUBRIC)):
        (folder / kind).mkdir(parents=True, exist_ok=True)
        text = json.dumps(data, ensure_ascii=True, indent=1)
        (folder / kind / f"{data['id']}.yaml").write_text(text, encoding="utf-8")


def keep_meeting(name: str, turns: Sequence[str], *, end: bool = True, **scenario: Any) -> Path:
    """Keep a meeting among the person's transcripts: the contact opens, answers each turn, and says goodbye."""
    scene = builders.scenario(**(SCENE | scenario))
    found = [_replied(1, "Good morning to you.")]
    for number, text in enumerate(turns, start=1):
        labels = builders.ToldReader().labels(scene.scene(builders.persona()), (), clean(text))
        n = len(found) + 1
        found += [
            Said(n=n, at=builders.MOMENT, text=text),
            Read(n=n + 1, at=builders.MOMENT, labels=labels),
            _replied(n + 2, f"That is my answer number {number}."),
        ]
    if end:
        n = len(found) + 1
        found += [
            _replied(n, "Until another time."),
            Ended(n=n + 1, at=builders.MOMENT, how=Leaving.ON_TIME, by=Side.LEARNER),
        ]
    return _kept(name, builders.header(with_scenario=scene), found)


def keep_long_meeting(name: str, turns: int) -> Path:
    """Keep an unfinished meeting of this many turns, the contact's and the learner's by turns."""
    found: list[AnyEvent] = []
    for number in range(1, turns + 1):
        n = len(found) + 1
        if number % 2:
            found.append(_replied(n, f"Answer {number}."))
            continue
        text = f"Question {number}?"
        labels = builders.label_marks(text, Label.CURIOSITY) if number % 100 == 0 else ()
        found.append(Said(n=n, at=builders.MOMENT, text=text))
        found.append(Read(n=n + 1, at=builders.MOMENT, labels=labels))
    return _kept(name, builders.header(with_scenario=builders.scenario(limits={"turns": 10_000})), found)


def _replied(n: int, text: str) -> AnyEvent:
    return Replied(n=n, at=builders.MOMENT, text=text, engine="offline")


def _kept(name: str, header: Header, events: Sequence[AnyEvent]) -> Path:
    """Write a transcript at once; the log would sync each of ten thousand lines."""
    path = transcripts_dir() / f"{name}.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [header.model_dump_json(by_alias=True), *(event.model_dump_json() for event in events)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def strips(screen_app: App[Any]) -> str:
    """Return what stands on the screen, as text."""
    lines = screen_app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in lines)


class shows:
    """A condition: all these words are shown, however they are wrapped, on the screen or scrolled out of it."""

    def __init__(self, screen_app: App[Any], *words: str) -> None:
        self.app = screen_app
        self.words = words

    def __call__(self) -> bool:
        """Whether it holds now."""
        flat = self._text()
        return all(word in flat for word in self.words)

    def __repr__(self) -> str:
        missing = [word for word in self.words if word not in self._text()]
        return f"{missing} on\n{strips(self.app)}"

    def _text(self) -> str:
        own = [str(plain.content) for plain in self.app.screen.query(Plain) if plain.display]
        return " ".join("\n".join([strips(self.app), *own]).split())


def on(screen_app: App[Any], name: str) -> Callable[[], bool]:
    """Return a condition: the screen of this class is on top."""
    return lambda: type(screen_app.screen).__name__ == name


def focused(screen_app: App[Any], kind: type[Widget]) -> bool:
    """Whether a widget of this kind has the focus."""
    return isinstance(screen_app.focused, kind)


def table(screen_app: App[Any]) -> MeetingScreen:
    """Return the table at which one sits."""
    assert isinstance(screen_app.screen, MeetingScreen)
    return screen_app.screen


def rehearsal(screen_app: App[Any]) -> Rehearsal:
    """Return the meeting that is held there."""
    found = table(screen_app).rehearsal
    assert found is not None
    return found


async def sit_down(pilot: Pilot[Any]) -> None:
    """Wait until the table is set."""
    await wait_until(on(pilot.app, "MeetingScreen"))
    await wait_until(lambda: getattr(pilot.app.screen, "rehearsal", None) is not None)
    await pilot.pause()


def practice() -> Start:
    """Open at the table of the small scenario."""
    return Start("practice", scenario="clock-coffee", seed=7)
