"""Whatever can be done can be done by keys: what help names works, what has the focus shows, and Esc leads back."""

from pathlib import Path
from typing import Any

import pytest
from textual.binding import ActiveBinding
from textual.widgets import TextArea

from rehearse.tui.widgets.composer import Composer
from tests.acquaintance import keep
from tests.tui.driving import app, on, open_gate, piloted, practice, shows, sit_down, strips, table, wait_until
from tests.tui.tour import PLACES, Walk

ENDS = "quit"
"""The action that would end the walk."""


def named(house: Any) -> dict[str, ActiveBinding]:
    """Return the bindings that help lists here, by key."""
    active = house.screen.active_bindings
    return {key: found for key, found in active.items() if found.binding.tooltip and found.enabled}


async def calls(pilot: Any, key: str, found: ActiveBinding) -> bool:
    """Press the key; return whether it reached its action, which is not done."""
    action = found.binding.action.partition("(")[0]
    node: Any = pilot.app if action.startswith("app.") else found.node
    name = f"action_{action.removeprefix('app.')}"
    assert hasattr(node, name), f"{key} leads to no {name}"
    called: list[object] = []
    setattr(node, name, lambda *given: called.append(given))
    try:
        await pilot.press(key)
        await pilot.pause()
    finally:
        delattr(node, name)
    return bool(called)


def test_each_key_that_help_names_reaches_what_it_promises(tmp_path: Path) -> None:
    tried: list[str] = []

    @piloted
    async def run() -> None:
        walk = Walk(tmp_path)

        async def visit(place: str) -> None:
            keys = named(walk.house)
            assert keys, place
            for key, found in keys.items():
                assert await calls(pilot, key, found), f"{key} does nothing in {place}:\n{strips(walk.house)}"
            tried.append(place)

        async with walk.house.run_test(size=(100, 40)) as pilot:
            await walk.go(pilot, visit)

    run()
    assert tuple(tried) == PLACES


def test_what_has_the_focus_shows_it_and_tab_leads_nowhere_else(tmp_path: Path) -> None:
    @piloted
    async def run() -> None:
        walk = Walk(tmp_path)

        async def visit(place: str) -> None:
            house = walk.house
            chain = house.screen.focus_chain
            if not chain:
                return
            assert house.focused in chain, f"{place}: {house.focused!r} of {chain}"
            for _ in chain:
                await pilot.press("tab")
                assert house.focused in chain, place
                assert house.focused.region.intersection(house.screen.region).area, f"{place}: {house.focused!r}"

        async with walk.house.run_test(size=(80, 24)) as pilot:
            await walk.go(pilot, visit)

    run()


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
