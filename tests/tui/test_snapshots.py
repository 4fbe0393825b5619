"""How the screens look, at a comfortable size and at the smallest that is promised to be whole."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from rehearse.archive.annotate import correct, note
from rehearse.meeting.plan import Beat, Leaving, Move
from rehearse.reading.codebook import Label
from rehearse.tui.start import Start
from rehearse.tui.theme import DAYLIGHT
from rehearse.tui.widgets.composer import Composer
from tests import builders
from tests.acquaintance import keep
from tests.builders import MOMENT
from tests.tui.driving import (
    BAD,
    GOOD,
    app,
    keep_meeting,
    on,
    open_gate,
    practice,
    shows,
    sit_down,
    strips,
    table,
    wait_until,
)

SIZES = [(100, 30), (80, 24)]
TURNS = [GOOD, BAD, "I see, thank you. [gratitude]"]
NOTE = "What did you hope for here? They had told you of the springs a minute before."
Before = Callable[[Pilot[Any]], Awaitable[None]]

pytestmark = pytest.mark.parametrize("size", SIZES, ids=["100x30", "80x24"])


@pytest.fixture(autouse=True)
def _same_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Show nothing that depends on where the test runs."""
    monkeypatch.setattr("rehearse.tui.screens.home.transcripts_dir", lambda: Path("transcripts"))
    # The cursor would be in one picture and not in the next.
    monkeypatch.setattr(Composer, "cursor_blink", False, raising=False)


def remarked() -> Path:
    """Keep a meeting with a note and a correction on its fourth turn."""
    path = keep_meeting("one", TURNS)
    note(path, 4, NOTE, "Ana", MOMENT)
    correct(path, 4, [Label.CURIOSITY, Label.GRATITUDE], "Ana", MOMENT)
    return path


def test_home(snap_compare: Any, size: tuple[int, int]) -> None:
    house = app()

    async def before(_pilot: Pilot[Any]) -> None:
        await wait_until(shows(house, "The contact plays"))

    assert snap_compare(house, terminal_size=size, run_before=before)


def test_home_by_daylight(snap_compare: Any, size: tuple[int, int]) -> None:
    house = app()

    async def before(pilot: Pilot[Any]) -> None:
        await wait_until(shows(house, "The contact plays"))
        await pilot.press("l")
        assert house.theme == DAYLIGHT.name

    assert snap_compare(house, terminal_size=size, run_before=before)


def test_picker(snap_compare: Any, size: tuple[int, int]) -> None:
    house = app()

    async def before(pilot: Pilot[Any]) -> None:
        await pilot.press("n")
        await wait_until(shows(house, "Across the table"))

    assert snap_compare(house, terminal_size=size, run_before=before)


def test_meeting(snap_compare: Any, size: tuple[int, int]) -> None:
    house = app(practice(), open_gate(["Good morning to you."], ["I was four when we came to Lund."]))

    async def before(pilot: Pilot[Any]) -> None:
        await sit_down(pilot)
        await wait_until(lambda: not table(house).speaking)
        composer = house.screen.query_one(Composer)
        composer.cursor_blink = False
        composer.insert(GOOD)
        await pilot.press("enter")
        await wait_until(shows(house, "I was four", "That asked about Bo."))
        await wait_until(lambda: not table(house).speaking)

    assert snap_compare(house, terminal_size=size, run_before=before)


def test_review(snap_compare: Any, size: tuple[int, int]) -> None:
    house = app(Start("review", path=keep_meeting("one", TURNS)))

    async def before(_pilot: Pilot[Any]) -> None:
        await wait_until(shows(house, "Turn by turn"))

    assert snap_compare(house, terminal_size=size, run_before=before)


def test_replay(snap_compare: Any, size: tuple[int, int]) -> None:
    house = app(Start("replay", path=keep_meeting("one", TURNS)))

    async def before(pilot: Pilot[Any]) -> None:
        await wait_until(on(house, "ReplayScreen"))
        await wait_until(shows(house, "turn 1 of"))
        await pilot.press("n", "n")
        await wait_until(shows(house, "turn 4 of"))

    assert snap_compare(house, terminal_size=size, run_before=before)


