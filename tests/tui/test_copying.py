"""What is copied goes to the terminal's clipboard, and can be had by hand where that takes nothing."""

import base64
from collections.abc import Callable
from typing import Any

import pytest
from textual.widgets import OptionList

from rehearse.settings import user_dir
from rehearse.tui.screens.copying import SENT
from rehearse.tui.screens.review import ReviewScreen
from rehearse.tui.start import Start
from rehearse.tui.widgets.composer import Composer
from rehearse.tui.widgets.turns import TurnView
from tests.tui.driving import (
    BAD,
    GOOD,
    app,
    keep_meeting,
    on,
    open_gate,
    piloted,
    practice,
    shows,
    sit_down,
    wait_until,
)
from tests.tui.test_untrusted import EVIL

TURNS = [GOOD, BAD]
EMOJI = "Thank you 👩🏽‍🚀 🇸🇪, שלום [gratitude]"


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What went to the clipboard of the terminal, each as the terminal would decode it."""
    found: list[str] = []
    before = "\x1b]52;c;"

    def write(_driver: Any, data: str) -> None:
        if data.startswith(before):
            found.append(base64.b64decode(data.removeprefix(before).removesuffix("\a")).decode())

    monkeypatch.setattr("textual.drivers.headless_driver.HeadlessDriver.write", write)
    return found


def so_many(sent: list[str], number: int) -> Callable[[], bool]:
    """A condition: so many copies were sent."""
    return lambda: len(sent) == number


@piloted
async def test_a_review_and_each_of_its_quotes_can_be_copied(sent: list[str]) -> None:
    house = app(Start("review", path=keep_meeting("one", TURNS)))
    async with house.run_test(size=(100, 40), notifications=True) as pilot:
        await wait_until(shows(house, "Turn by turn"))
        await pilot.press("y")
        await wait_until(on(house, "Choose"))
        count = house.screen.query_one(OptionList).option_count
        assert count >= 3
        await pilot.press("y")
        await wait_until(lambda: len(sent) == 1)
        assert sent[0].startswith("A COFFEE") or "Score" in sent[0]
        assert "TURN BY TURN" in sent[0]
        assert [note.message for note in house._notifications] == [SENT]
        for number in range(1, count):
            await pilot.press("y")
            await wait_until(on(house, "Choose"))
            await pilot.press(*["down"] * number, "enter")
            await wait_until(so_many(sent, number + 1))
        assert isinstance(house.screen, ReviewScreen)
        assert house.screen.review
        assert sent[1] == house.screen.review.moments[0].quote


@piloted
async def test_a_turn_is_copied_from_the_replay_as_it_was_said(sent: list[str]) -> None:
    house = app(Start("replay", path=keep_meeting("one", [EMOJI])))
    async with house.run_test(size=(100, 30)) as pilot:
        await wait_until(shows(house, "turn 1 of"))
        await pilot.press("right", "y")
        await wait_until(lambda: sent == [EMOJI])


@piloted
async def test_what_the_mouse_selects_is_copied(sent: list[str]) -> None:
    house = app(practice(), open_gate(["Good morning to you, and to the clocks."]))
    async with house.run_test(size=(100, 30)) as pilot:
        await sit_down(pilot)
        await wait_until(shows(house, "Good morning to you"))
        await pilot.pause()
        view = house.screen.query_one(TurnView)
        await pilot.mouse_down(view, offset=(2, 1))
        await pilot.hover(view, offset=(14, 1))
        await pilot.mouse_up(view, offset=(14, 1))
        await pilot.press("ctrl+c")
        await wait_until(lambda: len(sent) == 1)
        assert sent[0]
        assert sent[0] in "Good morning to you, and to the clocks."


@piloted
async def test_what_is_copied_in_the_composer_is_told_of_once(sent: list[str]) -> None:
    house = app(practice(), open_gate(["Good morning."]))
    async with house.run_test(size=(100, 30), notifications=True) as pilot:
        await sit_down(pilot)
        house.screen.query_one(Composer).insert("My words.")
        await pilot.press("f7", "ctrl+c")
        await wait_until(lambda: sent == ["My words."])
        await pilot.press("f7", "ctrl+c")
        await wait_until(lambda: len(sent) == 2)
        assert len(house._notifications) == 1


@piloted
async def test_where_the_terminal_cannot_be_lent_the_copy_is_written_to_a_private_file(sent: list[str]) -> None:
    house = app(Start("replay", path=keep_meeting("one", [EMOJI])))
    async with house.run_test(size=(100, 30), notifications=True) as pilot:
        await wait_until(shows(house, "turn 1 of"))
        await pilot.press("f4")
        assert not list(user_dir().glob("copied*"))
        await pilot.press("right", "y", "f4")
        await wait_until(shows(house, "Written to"))
        (path,) = user_dir().glob("copied*.txt")
        assert path.read_text(encoding="utf-8") == EMOJI
        assert path.stat().st_mode & 0o777 == 0o600


@piloted
async def test_nothing_that_a_terminal_obeys_is_copied(sent: list[str]) -> None:
    house = app(Start("replay", path=keep_meeting("one", [EVIL])))
    async with house.run_test(size=(100, 30)) as pilot:
        await wait_until(shows(house, "turn 1 of"))
        await pilot.press("right", "y")
        await wait_until(lambda: len(sent) == 1)
        assert not [char for char in "\x1b\x07\x9b\x7f\u202e" if char in sent[0]]
