"""Home and the lists: there at once, and then with what is on the disk."""

import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input, OptionList

from rehearse.settings import transcripts_dir
from rehearse.tui.app import RehearseApp
from rehearse.tui.screens import ask, help, home, meeting, picker, replay, review, transcripts
from rehearse.tui.screens.picker import PickerScreen
from rehearse.tui.widgets.composer import Composer
from tests.tui.driving import (
    GOOD,
    app,
    keep_meeting,
    on,
    open_gate,
    piloted,
    rehearsal,
    shows,
    sit_down,
    strips,
    wait_until,
    write_library,
)


def test_the_app_imports_nothing_heavy() -> None:
    code = (
        "import sys, rehearse.tui.app;"
        "print([m for m in ('pydantic', 'openai', 'yaml', 'jinja2', 'tiktoken') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@piloted
async def test_the_first_frame_stands_before_anything_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    may_read = threading.Event()

    def slow(*_places: object) -> None:
        may_read.wait(30)

    monkeypatch.setattr("rehearse.archive.warm.newest_unfinished", slow)
    house = app()
    async with house.run_test() as pilot:
        await pilot.pause()
        assert shows(house, "Rehearse", "New rehearsal", "Transcripts")()
        may_read.set()
        await wait_until(shows(house, "The contact plays offline", str(transcripts_dir())[:20]))


@piloted
async def test_continue_leads_to_the_newest_meeting_that_has_not_ended() -> None:
    keep_meeting("ended", [GOOD])
    keep_meeting("open", [GOOD], end=False)
    house = app(contact=open_gate(["Yes."]))
    async with house.run_test(size=(100, 30)) as pilot:
        await wait_until(shows(house, "Continue", "The clock coffee, with Bo Lind"))
        await pilot.press("enter")
        await sit_down(pilot)
        await wait_until(shows(house, GOOD))
        await pilot.press("ctrl+l")
        await wait_until(on(house, "HomeScreen"))


@piloted
async def test_all_ways_from_home_lead_back_home() -> None:
    house = app()
    async with house.run_test() as pilot:
        for key, screen in (("n", "PickerScreen"), ("t", "TranscriptsScreen"), ("f1", "HelpScreen")):
            await pilot.press(key)
            await wait_until(on(house, screen))
            await pilot.press("escape")
            await wait_until(on(house, "HomeScreen"))
        await pilot.press("q")
    assert house.return_code == 0


@piloted
async def test_the_brief_says_who_one_is_what_is_known_and_who_pays() -> None:
    house = app()
    async with house.run_test(size=(100, 40)) as pilot:
        await pilot.press("n")
        await wait_until(
            shows(house, "You like clocks.", "The clock on the town hall is his.", "Tom Ek", "Ask about the tower.")
        )
        assert not shows(house, "Teaches on Mondays.")()
        await pilot.press("d")
        await wait_until(shows(house, "Teaches on Mondays."))
        await pilot.press("m")
        await wait_until(shows(house, "Exam: no hints"))
        assert not shows(house, "Ask about the tower.")()


@piloted
async def test_another_persona_and_the_exam_come_to_the_table() -> None:
    house = app(contact=open_gate(["Morning."]))
    async with house.run_test() as pilot:
        await pilot.press("n")
        await wait_until(shows(house, "You like clocks."))
        await pilot.press("p")
        await wait_until(on(house, "Choose"))
        await pilot.press("down", "enter")
        await wait_until(on(house, "PickerScreen"))
        await pilot.press("m", "enter")
        await sit_down(pilot)
        header = rehearsal(house).state.header
        assert header.persona is not None and header.persona.id == "bo-lind"
        assert header.scenario is not None and header.scenario.mode == "exam"


@piloted
async def test_a_broken_scene_says_what_is_wrong_and_cannot_be_entered(library: Any) -> None:
    (library / "scenarios" / "broken.yaml").write_text("schema: 1\nid: broken\ntitle: [\n")
    house = app()
    async with house.run_test(size=(100, 30)) as pilot:
        await pilot.press("n")
        await wait_until(shows(house, "cannot be used"))
        await pilot.press("end")
        await wait_until(shows(house, "broken cannot be used."))
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(house.screen, PickerScreen)


@piloted
async def test_transcripts_are_narrowed_by_typing_and_opened_by_enter() -> None:
    keep_meeting("first", [GOOD], title="The first coffee")
    keep_meeting("second", [GOOD], title="The second coffee")
    house = app()
    async with house.run_test(size=(100, 30)) as pilot:
        await pilot.press("t")
        await wait_until(shows(house, "The first coffee", "The second coffee", "with Bo Lind", "ended"))
        await pilot.press(*"second")
        await wait_until(lambda: house.screen.query_one("#rows", OptionList).option_count == 1)
        assert house.screen.query_one(Input).value == "second"
        await pilot.press("enter")
        await wait_until(on(house, "Choose"))
        assert "Continue" not in strips(house)
        await pilot.press("v")
        await wait_until(shows(house, "The second coffee, with Bo Lind", "of 100"))
        await pilot.press("escape")
        await wait_until(on(house, "TranscriptsScreen"))


@piloted
async def test_a_broken_transcript_is_listed_with_its_cause() -> None:
    transcripts_dir().mkdir(parents=True)
    (transcripts_dir() / "torn.jsonl").write_text("no transcript at all\n")
    house = app()
    async with house.run_test(size=(100, 30)) as pilot:
        await pilot.press("t")
        await wait_until(shows(house, "torn.jsonl", "JSON"))
        await pilot.press("enter")
        await pilot.pause()
        assert on(house, "TranscriptsScreen")()


@piloted
async def test_every_key_has_an_id_and_says_what_it_does() -> None:
    owners = [
        RehearseApp,
        Composer,
        ask.Ask,
        ask.Choose,
        help.HelpScreen,
        home.HomeScreen,
        meeting.MeetingScreen,
        picker.PickerScreen,
        replay.ReplayScreen,
        review.ReviewScreen,
        transcripts.TranscriptsScreen,
    ]
    bindings = [binding for owner in owners for binding in owner.__dict__["BINDINGS"]]
    assert all(binding.id and binding.tooltip for binding in bindings)
    ids = [binding.id for binding in bindings if not binding.id.startswith("page.")]
    assert len(set(ids)) == len(ids)


@piloted
async def test_every_theme_of_the_palette_can_be_worn() -> None:
    house = app()
    async with house.run_test() as pilot:
        await wait_until(shows(house, "The contact plays"))
        for name in house.available_themes:
            house.theme = name
            await pilot.pause()
            assert shows(house, "New rehearsal")()


@piloted
async def test_the_palette_offers_the_keys_of_the_screen() -> None:
    house = app()
    async with house.run_test(size=(100, 40)) as pilot:
        await wait_until(shows(house, "The contact plays"))
        await pilot.press("ctrl+p")
        await wait_until(shows(house, "New rehearsal", "Lamp", "Other contact"))


@piloted
async def test_in_a_small_terminal_the_brief_is_read_on_by_the_page(library: Path) -> None:
    write_library(library, brief="You like clocks. " * 80)
    house = app()
    async with house.run_test(size=(80, 24)) as pilot:
        await pilot.press("n")
        await wait_until(shows(house, "You like clocks."))
        shown = house.screen.query_one("#brief")
        await wait_until(lambda: shown.max_scroll_y > 0)
        await pilot.press("pagedown")
        await wait_until(lambda: shown.scroll_y > 0)
