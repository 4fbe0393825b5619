"""What must hold of the note after a meeting: read, answered and charged, apart from the meeting itself."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from rehearse.archive.corpus import to_corpus
from rehearse.archive.index import head
from rehearse.archive.transcript import read_transcript
from rehearse.contact.contact import Contact
from rehearse.contact.offline import OfflineContact
from rehearse.contact.wording import sentence_keys
from rehearse.errors import ContactError, InputError
from rehearse.meeting.events import Answered, Ended, Wrote
from rehearse.meeting.plan import Plan
from rehearse.meeting.state import State, fold
from rehearse.reading.codebook import Label
from rehearse.reading.scene import Referrer
from rehearse.rehearsal import Rehearsal, branch, resume
from rehearse.scene import library
from rehearse.scene.scenario import Scenario
from tests.builders import ToldReader, persona_data, scenario
from tests.talk import fixed_clock, meet

TURNS = ["How did you end up making clocks? [curiosity]", "Thank you for the springs. [gratitude]"]
NOTE = "Thank you for the story of the box. [gratitude]"
PIASCENE = scenario(referrer=Referrer(name="Pia", introduced=True, name_blessed=True))


class Failing:
    engine = "offline"
    model: str | None = None
    note: str | None = None

    async def speak(self, state: State, plan: Plan) -> AsyncIterator[str]:
        yield "Dear "
        raise ContactError("the post was lost", cure="Try again.")


def held(path: Path, *, scene: Scenario = PIASCENE, turns: list[str] = TURNS, end: bool = True) -> State:
    return meet(path, turns, scenario=scene, end=end).state


def thank(path: Path, text: str, contact: Contact | None = None) -> Rehearsal:
    async def write() -> Rehearsal:
        rehearsal = resume(path, contact or OfflineContact(), ToldReader(), clock=fixed_clock)
        try:
            await rehearsal.thank(text)
        finally:
            rehearsal.log.close()
        return rehearsal

    return asyncio.run(write())


def test_a_note_is_read_answered_in_the_persona_s_words_and_kept(tmp_path: Path) -> None:
    before = held(tmp_path / "m.jsonl")
    state = thank(tmp_path / "m.jsonl", NOTE).state
    after = state.afterwards
    assert after is not None
    assert after.letter.has(Label.GRATITUDE)
    assert after.answer in persona_data()["reactions"]["gratitude"]
    assert not sentence_keys(after.answer or "") & {k for turn in before.turns for k in sentence_keys(turn.text)}
    transcript = read_transcript(tmp_path / "m.jsonl")
    assert fold(transcript.header, transcript.events) == state


def test_a_note_earns_trust_and_standing_and_leaves_the_meeting_as_it_was(tmp_path: Path) -> None:
    before = held(tmp_path / "m.jsonl")
    state = thank(tmp_path / "m.jsonl", NOTE).state
    after = state.afterwards
    assert after is not None
    assert after.gained > 0
    assert after.standing > state.standing
    assert all(entry.energy == 0 and entry.turn == len(state.turns) + 1 for entry in after.entries)
    for name in ("energy", "trust", "standing", "turns", "ledger", "counts", "minutes_used", "energy_curve", "ended"):
        assert getattr(state, name) == getattr(before, name), name


@pytest.mark.parametrize("label", [Label.JOB_ASK, Label.SALES_PITCH, Label.INTRODUCTION_ASK])
def test_a_note_that_asks_costs_and_is_declined(tmp_path: Path, label: Label) -> None:
    held(tmp_path / "m.jsonl")
    after = thank(tmp_path / "m.jsonl", f"Thank you. One more thing. [gratitude] [{label}]").state.afterwards
    assert after is not None
    assert after.gained < 0
    assert after.answer == persona_data()["reactions"][label.value][0]


def test_an_ask_that_was_declined_at_the_table_is_dearer_in_a_note(tmp_path: Path) -> None:
    ask, warm = "A job, perhaps? [job_ask]", scenario(trust=0.8)
    held(tmp_path / "a.jsonl", scene=warm)
    held(tmp_path / "b.jsonl", scene=warm, turns=[*TURNS, ask])
    first, again = (thank(tmp_path / name, ask).state.afterwards for name in ("a.jsonl", "b.jsonl"))
    assert first is not None
    assert again is not None
    assert again.gained < first.gained


def test_a_note_is_answered_even_where_nothing_is_read_in_it(tmp_path: Path) -> None:
    held(tmp_path / "m.jsonl")
    after = thank(tmp_path / "m.jsonl", "It rains here.").state.afterwards
    assert after is not None
    assert after.answer
    assert after.gained == 0


@pytest.mark.parametrize("text", ["", "  \x1b", "x" * 100_001])
def test_a_note_that_cannot_be_sent_is_refused_and_nothing_is_kept(tmp_path: Path, text: str) -> None:
    held(tmp_path / "m.jsonl")
    before = (tmp_path / "m.jsonl").read_bytes()
    with pytest.raises(InputError):
        thank(tmp_path / "m.jsonl", text)
    assert (tmp_path / "m.jsonl").read_bytes() == before


def test_one_note_is_enough_and_none_comes_before_the_end(tmp_path: Path) -> None:
    held(tmp_path / "m.jsonl", end=False)
    with pytest.raises(InputError, match="goes on"):
        thank(tmp_path / "m.jsonl", NOTE)
    held(tmp_path / "n.jsonl")
    thank(tmp_path / "n.jsonl", NOTE)
    with pytest.raises(InputError, match="already"):
        thank(tmp_path / "n.jsonl", NOTE)


def test_a_failed_answer_keeps_the_note_and_shows_nothing_half(tmp_path: Path) -> None:
    held(tmp_path / "m.jsonl")
    with pytest.raises(ContactError):
        thank(tmp_path / "m.jsonl", NOTE, Failing())
    assert answered(tmp_path / "m.jsonl")


def answered(path: Path) -> str:
    async def ask() -> str:
        rehearsal = resume(path, OfflineContact(), ToldReader(), clock=fixed_clock)
        answer = await rehearsal.answer()
        assert await rehearsal.answer() == answer
        rehearsal.log.close()
        return answer

    found = asyncio.run(ask())
    assert sum(isinstance(event, Answered) for event in read_transcript(path).events) == 1
    return found


@pytest.mark.parametrize("kept", [1, 2, 3])
def test_a_crash_between_the_note_and_its_answer_loses_neither(tmp_path: Path, kept: int) -> None:
    path = tmp_path / "m.jsonl"
    held(path)
    whole = thank(path, NOTE).state
    lines = path.read_text().splitlines(keepends=True)
    written = next(n for n, line in enumerate(lines) if '"kind":"letter"' in line)
    path.write_text("".join(lines[: written + kept]))
    assert answered(path)
    transcript = read_transcript(path)
    state = fold(transcript.header, transcript.events)
    assert state.afterwards is not None
    assert whole.afterwards is not None
    assert state.afterwards.entries == whole.afterwards.entries
    assert state.afterwards.answer == whole.afterwards.answer


def test_a_branch_takes_no_note_with_it(tmp_path: Path) -> None:
    held(tmp_path / "m.jsonl")
    parent = thank(tmp_path / "m.jsonl", NOTE)
    turns = len(parent.state.turns)
    child = branch(parent.log.header, parent.log.events, turns, tmp_path / "c.jsonl", OfflineContact(), ToldReader())
    child.log.close()
    assert child.state.afterwards is None
    assert not any(isinstance(event, Wrote | Ended) for event in child.log.events)


def test_a_turn_whose_reading_was_cut_off_is_read_when_the_meeting_ends_and_never_as_the_note(tmp_path: Path) -> None:
    path = tmp_path / "m.jsonl"
    held(path, turns=["Could you introduce me? [introduction_ask]"], end=False)
    said = next(n for n, line in enumerate(path.read_text().splitlines()) if '"kind":"learner"' in line)
    path.write_text("".join(path.read_text().splitlines(keepends=True)[: said + 1]))

    async def leave() -> Rehearsal:
        rehearsal = resume(path, OfflineContact(), ToldReader(), clock=fixed_clock)
        async for _ in rehearsal.end(goodbye=False):
            pass
        rehearsal.log.close()
        return rehearsal

    before = asyncio.run(leave())
    assert before.state.counts[Label.INTRODUCTION_ASK] == 1
    after = thank(path, NOTE)
    assert after.state.turns == before.state.turns
    assert after.state.ledger == before.state.ledger
    line = to_corpus(after.log.header, after.log.events)
    assert [turn["labels"] for turn in line["turns"] if turn["speaker"] == "learner"] == [["introduction_ask"]]


def test_the_list_of_transcripts_counts_no_note_as_a_turn(tmp_path: Path) -> None:
    held(tmp_path / "m.jsonl")
    before = head(tmp_path / "m.jsonl")
    thank(tmp_path / "m.jsonl", NOTE)
    assert head(tmp_path / "m.jsonl") == before
    assert before.persona == "bo-lind"


def test_an_older_transcript_reads_and_takes_a_note(tmp_path: Path) -> None:
    path = tmp_path / "m.jsonl"
    held(path)
    text = path.read_text().replace('"schema":4', '"schema":2', 1).replace('"earlier":null,', "", 1)
    assert '"schema":2' in text
    assert "earlier" not in text.splitlines()[0]
    path.write_text(text)
    assert thank(path, NOTE).state.afterwards is not None


@pytest.mark.parametrize("entry", library.personas(), ids=lambda entry: entry.id)
def test_every_shipped_contact_answers_thanks_an_ask_and_an_insult_in_writing(
    tmp_path: Path, entry: library.Entry
) -> None:
    person = library.persona(entry.id)
    notes = {
        "thanks": NOTE,
        "ask": "Any jobs? [job_ask]",
        "news": "I went home and mended a chair.",
        "insult": "Idiot.",
    }
    for name, text in notes.items():
        path = tmp_path / f"{name}.jsonl"
        meet(path, ["Hello there.", "My sister is a baker."], persona=person)
        after = thank(path, text).state.afterwards
        assert after is not None
        assert after.answer, (entry.id, name)
