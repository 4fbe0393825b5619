"""How the screens of an assignment look, at a comfortable size and at the smallest that is promised to be whole."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from rehearse.coaching.assigned.packed import Packed
from rehearse.tui.start import Start
from tests.tui.assigning import held, taken
from tests.tui.driving import BAD, GOOD, app, on, shows, strips, wait_until

DUE = datetime(2026, 12, 10, 18, tzinfo=UTC)
pytestmark = pytest.mark.parametrize("size", [(100, 30), (80, 24)], ids=["100x30", "80x24"])


@pytest.fixture
def packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Packed:
    """An assignment with a failed attempt, and a learner whose name is known."""
    monkeypatch.setattr("rehearse.tui.screens.handing.handing.remembered_name", lambda: "Ana Berg")
    monkeypatch.setattr("rehearse.tui.screens.sitting.now", lambda: datetime(2026, 12, 11, tzinfo=UTC))
    monkeypatch.setattr("rehearse.tui.screens.home.transcripts_dir", lambda: Path("transcripts"))
    found = taken(tmp_path, due=DUE)
    held(found, "one", [GOOD, BAD])
    return found


@pytest.mark.usefixtures("packed")
def test_home_with_an_assignment(snap_compare: Any, size: tuple[int, int]) -> None:
    house = app()

    async def before(_pilot: Pilot[Any]) -> None:
        await wait_until(shows(house, "The contact plays", "due 10 Dec, 18:00"))

    assert snap_compare(house, terminal_size=size, run_before=before)


@pytest.mark.usefixtures("packed")
def test_assignments(snap_compare: Any, size: tuple[int, int]) -> None:
    house = app()

    async def before(pilot: Pilot[Any]) -> None:
        await pilot.press("a")
        await wait_until(shows(house, "0 of 1 passed"))
        await wait_until(lambda: "Looking" not in strips(house))

    assert snap_compare(house, terminal_size=size, run_before=before)


def test_assignment(snap_compare: Any, size: tuple[int, int], packed: Packed) -> None:
    house = app(Start("assignment", assignment=packed.hash))

    async def before(_pilot: Pilot[Any]) -> None:
        await wait_until(shows(house, "1 of 3 used", "v Reviews"))

    assert snap_compare(house, terminal_size=size, run_before=before)


def test_sitting(snap_compare: Any, size: tuple[int, int], packed: Packed) -> None:
    house = app(Start("assignment", assignment=packed.hash))

    async def before(pilot: Pilot[Any]) -> None:
        await wait_until(shows(house, "1 of 3 used"))
        await pilot.press("enter")
        await wait_until(shows(house, "marked late"))

    assert snap_compare(house, terminal_size=size, run_before=before)


def test_hand_in(snap_compare: Any, size: tuple[int, int], packed: Packed) -> None:
    house = app(Start("assignment", assignment=packed.hash))

    async def before(pilot: Pilot[Any]) -> None:
        await wait_until(shows(house, "h Hand in"))
        await pilot.press("h")
        await wait_until(on(house, "HandInScreen"))
        await wait_until(shows(house, "as Ana Berg"))

    assert snap_compare(house, terminal_size=size, run_before=before)


def test_review_of_an_attempt(snap_compare: Any, size: tuple[int, int], packed: Packed) -> None:
    house = app(Start("assignment", assignment=packed.hash))

    async def before(pilot: Pilot[Any]) -> None:
        await wait_until(shows(house, "v Reviews"))
        await pilot.press("v")
        await wait_until(shows(house, "✗ Not passed.", "Turn by turn"))

    assert snap_compare(house, terminal_size=size, run_before=before)
