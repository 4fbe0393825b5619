"""What must hold of scores: parts that hold so much, a verdict that people share, a rubric that says what it moves."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.verdict import agreement, rated
from rehearse.engines import make_reader
from rehearse.reading.codebook import CREDITS, DEBITS, Label
from rehearse.review.labelling import labelled
from rehearse.review.report import as_json, as_markdown, as_text
from rehearse.review.review import review
from rehearse.review.scoring import part_scores, total
from rehearse.scene.library import rubric
from rehearse.scene.rubric import Rubric
from tests.builders import ToldReader
from tests.talk import meet, there

STANDARD = rubric("standard")
COUNTS: st.SearchStrategy[dict[str, int]] = st.dictionaries(st.sampled_from(list(Label)), st.integers(0, 12))
GOOD = [
    "How did you end up making clocks? [curiosity]",
    "What made you keep the box? [follow_up]",
    "So it was her way of trusting you with them. [reflection]",
    "Where did you learn to file? [curiosity] [follow_up]",
    "I read your piece on springs. Why March? [preparation] [curiosity] [follow_up]",
    "So they break when the frost goes. [reflection]",
    "I found the article on brass that you looked for, I will send it. [give_back] [gratitude]",
    "Is this still a good time? [time_respect]",
    "Thank you for the story of the tower. [gratitude] [graceful_response]",
]


def score(counts: dict[str, int], turns: int = 9) -> int:
    found = total(part_scores(counts, turns, STANDARD))
    assert found is not None
    return found


@given(COUNTS, st.sampled_from(CREDITS))
def test_one_more_credit_never_lowers_a_score(counts: dict[str, int], credit: Label) -> None:
    more = counts | {credit: counts.get(credit, 0) + 1}
    assert score(more) >= score(counts)


@given(COUNTS, st.sampled_from(DEBITS))
def test_the_first_debit_of_its_kind_shows_however_much_was_earned(counts: dict[str, int], debit: Label) -> None:
    without = counts | {debit: 0}
    full, slipped = (part_scores(without | {debit: times}, 9, STANDARD) for times in (0, 1))
    assert sum(part.points for part in slipped) <= sum(part.points for part in full) - 8


@given(COUNTS, st.integers(1, 12))
def test_one_more_turn_never_lowers_what_was_kept(counts: dict[str, int], turns: int) -> None:
    assert score(counts, turns) <= score(counts, turns + 1)


def test_what_is_only_to_be_kept_counts_by_the_share_of_a_whole_meeting() -> None:
    assert [score({}, turns) for turns in (1, 2, 3, 4, 5)] == [13, 26, 39, 52, 52]


def test_of_a_whole_meeting_a_part_begins_at_its_base_to_the_last_digit() -> None:
    first, *rest = STANDARD.parts
    fine = STANDARD.model_copy(update={"parts": (first.model_copy(update={"base": 3.33}), *rest)})
    assert part_scores({}, 4, fine)[0].points == 3.33


@given(COUNTS)
def test_what_a_part_holds_follows_from_what_it_says_was_counted(counts: dict[str, int]) -> None:
    for part in part_scores(counts, 9, STANDARD):
        found = {each.label: each for each in part.counted}
        assert all(each.times == counts[each.label] for each in part.counted)
        assert set(found) == {item.label for p in STANDARD.parts if p.id == part.id for item in p.items} & {
            label for label, times in counts.items() if times
        }
        credits = sum(each.points for each in part.counted if each.points > 0)
        debits = sum(each.points for each in part.counted if each.points < 0)
        assert part.points == pytest.approx(min(part.base + credits, part.most) + debits)


def test_a_part_says_in_words_how_it_came_to_its_points() -> None:
    counts: dict[str, int] = {Label.FOLLOW_UP: 7, Label.REFLECTION: 2, Label.PUSHING: 1}
    told = {part.id: part.course for part in part_scores(counts, 9, STANDARD)}
    assert told["listening"] == (
        "began at 4; follow up 7 times, counted 3 times +12; reflection twice +8; credits count up to 20"
    )
    assert told["restraint"] == "began at 18; pushing -14"
    assert told["curiosity"] == ""


@given(COUNTS)
def test_no_part_holds_more_than_it_can_and_the_score_stays_on_its_scale(counts: dict[str, int]) -> None:
    parts = part_scores(counts, 9, STANDARD)
    assert all(part.points <= part.most for part in parts)
    assert 0 <= score(counts) <= 100


def test_the_standard_parts_hold_a_hundred_points_in_all() -> None:
    assert sum(part.most for part in STANDARD.parts) == 100


def test_an_excellent_meeting_scores_near_the_top_and_is_told_to_change_nothing(tmp_path: Path) -> None:
    log = meet(tmp_path / "m.jsonl", GOOD).log
    found = review(log.header, log.events, STANDARD, ToldReader())
    assert there(found.score) >= 95
    assert not found.better
    assert all(moment.energy + moment.trust > 0 for moment in found.moments)
    assert all(thing.startswith("Come back for the story") for thing in found.next)


def test_ratings_agree_with_those_that_people_gave() -> None:
    dev, reader = rated("dev.jsonl"), make_reader()
    gold, own = agreement(dev, dev, STANDARD), [labelled(line, reader, STANDARD) for line in dev]
    assert gold.ranks >= 0.9
    assert gold.error <= 1.0
    assert gold.again >= 0.93
    assert gold.score >= 0.9
    assert agreement(dev, own, STANDARD).ranks >= 0.85


def stricter() -> Rubric:
    """The standard rubric, to which an introduction asked for is dearer, and gladness lower."""
    parts = tuple(
        part.model_copy(
            update={
                "items": tuple(
                    item.model_copy(update={"weight": -20.0}) if item.label is Label.INTRODUCTION_ASK else item
                    for item in part.items
                )
            }
        )
        for part in STANDARD.parts
    )
    lower = STANDARD.gladness.model_copy(update={"base": 0.0})
    return STANDARD.model_copy(update={"id": "stricter", "parts": parts, "gladness": lower})


def test_another_rubric_says_what_it_moves_and_why(tmp_path: Path) -> None:
    log = meet(tmp_path / "m.jsonl", [GOOD[0], "Introduce me to the mayor? [introduction_ask]"]).log
    found = review(log.header, log.events, stricter(), ToldReader(), usual=STANDARD)
    usual = review(log.header, log.events, STANDARD, ToldReader(), usual=STANDARD)
    assert usual.moved is None
    assert found.moved
    assert (found.moved.score, there(found.moved.score) - there(found.score)) == (usual.score, 8)
    assert there(found.moved.overall) == there(usual.overall) > there(found.overall)
    assert [(move.part, move.causes) for move in found.moved.moves] == [
        ("restraint", ("introduction ask, found once, counts -20, not -12",))
    ]
    for form in (as_text(found), as_markdown(found)):
        assert "counts -20, not -12" in form
        assert f"score {usual.score} there, {found.score} here" in form
    assert '"moved"' in as_json(found)


def test_what_bears_on_nothing_that_was_said_moves_nothing(tmp_path: Path) -> None:
    log = meet(tmp_path / "m.jsonl", GOOD[:2]).log
    found = review(log.header, log.events, stricter(), ToldReader(), usual=STANDARD)
    assert found.moved
    assert not found.moved.moves


@pytest.mark.parametrize("change", [{"base": 9.0}, {"most": 30.0}])
def test_a_part_that_begins_or_holds_otherwise_is_a_cause(tmp_path: Path, change: dict[str, float]) -> None:
    log = meet(tmp_path / "m.jsonl", GOOD[:1]).log
    first, *rest = STANDARD.parts
    other = STANDARD.model_copy(update={"id": "other", "parts": (first.model_copy(update=change), *rest)})
    found = review(log.header, log.events, other, ToldReader(), usual=STANDARD)
    assert found.moved
    (move,) = found.moved.moves
    assert move.part == first.id
    assert move.causes
