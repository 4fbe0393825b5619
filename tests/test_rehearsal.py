"""What must hold of a meeting that goes on: kept before shown, cancelled, resumed, branched."""

import asyncio
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from rehearse.archive.annotate import correct, note
from rehearse.archive.log import TranscriptLog
from rehearse.archive.transcript import read_transcript
from rehearse.contact.offline import OfflineContact
from rehearse.errors import ContactError, InputError
from rehearse.meeting.events import SCHEMA, AnyEvent, Cancelled, Ended, Replied, Said
from rehearse.meeting.plan import Plan
from rehearse.meeting.state import State, fold
from rehearse.reading.scene import Side
from rehearse.rehearsal import Rehearsal, branch, resume, start
from tests.builders import ScriptedContact, ToldReader, persona, scenario
from tests.talk import fixed_clock, heard, meet

TURNS = ["How did you end up making clocks? [curiosity]", "What made you keep the box? [follow_up]", "ok"]


class Failing:
    """Says a little, then fails."""

    engine = "offline"
    model: str | None = None
    note: str | None = None

    async def speak(self, state: State, plan: Plan) -> AsyncIterator[str]:
        yield "Well, I "
        yield "was about "
        raise ContactError("the line went dead", cure="Try again.")


def begin(path: Path, contact: object) -> Rehearsal:
    return start(path, scenario(), persona(), contact, ToldReader(), seed=7, clock=fixed_clock)  # type: ignore[arg-type]


def test_what_is_on_the_disk_folds_to_the_state_at_the_table(tmp_path: Path) -> None:
    rehearsal = meet(tmp_path / "m.jsonl", TURNS)
    transcript = read_transcript(tmp_path / "m.jsonl")
    assert fold(transcript.header, transcript.events) == rehearsal.state


def test_the_same_input_and_seed_give_the_same_bytes_but_for_id_and_time(tmp_path: Path) -> None:
    texts = []
    for name in ("a", "b"):
        rehearsal = meet(tmp_path / f"{name}.jsonl", TURNS)
        texts.append((tmp_path / f"{name}.jsonl").read_text().replace(rehearsal.state.header.id, "ID"))
    assert texts[0] == texts[1]


def test_a_reply_is_on_the_disk_before_its_last_words_are_shown(tmp_path: Path) -> None:
    async def hold() -> None:
        rehearsal = begin(tmp_path / "m.jsonl", ScriptedContact(["Good day."], ["One. ", "Two. ", "Three."]))
        await heard(rehearsal.open())
        shown = ""
        async for chunk in rehearsal.say("Tell me [curiosity]"):
            shown += chunk
            kept = [e.text for e in read_transcript(tmp_path / "m.jsonl").events if isinstance(e, Replied)]
            assert (kept[-1] == "One. Two. Three.") == (shown == "One. Two. Three.")
        rehearsal.log.close()

    asyncio.run(hold())


def test_a_stopped_reply_keeps_what_was_shown_and_the_meeting_goes_on(tmp_path: Path) -> None:
    async def hold() -> State:
        contact = ScriptedContact(["Good day."], ["One. ", "Two. ", "Three."], ["Then four."])
        rehearsal = begin(tmp_path / "m.jsonl", contact)
        await heard(rehearsal.open())
        words = rehearsal.say("Tell me [curiosity]")
        assert await anext(words) == "One. "
        await words.aclose()
        await rehearsal.cancel()
        assert not rehearsal.state.pending
        await heard(rehearsal.say("Go on"))
        rehearsal.log.close()
        return rehearsal.state

    state = asyncio.run(hold())
    assert [turn.text for turn in state.turns] == ["Good day.", "Tell me [curiosity]", "One.", "Go on", "Then four."]
    assert any(isinstance(event, Cancelled) for event in read_transcript(tmp_path / "m.jsonl").events)


