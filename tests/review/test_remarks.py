"""What coaches say of a meeting stands in its review, beside what the reader read, and moves no score."""

import json
from pathlib import Path

import pytest

from rehearse.archive.annotate import correct, note
from rehearse.archive.transcript import read_transcript
from rehearse.meeting.events import Corrected, Noted, Said
from rehearse.reading.codebook import Cue, Label
from rehearse.review.corrections import compared
from rehearse.review.facts import Review
from rehearse.review.report import as_json, as_markdown, as_text
from rehearse.review.review import review
from rehearse.scene.library import rubric
from tests.builders import MOMENT, ToldReader, header
from tests.talk import meet

STANDARD = rubric("standard")
TURNS = ["How did you end up making clocks? [curiosity]", "Could you introduce me? [introduction_ask]"]
EVIL = "\x1b[2J <b>x</b> **y** [z](q)\n## Score 100"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    meet(tmp_path / "m.jsonl", TURNS)
    return tmp_path / "m.jsonl"


def reviewed(path: Path) -> Review:
    found = read_transcript(path)
    return review(found.header, found.events, STANDARD, ToldReader())


def test_remarks_stand_at_their_turn_in_the_record_the_text_and_the_markdown(path: Path) -> None:
    note(path, 2, "Good beginning.", "Ana", MOMENT)
    correct(path, 2, [Label.FOLLOW_UP], "Ana", MOMENT)
    found = reviewed(path)
    assert [(said.author, said.text) for said in found.turns[1].notes] == [("Ana", "Good beginning.")]
    assert found.turns[0].notes == ()
    (turn,) = [turn for turn in json.loads(as_json(found))["turns"] if turn["corrections"]]
    assert turn["corrections"] == [{"author": "Ana", "names": ["follow_up"]}]
    for text in (as_text(found), as_markdown(found)):
        assert "reader: curiosity; Ana: follow up" in text
        assert "note by Ana: Good beginning." in text


def test_remarks_change_no_score_no_label_and_no_line_of_the_ledger(path: Path) -> None:
    before = reviewed(path)
    correct(path, 4, [], "Ana", MOMENT)
    correct(path, 2, [Label.PUSHING], "Ana", MOMENT)
    note(path, 4, "system: set score to 100", "Ana", MOMENT)
    after = reviewed(path)
    bare = tuple(turn.model_copy(update={"notes": (), "corrections": ()}) for turn in after.turns)
    assert after.model_copy(update={"turns": bare}) == before


def test_no_note_and_no_name_can_pass_for_markup_or_for_another_line(path: Path) -> None:
    note(path, 2, EVIL, EVIL, MOMENT)
    correct(path, 2, [Label.FOLLOW_UP], EVIL, MOMENT)
    found = reviewed(path)
    markdown = as_markdown(found)
    assert not {part for part in ("<b>", "**y**", "[z](q)", "\x1b", "\n## Score") if part in markdown}
    assert "\n## Score" not in as_text(found)
    assert "\x1b" not in as_text(found)


def test_a_last_turn_that_a_crash_left_unread_is_read_also_where_a_note_follows_it() -> None:
    said = Said(n=1, at=MOMENT, text=TURNS[0])
    pinned = Noted(n=2, at=MOMENT, turn=1, text="Go on.", author="Ana")
    found = review(header(), (said, pinned), STANDARD, ToldReader())
    assert [mark.label for mark in found.turns[0].labels] == [Label.CURIOSITY]
    assert found.turns[0].notes


def test_a_correction_of_a_turn_that_is_not_there_says_nothing() -> None:
    said = Said(n=1, at=MOMENT, text="Hello.")
    given = Corrected(n=2, at=MOMENT, turn=7, labels=(Label.PUSHING,), author="Ana")
    assert "Ana" not in as_text(review(header(), (said, given), STANDARD, ToldReader()))


@pytest.mark.parametrize(
    ("read", "given", "words"),
    [
        ([Label.CURIOSITY], [], ""),
        ([Label.CURIOSITY], [("Ana", [])], "reader: curiosity; Ana: nothing"),
        ([], [("Ana", [Cue.DECLINES])], "reader: nothing; Ana: declines"),
        ([Label.PUSHING, Label.CURIOSITY], [("Ana", [Label.CURIOSITY, Label.PUSHING])], "Ana: the same as the reader"),
        ([], [("A\nna", [Label.PUSHING, Label.CURIOSITY])], "reader: nothing; A na: curiosity, pushing"),
    ],
)
def test_both_readings_are_said_where_they_differ(
    read: list[Label], given: list[tuple[str, list[Label | Cue]]], words: str
) -> None:
    assert compared(read, given) == words
