"""The table: replies stream, the keyboard lives, nothing that was said or typed is lost."""

from pathlib import Path
from typing import Any

from textual.events import Paste
from textual.widgets import Button

from rehearse.archive.transcript import read_transcript
from rehearse.errors import ContactError, StorageError
from rehearse.meeting.events import Cancelled, Ended, Replied, Said
from rehearse.reading.scene import Side
from rehearse.settings import transcripts_dir
from rehearse.tui.screens.meeting import MeetingScreen
from rehearse.tui.widgets.composer import Composer
from rehearse.tui.widgets.plain import Plain
from rehearse.tui.widgets.turns import TurnView
from tests.tui.driving import (
    BAD,
    GOOD,
    GatedContact,
    app,
    focused,
    keep_long_meeting,
    keep_meeting,
    on,
    open_gate,
    piloted,
    practice,
    rehearsal,
    shows,
    sit_down,
    strips,
    table,
    wait_until,
    write_library,
)

OPENING = ["Good morning to you."]


def kept() -> Path:
    """The one transcript there is."""
    (path,) = transcripts_dir().glob("*.jsonl")
    return path


def events(kind: type) -> list[Any]:
    """The events of one kind that are on the disk."""
    return [event for event in read_transcript(kept()).events if isinstance(event, kind)]


def composer(house: Any) -> Composer:
    """Where one writes."""
    return table(house).query_one(Composer)


async def say(pilot: Any, text: str) -> None:
    """Type a turn and send it."""
    composer(pilot.app).insert(text)
    await pilot.press("enter")


@piloted
async def test_a_reply_is_shown_chunk_by_chunk_and_is_on_the_disk_when_it_ends() -> None:
    contact = GatedContact(OPENING, ["I was four. ", "Lund was smaller. ", "So was I."])
    house = app(practice(), contact)
    async with house.run_test() as pilot:
        await sit_down(pilot)
        contact.let(1)
        await wait_until(shows(house, OPENING[0]))
        await wait_until(lambda: not table(house).speaking)
        await say(pilot, GOOD)
        contact.let(2)
        await wait_until(shows(house, "I was four."))
        assert not shows(house, "So was I.")()
        assert len(events(Replied)) == 1
        contact.let(1)
        await wait_until(shows(house, "So was I."))
        assert events(Replied)[-1].text == "I was four. Lund was smaller. So was I."


@piloted
async def test_one_can_write_while_the_contact_speaks_and_enter_waits_for_its_turn() -> None:
    contact = GatedContact(OPENING, ["Well, ", "yes."])
    house = app(practice(), contact)
    async with house.run_test() as pilot:
        await sit_down(pilot)
        contact.let(1)
        await wait_until(lambda: not table(house).speaking)
        await say(pilot, GOOD)
        await pilot.press("H", "i", "enter")
        assert composer(house).text == "Hi"
        assert len(events(Said)) == 1
        contact.let(2)
        await wait_until(lambda: not table(house).speaking)
        assert composer(house).text == "Hi"


@piloted
async def test_esc_stops_a_reply_and_keeps_what_was_said_and_the_draft_and_the_focus() -> None:
    contact = GatedContact(OPENING, ["It began ", "with a broken clock ", "in Lund."])
    house = app(practice(), contact)
    async with house.run_test() as pilot:
        await sit_down(pilot)
        contact.let(1)
        await wait_until(lambda: not table(house).speaking)
        await say(pilot, GOOD)
        contact.let(2)
        await wait_until(shows(house, "It began"))
        await pilot.press("N", "o")
        await pilot.press("escape")
        await wait_until(lambda: not table(house).speaking)
        assert composer(house).text == "No"
        assert focused(house, Composer)
        assert events(Cancelled)[-1].text == "It began"
        last = house.screen.query(TurnView).last()
        assert last.text == "It began"


@piloted
async def test_a_reply_that_was_stopped_before_a_word_can_be_asked_for_again() -> None:
    contact = GatedContact(OPENING, ["never said"], ["Second try."])
    house = app(practice(), contact)
    async with house.run_test() as pilot:
        await sit_down(pilot)
        contact.let(1)
        await wait_until(lambda: not table(house).speaking)
        await say(pilot, GOOD)
        await wait_until(lambda: len(contact.replies) == 1)
        await pilot.press("escape")
        await wait_until(shows(house, "Ctrl+R asks again"))
        contact.let(1)
        await pilot.press("f5")
        await wait_until(shows(house, "Second try."))
        assert len(events(Said)) == 1


@piloted
async def test_a_failing_contact_says_so_and_the_offline_contact_goes_on() -> None:
    contact = open_gate(OPENING, ["A half ", ContactError("the server is gone")], engine="llm")
    house = app(practice(), contact)
    async with house.run_test() as pilot:
        await sit_down(pilot)
        await wait_until(shows(house, OPENING[0]))
        await say(pilot, GOOD)
        await wait_until(shows(house, "the server is gone", "Your turn is kept", "Ctrl+R", "Ctrl+O"))
        assert not shows(house, "A half")()
        assert composer(house).text == ""
        await pilot.press("ctrl+o")
        await wait_until(lambda: len(events(Replied)) == 2)
        await wait_until(lambda: not shows(house, "the server is gone")())
        assert events(Replied)[-1].engine == "offline"
        assert len(events(Said)) == 1