def test_a_failed_reply_keeps_the_turn_and_another_engine_can_answer_it(tmp_path: Path) -> None:
    async def hold() -> State:
        rehearsal = begin(tmp_path / "m.jsonl", ScriptedContact(["Good day."], [""]))
        await heard(rehearsal.open())
        with pytest.raises(ContactError):
            await heard(rehearsal.say(TURNS[0]))
        await rehearsal.cancel("nothing came")
        assert rehearsal.state.pending
        rehearsal.contact = OfflineContact()
        assert "broken springs" in await heard(rehearsal.reply())
        rehearsal.log.close()
        return rehearsal.state

    assert asyncio.run(hold()).learner_turns == 1


def test_a_reply_that_breaks_off_is_kept_as_far_as_it_was_shown(tmp_path: Path) -> None:
    async def hold() -> State:
        rehearsal = begin(tmp_path / "m.jsonl", Failing())
        with pytest.raises(ContactError):
            await heard(rehearsal.open())
        await rehearsal.cancel("the line went dead")
        rehearsal.log.close()
        return rehearsal.state

    assert asyncio.run(hold()).turns[0].text == "Well, I"


def test_a_goodbye_that_fails_can_be_done_without(tmp_path: Path) -> None:
    async def hold() -> Rehearsal:
        rehearsal = begin(tmp_path / "m.jsonl", OfflineContact())
        await heard(rehearsal.open())
        await heard(rehearsal.say(TURNS[0]))
        rehearsal.contact = Failing()
        with pytest.raises(ContactError):
            await heard(rehearsal.end())
        await rehearsal.cancel("the goodbye broke off")
        assert not rehearsal.over
        await heard(rehearsal.end(goodbye=False))
        rehearsal.log.close()
        return rehearsal

    assert asyncio.run(hold()).over


def test_a_meeting_killed_before_the_reply_goes_on_where_it_stopped(tmp_path: Path) -> None:
    path = tmp_path / "m.jsonl"
    meet(path, TURNS[:1], end=False)
    lines = path.read_text().splitlines(keepends=True)
    said = next(n for n, line in enumerate(lines) if '"kind":"learner"' in line)
    path.write_text("".join(lines[: said + 1]))

    async def hold() -> Rehearsal:
        rehearsal = resume(path, OfflineContact(), ToldReader(), clock=fixed_clock)
        assert rehearsal.state.pending
        await heard(rehearsal.reply())
        rehearsal.log.close()
        return rehearsal

    rehearsal = asyncio.run(hold())
    assert not rehearsal.state.pending
    assert rehearsal.state.turns[-1].speaker is Side.CONTACT


def test_a_resumed_meeting_says_what_it_would_have_said(tmp_path: Path) -> None:
    whole = meet(tmp_path / "whole.jsonl", TURNS, end=False)
    meet(tmp_path / "half.jsonl", TURNS[:2], end=False)

    async def hold() -> Rehearsal:
        rehearsal = resume(tmp_path / "half.jsonl", OfflineContact(), ToldReader(), clock=fixed_clock)
        await heard(rehearsal.say(TURNS[2]))
        rehearsal.log.close()
        return rehearsal

    assert asyncio.run(hold()).state.turns == whole.state.turns


@pytest.mark.parametrize("turns", [0, 1, 2, 3, 4])
def test_a_branch_shares_the_first_turns_and_the_seed_and_leaves_its_parent_alone(tmp_path: Path, turns: int) -> None:
    parent = meet(tmp_path / "parent.jsonl", TURNS)
    before = (tmp_path / "parent.jsonl").read_bytes()

    async def hold() -> Rehearsal:
        child = branch(
            parent.log.header,
            parent.log.events,
            turns,
            tmp_path / "child.jsonl",
            OfflineContact(),
            ToldReader(),
            clock=fixed_clock,
        )
        assert child.state.turns == parent.state.turns[:turns]
        await heard(child.open() if turns == 0 else child.say("hm"))
        child.log.close()
        return child

    child = asyncio.run(hold())
    assert child.state.header.seed == parent.state.header.seed
    assert child.state.header.parent is not None
    assert child.state.header.parent.turns == turns
    assert (tmp_path / "parent.jsonl").read_bytes() == before
    assert len(child.state.turns) > turns


