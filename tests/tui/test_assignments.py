"""What a coach asks: taken in, practised and handed in from within the app."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from rehearse.archive.transcript import read_transcript
from rehearse.coaching.assigned.taking import taken_in
from rehearse.rehearsal import now
from rehearse.settings import transcripts_dir
from rehearse.tui.start import Start
from tests.tui.assigning import given, held, taken
from tests.tui.driving import (
    BAD,
    GOOD,
    app,
    on,
    open_gate,
    piloted,
    shows,
    sit_down,
    strips,
    table,
    wait_until,
    write_library,
)

REPLIES = (["Good morning."], ["I was four."], ["Goodbye."])


@piloted
async def test_from_home_through_the_brief_and_the_table_to_passed(tmp_path: Path) -> None:
    packed = taken(tmp_path)
    house = app(contact=open_gate(*REPLIES))
    async with house.run_test(size=(100, 40)) as pilot:
        await wait_until(shows(house, "Assignments", "The first week: open"))
        await pilot.press("a")
        await wait_until(shows(house, "from Ina Holt", "0 of 1 passed"))
        await pilot.press("enter")
        await wait_until(shows(house, "Listen more than you talk.", "· The score is 60 of 100 or more.", "0 of 3 used"))
        await pilot.press("enter")
        await wait_until(shows(house, "This is attempt 1 of 3", "You like clocks."))
        await pilot.press("enter")
        await sit_down(pilot)
        await wait_until(shows(house, "Good morning."))
        await pilot.press(*GOOD, "enter")
        await wait_until(shows(house, "I was four."))
        await pilot.press("ctrl+e", "enter")
        await wait_until(shows(house, "Goodbye.", "Read the review"))
        await pilot.press("enter")
        await wait_until(shows(house, "✓ Passed.", "All is passed. Hand in what you have done.", f"turn 2: “{GOOD}”"))
        await pilot.press("escape")
        await wait_until(on(house, "AssignmentScreen"))
        await wait_until(shows(house, "1 of 3 used", "✓ passed", "✓ The score is 60 of 100 or more: 70 of 100."))
        await pilot.press("escape", "escape")
        await wait_until(shows(house, "What your coach asks; nothing is open"))
    (path,) = transcripts_dir().glob("*.jsonl")
    assert read_transcript(path).header.assignment == packed.hash


@piloted
async def test_a_file_is_taken_in_from_within_the_app_and_a_broken_one_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = given(tmp_path)
    broken = tmp_path / "cut.assignment.json"
    broken.write_bytes(path.read_bytes()[:500])
    house = app()
    async with house.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.press("a")
        await wait_until(shows(house, "None yet."))
        for name, says in ((broken.name, "missing."), (path.name, "Listen more than you talk.")):
            await pilot.press("i")
            await wait_until(on(house, "Fill"))
            await pilot.press(*name)
            await pilot.press("enter")
            await wait_until(shows(house, says))
        assert on(house, "AssignmentScreen")()
    (kept,) = taken_in()
    assert kept.path.stat().st_mode & 0o777 == 0o600


@piloted
async def test_where_files_are_out_of_reach_none_can_be_named(tmp_path: Path) -> None:
    house = app()
    house.by_path = False
    async with house.run_test(size=(100, 30)) as pilot:
        await pilot.press("a")
        await wait_until(shows(house, "Your coach puts them here."))
        assert "Take in" not in strips(house)
        await pilot.press("i")
        await pilot.pause()
        assert on(house, "AssignmentsScreen")()
    assert taken_in() == []


@piloted
async def test_what_is_missing_is_said_and_no_attempt_is_begun_when_they_are_used_up(tmp_path: Path) -> None:
    packed = taken(tmp_path, attempts=1)
    held(packed, "one", [GOOD, BAD])
    house = app(Start("assignment", assignment=packed.hash))
    async with house.run_test(size=(100, 40), notifications=True) as pilot:
        await wait_until(shows(house, "✗ no attempts left", "1 of 1 used", "The attempts are used up. Hand in"))
        assert shows(house, "✗ The score is 60 of 100 or more: 50 of 100, 10 short.")()
        assert "Sit down" not in strips(house)
        await pilot.press("enter")
        await pilot.pause()
        assert on(house, "AssignmentScreen")()
        await pilot.press("v")
        await wait_until(shows(house, "✗ Not passed.", f"turn 4: “{BAD}”"))


@piloted
async def test_past_the_due_date_it_is_said_before_one_sits_down(tmp_path: Path) -> None:
    packed = taken(tmp_path, due=now() - timedelta(hours=1))
    house = app(Start("assignment", assignment=packed.hash), open_gate(*REPLIES))
    async with house.run_test(size=(100, 40)) as pilot:
        await wait_until(shows(house, "0 of 3 used"))
        await pilot.press("enter")
        await wait_until(shows(house, "past the due date: the meeting will be marked late"))
        await pilot.press("escape")
        await wait_until(on(house, "AssignmentScreen"))
    assert list(transcripts_dir().glob("*.jsonl")) == []


@piloted
async def test_an_exam_gives_no_hint_while_it_goes_on(tmp_path: Path) -> None:
    packed = taken(tmp_path, mode="exam")
    path = held(packed, "one", [GOOD], end=False)
    house = app(Start("assignment", assignment=packed.hash), open_gate(["Go on."]))
    async with house.run_test(size=(100, 40)) as pilot:
        await wait_until(shows(house, "a meeting waits", "not ended, 1 turn of yours"))
        assert not shows(house, "✓")() and not shows(house, "70")()
        assert "Reviews" not in strips(house)
        await pilot.press("enter")
        await wait_until(shows(house, "You go on with the meeting that you began.", "no hints, no way back"))
        await pilot.press("enter")
        await sit_down(pilot)
        assert "Whisper" not in strips(house)
        assert not table(house).query_one("#whisper").display
        await pilot.press("ctrl+l")
        await wait_until(on(house, "AssignmentScreen"))
        for opened in (house.open_review, house.open_replay):
            opened(path)
            await wait_until(shows(house, "this exam has not ended"))
            assert GOOD not in strips(house)
            await pilot.press("escape")
            await wait_until(on(house, "AssignmentScreen"))


@piloted
async def test_one_hands_in_after_seeing_what_goes_in_and_is_asked_for_the_name_once(tmp_path: Path) -> None:
    packed = taken(tmp_path)
    held(packed, "one", [GOOD])
    held(packed, "silent", [])
    house = app(Start("assignment", assignment=packed.hash))
    async with house.run_test(size=(100, 40)) as pilot:
        await wait_until(shows(house, "h Hand in"))
        for turn in ("asked", "known"):
            await pilot.press("h")
            await wait_until(shows(house, "1 meeting · task 1", "score 70, passed", "nothing is sent anywhere"))
            await pilot.press("enter")
            if turn == "asked":
                await wait_until(on(house, "Fill"))
                await pilot.press(*"Ana", "enter")
            await wait_until(shows(house, "Ready to hand in: The first week, as Ana", "give that one file to Ina Holt"))
            await pilot.press("escape")
            await wait_until(on(house, "AssignmentScreen"))
    written = sorted(path.name for path in (transcripts_dir().parent / "submissions").iterdir())
    assert written == ["week-one.ana-2.submission.json", "week-one.ana.submission.json"]


@piloted
async def test_a_branch_passes_nothing_and_uses_up_nothing(tmp_path: Path) -> None:
    packed = taken(tmp_path, attempts=2)
    held(packed, "one", [BAD])
    path = held(packed, "two", [GOOD])
    first, _, rest = path.read_text().partition("\n")
    header = json.loads(first) | {"parent": {"id": "meeting-one", "turns": 1}}
    path.write_text(json.dumps(header) + "\n" + rest)
    house = app(Start("assignment", assignment=packed.hash))
    async with house.run_test(size=(100, 40)):
        await wait_until(shows(house, "1 of 2 used", "a branch; it counts for nothing", "✗ not passed yet, 1 left"))
        house.open_review(path)
        await wait_until(shows(house, "A branch, which passes nothing and uses up no attempt.", "Turn by turn"))


@piloted
async def test_of_several_tasks_the_first_that_is_not_passed_is_lit(tmp_path: Path, library: Path) -> None:
    write_library(library, id="clock-call", title="The clock call", setting="phone")
    tasks = ({"scenario": "clock-coffee"}, {"scenario": "clock-call"})
    packed = taken(tmp_path, tasks=tasks)
    held(packed, "one", [GOOD])
    house = app(Start("assignment", assignment=packed.hash))
    async with house.run_test(size=(100, 40)) as pilot:
        await wait_until(shows(house, "Task 2 of 2: The clock call", "not begun", "✓ passed"))
        await pilot.press("up")
        await wait_until(shows(house, "Task 1 of 2: The clock coffee", "Turn to task 2, The clock call."))


@piloted
async def test_the_list_offers_an_exam_that_goes_on_to_be_gone_on_with_alone_and_says_why(tmp_path: Path) -> None:
    packed = taken(tmp_path, mode="exam")
    held(packed, "one", [GOOD], end=False)
    house = app()
    async with house.run_test(size=(80, 24)) as pilot:
        await pilot.press("t")
        await wait_until(shows(house, "The clock coffee", "not ended"))
        await pilot.press("enter")
        await wait_until(shows(house, "Continue", "No review and no replay before this exam ends."))
        assert "Review" not in strips(house)
        assert "Replay" not in strips(house)


@piloted
async def test_before_one_hands_in_the_meeting_that_waits_is_named(tmp_path: Path) -> None:
    packed = taken(tmp_path)
    held(packed, "one", [GOOD])
    held(packed, "two", [GOOD], end=False)
    house = app(Start("assignment", assignment=packed.hash))
    async with house.run_test(size=(80, 24)) as pilot:
        await wait_until(shows(house, "h Hand in"))
        await pilot.press("h")
        await wait_until(
            shows(house, "Finish it first: task 1, The clock coffee, begun Fri 02 Jan 2026, 03:04 UTC, waits.")
        )


@piloted
async def test_home_says_how_many_assignments_are_open(tmp_path: Path) -> None:
    taken(tmp_path, due=now() + timedelta(days=2))
    taken(tmp_path, id="week-two", title="The second week")
    house = app()
    async with house.run_test(size=(80, 24)):
        await wait_until(shows(house, "2 open; The first week: open, due"))
