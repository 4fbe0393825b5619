"""The note in a review: beside the meeting's own facts, which it changes in nothing."""

import asyncio
from pathlib import Path

from rehearse.archive.transcript import read_transcript
from rehearse.contact.offline import OfflineContact
from rehearse.meeting.met import met
from rehearse.meeting.relationship import relationships
from rehearse.reading.codebook import Label
from rehearse.rehearsal import resume
from rehearse.review.facts import Review
from rehearse.review.report import as_markdown, as_text
from rehearse.review.review import review
from rehearse.scene.library import rubric
from tests.builders import ToldReader, persona
from tests.talk import fixed_clock, meet

TURNS = ["How did you end up making clocks? [curiosity]", "What made you keep the box? [follow_up]"]
NOTE = "Thank you, *Bo*. [gratitude]"


def made(path: Path) -> Review:
    transcript = read_transcript(path)
    return review(transcript.header, transcript.events, rubric("standard"), ToldReader())


def thank(path: Path) -> None:
    async def write() -> None:
        rehearsal = resume(path, OfflineContact(), ToldReader(), clock=fixed_clock)
        await rehearsal.thank(NOTE)
        rehearsal.log.close()

    asyncio.run(write())


def test_a_note_stands_in_the_review_and_changes_nothing_else(tmp_path: Path) -> None:
    meet(tmp_path / "m.jsonl", TURNS)
    before = made(tmp_path / "m.jsonl")
    thank(tmp_path / "m.jsonl")
    after = made(tmp_path / "m.jsonl")
    assert after.letter is not None
    assert after.letter.trust > 0
    assert [mark.label for mark in after.letter.labels] == [Label.GRATITUDE]
    assert after.model_copy(update={"letter": None}) == before


def test_text_and_markdown_have_a_section_for_it_only_where_there_is_one(tmp_path: Path) -> None:
    meet(tmp_path / "m.jsonl", TURNS)
    assert "afterwards" not in as_text(made(tmp_path / "m.jsonl")).lower()
    thank(tmp_path / "m.jsonl")
    found = made(tmp_path / "m.jsonl")
    assert found.letter is not None
    text, markdown = as_text(found), as_markdown(found)
    assert "YOUR NOTE AFTERWARDS" in text
    assert found.letter.answer
    assert found.letter.answer in text
    assert "You: Thank you, *Bo*." in text
    assert r"Thank you, \*Bo\*." in markdown


def test_the_review_of_a_later_meeting_counts_as_discovered_what_was_new_in_it(tmp_path: Path) -> None:
    meet(tmp_path / "a.jsonl", TURNS[:1])
    first = read_transcript(tmp_path / "a.jsonl")
    kept = met(first.header, first.events)
    assert kept is not None
    known = relationships([kept])["bo-lind"]
    meet(tmp_path / "b.jsonl", ["How long have you lived here? [curiosity]"], persona=persona(), known=known)
    found = made(tmp_path / "b.jsonl").stories
    assert found.discovered == ()
    assert [story.id for story in found.untold] == ["tower"]
