"""What a coach's report knows of a meeting is what its review says; what a file claims was read is read anew."""

from pathlib import Path

import pytest

from rehearse.archive.encode import event_line, header_line
from rehearse.archive.transcript import read_transcript
from rehearse.coaching.facts import MeetingFacts
from rehearse.coaching.rereading import reread
from rehearse.coaching.reviewed import QUOTE, meeting_facts
from rehearse.engines import make_reader
from rehearse.errors import InputError
from rehearse.meeting.events import Corrected, Read
from rehearse.meeting.state import fold
from rehearse.reading.codebook import Label
from rehearse.reading.scene import Side
from rehearse.review.review import review
from rehearse.scene import library
from rehearse.settings import shipped
from rehearse.text import one_line

SAMPLES = sorted(shipped("transcripts").glob("*.jsonl"))
RUBRIC = library.rubric("standard")


def facts(path: Path, data: bytes | None = None, *, anew: bool = False) -> MeetingFacts:
    return meeting_facts(data or path.read_bytes(), RUBRIC, make_reader(), source=f"ana/{path.name}", anew=anew)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_facts_are_those_of_the_review(path: Path) -> None:
    found = facts(path)
    transcript = read_transcript(path)
    said = review(transcript.header, transcript.events, RUBRIC, make_reader())
    assert (found.score, found.overall, found.would_meet_again) == (said.score, said.overall, said.would_meet_again)
    assert [(c.turn, c.label, c.quote) for c in found.claims] == [
        (turn.turn, mark.label, mark.quote) for turn in said.turns for mark in turn.labels
    ]
    assert [story.id for story in found.discovered] == [story.id for story in said.stories.discovered]
    assert found.learner == "ana"


def test_a_reading_that_was_written_into_the_file_by_hand_counts_only_where_the_file_is_believed() -> None:
    path = next(path for path in SAMPLES if "wrong" in path.name)
    header, events, _ = read_transcript(path)
    clean = [
        event.model_copy(update={"labels": (), "unsure": ()}) if isinstance(event, Read) else event for event in events
    ]
    said, lines = None, [header_line(header)]
    for number, event in enumerate(clean, start=1):
        said = event.text if event.kind == "learner" else said
        lines.append(event_line(event, number, said))
    forged = b"".join(lines)
    assert facts(path, forged).claims == ()
    assert facts(path, forged, anew=True).claims == facts(path, anew=True).claims != ()


def test_a_meeting_that_this_reader_read_reads_the_same_anew() -> None:
    for path in SAMPLES[:3]:
        header, events, _ = read_transcript(path)
        once = reread(header, events, make_reader())
        assert reread(header, once, make_reader()) == once


def test_what_is_no_transcript_is_named_with_its_place() -> None:
    with pytest.raises(InputError, match=r"ana/broken\.jsonl"):
        meeting_facts(b"{}\n", RUBRIC, make_reader(), source="ana/broken.jsonl")


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_story_that_was_found_leads_to_the_learners_words_before_it(path: Path) -> None:
    header, events, _ = read_transcript(path)
    turns = fold(header, events).turns
    for told in facts(path).discovered:
        assert told.turn is not None
        assert turns[told.turn - 1].speaker is Side.LEARNER
        assert one_line(turns[told.turn - 1].text, QUOTE) == told.quote


def test_a_correction_of_a_turn_that_is_not_there_or_is_the_others_is_nobodys(tmp_path: Path) -> None:
    path = tmp_path / "m.jsonl"
    path.write_bytes(SAMPLES[0].read_bytes())
    header, events, _ = read_transcript(path)
    turns = fold(header, events).turns
    learner = next(n for n, turn in enumerate(turns, start=1) if turn.speaker is Side.LEARNER)
    at, n = events[-1].at, len(events)
    given = [
        Corrected(n=n + 1, at=at, turn=learner, labels=(Label.ME_FIRST,), author="Tom"),
        Corrected(n=n + 2, at=at, turn=len(turns) + 1, labels=(), author="Tom"),
        Corrected(n=n + 3, at=at, turn=learner, cues=(), author="Ana"),
    ]
    data = path.read_bytes() + b"".join(f"{one.model_dump_json()}\n".encode() for one in given)
    (found,) = facts(path, data).judged
    assert (found.turn, found.author, found.coach) == (learner, "Tom", (Label.ME_FIRST,))
    assert found.quote == one_line(turns[learner - 1].text, QUOTE)
