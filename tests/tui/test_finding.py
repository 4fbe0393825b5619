"""The list of meetings is searched while one types: by what it shows, and by what was said."""

import threading
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input, OptionList

from rehearse.archive.search import Index, Matches, Wanted
from rehearse.settings import index_path, transcripts_dir
from rehearse.tui.screens.transcripts import MOST, MOST_FOUND, TranscriptsScreen
from tests.tui.driving import BAD, GOOD, app, keep_meeting, on, piloted, shows, strips, wait_until

HONEY = "Do your bees give honey in March?"


def rows(house: Any) -> int:
    """How many meetings are shown."""
    return int(house.screen.query_one("#rows", OptionList).option_count)


def words_of_style(house: Any, **style: bool) -> list[str]:
    """The pieces on the screen that have this style."""
    lines = house.screen._compositor.render_strips()
    segments = [segment for strip in lines for segment in strip if segment.style]
    return [each.text for each in segments if all(getattr(each.style, name) == on for name, on in style.items())]


@piloted
async def test_what_was_said_is_found_and_quoted_with_the_words_marked() -> None:
    keep_meeting("first", [GOOD, HONEY], title="The first coffee")
    keep_meeting("second", [GOOD, BAD], title="The second coffee")
    house = app()
    async with house.run_test(size=(80, 24)) as pilot:
        await pilot.press("t")
        await wait_until(shows(house, "The first coffee", "score 70", "score 50"))
        await pilot.press(*"hon bee")
        await wait_until(lambda: rows(house) == 1)
        await wait_until(shows(house, "turn 4, you: Do your bees give honey in March?"))
        assert words_of_style(house, underline=True, bold=True) == ["bees", "honey"]
        await pilot.press("enter")
        await wait_until(on(house, "Choose"))


@piloted
async def test_a_meeting_that_stays_in_the_list_stays_lit() -> None:
    for name in ("a", "b", "c"):
        keep_meeting(name, [HONEY if name != "b" else GOOD], title=f"Coffee {name}")
    house = app()
    async with house.run_test(size=(100, 30)) as pilot:
        await pilot.press("t")
        await wait_until(lambda: rows(house) == 3)
        await pilot.press("down", "down", *"honey")
        await wait_until(lambda: rows(house) == 2)
        assert house.screen.query_one(OptionList).highlighted == 1


@piloted
async def test_what_was_typed_last_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    keep_meeting("first", [HONEY], title="The first coffee")
    may_find, found, find = threading.Event(), threading.Event(), Index.find

    def slow(self: Index, wanted: Wanted, most: int | None = None) -> Matches:
        if wanted.words != "h":
            return find(self, wanted, most)
        may_find.wait(30)
        matches = find(self, wanted, most)
        found.set()
        return matches

    monkeypatch.setattr(Index, "find", slow)
    house = app()
    async with house.run_test(size=(100, 30)) as pilot:
        await pilot.press("t")
        await wait_until(lambda: rows(house) == 1)
        await pilot.press("h")
        await pilot.pause()
        await pilot.press(*"ow ")
        await wait_until(shows(house, "No meeting fits."))
        may_find.set()
        await wait_until(found.is_set)
        await pilot.pause()
        assert shows(house, "No meeting fits.")()
        assert house.screen.query_one(Input).value == "how "
        assert rows(house) == 0


@piloted
async def test_no_more_rows_are_shown_than_can_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rehearse.tui.screens.transcripts.MOST", 3)
    monkeypatch.setattr("rehearse.tui.screens.transcripts.MOST_FOUND", 2)
    for number in range(5):
        keep_meeting(f"{number}", [HONEY])
    house = app()
    async with house.run_test(size=(100, 30)) as pilot:
        await pilot.press("t")
        await wait_until(lambda: rows(house) == 3)
        await wait_until(shows(house, "2 more; type to find them"))
        await pilot.press(*"honey")
        await wait_until(lambda: rows(house) == 2)
        await wait_until(shows(house, "3 more; type to find them"))
    assert MOST > MOST_FOUND