@piloted
async def test_a_turn_that_the_disk_refuses_is_back_in_the_composer(monkeypatch: Any) -> None:
    house = app(practice(), open_gate(OPENING, ["Yes."]))
    async with house.run_test() as pilot:
        await sit_down(pilot)
        await wait_until(lambda: not table(house).speaking)

        def refuse(_event: object) -> None:
            raise StorageError("the disk is full", cure="Free some space.")

        with monkeypatch.context() as patch:
            patch.setattr(rehearsal(house).log, "append", refuse)
            await say(pilot, GOOD)
            await wait_until(shows(house, "the disk is full"))
        assert composer(house).text == GOOD
        assert events(Said) == []
        await pilot.press("enter")
        await wait_until(shows(house, "Yes."))
        assert [event.text for event in events(Said)] == [GOOD]


@piloted
async def test_a_draft_survives_quitting_for_its_owners_eyes_only_and_comes_back() -> None:
    house = app(practice(), open_gate(OPENING))
    async with house.run_test() as pilot:
        await sit_down(pilot)
        await wait_until(lambda: not table(house).speaking)
        composer(house).insert("Half a thought")
        await pilot.press("ctrl+q")
    draft = kept().with_suffix(".draft")
    assert draft.read_text() == "Half a thought"
    assert draft.stat().st_mode & 0o777 == 0o600
    again = app(contact=open_gate(["Yes."]))
    async with again.run_test() as pilot:
        again.go_on(kept())
        await sit_down(pilot)
        await wait_until(lambda: composer(again).text == "Half a thought")
        await pilot.press("enter")
        await wait_until(shows(again, "Yes."))
        await pilot.press("ctrl+q")
    assert not draft.exists()


@piloted
async def test_quitting_in_the_middle_of_a_reply_loses_no_turn() -> None:
    contact = GatedContact(OPENING, ["It began ", "then ", "and then."])
    house = app(practice(), contact)
    async with house.run_test() as pilot:
        await sit_down(pilot)
        contact.let(1)
        await wait_until(lambda: not table(house).speaking)
        await say(pilot, GOOD)
        contact.let(2)
        await wait_until(shows(house, "It began"))
        await pilot.press("ctrl+q")
    assert [event.text for event in events(Said)] == [GOOD]
    assert events(Cancelled)[-1].text == "It began"


@piloted
async def test_a_meeting_that_awaits_a_reply_gets_it_when_one_comes_back(monkeypatch: Any) -> None:
    contact = GatedContact(OPENING, ["never said"])
    house = app(practice(), contact)
    async with house.run_test() as pilot:
        await sit_down(pilot)
        contact.let(1)
        await wait_until(lambda: not table(house).speaking)
        await say(pilot, GOOD)
        await wait_until(lambda: not contact.replies)
        await pilot.press("ctrl+q")
    again = app(contact=open_gate(["Late, but here."]))
    async with again.run_test() as pilot:
        again.go_on(kept())
        await sit_down(pilot)
        await wait_until(shows(again, GOOD, "Late, but here."))


@piloted
async def test_a_paste_of_50_kb_is_one_turn_and_new_lines_do_not_send() -> None:
    house = app(practice(), open_gate(OPENING, ["That was long."]))
    async with house.run_test() as pilot:
        await sit_down(pilot)
        await wait_until(lambda: not table(house).speaking)
        house.post_message(Paste("word \x1b[31m" * 5_000))
        await wait_until(lambda: len(composer(house).text) > 40_000)
        await pilot.press("ctrl+j", "a", "shift+enter", "b")
        assert composer(house).text.endswith("\na\nb")
        assert "\x1b" not in composer(house).text
        await pilot.press("enter")
        await wait_until(shows(house, "That was long."))
        assert len(events(Said)[0].text) > 40_000


@piloted
async def test_the_whisper_tells_what_was_read_with_the_quote_of_what_cost() -> None:
    house = app(practice(), open_gate(OPENING, ["Yes."], ["No."]))
    async with house.run_test() as pilot:
        await sit_down(pilot)
        await wait_until(lambda: not table(house).speaking)
        await say(pilot, GOOD)
        await wait_until(shows(house, "That asked about Bo."))
        await wait_until(lambda: not table(house).speaking)
        await say(pilot, BAD)
        await wait_until(shows(house, "nobody had offered: “Whom else should I talk to?"))
        await pilot.press("ctrl+t")
        await wait_until(lambda: not shows(house, "nobody had offered")())


