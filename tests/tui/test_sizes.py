"""A window that is drawn anew in mid-meeting loses nothing."""

from functools import partial

from rehearse.tui.widgets.composer import Composer
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
    return talk.max_scroll_y in (talk.scroll_y, 0)


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
