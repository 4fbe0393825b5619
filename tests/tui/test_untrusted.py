"""No text from a file, a model or a person reaches the terminal raw, or is read as markup, on any screen."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from rehearse.errors import ContactError
from rehearse.meeting.plan import Plan
from rehearse.meeting.state import State
from rehearse.settings import transcripts_dir
from rehearse.tui.start import Start
from rehearse.tui.widgets.composer import Composer
from tests import builders
from tests.tui.driving import (
    GOOD,
    app,
    keep_meeting,
    on,
    open_gate,
    piloted,
    shows,
    sit_down,
    strips,
    table,
    wait_until,
)

EVIL = "\x1b]52;c;aGk=\x07 \x1b[2J \x9b31m \x7f \u202e [/] [bold]x[/bold] [@click=app.quit]go[/]"
SHOWN = "[/] [bold]x[/bold] [@click=app.quit]go[/]"
FORBIDDEN = "\x1b\x07\x9b\x7f\u202e"


def assert_clean(house: Any) -> None:
    """No such character stands on the screen."""
    found = strips(house)
    assert not [char for char in FORBIDDEN if char in found]


def spoil(value: Any) -> Any:
    """Put the evil text behind every text, ids and names of choices excepted."""
    if isinstance(value, dict):
        fixed = {"id", "persona", "setting", "speaker", "kind", "mode", "level", "invited_by", "schema"}
        return {key: item if key in fixed else spoil(item) for key, item in value.items()}
    if isinstance(value, list):
        return [spoil(item) for item in value]
    return f"{value} {EVIL}" if isinstance(value, str) else value


@pytest.fixture
def spoiled(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the evil text into every text of the persona and of the scenario, past the loader's own cleaning."""
    for kind in ("personas", "scenarios"):
        for path in (library / kind).glob("*.yaml"):
            path.write_text(json.dumps(spoil(json.loads(path.read_text())), ensure_ascii=True))


class RawContact:
    """Says evil things, in chunks that cut the sequences apart."""

    engine = "llm"
    model: str | None = EVIL
    note: str | None = None

    def __init__(self, *, fails: bool = False) -> None:
        self.fails = fails

    async def speak(self, state: State, plan: Plan) -> AsyncIterator[str]:
        """Say it, or fail with it."""
        if self.fails and state.turns:
            raise ContactError(f"it broke {EVIL}", cure=EVIL)
        for char in f"Well {EVIL}":
            yield char


@piloted
async def test_files_with_evil_texts_are_shown_as_texts_by_home_picker_and_table(spoiled: None) -> None:
    house = app(contact=RawContact())
    async with house.run_test(size=(100, 40), notifications=True) as pilot:
        await pilot.press("n")
        await wait_until(shows(house, "You like clocks.", SHOWN))
        assert_clean(house)
        await pilot.press("d", "p")
        await wait_until(on(house, "Choose"))
        assert_clean(house)
        await pilot.press("escape", "enter")
        await sit_down(pilot)
        await wait_until(shows(house, "Well"))
        assert_clean(house)
        await pilot.press("ctrl+p")
        await pilot.pause()
        assert_clean(house)
        await pilot.press("escape", "ctrl+l")
        await wait_until(on(house, "PickerScreen"))
        await pilot.press("escape")
        await wait_until(shows(house, "Continue", "[/]"))
        assert_clean(house)


@piloted
async def test_evil_turns_are_shown_as_text_at_the_table_in_the_review_and_in_the_replay() -> None:
    house = app(Start("practice", scenario="clock-coffee"), RawContact())
    async with house.run_test(size=(100, 60), notifications=True) as pilot:
        await sit_down(pilot)
        await wait_until(lambda: not table(house).speaking)
        house.screen.query_one(Composer).insert(f"Mine [curiosity] {EVIL}")
        await pilot.press("enter")
        await wait_until(shows(house, "Mine", "Well", SHOWN))
        await wait_until(lambda: not table(house).speaking)
        assert_clean(house)
        await pilot.press("ctrl+e", "enter")
        await wait_until(shows(house, "Read the review (Enter)"))
        await wait_until(lambda: not table(house).speaking)
        await pilot.press("enter")
        await wait_until(shows(house, "of 100", SHOWN))
        assert_clean(house)
        await pilot.press("end")
        await pilot.pause()
        assert_clean(house)
        await pilot.press("b")
        await wait_until(on(house, "Choose"))
        assert_clean(house)
        await pilot.press("escape", "e")
        await wait_until(shows(house, "Export in which form?"))
        await pilot.press("m")
        await wait_until(shows(house, "Written to"))
        await pilot.press("r")
        await wait_until(on(house, "ReplayScreen"))
        await wait_until(shows(house, "turn 1 of"))
        await pilot.press("right")
        await wait_until(shows(house, "turn 2 of", "Mine"))
        assert_clean(house)


@piloted
async def test_evil_errors_are_shown_as_text() -> None:
    house = app(Start("practice", scenario="clock-coffee"), RawContact(fails=True))
    async with house.run_test(size=(100, 40), notifications=True) as pilot:
        await sit_down(pilot)
        await wait_until(lambda: not table(house).speaking)
        house.screen.query_one(Composer).insert(GOOD)
        await pilot.press("enter")
        await wait_until(shows(house, "it broke", SHOWN))
        assert_clean(house)
        house.tell(ContactError(EVIL, where=EVIL, cure=EVIL))
        house.say(EVIL)
        await wait_until(shows(house, "go[/]: ]52"))
        assert_clean(house)


@piloted
async def test_evil_transcripts_names_and_drafts_are_shown_as_text() -> None:
    path = keep_meeting("open", [f"{GOOD} {EVIL}"], end=False, title=f"Title {EVIL}")
    raw = path.read_text(encoding="utf-8").replace("That is my answer", "That \\u001b[2J\\u009b31m[bold]is my answer")
    path.write_text(raw.replace("Bo Lind", "Bo \\u001b]0;x\\u0007 [/] Lind"), encoding="utf-8")
    path.with_suffix(".draft").write_text(f"draft {EVIL}", encoding="utf-8")
    (transcripts_dir() / "evil [bold] \x1b[2J.jsonl").write_text(f"no {EVIL}\n", encoding="utf-8")
    house = app(contact=open_gate(["Yes."]))
    async with house.run_test(size=(100, 40), notifications=True) as pilot:
        await pilot.press("t")
        await wait_until(shows(house, "Title", "evil [bold] [2J.jsonl"))
        assert_clean(house)
        await pilot.press(*"title", "enter")
        await wait_until(on(house, "Choose"))
        assert_clean(house)
        await pilot.press("enter")
        await sit_down(pilot)
        await wait_until(lambda: "draft" in house.screen.query_one(Composer).text)
        await wait_until(shows(house, "[2J31m[bold]is my answer", "Bo ]0;x [/] Lind"))
        assert_clean(house)
    broken = app(Start("replay", path=transcripts_dir() / "evil [bold] \x1b[2J.jsonl"))
    async with broken.run_test(size=(100, 40), notifications=True):
        await wait_until(shows(broken, "cannot be replayed"))
        assert_clean(broken)


def test_spoiling_reaches_the_texts() -> None:
    assert EVIL in spoil(builders.persona_data())["role"]
