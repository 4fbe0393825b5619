"""Two meetings side by side: the facts of their reviews, and where the two part."""

import asyncio
from pathlib import Path

import pytest

from rehearse.contact.offline import OfflineContact
from rehearse.rehearsal import branch
from rehearse.review.comparison import Comparison, as_text, compare
from rehearse.review.facts import Review
from rehearse.review.review import review
from rehearse.scene.library import rubric
from tests.builders import ToldReader
from tests.talk import fixed_clock, heard, meet, there

STANDARD = rubric("standard")
ASKED = "How did you end up making clocks? [curiosity]"
BEGGED = "Could you introduce me to the mayor? [introduction_ask]"
EVIL = "\x1b[2J\x07 \u202e **x**\nFIRST, FROM TURN 99"


def reviewed(path: Path, turns: list[str]) -> Review:
    rehearsal = meet(path, turns)
    return review(rehearsal.log.header, rehearsal.log.events, STANDARD, ToldReader(), str(path))


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Review, Review]:
    """A meeting that went wrong at its fourth turn, and a branch that says that turn differently."""
    parent = meet(tmp_path / "parent.jsonl", [ASKED, BEGGED])

    async def hold() -> Review:
        path = tmp_path / "child.jsonl"
        child = branch(parent.log.header, parent.log.events, 3, path, OfflineContact(), ToldReader(), clock=fixed_clock)
        await heard(child.say("What was your worst mistake? [curiosity]"))
        await heard(child.end())
        child.log.close()
        return review(child.log.header, child.log.events, STANDARD, ToldReader(), str(path))

    return review(parent.log.header, parent.log.events, STANDARD, ToldReader()), asyncio.run(hold())


def test_a_branch_parts_from_its_meeting_at_the_turn_that_was_said_anew(pair: tuple[Review, Review]) -> None:
    found = compare(*pair)
    assert found.shared == 3
    assert found.parting == "The two share the first 3 turns, and part at turn 4."
    assert (found.one.turns[0].text, found.one.turns[0].turn) == (BEGGED, 4)
    assert found.other.turns[0].turn == 4
    assert found.one.energy[:3] == found.other.energy[:3]


def test_the_difference_is_the_second_s_less_the_first_s_in_whole_and_in_each_part(pair: tuple[Review, Review]) -> None:
    one, other = pair
    found, back = compare(one, other), compare(other, one)
    assert there(found.score) == there(other.score) - there(one.score) > 0
    assert there(back.score) == -there(found.score)
    assert [part.title for part in found.parts] == [part.title for part in one.parts]
    for part, first, second in zip(found.parts, one.parts, other.parts, strict=True):
        assert (part.one, part.other, part.change) == (first.points, second.points, second.points - first.points)


def test_stories_are_told_of_where_only_one_meeting_found_them(pair: tuple[Review, Review]) -> None:
    found = compare(*pair)
    assert found.one.stories == ()
    assert found.other.stories == ("what fell from the tower",)


def test_a_meeting_beside_itself_is_the_same_turn_for_turn(pair: tuple[Review, Review]) -> None:
    found = compare(pair[0], pair[0])
    assert (found.score, found.shared, found.one.turns, found.other.turns) == (0, len(pair[0].turns), (), ())
    assert found.parting == "The two are the same, turn for turn."


def test_any_two_meetings_can_be_compared_also_where_one_is_the_beginning_of_the_other(tmp_path: Path) -> None:
    long = reviewed(tmp_path / "a.jsonl", [ASKED, BEGGED])
    short = long.model_copy(update={"turns": long.turns[:2]})
    found = compare(short, long)
    assert (found.shared, found.one.turns) == (2, ())
    assert found.parting == "The two share the first 2 turns, and part at turn 3."
    other = long.model_copy(update={"turns": long.turns[1:]})
    assert compare(long, other).parting == "The two share no beginning."
    nothing = long.model_copy(update={"turns": (), "energy": ()})
    assert "nothing was said" in as_text(compare(nothing, long))


def test_the_record_and_the_text_hold_the_same_facts(pair: tuple[Review, Review]) -> None:
    found = compare(*pair)
    assert Comparison.model_validate_json(found.model_dump_json()) == found
    text = as_text(found)
    for fact in (
        f"{pair[0].score} and {pair[1].score} of 100: +{found.score}",
        found.parting,
        "Second: what fell from the tower",
        "FIRST, FROM TURN 4",
        f"4. You: {BEGGED}",
        "(introduction ask)",
    ):
        assert fact in text


def test_no_word_of_anybody_s_can_pass_for_a_line_of_the_comparison(pair: tuple[Review, Review]) -> None:
    turns = (*pair[1].turns[:3], pair[1].turns[3].model_copy(update={"text": EVIL}))
    spoiled = pair[1].model_copy(update={"title": EVIL, "contact": EVIL, "turns": turns})
    text = as_text(compare(pair[0], spoiled))
    assert not {char for char in "\x1b\x07\u202e" if char in text}
    assert not [line for line in text.splitlines() if line.startswith("FIRST, FROM TURN 99")]
