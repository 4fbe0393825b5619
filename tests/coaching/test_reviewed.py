"""What a coach's report knows of a meeting is what its review says; what a file claims was read is read anew."""

from pathlib import Path

import pytest

from rehearse.archive.encode import event_line, header_line
from rehearse.archive.transcript import read_transcript
from rehearse.coaching.facts import MeetingFacts
from rehearse.coaching.rereading import reread
from rehearse.coaching.reviewed import meeting_facts
from rehearse.engines import make_reader
from rehearse.errors import InputError
from rehearse.meeting.events import Read
from rehearse.review.review import review
from rehearse.scene import library
from rehearse.settings import shipped

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
