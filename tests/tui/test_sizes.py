"""Every screen is whole at every size that is promised, and a window that is drawn anew loses nothing."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from textual.containers import VerticalScroll
from textual.geometry import Region
from textual.widget import Widget

from rehearse.tui.widgets.composer import Composer
from rehearse.tui.widgets.keys import Keys
from rehearse.tui.widgets.plain import Plain
from rehearse.tui.widgets.rows import Rows
from rehearse.tui.widgets.talk import Talk
from rehearse.tui.widgets.turns import TurnView
from tests.tui.driving import (
    app,
    keep_long_meeting,
    on,
    open_gate,
    piloted,
    practice,
    shows,
    sit_down,
    strips,
    table,
    wait_until,
)
from tests.tui.tour import PLACES, Walk

MEASURE = 100
"""Cells of the longest line that one can read with ease."""
CUT = {"who", "home"}
"""Ids of what may be cut with an ellipsis, as the head of the table."""


def fixed(house: Any) -> Iterator[Widget]:
    """Yield what stands on the screen and cannot be scrolled to."""
    for widget in house.screen.walk_children(Widget):
        scrolled = any(isinstance(above, VerticalScroll | Rows) for above in widget.ancestors)
        if widget.display and widget.region.area and not scrolled:
            yield widget


def assert_whole(house: Any, place: str) -> None:
    """Nothing that is needed is cut, overlaps or hides; no line is too long; the keys are named."""
    screen = house.screen.region
    (keys,) = house.screen.query(Keys)
    assert keys.region.area, f"{place}: no keys in\n{strips(house)}"
    for widget in fixed(house):
        where = f"{place}: {widget!r} at {widget.region} in\n{strips(house)}"
        assert screen.contains_region(widget.region), where
        assert keys in (widget, *widget.ancestors) or not overlaps(keys.region, widget), where
        if isinstance(widget, Plain) and widget.id not in CUT and widget.parent is not keys:
            needed = widget.get_content_height(widget.container_size, screen.size, widget.size.width)
            assert needed <= widget.size.height, where
    for plain in house.screen.query(Plain).exclude("Keys Plain, #who, EnergyLine"):
        assert plain.size.width <= MEASURE, f"{place}: {plain!r} is {plain.size.width} wide"
    line = str(keys.query_one(Plain).content)
    assert "Help" in line or "Esc" in line, f"{place}: {line}"
    assert cell_len(line) <= keys.size.width, f"{place}: {line}"


def overlaps(keys: Region, widget: Widget) -> bool:
    """Whether this stands on the line of the keys; what holds others may."""
    return not widget.children and bool(widget.region.intersection(keys).area)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (100, 30), (200, 60)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_every_screen_is_whole(tmp_path: Path, size: tuple[int, int]) -> None:
    seen: list[str] = []

    @piloted
    async def run() -> None:
        walk = Walk(tmp_path)

        async def visit(place: str) -> None:
            seen.append(place)
            assert_whole(walk.house, place)

        async with walk.house.run_test(size=size) as pilot:
            await walk.go(pilot, visit)

    run()
    assert tuple(seen) == PLACES


@piloted
async def test_a_table_that_is_drawn_anew_keeps_focus_draft_and_place() -> None:
    path = keep_long_meeting("long", 50)
    house = app(contact=open_gate(["Hm."]))
    async with house.run_test(size=(100, 30)) as pilot:
        await wait_until(on(house, "HomeScreen"))
        house.go_on(path)
        await sit_down(pilot)
        await wait_until(shows(house, "Question 50?", "Hm."))
        await wait_until(lambda: not table(house).speaking)
        draft = "What I was about to say " * 20
        house.screen.query_one(Composer).insert(draft)
        await pilot.press("pageup", "pageup")
        talk = house.screen.query_one(Talk)
        await wait_until(lambda: talk.scroll_y < talk.max_scroll_y)
        read = top(talk)
        for size in ((60, 20), (200, 60), (80, 24), (100, 30)):
            await pilot.resize_terminal(*size)
            await wait_until(lambda: top(talk) == read or talk.max_scroll_y == 0)
            assert isinstance(house.focused, Composer)
            assert house.focused.text == draft
        assert top(talk) == read


def top(talk: Talk) -> str:
    """What the turn at the top of the window says."""
    views = (view for view in talk.query(TurnView) if view.virtual_region.bottom > talk.scroll_y)
    return next(views).text


def at_the_end(talk: Talk) -> bool:
    """Whether the end stands there, with or without something above the window."""
    return talk.scroll_y == talk.max_scroll_y or talk.max_scroll_y == 0


@piloted
async def test_a_table_at_its_end_stays_there_when_it_is_drawn_anew() -> None:
    house = app(practice(), open_gate([f"Line {n}. " * 30 for n in range(9)]))
    async with house.run_test(size=(100, 30)) as pilot:
        await sit_down(pilot)
        await wait_until(lambda: not table(house).speaking)
        for size in ((60, 20), (200, 60), (80, 24)):
            await pilot.resize_terminal(*size)
            talk = house.screen.query_one(Talk)
            await wait_until(partial(at_the_end, talk))
            assert "Line 8." in strips(house)
