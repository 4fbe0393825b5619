"""A coach's notes and corrections in the replay: written, kept, shown, found again."""

from pathlib import Path
from typing import Any

import pytest
from textual.events import Key
from textual.pilot import Pilot
from textual.widgets import Input

from rehearse.archive.annotate import note
from rehearse.archive.log import TranscriptLog
from rehearse.archive.transcript import read_transcript
from rehearse.meeting.events import Corrected, Noted
from rehearse.reading.codebook import Cue, Label
from rehearse.tui.screens.replay import ReplayScreen
from rehearse.tui.start import Start
from rehearse.tui.widgets.composer import Composer
from tests.builders import MOMENT
from tests.tui.driving import BAD, GOOD, app, keep_long_meeting, keep_meeting, on, piloted, shows, strips, wait_until

TURNS = [GOOD, BAD, "I see, thank you. [gratitude]"]
EVIL = "\x1b]52;c;aGk=\x07 \x9b31m \u202e [/] [bold]x[/bold]"


@pytest.fixture(autouse=True)
def _ana(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "ana")


def at(house: Any, turn: int) -> Any:
    """Return a condition: the replay stands at this turn, and has read all."""
    return lambda: (
        isinstance(house.screen, ReplayScreen)
        and house.screen.turn == turn
        and bool(house.screen.course and house.screen.course.whole)
    )


async def sign(pilot: Pilot[Any]) -> None:
    """Take the name that is proposed."""
    await wait_until(on(pilot.app, "Fill"))
    await pilot.press("enter")


async def write(pilot: Pilot[Any], text: str) -> None:
    """Write into the note that is open, and keep it."""
    await wait_until(on(pilot.app, "NoteScreen"))
    pilot.app.screen.query_one(Composer).insert(text)
    await pilot.press("enter")


@piloted
async def test_a_note_is_pinned_to_the_turn_where_one_stands_and_the_name_is_asked_once() -> None:
    path = keep_meeting("one", TURNS)
    house = app(Start("replay", path=path))
    async with house.run_test(size=(100, 30)) as pilot:
        await wait_until(at(house, 1))
        await pilot.press("right", "m")
        await sign(pilot)
        await write(pilot, "A good [question].")
        await wait_until(shows(house, "You 2 ✎", "ana: A good [question]."))
        await pilot.press("right", "m")
        await write(pilot, "Told gladly.")
        await wait_until(shows(house, "ana: Told gladly."))
    first, second = read_transcript(path).events[-2:]
    assert isinstance(first, Noted)
    assert isinstance(second, Noted)
    assert (first.turn, first.text, first.author) == (2, "A good [question].", "ana")
    assert (second.turn, second.author) == (3, "ana")


@piloted
async def test_somebody_else_than_the_machine_thinks_can_sign() -> None:
    path = keep_meeting("one", TURNS)
    house = app(Start("replay", path=path))
    async with house.run_test(size=(100, 30)) as pilot:
        await wait_until(at(house, 1))
        await pilot.press("m")
        await wait_until(on(house, "Fill"))
        house.screen.query_one(Input).value = f"Kim {EVIL}"
        await pilot.press("enter")
        await write(pilot, f"Well {EVIL}")
        await wait_until(shows(house, "[bold]x[/bold]", "✎"))
        assert not {char for char in "\x1b\x07\x9b\u202e" if char in strips(house)}
    last = read_transcript(path).events[-1]
    assert isinstance(last, Noted)
    assert last.author.startswith("Kim ]52;c;aGk=")


@piloted
async def test_a_note_that_cannot_be_kept_stays_in_its_window_until_it_can() -> None:
    path = keep_meeting("one", TURNS)
    before = path.read_bytes()
    house = app(Start("replay", path=path))
    async with house.run_test(size=(100, 30)) as pilot:
        await wait_until(at(house, 1))
        with TranscriptLog.open(path):
            await pilot.press("m")
            await sign(pilot)
            await write(pilot, "Mine.")
            await wait_until(shows(house, "another Rehearse has this transcript open", "Mine."))
        assert path.read_bytes() == before
        await pilot.press("enter")
        await wait_until(shows(house, "ana: Mine."))
    assert isinstance(read_transcript(path).events[-1], Noted)


@piloted
async def test_a_note_that_is_put_away_is_not_kept() -> None:
    path = keep_meeting("one", TURNS)
    before = path.read_bytes()
    house = app(Start("replay", path=path))
    async with house.run_test(size=(100, 30)) as pilot:
        await wait_until(at(house, 1))
        await pilot.press("m")
        await sign(pilot)
        await wait_until(on(house, "NoteScreen"))
        await pilot.press("enter", "x", "escape")
        await wait_until(on(house, "ReplayScreen"))
    assert path.read_bytes() == before


@piloted
async def test_one_can_go_from_note_to_note() -> None:
    path = keep_meeting("one", TURNS)
    for turn in (3, 6):
        note(path, turn, f"Note {turn}.", "Ana", MOMENT)
    house = app(Start("replay", path=path))
    async with house.run_test(size=(100, 30), notifications=True) as pilot:
        await wait_until(at(house, 1))
        await pilot.press("N")
        await wait_until(shows(house, "turn 3 of", "Ana: Note 3."))
        await pilot.press("N")
        await wait_until(shows(house, "turn 6 of", "Ana: Note 6."))
        await pilot.press("N")
        await wait_until(shows(house, "There is no note after this turn."))
        await pilot.press("P")
        await wait_until(at(house, 3))


