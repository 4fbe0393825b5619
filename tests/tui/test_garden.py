"""The garden, the page of a contact, and the sheet for a note."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from rehearse.archive.transcript import read_transcript
from rehearse.errors import ContactError
from rehearse.meeting.events import Answered, Wrote
from rehearse.meeting.plan import Beat, Leaving, Move
from rehearse.settings import transcripts_dir
from rehearse.tui.drafts import draft_path, read_draft
from rehearse.tui.screens.review import ReviewScreen
from rehearse.tui.start import Start
from rehearse.tui.widgets.composer import Composer
from tests.acquaintance import NEWS, SENT, keep
from tests.builders import MOMENT, persona
from tests.tui.driving import app, on, open_gate, piloted, rehearsal, shows, sit_down, strips, wait_until

NOTE = "Thank you for the story of the box. [gratitude]"
TELL = Beat(move=Move.TELL, ref="springs")


def later() -> datetime:
    return MOMENT + timedelta(days=60)


@pytest.fixture(autouse=True)
def _sixty_days_later(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("rehearsal", "tui.screens.garden", "tui.screens.relationship"):
        monkeypatch.setattr(f"rehearse.{name}.now", later)


def keep_everybody() -> None:
    """Bo was met twice and would be glad; Ada left early ten days ago; Cy is not met to the end yet."""
    keep("one", TELL, Beat(move=Move.OFFER, ref="ada"), trust=0.5)
    keep("two", Beat(move=Move.TELL, ref="springs", layer=1), days=20, trust=0.5, letter=NOTE)
    keep("ada", days=50, whom=persona(id="ada-berg", name="Ada Berg"), how=Leaving.EARLY)
    keep("cy", days=55, whom=persona(id="cy-holm", name="Cy Holm"), end=False)


@piloted
async def test_home_says_who_would_be_glad_and_whom_to_leave_in_peace() -> None:
    keep_everybody()
    house = app()
    async with house.run_test(size=(100, 30)):
        await wait_until(shows(house, "Bo would be glad to hear from you; leave Ada in peace"))


@piloted
async def test_the_garden_lists_who_was_met_and_what_would_do_good() -> None:
    keep_everybody()
    house = app()
    async with house.run_test(size=(100, 30)) as pilot:
        await pilot.press("g")
        await wait_until(shows(house, "Ada Berg", "left early, 10 days ago", "Bo Lind", "2 meetings", "6 weeks ago"))
        assert "♣" in strips(house)
        assert "Cy Holm" not in strips(house)
        await pilot.press("escape")
        await wait_until(on(house, "HomeScreen"))


@piloted
async def test_an_empty_garden_says_so() -> None:
    house = app()
    async with house.run_test() as pilot:
        await pilot.press("g")
        await wait_until(shows(house, "Nobody yet."))
        await pilot.press("enter")
        assert on(house, "GardenScreen")()


@piloted
async def test_a_contact_s_page_shows_meetings_curve_stories_promises_and_notes() -> None:
    keep_everybody()
    house = app()
    async with house.run_test(size=(100, 60)) as pilot:
        await pilot.press("g")
        await wait_until(shows(house, "Bo Lind"))
        await pilot.press("down", "enter")
        await wait_until(
            shows(
                house,
                "clock maker, Lind and Daughters",
                "ended gladly",
                "you wrote",
                "today",
                "why springs break in March (2 of 3 layers)",
                "What you have not asked Bo yet",
                "what fell from the tower",
                NEWS,
                SENT,
                "an introduction to Ada Berg",
                NOTE,
                "You are welcome.",
            )
        )
        await pilot.press("enter")
        await wait_until(on(house, "ReviewScreen"))
        assert isinstance(house.screen, ReviewScreen)
        assert house.screen._path.stem == "two"
        await pilot.press("escape")
        await wait_until(on(house, "RelationshipScreen"))


@piloted
async def test_a_new_meeting_from_the_page_goes_on_as_it_stands() -> None:
    keep_everybody()
    house = app(contact=open_gate(["You again."]))
    async with house.run_test(size=(100, 30)) as pilot:
        house.open_relationship("bo-lind")
        await wait_until(shows(house, "New meeting"))
        await pilot.press("n")
        await sit_down(pilot)
        earlier = rehearsal(house).state.header.earlier
        assert earlier is not None
        assert earlier.meetings == ("one", "two")
        assert earlier.thanked
        await wait_until(shows(house, "your 3rd with them"))


@piloted
async def test_the_brief_asks_whether_to_meet_as_strangers_and_an_exam_does_not() -> None:
    keep_everybody()
    house = app(contact=open_gate(["You again."]))
    async with house.run_test(size=(100, 30)) as pilot:
        await pilot.press("n")
        await wait_until(shows(house, "You meet as strangers; a: as it stands (3rd meeting)"))
        await pilot.press("a")
        await wait_until(shows(house, "You meet as it stands (3rd meeting); a: as strangers"))
        await pilot.press("m")
        await wait_until(shows(house, "Exam:"))
        assert "as strangers" not in strips(house)
        await pilot.press("m", "enter")
        await sit_down(pilot)
        assert rehearsal(house).state.header.earlier is not None


@piloted
async def test_without_earlier_meetings_there_is_nothing_to_choose() -> None:
    house = app(contact=open_gate(["Good morning."]))
    async with house.run_test(size=(100, 30)) as pilot:
        await pilot.press("n")
        await wait_until(shows(house, "Across the table"))
        assert "strangers" not in strips(house)
        await pilot.press("a", "enter")
        await sit_down(pilot)
        assert rehearsal(house).state.header.earlier is None


def reviewing(house: Any) -> Any:
    """Return a condition: the review offers a note."""
    return shows(house, "t Thank", "Turn by turn")


@piloted
async def test_a_note_is_written_once_from_the_review_and_stands_in_it() -> None:
    path = keep("one", TELL)
    house = app(Start("review", path=path), open_gate(["It hangs on the wall."]))
    async with house.run_test(size=(100, 120)) as pilot:
        await wait_until(reviewing(house))
        await pilot.press("t")
        await wait_until(shows(house, "A note to Bo Lind"))
        await wait_until(lambda: isinstance(house.focused, Composer))
        house.screen.query_one(Composer).insert(NOTE)
        await pilot.press("ctrl+s")
        await wait_until(shows(house, "gratitude", "trust +0.0", "Bo Lind It hangs on the wall."))
        await pilot.press("escape")
        await wait_until(shows(house, "Your note afterwards", "Bo wrote back: It hangs on the wall."))
        assert "t Thank" not in strips(house)
        await pilot.press("t")
        assert on(house, "ReviewScreen")()
    kinds = [type(event) for event in read_transcript(path).events]
    assert (kinds.count(Wrote), kinds.count(Answered)) == (1, 1)


@piloted
async def test_a_note_that_was_not_sent_waits() -> None:
    path = keep("one")
    house = app(Start("review", path=path), open_gate())
    async with house.run_test(size=(100, 30)) as pilot:
        await wait_until(shows(house, "t Thank"))
        await pilot.press("t")
        await wait_until(lambda: isinstance(house.focused, Composer))
        house.screen.query_one(Composer).insert("Dear Bo")
        await pilot.press("enter")
        assert house.screen.query_one(Composer).text == "Dear Bo\n"
        await pilot.press("escape")
        await wait_until(on(house, "ReviewScreen"))
        assert read_draft(path.with_name("one.letter.jsonl")) == "Dear Bo\n"
        assert read_draft(path) == ""
        await pilot.press("t")
        await wait_until(lambda: isinstance(house.focused, Composer))
        assert house.screen.query_one(Composer).text == "Dear Bo\n"


@piloted
async def test_an_answer_that_fails_is_asked_for_again_and_the_note_is_kept() -> None:
    path = keep("one")
    house = app(
        Start("review", path=path), open_gate([ContactError("the line went dead")], ["Here I am."], engine="llm")
    )
    async with house.run_test(size=(100, 30)) as pilot:
        await wait_until(shows(house, "t Thank"))
        await pilot.press("t")
        await wait_until(lambda: isinstance(house.focused, Composer))
        house.screen.query_one(Composer).insert(NOTE)
        await pilot.press("ctrl+s")
        await wait_until(shows(house, "the line went dead", "Your note is kept", "Ask again"))
        await pilot.press("ctrl+r")
        await wait_until(shows(house, "Here I am."))
        assert not draft_path(path.with_name("one.letter.jsonl")).exists()


@piloted
async def test_a_note_whose_answer_a_crash_took_gets_it_when_opened() -> None:
    path = keep("one", letter=NOTE)
    path.write_text("".join(path.read_text().splitlines(keepends=True)[:-2]))
    house = app(Start("review", path=path), open_gate(["Late, but here."]))
    async with house.run_test(size=(100, 120)) as pilot:
        await wait_until(reviewing(house))
        assert shows(house, "The answer is still awaited.")()
        await pilot.press("t")
        await wait_until(shows(house, "Late, but here.", "gratitude"))
    assert sum(isinstance(event, Wrote) for event in read_transcript(path).events) == 1


@piloted
async def test_a_meeting_that_has_not_ended_or_a_sample_takes_no_note(library: Any) -> None:
    unfinished = keep("one", end=False)
    (library / "transcripts").mkdir()
    sample = keep("two").rename(library / "transcripts" / "two.jsonl")
    for path in (unfinished, sample):
        house = app(Start("review", path=path), open_gate())
        async with house.run_test(size=(100, 60)) as pilot:
            await wait_until(shows(house, "Turn by turn"))
            assert "t Thank" not in strips(house)
            await pilot.press("t")
            assert on(house, "ReviewScreen")()
    assert not list(transcripts_dir().glob("*.draft"))
