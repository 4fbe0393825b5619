"""What can be done by keys alone: help, leaving, reading on."""

import pytest
from textual.widgets import TextArea

from rehearse.tui.widgets.composer import Composer
from tests.acquaintance import keep
from tests.tui.driving import app, on, open_gate, piloted, practice, shows, sit_down, table, wait_until


@pytest.mark.parametrize("key", ["f1", "question_mark"])
def test_help_opens_and_closes_with_a_key(key: str) -> None:
    @piloted
    async def run() -> None:
        house = app()
        async with house.run_test(size=(80, 24)) as pilot:
            await wait_until(shows(house, "The contact plays"))
            await pilot.press(key)
            await wait_until(on(house, "HelpScreen"))
            await wait_until(shows(house, "F1 ?"))
            await pilot.press(key)
            await wait_until(on(house, "HomeScreen"))

    run()


@piloted
async def test_a_question_mark_is_written_where_one_writes() -> None:
    house = app(practice(), open_gate(["Good morning."]))
    async with house.run_test(size=(80, 24)) as pilot:
        await sit_down(pilot)
        await pilot.press("?")
        assert on(house, "MeetingScreen")()
        assert house.screen.query_one(Composer).text == "?"


@piloted
async def test_esc_stops_a_reply_and_only_then_asks_whether_to_leave() -> None:
    contact = open_gate(["Good morning."])
    house = app(practice(), contact)
    async with house.run_test(size=(80, 24)) as pilot:
        await sit_down(pilot)
        await wait_until(shows(house, "Good morning."))
        await wait_until(lambda: not table(house).speaking)
        await pilot.press("escape")
        await wait_until(on(house, "Ask"))
        await pilot.press("escape")
        await wait_until(on(house, "MeetingScreen"))
        assert isinstance(house.focused, TextArea)
        await pilot.press(*"hm", "escape", "enter")
        await wait_until(on(house, "HomeScreen"))
        await wait_until(shows(house, "Continue"))
        await pilot.press("c")
        await sit_down(pilot)
        await wait_until(lambda: house.screen.query_one(Composer).text == "hm")


@piloted
async def test_a_long_answer_to_a_note_can_be_read_by_keys() -> None:
    house = app(contact=open_gate(["A word. " * 400]))
    path = keep("one")
    async with house.run_test(size=(60, 20)) as pilot:
        house.open_review(path)
        await wait_until(shows(house, "Turn by turn"))
        await pilot.press("t")
        await wait_until(lambda: isinstance(house.focused, Composer))
        await pilot.press(*"Thanks", "ctrl+s")
        await wait_until(shows(house, "A word. A word."))
        page = house.screen.query_one("#page")
        await wait_until(lambda: page.max_scroll_y > 0)
        await pilot.press("end")
        await wait_until(lambda: page.scroll_y == page.max_scroll_y)