@piloted
async def test_where_the_card_has_no_room_a_key_shows_it() -> None:
    house = app(practice(), open_gate(OPENING))
    async with house.run_test(size=(80, 24)) as pilot:
        await sit_down(pilot)
        await wait_until(lambda: not table(house).speaking)
        await pilot.press(*"Well")
        for back in ("f2", "escape", "enter"):
            assert "Mood" not in strips(house)
            await pilot.press("f2")
            await wait_until(on(house, "Look"))
            await wait_until(lambda: "Mood" in strips(house))
            await pilot.press(back)
            await wait_until(on(house, "MeetingScreen"))
            await pilot.pause()
        assert table(house).composer.text == "Well"
        await pilot.resize_terminal(100, 30)
        await wait_until(lambda: "Mood" in strips(house))


@piloted
async def test_an_exam_never_whispers(library: Path) -> None:
    write_library(library, mode="exam")
    house = app(practice(), open_gate(OPENING, ["Yes."]))
    async with house.run_test() as pilot:
        await sit_down(pilot)
        await wait_until(lambda: not table(house).speaking)
        await say(pilot, GOOD)
        await wait_until(shows(house, "Yes."))
        await wait_until(lambda: not table(house).speaking)
        assert not house.screen.query_one("#whisper", Plain).display


@piloted
async def test_the_end_is_asked_for_then_said_then_reviewed() -> None:
    house = app(practice(), open_gate(OPENING, ["Yes."], ["Goodbye then."]))
    async with house.run_test(size=(100, 30)) as pilot:
        await sit_down(pilot)
        await wait_until(lambda: not table(house).speaking)
        await say(pilot, GOOD)
        await wait_until(shows(house, "Yes."))
        await wait_until(lambda: not table(house).speaking)
        await pilot.press("ctrl+e")
        await wait_until(on(house, "Ask"))
        await pilot.press("escape")
        await wait_until(on(house, "MeetingScreen"))
        assert events(Ended) == []
        await pilot.press("ctrl+e", "enter")
        await wait_until(shows(house, "Goodbye then.", "Read the review (Enter)"))
        assert len(events(Ended)) == 1
        await wait_until(lambda: focused(house, Button))
        await pilot.press("enter")
        await wait_until(shows(house, "of 100"))


@piloted
async def test_a_goodbye_that_failed_can_be_said_again() -> None:
    house = app(practice(), open_gate(OPENING, ["Yes."], [ContactError("the line is dead")], ["Goodbye then."]))
    async with house.run_test(size=(100, 30)) as pilot:
        await sit_down(pilot)
        await wait_until(lambda: not table(house).speaking)
        await say(pilot, GOOD)
        await wait_until(shows(house, "Yes."))
        await wait_until(lambda: not table(house).speaking)
        await pilot.press("ctrl+e", "enter")
        await wait_until(shows(house, "the line is dead"))
        assert events(Ended) == []
        await pilot.press("ctrl+r")
        await wait_until(shows(house, "Goodbye then.", "Read the review (Enter)"))
        assert len(events(Ended)) == 1


@piloted
async def test_the_conversation_follows_its_end_and_holds_where_one_reads_back() -> None:
    keep_meeting("long", [f"{GOOD} {n}" for n in range(12)], end=False)
    contact = GatedContact(["A reply.\n" * 5, "And more.\n" * 10])
    house = app(contact=contact)
    async with house.run_test(size=(80, 24)) as pilot:
        house.go_on(kept())
        await sit_down(pilot)
        screen = house.screen
        assert isinstance(screen, MeetingScreen)
        await wait_until(lambda: screen.talk.max_scroll_y > 0 and screen.talk.is_vertical_scroll_end)
        await say(pilot, GOOD)
        contact.let(1)
        await wait_until(lambda: screen.talk.is_vertical_scroll_end)
        await pilot.press("pageup", "pageup")
        await wait_until(lambda: not screen.talk.is_vertical_scroll_end)
        held = screen.talk.scroll_y
        contact.let(1)
        await wait_until(lambda: not screen.speaking)
        await pilot.pause()
        assert screen.talk.scroll_y == held


@piloted
async def test_a_long_meeting_mounts_its_end_and_the_rest_when_one_reads_back() -> None:
    keep_long_meeting("long", 151)
    house = app(contact=open_gate(["Yes."]))
    async with house.run_test(size=(80, 24)) as pilot:
        house.go_on(kept())
        await sit_down(pilot)
        screen = house.screen
        assert isinstance(screen, MeetingScreen)
        await wait_until(lambda: len(screen.query(TurnView)) == 60)
        for _ in range(200):
            if len(screen.query(TurnView)) == 151:
                break
            await pilot.press("pageup")
        await wait_until(lambda: len(screen.query(TurnView)) == 151)


@piloted
async def test_a_reply_that_comes_word_by_word_stands_as_if_it_had_come_at_once() -> None:
    house = app(practice(), open_gate(OPENING))
    async with house.run_test(size=(100, 30)) as pilot:
        await sit_down(pilot)
        await wait_until(lambda: not table(house).speaking)
        view = table(house).talk.add(Side.CONTACT)
        await pilot.pause()
        for word in ("The long ladder was mended before the rain came, and nobody knew by whom. " * 6).split():
            view.extend(f" {word}" if view.text else word)
            await pilot.pause()
        by_words = strips(house)
        view.say(view.text)
        await pilot.pause()
        assert strips(house) == by_words
        assert by_words.count("ladder") > 3
