"""The review and the replay: they show the facts, step by step, and lead into a branch."""

import json
from functools import partial
from typing import Any

from rehearse.archive.index import list_transcripts
from rehearse.archive.transcript import read_transcript
from rehearse.review.facts import Review
from rehearse.settings import transcripts_dir
from rehearse.tui.screens.replay import ReplayScreen
from rehearse.tui.screens.review import ReviewScreen
from rehearse.tui.screens.stepping import BEFORE
from rehearse.tui.start import Start
from rehearse.tui.widgets.turns import TurnView
from tests.tui.driving import (
    BAD,
    GOOD,
    GatedContact,
    app,
    keep_long_meeting,
    keep_meeting,
    on,
    open_gate,
    piloted,
    rehearsal,
    shows,
    sit_down,
    strips,
    wait_until,
)

TURNS = [GOOD, BAD, "I see, thank you. [gratitude]"]


def told(house: Any, words: str) -> bool:
    """Whether the person was told just this, however it is wrapped."""
    return any(note.message == words for note in house._notifications)


def replaying(house: Any, turn: int) -> Any:
    """Return a condition: the replay stands at this turn."""
    return lambda: (
        isinstance(house.screen, ReplayScreen) and house.screen.turn == turn and bool(house.screen.query(".here"))
    )


@piloted
async def test_a_review_shows_score_moments_thoughts_ledger_and_who_pays() -> None:
    path = keep_meeting("one", TURNS)
    house = app(Start("review", path=path))
    async with house.run_test(size=(100, 150)):
        await wait_until(
            shows(
                house,
                "of 100",
                "What mattered",
                "asked for an introduction that nobody had offered",
                "Bo thought: The introduction_ask thought line",
                "To try next",
                "Who pays",
                "Tom Ek",
                "You never learned why springs break in March",
                "The ledger",
                "introduction ask",
                "Turn by turn",
                GOOD,
            )
        )


@piloted
async def test_a_review_is_exported_beside_its_transcript_and_over_no_other_file() -> None:
    path = keep_meeting("one", TURNS)
    path.with_suffix(".md").write_text("mine")
    house = app(Start("review", path=path))
    async with house.run_test(size=(100, 30), notifications=True) as pilot:
        await wait_until(shows(house, "of 100"))
        for key, name in (("enter", "one-2.md"), ("w", "one.html"), ("j", "one.json"), ("c", "one.corpus.json")):
            await pilot.press("e")
            await wait_until(on(house, "Choose"))
            await pilot.press(key)
            written = path.with_name(name)
            await wait_until(partial(told, house, f"Written to {written}"))
            assert written.stat().st_mode & 0o777 == 0o600
        assert isinstance(house.screen, ReviewScreen)
        shown = house.screen.review
    assert "introduction that nobody had offered" in path.with_name("one-2.md").read_text()
    assert path.with_name("one.html").read_text().startswith("<!DOCTYPE html>")
    assert Review.model_validate_json(path.with_name("one.json").read_text()) == shown
    assert [turn["text"] for turn in json.loads(path.with_name("one.corpus.json").read_text())["turns"]][3] == BAD
    assert path.with_suffix(".md").read_text() == "mine"
    assert [row.path for row in list_transcripts(path.parent)] == [path]


@piloted
async def test_an_export_that_is_not_wanted_after_all_writes_nothing() -> None:
    path = keep_meeting("one", TURNS)
    house = app(Start("review", path=path))
    async with house.run_test(size=(80, 24)) as pilot:
        await wait_until(shows(house, "of 100"))
        await pilot.press("e")
        await wait_until(shows(house, "Markdown", "Web page", "JSON", "Corpus line", "Esc Back"))
        await pilot.press("escape")
        await wait_until(on(house, "ReviewScreen"))
    assert list(path.parent.iterdir()) == [path]


@piloted
async def test_a_branch_from_a_review_says_one_turn_anew_in_a_new_transcript() -> None:
    path = keep_meeting("one", TURNS)
    house = app(Start("review", path=path), open_gate(["Go on."]))
    async with house.run_test(size=(100, 30)) as pilot:
        await wait_until(shows(house, "of 100"))
        await pilot.press("b")
        await wait_until(on(house, "Choose"))
        await pilot.press("enter")
        await sit_down(pilot)
        await wait_until(shows(house, GOOD))
        assert BAD not in strips(house)
        (child,) = [found for found in transcripts_dir().glob("*.jsonl") if found != path]
        parent = read_transcript(child).header.parent
        assert parent is not None
        assert parent.turns == 3
        await pilot.press("ctrl+q")


@piloted
async def test_an_exam_is_not_rewound() -> None:
    path = keep_meeting("exam", TURNS, mode="exam")
    house = app(Start("replay", path=path), open_gate(["Go on."]))
    async with house.run_test(size=(100, 30), notifications=True) as pilot:
        await wait_until(replaying(house, 1))
        await pilot.press("b")
        await wait_until(shows(house, "an exam is not rewound"))
        assert on(house, "ReplayScreen")()
        assert list(transcripts_dir().glob("*.jsonl")) == [path]