@piloted
async def test_while_the_index_is_made_the_newest_are_shown_and_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rehearse.archive.renewing.BATCH", 2)
    for number in range(6):
        keep_meeting(f"{number}", [HONEY], title=f"Coffee {number}")
    may_read, looked = threading.Semaphore(1), Index.renew

    def slow(self: Index, go_on: Any) -> bool:
        return looked(self, lambda done, of: bool(go_on(done, of)) and may_read.acquire(timeout=30))

    monkeypatch.setattr(Index, "renew", slow)
    house = app()
    async with house.run_test(size=(100, 30)) as pilot:
        await pilot.press("t")
        await wait_until(shows(house, "Reading: 2 of 6", "Coffee 5", "Coffee 4"))
        assert "Coffee 3" not in strips(house)
        may_read.release(8)
        await wait_until(lambda: rows(house) == 6)
        await wait_until(lambda: "Reading" not in strips(house))


@piloted
async def test_whoever_leaves_the_list_does_not_wait_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rehearse.archive.renewing.BATCH", 1)
    for number in range(30):
        keep_meeting(f"{number:02}", [HONEY])
    asked: list[int] = []
    gone, ended, looked = threading.Event(), threading.Event(), Index.renew

    def slow(self: Index, go_on: Any) -> bool:
        def tell(done: int, of: int) -> bool:
            if asked:
                gone.wait(30)
            asked.append(done)
            return bool(go_on(done, of))

        whole = looked(self, tell)
        ended.set()
        return whole

    monkeypatch.setattr(Index, "renew", slow)
    house = app()
    async with house.run_test(size=(100, 30)) as pilot:
        await pilot.press("t")
        await wait_until(lambda: bool(asked))
        await pilot.press("escape")
        await wait_until(on(house, "HomeScreen"))
        gone.set()
        await wait_until(ended.is_set)
    assert len(asked) < 5


@piloted
async def test_nothing_in_a_meeting_reaches_the_terminal_or_is_read_as_markup() -> None:
    path = keep_meeting("first", ["I keep [bold]bees[/bold] here"])
    path.write_text(path.read_text().replace("keep ", "keep \\u001b[2J"))
    house = app()
    async with house.run_test(size=(100, 30)) as pilot:
        await pilot.press("t")
        await wait_until(lambda: rows(house) == 1)
        await pilot.press(*"bees")
        await wait_until(shows(house, "I keep [2J[bold]bees[/bold] here"))
        assert "\x1b" not in strips(house)


@piloted
async def test_an_index_that_cannot_be_kept_changes_nothing_for_the_person() -> None:
    keep_meeting("first", [HONEY], title="The first coffee")
    index_path().mkdir()
    house = app()
    async with house.run_test(size=(100, 30)) as pilot:
        await pilot.press("t")
        await wait_until(shows(house, "The first coffee"))
        await pilot.press(*"honey")
        await wait_until(shows(house, "turn 2, you: Do your bees give honey"))


@piloted
async def test_a_folder_that_cannot_be_read_is_said() -> None:
    transcripts_dir().parent.mkdir(parents=True)
    transcripts_dir().write_text("no folder")
    house = app()
    async with house.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.press("t")
        await wait_until(shows(house, "the folder cannot be read"))
        assert isinstance(house.screen, TranscriptsScreen)


@piloted
async def test_home_finds_what_to_go_on_with_through_a_warm_index(library: Path) -> None:
    keep_meeting("ended", [GOOD])
    keep_meeting("open", [GOOD], end=False, title="The open coffee")
    house = app()
    async with house.run_test(size=(100, 30)) as pilot:
        await pilot.press("t")
        await wait_until(lambda: rows(house) == 2)
        await pilot.press("escape")
        await wait_until(shows(house, "Continue", "The open coffee, with Bo Lind, 3 turns so far"))