@piloted
async def test_labels_are_ticked_as_they_were_read_and_kept_as_the_coach_leaves_them() -> None:
    path = keep_meeting("one", TURNS)
    house = app(Start("replay", path=path))
    async with house.run_test(size=(100, 30)) as pilot:
        await wait_until(at(house, 1))
        await pilot.press("right", "l")
        await sign(pilot)
        await wait_until(shows(house, "What ana reads in turn 2", "✓ curiosity the reader's", "· follow up"))
        await pilot.press("space", "down", "space", "enter")
        await wait_until(on(house, "ReplayScreen"))
        await wait_until(shows(house, "reader: curiosity; ana: follow up", "curiosity energy +0.04"))
        await pilot.press("l")
        await wait_until(shows(house, "· curiosity the reader's", "✓ follow up"))
        await pilot.press("escape", "right", "l")
        await wait_until(shows(house, "What ana reads in turn 3", "· declines"))
        assert "curiosity" not in strips(house).split("What ana reads")[1]
        await pilot.press("space", "enter")
        await wait_until(shows(house, "reader: nothing; ana: invites background"))
    labels, cues = read_transcript(path).events[-2:]
    assert isinstance(labels, Corrected)
    assert isinstance(cues, Corrected)
    assert (labels.turn, labels.names) == (2, (Label.FOLLOW_UP,))
    assert (cues.turn, cues.names) == (3, (Cue.INVITES_BACKGROUND,))


@piloted
async def test_a_correction_that_cannot_be_kept_says_why_and_stays_open() -> None:
    path = keep_meeting("one", TURNS)
    house = app(Start("replay", path=path))
    async with house.run_test(size=(100, 30)) as pilot:
        await wait_until(at(house, 1))
        with TranscriptLog.open(path):
            await pilot.press("l")
            await sign(pilot)
            await wait_until(on(house, "CorrectionScreen"))
            await pilot.press("space", "enter")
            await wait_until(shows(house, "another Rehearse has this transcript open"))
            assert on(house, "CorrectionScreen")()


@piloted
async def test_the_review_shows_what_coaches_say_of_a_turn() -> None:
    path = keep_meeting("one", TURNS)
    note(path, 2, f"Well {EVIL}", "Ana", MOMENT)
    house = app(Start("review", path=path))
    async with house.run_test(size=(100, 150)):
        await wait_until(shows(house, "Turn by turn", "Ana: Well", "[bold]x[/bold]"))


@piloted
async def test_a_remark_on_a_sample_is_kept_in_the_person_s_own_copy(library: Path) -> None:
    (library / "transcripts").mkdir()
    own = keep_meeting("gone-well", TURNS)
    sample = own.rename(library / "transcripts" / own.name)
    came = sample.read_bytes()
    house = app(Start("replay", path=sample))
    async with house.run_test(size=(100, 30), notifications=True) as pilot:
        await wait_until(at(house, 1))
        await pilot.press("m")
        await sign(pilot)
        await write(pilot, "Mine.")
        await wait_until(shows(house, "your own copy", "ana: Mine."))
    assert sample.read_bytes() == came
    assert own.read_bytes().startswith(came)


@piloted
async def test_one_goes_far_by_number_by_digit_and_by_tens() -> None:
    house = app(Start("replay", path=keep_long_meeting("long", 400)))
    async with house.run_test(size=(100, 30), notifications=True) as pilot:
        await wait_until(at(house, 1))
        await pilot.press("g", *"250", "enter")
        await wait_until(at(house, 250))
        await pilot.press(*"31", "enter")
        await wait_until(at(house, 31))
        await pilot.press("]")
        await wait_until(at(house, 41))
        await pilot.press("shift+left", "[")
        await wait_until(at(house, 21))
        await pilot.press(*"9999", "enter")
        told = "There is no turn 9999; this meeting has 400."
        await wait_until(lambda: any(note.message == told for note in house._notifications))
        assert at(house, 21)()
        await pilot.press("end")
        await wait_until(at(house, 400))
        await pilot.press("g", "escape", "g", "enter")
        await wait_until(at(house, 400))


@piloted
async def test_no_digit_is_lost_however_fast_a_number_is_typed() -> None:
    house = app(Start("replay", path=keep_long_meeting("long", 400)))
    async with house.run_test(size=(100, 30)):
        await wait_until(at(house, 1))
        for number in ("250", "31", "207"):
            for key in number:
                house.post_message(Key(key, key))
            house.post_message(Key("enter", "\r"))
            await wait_until(at(house, int(number)))


@piloted
async def test_where_one_wants_to_go_is_gone_to_once_it_is_read() -> None:
    house = app(Start("replay", path=keep_long_meeting("long", 3_000)))
    async with house.run_test(size=(100, 30)):
        await wait_until(lambda: isinstance(house.screen, ReplayScreen) and house.screen.course is not None)
        assert isinstance(house.screen, ReplayScreen)
        await house.screen.action_go(2_345)
        await wait_until(at(house, 2_345))
        await wait_until(shows(house, "turn 2345 of 3000", "Answer 2345."))


@piloted
async def test_a_transcript_that_breaks_off_far_behind_its_beginning_is_not_replayed() -> None:
    path = keep_long_meeting("long", 400)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:-5], b"{}\n", *lines[-5:]]))
    house = app(Start("replay", path=path))
    async with house.run_test(size=(100, 30)) as pilot:
        await wait_until(shows(house, "This transcript cannot be replayed", "this is no event"))
        assert "Answer 1." not in strips(house)
        await pilot.press("right", "m", "l", "b", "escape")
        await wait_until(on(house, "HomeScreen"))
