"""Another take: said differently from any turn, found again from both sides, and set beside the first."""

from pathlib import Path

from rehearse.archive.log import TranscriptLog
from rehearse.archive.transcript import read_transcript
from rehearse.contact.offline import OfflineContact
from rehearse.meeting.events import Parent
from rehearse.settings import transcripts_dir
from rehearse.tui.screens.comparing import CompareScreen
from rehearse.tui.screens.replay import ReplayScreen
from rehearse.tui.start import Start
from rehearse.tui.widgets.composer import Composer
from tests.tui.driving import (
    BAD,
    GOOD,
    GatedContact,
    app,
    keep_meeting,
    on,
    open_gate,
    piloted,
    rehearsal,
    shows,
    sit_down,
    table,
    wait_until,
)

TURNS = [GOOD, BAD, "I see, thank you. [gratitude]"]
OTHER = [GOOD, "What does the tower need? [curiosity]"]


def keep_branch(name: str, parent: Path, *, end: bool = True) -> Path:
    """Keep a meeting that left this one at its fourth turn."""
    whole = read_transcript(keep_meeting(name, OTHER, end=end))
    path = transcripts_dir() / f"{name}.jsonl"
    path.unlink()
    above = Parent(id=read_transcript(parent).header.id, turns=3)
    with TranscriptLog.create(path, whole.header.model_copy(update={"id": name, "parent": above})) as log:
        for event in whole.events:
            log.append(event)
    return path


@piloted
async def test_a_branch_from_one_s_own_turn_shows_what_was_said_last_time_and_plays_with_the_same_seed() -> None:
    path = keep_meeting("one", TURNS)
    house = app(Start("replay", path=path), GatedContact([]))
    async with house.run_test(size=(100, 30)) as pilot:
        await wait_until(shows(house, "turn 1 of"))
        await pilot.press("4", "enter")
        await wait_until(shows(house, "turn 4 of"))
        await pilot.press("b")
        await sit_down(pilot)
        await wait_until(shows(house, f"Last time you said: “{BAD}”"))
        assert len(rehearsal(house).state.turns) == 3
        assert rehearsal(house).state.header.seed == read_transcript(path).header.seed
        await pilot.press("ctrl+q")


@piloted
async def test_the_same_words_in_a_branch_get_the_same_answer() -> None:
    house = app(Start("practice", scenario="clock-coffee", seed=7), OfflineContact())
    async with house.run_test(size=(100, 30)) as pilot:
        await sit_down(pilot)
        await wait_until(lambda: not table(house).speaking and bool(rehearsal(house).state.turns))
        for text in (GOOD, "And what then?"):
            house.screen.query_one(Composer).insert(text)
            await pilot.press("enter")
            await wait_until(lambda: not table(house).speaking and not house.screen.query_one(Composer).text)
        first = rehearsal(house).state
        path = rehearsal(house).log.path
        await pilot.press("ctrl+l")
        await wait_until(on(house, "HomeScreen"))
        house.branch(path, 3, "And what then?")
        await sit_down(pilot)
        house.screen.query_one(Composer).insert("And what then?")
        await pilot.press("enter")
        await wait_until(lambda: not table(house).speaking and len(rehearsal(house).state.turns) == len(first.turns))
        again = rehearsal(house).state
        assert (again.turns, again.ledger, again.told) == (first.turns, first.ledger, first.told)
        await pilot.press("ctrl+q")


@piloted
async def test_a_replay_shows_its_branches_where_they_leave_and_opens_one_there() -> None:
    path = keep_meeting("one", TURNS)
    keep_branch("branch", path)
    house = app(Start("replay", path=path))
    async with house.run_test(size=(100, 40)) as pilot:
        await wait_until(shows(house, "o Takes"))
        await pilot.press("right", "right", "right")
        await wait_until(shows(house, "Branches from here (o)", "02 Jan 2026, 03:04, 6 turns, ended on time"))
        await pilot.press("o")
        await wait_until(shows(house, "turn 4 of 6", "What does the tower need?", "From here on it leaves the meeting"))
        await pilot.press("o")
        await wait_until(shows(house, "turn 4 of 8", BAD))


@piloted
async def test_several_takes_are_offered_by_where_they_leave_and_how_they_ended() -> None:
    path = keep_meeting("one", TURNS)
    keep_branch("first", path)
    keep_branch("second", path, end=False)
    house = app(Start("replay", path=path))
    async with house.run_test(size=(100, 30)) as pilot:
        await wait_until(shows(house, "o Takes"))
        await pilot.press("o")
        await wait_until(shows(house, "Which take?", "A branch from turn 4", "5 turns, not ended"))
        await pilot.press("escape", "o", "down", "enter")
        await wait_until(lambda: isinstance(house.screen, ReplayScreen) and house.screen.path != path)


@piloted
async def test_a_review_names_its_takes_and_sets_the_branch_beside_its_meeting() -> None:
    path = keep_meeting("one", TURNS)
    child = keep_branch("branch", path)
    for start in (path, child):
        house = app(Start("review", path=start))
        async with house.run_test(size=(100, 100)) as pilot:
            await wait_until(shows(house, "Takes", "c Compare"))
            await pilot.press("c")
            await wait_until(
                shows(
                    house,
                    "The clock coffee: two takes",
                    "The two share the first 3 turns, and part at turn 4.",
                    "Restraint 30 50 +20",
                    "Energy",
                    "How they ended",
                    "First, from turn 4",
                    BAD,
                    "Second, from turn 4",
                    OTHER[1],
                )
            )
            await pilot.press("escape")
            await wait_until(on(house, "ReviewScreen"))
            await pilot.press("o")
            await wait_until(shows(house, "Takes", "c Compare"))


@piloted
async def test_a_branch_that_has_not_ended_is_not_compared_and_a_meeting_alone_has_no_takes() -> None:
    path = keep_meeting("one", TURNS)
    alone = app(Start("review", path=path))
    async with alone.run_test(size=(100, 100)) as pilot:
        await wait_until(shows(alone, "Turn by turn"))
        await pilot.press("c", "o")
        assert on(alone, "ReviewScreen")()
    keep_branch("branch", path, end=False)
    house = app(Start("review", path=path))
    async with house.run_test(size=(100, 100)) as pilot:
        await wait_until(shows(house, "Takes", "o Takes"))
        await pilot.press("c")
        assert on(house, "ReviewScreen")()


@piloted
async def test_what_cannot_be_compared_is_said() -> None:
    path = keep_meeting("one", TURNS)
    broken = transcripts_dir() / "broken.jsonl"
    broken.write_text("\x1b[2J no\n")
    house = app(contact=open_gate([]))
    async with house.run_test(size=(100, 30)) as pilot:
        await wait_until(on(house, "HomeScreen"))
        house.open_comparison(path, broken)
        await wait_until(shows(house, "These transcripts cannot be compared", "not JSON"))
        assert isinstance(house.screen, CompareScreen)
        await pilot.press("y", "escape")
        await wait_until(on(house, "HomeScreen"))