@piloted
async def test_the_replay_steps_and_jumps_and_shows_what_a_turn_changed() -> None:
    path = keep_meeting("one", TURNS)
    house = app(Start("replay", path=path))
    async with house.run_test(size=(100, 30)) as pilot:
        await wait_until(replaying(house, 1))
        await pilot.press("right")
        await wait_until(replaying(house, 2))
        await wait_until(shows(house, "turn 2 of", "curiosity energy +0.04"))
        await pilot.press("n")
        await wait_until(replaying(house, 4))
        await wait_until(shows(house, "introduction ask"))
        await pilot.press("p")
        await wait_until(replaying(house, 2))
        await pilot.press("left")
        await wait_until(replaying(house, 1))
        await pilot.press("end")
        await wait_until(shows(house, "turn 8 of 8"))
        await pilot.press("home")
        await wait_until(replaying(house, 1))


@piloted
async def test_the_words_that_carry_a_label_stand_out() -> None:
    path = keep_meeting("one", TURNS)
    house = app(Start("replay", path=path, contact=None))
    async with house.run_test(size=(100, 30)) as pilot:
        await wait_until(replaying(house, 1))
        await pilot.press("right")
        await wait_until(replaying(house, 2))
        await wait_until(shows(house, GOOD))
        lines = house.screen._compositor.render_strips()
        found = [segment for strip in lines for segment in strip if segment.text.startswith("How did you come")]
        assert found
        assert all(segment.style and segment.style.underline for segment in found[:1])


@piloted
async def test_playing_goes_on_by_itself_and_stops_when_asked(monkeypatch: Any) -> None:
    monkeypatch.setattr("rehearse.tui.screens.stepping.SHORTEST", 0.01)
    monkeypatch.setattr("rehearse.tui.screens.stepping.SECONDS_PER_WORD", 0.0)
    path = keep_meeting("one", TURNS)
    house = app(Start("replay", path=path))
    async with house.run_test(size=(100, 30)) as pilot:
        await wait_until(replaying(house, 1))
        await pilot.press("space")
        await wait_until(replaying(house, 8))
        await wait_until(lambda: "playing" not in strips(house))


@piloted
async def test_a_branch_from_the_contacts_turn_keeps_that_turn() -> None:
    path = keep_meeting("one", TURNS)
    house = app(Start("replay", path=path), GatedContact([]))
    async with house.run_test(size=(100, 30)) as pilot:
        await wait_until(replaying(house, 1))
        await pilot.press("right", "right")
        await wait_until(replaying(house, 3))
        await pilot.press("b")
        await sit_down(pilot)
        assert len(rehearsal(house).state.turns) == 3
        await pilot.press("ctrl+q")


@piloted
async def test_ten_thousand_turns_mount_only_what_is_near() -> None:
    path = keep_long_meeting("long", 10_000)
    house = app(Start("replay", path=path))
    async with house.run_test(size=(100, 30)) as pilot:
        await wait_until(replaying(house, 1))
        await pilot.press("end")
        await wait_until(replaying(house, 10_000))
        await wait_until(shows(house, "turn 10000 of 10000", "Question 10000?"))
        assert len(house.screen.query(TurnView)) <= BEFORE + 1


@piloted
async def test_a_file_that_is_no_transcript_says_so_instead_of_a_review_or_a_replay() -> None:
    transcripts_dir().mkdir(parents=True)
    path = transcripts_dir() / "none.jsonl"
    path.write_text("nothing\n")
    for screen in ("review", "replay"):
        house = app(Start(screen, path=path))
        async with house.run_test(size=(100, 30)) as pilot:
            await wait_until(shows(house, "This transcript cannot be", "JSON"))
            await pilot.press("e", "b", "n", "space", "escape")
            await wait_until(on(house, "HomeScreen"))


@piloted
async def test_a_turn_longer_than_the_window_begins_at_its_beginning_and_can_be_read_on() -> None:
    words = " ".join(f"word{number}" for number in range(900))
    path = keep_meeting("one", [words])
    house = app(Start("replay", path=path))
    async with house.run_test(size=(100, 30)) as pilot:
        await wait_until(replaying(house, 1))
        await pilot.press("right")
        await wait_until(lambda: "word0 " in strips(house))
        await pilot.press("pagedown")
        await wait_until(lambda: "word0 " not in strips(house))
        await pilot.press("pageup")
        await wait_until(lambda: "word0 " in strips(house))


@piloted
async def test_in_a_small_terminal_the_replay_names_its_main_keys_and_that_there_are_more() -> None:
    path = keep_meeting("one", [GOOD])
    house = app(Start("replay", path=path))
    async with house.run_test(size=(80, 24)) as pilot:
        await wait_until(shows(house, "b Branch", "m Note", "l Labels", "Esc Back", "F1 More"))
        assert "v Review" not in strips(house)
        await pilot.press("f1")
        await wait_until(shows(house, "Read the review of this meeting", "Go to the next turning point"))
        await pilot.press("escape")
        await pilot.resize_terminal(110, 24)
        await wait_until(shows(house, "v Review", "F1 Help"))
