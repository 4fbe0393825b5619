"""Every screen, at every size that is promised: nothing is cut, the focus shows, and each key works that help names."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from textual.binding import ActiveBinding
from textual.containers import VerticalScroll
from textual.geometry import Region
from textual.widget import Widget

from rehearse.tui.widgets.keys import Keys
from rehearse.tui.widgets.plain import Plain
from rehearse.tui.widgets.rows import Rows
from tests.tui.driving import piloted, strips, wait_until
from tests.tui.tour import PLACES, Walk

MEASURE = 100
"""Cells of the longest line that one can read with ease."""
COMFORTABLE = (100, 30)
"""The size at which all keys are tried."""
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
    assert any(word in line for word in ("Help", "More", "Esc")), f"{place}: {line}"
    assert cell_len(line) <= keys.size.width, f"{place}: {line}"


def overlaps(keys: Region, widget: Widget) -> bool:
    """Whether this stands on the line of the keys; what holds others may."""
    return not widget.children and bool(widget.region.intersection(keys).area)


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
        await wait_until(lambda: bool(called))
    except AssertionError:
        return False
    finally:
        delattr(node, name)
    return True


async def assert_focus_shows(house: Any, pilot: Any, place: str) -> None:
    """What has the focus stands on the screen, and Tab leads to nothing that does not."""
    chain = house.screen.focus_chain
    assert not chain or house.focused in chain, f"{place}: {house.focused!r} of {chain}"
    for _ in chain:
        await pilot.press("tab")
        assert house.focused in chain, place
        assert house.focused.region.intersection(house.screen.region).area, f"{place}: {house.focused!r}"


async def assert_keys_work(house: Any, pilot: Any, place: str) -> None:
    """Each key that help names here reaches what it promises."""
    keys = named(house)
    assert keys, place
    for key, found in keys.items():
        assert await calls(pilot, key, found), f"{key} does nothing in {place}:\n{strips(house)}"


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (100, 30), (200, 60)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_every_screen_is_whole_and_each_key_that_it_names_works(tmp_path: Path, size: tuple[int, int]) -> None:
    seen: list[str] = []

    @piloted
    async def run() -> None:
        walk = Walk(tmp_path)

        async def visit(place: str) -> None:
            seen.append(place)
            assert_whole(walk.house, place)
            await assert_focus_shows(walk.house, pilot, place)
            if size == COMFORTABLE:
                await assert_keys_work(walk.house, pilot, place)

        async with walk.house.run_test(size=size) as pilot:
            await walk.go(pilot, visit)

    run()
    assert tuple(seen) == PLACES