def test_what_coaches_said_of_a_meeting_stays_with_it_and_its_branch_is_written_in_today_s_form(tmp_path: Path) -> None:
    path = tmp_path / "parent.jsonl"
    meet(path, TURNS)
    note(path, 2, "Good.", "Ana", fixed_clock())
    correct(path, 2, [], "Ana", fixed_clock())
    parent = read_transcript(path)
    old = parent.header.model_copy(update={"schema_": 1})
    turns = len(fold(*parent[:2]).turns)
    child = branch(old, parent.events, turns, tmp_path / "c.jsonl", OfflineContact(), ToldReader())
    assert (child.state.notes, child.state.corrections) == ((), ())
    assert len(child.state.turns) == turns
    assert child.state.header.schema_ == SCHEMA
    child.log.close()


def test_a_branch_from_a_turn_that_is_not_there_is_refused(tmp_path: Path) -> None:
    parent = meet(tmp_path / "parent.jsonl", TURNS[:1])
    with pytest.raises(InputError, match="has only"):
        branch(parent.log.header, parent.log.events, 99, tmp_path / "c.jsonl", OfflineContact(), ToldReader())
    assert not (tmp_path / "c.jsonl").exists()


@pytest.mark.parametrize("text", ["", "   ", "\x1b\x07", "x" * 100_001])
def test_a_turn_that_cannot_be_said_is_refused_and_nothing_is_kept(tmp_path: Path, text: str) -> None:
    async def hold() -> int:
        rehearsal = begin(tmp_path / "m.jsonl", OfflineContact())
        with pytest.raises(InputError):
            await heard(rehearsal.say(text))
        rehearsal.log.close()
        return len(rehearsal.log.events)

    assert asyncio.run(hold()) == 0


def test_a_cancel_while_the_disk_writes_leaves_state_and_disk_at_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writing, go_on = threading.Event(), threading.Event()
    append = TranscriptLog.append

    def slow(log: TranscriptLog, event: AnyEvent) -> None:
        writing.set()
        go_on.wait(10)
        append(log, event)

    async def hold() -> Rehearsal:
        rehearsal = begin(tmp_path / "m.jsonl", OfflineContact())
        await heard(rehearsal.open())
        monkeypatch.setattr(TranscriptLog, "append", slow)
        task = asyncio.create_task(heard(rehearsal.say(TURNS[0])))
        await asyncio.to_thread(writing.wait, 10)
        task.cancel()
        go_on.set()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert rehearsal.state == fold(rehearsal.log.header, rehearsal.log.events)
        assert "broken springs" in await heard(rehearsal.reply())
        rehearsal.log.close()
        return rehearsal

    assert asyncio.run(hold()).state.learner_turns == 1


def test_nothing_is_said_after_the_end(tmp_path: Path) -> None:
    async def hold() -> None:
        rehearsal = begin(tmp_path / "m.jsonl", OfflineContact())
        await heard(rehearsal.open())
        await heard(rehearsal.say("Goodbye!"))
        assert rehearsal.over
        with pytest.raises(InputError, match="over"):
            await heard(rehearsal.say("One more thing"))
        rehearsal.log.close()

    asyncio.run(hold())
    kinds = [type(event) for event in read_transcript(tmp_path / "m.jsonl").events]
    assert kinds[-1] is Ended
    assert kinds.count(Said) == 1


def test_escape_sequences_from_a_contact_reach_neither_the_screen_nor_the_disk(tmp_path: Path) -> None:
    rehearsal = meet(tmp_path / "m.jsonl", [], contact=ScriptedContact(["Hi\x1b]52;c;", "aGk=\x07 there."]), end=False)
    assert rehearsal.state.turns[0].text == "Hi]52;c;aGk= there."
    assert b"\x1b" not in (tmp_path / "m.jsonl").read_bytes()


def test_a_meeting_imported_without_a_persona_cannot_be_played_on(tmp_path: Path) -> None:
    rehearsal = meet(tmp_path / "m.jsonl", TURNS)
    imported = rehearsal.log.header.model_copy(update={"persona": None})
    with TranscriptLog.create(tmp_path / "i.jsonl", imported) as log, pytest.raises(InputError, match="persona"):
        Rehearsal(log, OfflineContact(), ToldReader())
