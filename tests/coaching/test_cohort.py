"""The figures of a cohort, worked out by hand; the order of its meetings and its bad files change none of them."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rehearse.coaching.assigned.packed import Content, Packed, packed
from rehearse.coaching.cohort.as_text import as_text
from rehearse.coaching.cohort.fold import Cohort
from rehearse.coaching.cohort.learning import WINDOW, Row
from rehearse.coaching.cohort.page import as_page
from rehearse.coaching.cohort.sample import Sample
from rehearse.coaching.cohort.talk import Talk
from rehearse.coaching.facts import Bad, MeetingFacts, Told
from rehearse.meeting.plan import Leaving
from rehearse.reading.codebook import CREDITS, Label
from rehearse.scene.assignment import Assignment, Criteria, Task
from tests import builders
from tests.builders import MOMENT
from tests.coaching.cohorts import RUBRIC, facts, judged, report
from tests.review.test_page import Seen

ASK, ME, GLAD = Label.JOB_ASK, Label.ME_FIRST, Label.CURIOSITY


def row(found: Cohort, learner: str) -> Row:
    return next(row for row in found.learners if row.learner == learner)


def kinds(found: Cohort, learner: str) -> list[str]:
    return [reason.kind for talk in found.talks if talk.learner == learner for reason in talk.reasons]


def test_progress_is_that_of_the_meetings_in_the_order_in_which_they_were_held() -> None:
    found = row(report(*(facts("ana", number, score) for number, score in enumerate((40, 70, 61), start=1))), "ana")
    assert (found.first.score, found.best.score, found.last.score, found.mean) == (40, 70, 61, 57.0)
    assert (found.slope, found.trend) == (10.5, "rising")
    assert [held.score for held in found.latest] == [40, 70, 61]


def test_two_meetings_are_no_trend_yet() -> None:
    assert row(report(facts("ana", 1, 10), facts("ana", 2, 90)), "ana").trend == "too few"


def test_a_scenario_that_was_held_again_shows_what_changed() -> None:
    (found,) = report(
        facts("ana", 1, 40), facts("ana", 2, 50), facts("ana", 3, 70), facts("bo", 1, 20), facts("bo", 2, 30)
    ).scenarios
    assert (found.learners, found.meetings, found.first) == (2, 5, 30)
    assert (found.again, found.before, found.after) == (2, 30, 50)


def test_a_debit_is_counted_by_turns_meetings_and_learners() -> None:
    found = report(facts("ana", 1, 60, ASK, ASK), facts("ana", 2, 60), facts("ana", 3, 60, ASK), facts("bo", 1, 60, ME))
    (habit,) = row(found, "ana").debits
    assert (habit.label, habit.times, habit.meetings, habit.running) == (ASK, 3, 2, 1)
    assert [(words.transcript, words.quote) for words in habit.words] == [
        ("ana/3.jsonl", "job ask of ana, 3"),
        ("ana/1.jsonl", "job ask of ana, 1"),
    ]
    by_label = {debit.label: debit for debit in found.debits}
    assert (by_label[ASK].learners, by_label[ASK].meetings, by_label[ME].learners) == (1, 2, 1)
    assert (by_label[ASK].stays, by_label[ASK].could_stay) == (0, 1)


def test_credits_that_nobody_shows_are_missing() -> None:
    found = report(facts("ana", 1, 60, GLAD, ASK), facts("bo", 1, 60, ASK))
    assert GLAD not in row(found, "ana").missing
    assert row(found, "bo").missing == CREDITS
    assert {credit.label: credit.learners for credit in found.credits}[GLAD] == 1
    assert found.credits[-1].label is GLAD


def test_scores_are_spread_over_tens_with_the_highest_in_the_last() -> None:
    found = report(*(facts("ana", number, score) for number, score in enumerate((0, 9, 10, 55, 100, 100), start=1)))
    assert found.score is not None
    assert [bar.meetings for bar in found.score.bars] == [2, 1, 0, 0, 0, 1, 0, 0, 0, 2]
    assert (found.score.bars[-1].low, found.score.bars[-1].high) == (90, 100)
    assert (found.score.low_quarter, found.score.median, found.score.high_quarter) == (9.25, 32.5, 88.75)
    assert {words.transcript for words in found.score.bars[-1].words} == {"ana/5.jsonl", "ana/6.jsonl"}


def test_a_story_leads_to_the_words_that_found_it_and_one_that_nobody_finds_is_named() -> None:
    spring = Told(id="springs", title="why springs break in March", turn=4, quote="What is in that box?")
    tower = Told(id="tower", title="what fell from the tower")
    found = report(
        facts("ana", 1, discovered=(spring,), untold=(tower,)),
        facts("bo", 1, untold=(tower, spring.model_copy(update={"turn": None, "quote": ""}))),
    )
    (persona,) = found.personas
    assert [(story.id, story.found, story.could) for story in persona.stories] == [("tower", 0, 2), ("springs", 1, 2)]
    assert [story.id for story in persona.never] == ["tower"]
    (words,) = persona.stories[1].words
    assert (words.learner, words.turn, words.quote) == ("ana", 4, "What is in that box?")


@pytest.mark.parametrize(
    ("meetings", "expected"),
    [
        ([(60, ())], []),
        ([(80, ()), (75, ()), (70, ())], ["falling"]),
        ([(80, ()), (79, ()), (78, ())], []),
        ([(45, ()), (49, ()), (40, ())], ["flat and low"]),
        ([(45, ()), (49, ()), (50, ())], []),
        ([(60, (ASK,)), (60, (ASK,)), (60, (ASK, ME))], ["habit"]),
        ([(60, (ASK,)), (60, ()), (60, (ASK,))], []),
        ([(60, (ASK,)), (60, (ASK,))], []),
    ],
)
def test_who_needs_a_talk_follows_the_rules(meetings: list[tuple[int, tuple[Label, ...]]], expected: list[str]) -> None:
    found = report(*(facts("ana", place, score, *labels) for place, (score, labels) in enumerate(meetings)))
    assert kinds(found, "ana") == expected


def test_a_reason_leads_to_words_and_says_its_number() -> None:
    (talk,) = report(*(facts("ana", number, 60, ASK) for number in range(4))).talks
    (reason,) = talk.reasons
    assert reason.says == "Job ask in each of the last 3 meetings, and in the 1 before."
    assert [words.quote for words in reason.words] == [f"job ask of ana, {number}" for number in (3, 2, 1)]


@pytest.mark.parametrize(
    ("endings", "expected"),
    [
        ((Leaving.GLAD, Leaving.EARLY), ["left early"]),
        ((Leaving.EARLY, Leaving.GLAD, Leaving.GLAD), []),
        ((Leaving.EARLY, Leaving.EARLY, Leaving.GLAD), ["left early"]),
        ((Leaving.GLAD, None), ["unfinished"]),
        ((None, Leaving.GLAD), []),
        ((None, None, Leaving.GLAD), ["unfinished"]),
    ],
)
def test_how_meetings_end_is_a_reason(endings: tuple[Leaving | None, ...], expected: list[str]) -> None:
    found = report(*(facts("ana", number, 60, ended=how) for number, how in enumerate(endings)))
    assert kinds(found, "ana") == expected


def test_a_meeting_that_a_branch_goes_on_from_is_not_unfinished() -> None:
    alone = facts("ana", 1, ended=None)
    assert kinds(report(alone), "ana") == ["unfinished"]
    assert kinds(report(alone, facts("ana", 2, branch_of=alone.id)), "ana") == []


def test_most_reasons_come_first_then_the_lowest_score() -> None:
    found = report(
        *(facts("bo", number, 20 - number, ASK) for number in range(3)),
        *(facts("cy", number, 60, ASK) for number in range(3)),
        *(facts("di", number, 55, ASK) for number in range(3)),
    )
    assert [talk.learner for talk in found.talks] == ["bo", "di", "cy"]


def assigned(**criteria: Any) -> Packed:
    clock = builders.scenario()
    task = Task(scenario=clock.id)
    assignment = Assignment(
        schema=1, id="week-1", title="Week one", tasks=(task,), criteria=Criteria(**criteria), due=MOMENT
    )
    return packed(Content(assignment=assignment, scenarios=(clock,), personas=(builders.persona(),), rubric=RUBRIC))


def test_criteria_are_met_meeting_by_meeting_and_only_meetings_for_the_assignment_count() -> None:
    asked = assigned(min_score=60, forbid=(ASK,), require=(GLAD,), discover=("springs",))
    spring = Told(id="springs", title="why springs break in March")
    own: dict[str, Any] = {"assignment": asked.hash, "started": MOMENT - timedelta(hours=1)}
    found = report(
        facts("ana", 1, 70, GLAD, discovered=(spring,), **own),
        facts("bo", 1, 70, GLAD, ASK, discovered=(spring,), **own),
        facts("bo", 2, 59, GLAD, **own),
        facts("bo", 3, 99),
        packed=asked,
    )
    assert (found.meetings, found.other, found.assignment) == (3, 1, "Week one")
    (task,) = found.tasks
    assert (task.passed, task.learners) == (1, 2)
    assert [(criterion.says, criterion.met, criterion.learners_met) for criterion in task.criteria] == [
        ("a score of 60 or more", 2, 2),
        ("no job ask", 2, 2),
        ("curiosity", 3, 2),
        ("the story “why springs break in March”", 2, 2),
        ("ended", 3, 2),
    ]
    assert task.criteria[1].unmet[0].quote == "job ask of bo, 1"
    (talk,) = found.talks
    assert talk.reasons[0].says == (
        "The clock coffee is not passed: the best of 2 meetings scored 70. Against it: job ask."
    )
    assert (row(found, "ana").passed, row(found, "bo").passed) == (1, 0)


@pytest.mark.parametrize("lacking", [{"ended": None}, {"turns": 0}])
def test_a_meeting_that_never_ended_or_without_a_word_passes_nothing(lacking: dict[str, Any]) -> None:
    asked = assigned(min_score=1)
    given: dict[str, Any] = {"assignment": asked.hash, "started": MOMENT} | lacking
    found = report(facts("ana", 1, **given), packed=asked)
    assert found.tasks[0].passed == 0


def test_who_passed_after_the_due_date_passed_late_as_their_own_app_says() -> None:
    asked = assigned(min_score=1)
    late: dict[str, Any] = {"assignment": asked.hash, "started": MOMENT + timedelta(seconds=1)}
    found = report(
        facts("ana", 1, **late), facts("bo", 1, **late), facts("bo", 2, **late | {"started": MOMENT}), packed=asked
    )
    assert (found.tasks[0].passed, found.tasks[0].late) == (2, 1)
    assert "passed by 2 of 2 learners, 1 late" in as_text(found)
    assert [row(found, who).passed for who in ("ana", "bo")] == [1, 1]


def test_no_words_stand_behind_what_is_lacking() -> None:
    asked = assigned(require=(GLAD,))
    found = report(facts("ana", 1, 70, ASK, assignment=asked.hash, started=MOMENT, ended=None), packed=asked)
    (talk,) = found.talks
    assert [(reason.kind, [words.quote for words in reason.words]) for reason in talk.reasons] == [
        ("criteria", [""]),
        ("unfinished", [""]),
    ]
    assert talk.reasons[0].says.endswith("Against it: no curiosity; no end.")


def test_what_is_kept_of_a_learner_does_not_grow_with_their_meetings() -> None:
    found = row(report(*(facts("ana", number, number % 100, ASK) for number in range(300))), "ana")
    assert (found.meetings, len(found.latest), len(found.debits[0].words)) == (300, WINDOW, WINDOW)
    assert (found.first.id, found.best.score, found.last.id) == ("ana-0", 99, "ana-299")


MEETINGS = st.lists(
    st.builds(
        lambda learner, number, score, labels, ended, coached: facts(
            learner,
            number,
            score,
            *labels,
            ended=ended,
            judged=(judged(2, labels, coached), judged(2, labels, (), "Ana")) if labels else (),
        ),
        st.sampled_from(["ana", "bo", "cy"]),
        st.integers(0, 12),
        st.integers(0, 100),
        st.lists(st.sampled_from(Label), max_size=4, unique=True).map(tuple),
        st.sampled_from([None, *Leaving]),
        st.lists(st.sampled_from(Label), max_size=2, unique=True).map(tuple),
    ),
    max_size=20,
    unique_by=lambda found: found.source,
)


@settings(max_examples=40, deadline=None)
@given(MEETINGS, st.randoms(use_true_random=False))
def test_the_order_of_the_meetings_changes_nothing(meetings: list[MeetingFacts], chance: Any) -> None:
    shuffled: list[MeetingFacts | Bad] = [*meetings, Bad("b", "why"), Bad("a", "why")]
    before = report(*shuffled).model_dump_json()
    chance.shuffle(shuffled)
    assert report(*shuffled).model_dump_json() == before


@settings(max_examples=20, deadline=None)
@given(MEETINGS)
def test_a_bad_file_changes_no_number(meetings: list[MeetingFacts]) -> None:
    found = report(*meetings, Bad("ana/broken.jsonl", "The line is no whole JSON."))
    assert (found.bad, found.bad_files[0].source) == (1, "ana/broken.jsonl")
    assert found.model_copy(update={"bad": 0, "bad_files": ()}) == report(*meetings)


def test_of_two_best_meetings_the_first_is_the_best_whatever_the_order() -> None:
    two = [facts("ana", 1, 70), facts("ana", 2, 70)]
    assert {row(report(*some), "ana").best.id for some in (two, two[::-1])} == {"ana-1"}


@given(st.lists(st.integers(0, 9), max_size=30))
def test_a_sample_keeps_what_comes_first_by_its_key_and_each_key_once(keys: list[int]) -> None:
    sample: Sample[int] = Sample(3)
    for key in keys:
        sample.add(key, key)
    assert [*sample] == sorted(set(keys))[:3]


def test_nobody_is_reported_on_where_there_is_nothing() -> None:
    found = report()
    assert (found.meetings, found.learners, found.score, found.talks) == (0, (), None, ())


def test_every_talk_has_words_or_a_meeting_to_lead_to() -> None:
    found = report(facts("ana", 1, ended=None))
    talks: tuple[Talk, ...] = found.talks
    assert [(words.transcript, words.quote) for words in talks[0].reasons[0].words] == [("ana/1.jsonl", "")]


def test_meetings_in_which_the_learner_said_nothing_are_told_and_move_no_number() -> None:
    silent = facts("ana", 2, turns=0, score=None, parts={}, overall=None, would_meet_again=None)
    found, without = report(facts("ana", 1), silent), report(facts("ana", 1))
    assert found.silent == 1
    assert found.model_copy(update={"silent": 0}) == without
    assert "1 meeting left aside, in which the learner said nothing." in as_text(found)
    assert "1 meeting left aside, in which the learner said nothing" in as_page(found)


def test_meetings_that_nobody_ended_count_and_are_told() -> None:
    found = report(facts("ana", 1), facts("ana", 2, ended=None))
    assert (found.meetings, found.going_on) == (2, 1)
    assert "1 meeting that nobody ended; each counts as far as it went." in as_text(found)
    assert "1 meeting that nobody ended" in as_page(found)
    assert "nobody ended" not in as_text(report(facts("ana", 1)))


def test_a_meeting_that_lies_in_two_files_counts_once_and_both_are_named() -> None:
    copy = facts("ana", 1).model_copy(update={"source": "ana/copy.jsonl", "learner": "bo"})
    found, without = report(facts("ana", 1), facts("ana", 2), copy), report(facts("ana", 1), facts("ana", 2))
    assert found.double == 1
    assert found.model_copy(update={"double": 0, "doubles": ()}) == without
    for told in (as_text(found), Seen(as_page(found)).text):
        assert "ana/copy.jsonl is the meeting of ana/1.jsonl" in " ".join(told.split())
