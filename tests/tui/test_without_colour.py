"""Colour is never the only sign: what stands on the screen as bare text still tells each state from the others."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from textual.widgets import OptionList

from rehearse.meeting.plan import Leaving
from rehearse.reading.codebook import CREDITS, DEBITS, Label
from rehearse.tui.start import Start
from rehearse.tui.widgets.rows import BAR
from tests import builders
from tests.acquaintance import keep
from tests.tui.assigning import held, taken
from tests.tui.driving import BAD, GOOD, app, keep_meeting, on, open_gate, piloted, practice, shows, strips, wait_until

TURNS = [GOOD, BAD, "I see, thank you. [gratitude]"]


def lines_with(text: str, house: object) -> list[str]:
    """Return the lines of the screen that hold this text."""
    return [line for line in strips(house).splitlines() if text in line]  # type: ignore[arg-type]


@piloted
async def test_the_lit_row_has_a_bar() -> None:
    house = app()
    async with house.run_test(size=(80, 24)) as pilot:
        await wait_until(shows(house, "The contact plays"))
        (new,), (garden,) = lines_with("New rehearsal", house), lines_with("Garden", house)
        assert BAR in new
        assert BAR not in garden
        await pilot.press("up")
        await wait_until(lambda: BAR in lines_with("Garden", house)[0])
        assert BAR not in lines_with("New rehearsal", house)[0]
        assert sum(BAR in line for line in strips(house).splitlines()) == 2  # the row and its hint


def test_each_label_has_the_sign_of_what_it_does() -> None:
    assert {label.sign for label in CREDITS} == {"+"}
    assert {label.sign for label in DEBITS} == {"\N{MINUS SIGN}"}


@piloted
async def test_the_review_tells_what_was_earned_from_what_was_spent_and_what_is_unsure() -> None:
    path = keep_meeting("one", TURNS)
    house = app(Start("review", path=path))
    async with house.run_test(size=(100, 200)):
        await wait_until(lambda: bool(lines_with("+ curiosity: “", house)))
        assert lines_with("\N{MINUS SIGN} introduction ask: “", house)
        (spent,) = [line for line in lines_with("introduction ask", house) if "+" in line or "-0." in line][:1]
        assert "-0." in spent


@piloted
async def test_the_replay_marks_the_turn_where_one_stands() -> None:
    house = app(Start("replay", path=keep_meeting("one", TURNS)))
    async with house.run_test(size=(100, 30)) as pilot:
        await wait_until(shows(house, "turn 1 of 8"))
        await pilot.press("right", "right")
        await wait_until(shows(house, "turn 3 of 8"))
        (here,) = lines_with("That is my answer number 1.", house)
        (before,) = lines_with("How did you come to clocks?", house)[:1]
        assert "█" in here
        assert "█" not in before.split("How did")[0]


@piloted
async def test_the_garden_tells_whom_to_leave_in_peace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rehearse.tui.screens.garden.now", lambda: builders.MOMENT + timedelta(days=60))
    keep("one", trust=0.5)
    keep("ada", whom=builders.persona(id="ada-berg", name="Ada Berg"), how=Leaving.EARLY, trust=0.1)
    house = app()
    async with house.run_test(size=(80, 24)) as pilot:
        await pilot.press("g")
        await wait_until(shows(house, "Ada Berg", "Bo Lind"))
        await wait_until(lambda: "Looking" not in strips(house))
        await wait_until(lambda: len(lines_with("is best left in peace", house)) == 1)
        assert len(lines_with("♣", house)) == 2


@piloted
async def test_an_assignment_tells_passed_from_not_passed_late_and_unfinished(tmp_path: Path) -> None:
    packed = taken(tmp_path, due=datetime(2025, 12, 1, tzinfo=UTC), attempts=9)
    held(packed, "failed", [GOOD, BAD])
    held(packed, "passed", TURNS[:1])
    held(packed, "open", [GOOD], end=False)
    house = app(Start("assignment", assignment=packed.hash))
    async with house.run_test(size=(100, 60)):
        await wait_until(shows(house, "Your meetings", "not ended"))
        told = ("✓ passed, late", "not passed, ", "not ended", "✓ The score")
        await wait_until(lambda: all(lines_with(words, house) for words in told))


@piloted
async def test_an_unfinished_meeting_says_so_in_the_list() -> None:
    keep_meeting("open", [GOOD], end=False)
    keep("done")
    house = app()
    async with house.run_test(size=(80, 24)) as pilot:
        await pilot.press("t")
        await wait_until(shows(house, "Bo Lind"))
        await wait_until(lambda: len(lines_with("with Bo Lind", house)) == 2)
        assert len(lines_with("not ended", house)) == 1


@piloted
async def test_a_tick_is_a_tick() -> None:
    house = app(Start("replay", path=keep_meeting("one", TURNS)))
    house.author = "Ana"
    async with house.run_test(size=(100, 40)) as pilot:
        await wait_until(shows(house, "turn 1 of 8"))
        await pilot.press("right", "l")
        await wait_until(on(house, "CorrectionScreen"))
        await pilot.pause()
        assert "✓ " in lines_with(Label.CURIOSITY.words, house)[0]
        await pilot.press("end")
        await wait_until(lambda: bool(lines_with(DEBITS[-1].words, house)))
        assert "· " in lines_with(DEBITS[-1].words, house)[0]
        assert "spends" in lines_with(DEBITS[-1].words, house)[0]


@pytest.mark.parametrize("few", ["NO_COLOR", "TERM"])
def test_nothing_is_lost_where_there_is_no_colour(few: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(few, {"NO_COLOR": "1", "TERM": "xterm-16color"}[few])
    monkeypatch.delenv("COLORTERM")

    @piloted
    async def run() -> None:
        house = app(practice(), open_gate(["Good morning."]))
        async with house.run_test(size=(80, 24)) as pilot:
            await wait_until(shows(house, "Good morning."))
            await pilot.press("?")
            cursor = house.screen.query_one("#composer").get_component_rich_style("text-area--cursor")
            assert cursor.reverse
            await pilot.press("escape", "enter")
            await wait_until(on(house, "HomeScreen"))
            assert house.screen.query_one(OptionList).get_component_rich_style("option-list--option-highlighted").bold
            assert house.current_theme.ansi

    run()