def test_replay_with_remarks(snap_compare: Any, size: tuple[int, int]) -> None:
    house = app(Start("replay", path=remarked()))

    async def before(pilot: Pilot[Any]) -> None:
        await wait_until(shows(house, "turn 1 of 8"))
        await pilot.press("N")
        await wait_until(shows(house, "reader: introduction ask; Ana: curiosity, gratitude", "Ana: What did you hope"))

    assert snap_compare(house, terminal_size=size, run_before=before)


def test_note(snap_compare: Any, size: tuple[int, int]) -> None:
    house = app(Start("replay", path=keep_meeting("one", TURNS)))
    house.author = "Ana"

    async def before(pilot: Pilot[Any]) -> None:
        await wait_until(shows(house, "turn 1 of 8"))
        await pilot.press("right", "m")
        await wait_until(on(house, "NoteScreen"))
        composer = house.screen.query_one(Composer)
        composer.cursor_blink = False
        composer.insert(NOTE)
        await pilot.pause()

    assert snap_compare(house, terminal_size=size, run_before=before)


def test_correction(snap_compare: Any, size: tuple[int, int]) -> None:
    house = app(Start("replay", path=remarked()))
    house.author = "Ana"

    async def before(pilot: Pilot[Any]) -> None:
        await wait_until(shows(house, "turn 1 of 8"))
        await pilot.press("N", "l")
        await wait_until(shows(house, "What Ana reads in turn 4"))

    assert snap_compare(house, terminal_size=size, run_before=before)


def test_comparison(snap_compare: Any, size: tuple[int, int]) -> None:
    house = app()
    pair = keep_meeting("one", TURNS), keep_meeting("other", [GOOD, "What does the tower need? [curiosity]"])

    async def before(_pilot: Pilot[Any]) -> None:
        await wait_until(on(house, "HomeScreen"))
        house.open_comparison(*pair)
        await wait_until(shows(house, "Second, from turn 4"))

    assert snap_compare(house, terminal_size=size, run_before=before)


@pytest.fixture
def acquaintances(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two who were met, seen sixty days after the first time."""
    for name in ("rehearsal", "tui.screens.garden", "tui.screens.relationship"):
        monkeypatch.setattr(f"rehearse.{name}.now", lambda: builders.MOMENT + timedelta(days=60))
    told = [Beat(move=Move.TELL, ref="springs"), Beat(move=Move.OFFER, ref="ada")]
    keep("one", *told, trust=0.4)
    keep("two", days=20, trust=0.55, letter="Thank you for the story of the box. [gratitude]")
    keep("ada", days=50, trust=0.1, whom=builders.persona(id="ada-berg", name="Ada Berg"), how=Leaving.EARLY)


@pytest.mark.usefixtures("acquaintances")
def test_garden(snap_compare: Any, size: tuple[int, int]) -> None:
    house = app()

    async def before(pilot: Pilot[Any]) -> None:
        await pilot.press("g")
        await wait_until(shows(house, "Ada Berg", "Bo Lind"))
        await wait_until(lambda: "Looking" not in strips(house))

    assert snap_compare(house, terminal_size=size, run_before=before)


@pytest.mark.usefixtures("acquaintances")
def test_relationship(snap_compare: Any, size: tuple[int, int]) -> None:
    house = app()

    async def before(_pilot: Pilot[Any]) -> None:
        house.open_relationship("bo-lind")
        await wait_until(shows(house, "What you know of Bo", "today", "New meeting"))

    assert snap_compare(house, terminal_size=size, run_before=before)


def test_letter(snap_compare: Any, size: tuple[int, int]) -> None:
    house = app(Start("review", path=keep("one")), open_gate(["It hangs on the wall."]))

    async def before(pilot: Pilot[Any]) -> None:
        await wait_until(shows(house, "t Thank"))
        await pilot.press("t")
        await wait_until(lambda: isinstance(house.focused, Composer))
        house.screen.query_one(Composer).cursor_blink = False
        house.screen.query_one(Composer).insert("Thank you for the story of the box. [gratitude]")
        await pilot.press("ctrl+s")
        await wait_until(shows(house, "It hangs on the wall."))

    assert snap_compare(house, terminal_size=size, run_before=before)
