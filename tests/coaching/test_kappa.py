"""Kappa and its interval against numbers of scikit-learn 1.9 and statsmodels 0.15, and coaches beside the reader."""

from math import sqrt
from random import Random

import pytest

from rehearse.coaching.cohort.beside import READER, Beside
from rehearse.coaching.cohort.fold import Cohort
from rehearse.coaching.cohort.kappa import Cells, Kappa, Table, student
from rehearse.reading.codebook import Cue, Label
from tests.coaching.cohorts import facts, heard, judged, report

KNOWN: list[tuple[Cells, float, float]] = [
    # cohen_kappa_score; std_kappa of cohens_kappa (Fleiss, Cohen and Everitt, 1969)
    ((20, 5, 10, 15), 0.4, 0.12699606293110033),
    ((45, 15, 25, 15), 0.13043478260869568, 0.0986615376234396),
    ((25, 35, 5, 35), 0.2592592592592593, 0.07715973174444572),
    ((118, 5, 2, 0), -0.023391812865497075, 0.012286756672845256),
    ((0, 4, 3, 20), -0.1454545454545455, 0.05716619192387761),
]
ASK, ME = Label.JOB_ASK, Label.ME_FIRST


def one_turn_a_meeting(cells: Cells) -> Table:
    table = Table()
    for place, count in enumerate(cells):
        for _ in range(count):
            table.add((int(place == 0), int(place == 1), int(place == 2), int(place == 3)))
    return table


def kappa_of(table: Table) -> Kappa:
    found = table.kappa()
    assert found is not None
    return found


@pytest.mark.parametrize(("cells", "value", "error"), KNOWN)
def test_kappa_and_its_standard_error_are_those_of_the_literature(cells: Cells, value: float, error: float) -> None:
    found = kappa_of(one_turn_a_meeting(cells))
    turns = sum(cells)
    reach = student(turns - 1) * error * sqrt(turns / (turns - 1))
    assert found.value == pytest.approx(value, abs=1e-12)
    assert (found.low, found.high) == pytest.approx((max(value - reach, -1), min(value + reach, 1)), abs=1e-9)


@pytest.mark.parametrize(
    ("degrees", "value"), [(9, 2.262157), (10, 2.228139), (19, 2.093024), (35, 2.030108), (200, 1.971896)]
)
def test_students_quantile_is_near(degrees: int, value: float) -> None:
    assert student(degrees) == pytest.approx(value, abs=0.004)


def test_turns_of_one_meeting_that_are_alike_make_the_interval_wider() -> None:
    together, apart = Table(), one_turn_a_meeting((40, 10, 20, 30))
    for cells in [(8, 0, 0, 2)] * 5 + [(0, 2, 4, 4)] * 5:
        together.add(cells)
    assert together.cells == apart.cells
    wide, narrow = kappa_of(together), kappa_of(apart)
    assert wide.value == narrow.value
    assert wide.high - wide.low > 1.5 * (narrow.high - narrow.low)


def test_agreement_on_each_turn_is_not_taken_for_certain() -> None:
    few, many = one_turn_a_meeting((5, 0, 0, 40)), one_turn_a_meeting((200, 0, 0, 1600))
    assert kappa_of(few).value == kappa_of(many).value == 1
    assert kappa_of(few).low == pytest.approx(0.733, abs=0.001)
    assert kappa_of(many).low > 0.99


@pytest.mark.parametrize("cells", [(0, 0, 0, 50), (50, 0, 0, 0)])
def test_where_chance_alone_agrees_on_each_turn_kappa_has_no_value(cells: Cells) -> None:
    assert one_turn_a_meeting(cells).kappa() is None


@pytest.mark.parametrize(
    ("cells", "meetings"), [((5, 5, 5, 4), 19), ((2, 1, 1, 40), 44), ((0, 9, 0, 40), 49), ((0, 0, 9, 40), 49)]
)
def test_too_few_turns_say_nothing(cells: Cells, meetings: int) -> None:
    table = one_turn_a_meeting(cells)
    assert table.meetings == meetings
    assert table.too_few


def test_many_turns_of_few_meetings_say_nothing() -> None:
    table = Table()
    for _ in range(9):
        table.add((5, 1, 1, 20))
    assert table.too_few
    table.add((5, 1, 1, 20))
    assert not table.too_few


def simulated(chance: Random, turns: int = 10) -> Cells:
    """A meeting of its own ways: how frequent a label is, and how much the two raters err, differ from the next."""
    frequent = min(max(chance.gauss(0.3, 0.12), 0.02), 0.9)
    errs = min(max(chance.gauss(0.15, 0.12), 0.0), 0.6)
    cells = [0, 0, 0, 0]
    for _ in range(turns):
        there = chance.random() < frequent
        first, second = (there ^ (chance.random() < errs) for _ in range(2))
        cells[2 * (not first) + (not second)] += 1
    return (cells[0], cells[1], cells[2], cells[3])


def test_nineteen_of_twenty_intervals_hold_the_true_kappa() -> None:
    chance, all_turns = Random(3), Table()
    for _ in range(20_000):
        all_turns.add(simulated(chance))
    true, held, held_apart, cohorts = kappa_of(all_turns).value, 0, 0, 400
    for _ in range(cohorts):
        table = Table()
        for _ in range(10):
            table.add(simulated(chance))
        found, apart = kappa_of(table), kappa_of(one_turn_a_meeting(table.cells))
        held += found.low <= true <= found.high
        held_apart += apart.low <= true <= apart.high
    assert 0.92 < held / cohorts < 0.98
    assert held_apart / cohorts < 0.9


def corrected(meetings: int = 12) -> Cohort:
    """In each meeting Tom agrees on one job ask and adds a me first; Ana sees the first turn as Tom does."""
    return report(
        *(
            facts(
                "ana",
                number,
                judged=(
                    judged(2, (ASK,), (ASK,)),
                    judged(4, (), (ME,)),
                    judged(6, (), ()),
                    judged(2, (ASK,), (ASK,), "Ana"),
                    heard(3, (Cue.DECLINES,), (Cue.DECLINES, Cue.SIGNALS_TIME)),
                ),
            )
            for number in range(meetings)
        )
    )


def beside(found: Cohort, first: str, second: str) -> Beside:
    return next(pair for pair in found.besides if (pair.first, pair.second) == (first, second))


def test_each_coach_stands_beside_the_reader_and_beside_each_other() -> None:
    found = corrected()
    assert [(pair.first, pair.second, pair.turns, pair.same) for pair in found.besides] == [
        (READER, "Tom", 48, 24),
        (READER, "Ana", 12, 12),
        ("Ana", "Tom", 12, 12),
    ]
    asks, mine, *cues = beside(found, READER, "Tom").agreements
    assert (asks.label, asks.turns, asks.both, asks.first_only, asks.second_only, asks.kappa) == (ASK, 36, 12, 0, 0, 1)
    assert (mine.label, mine.both, mine.second_only, mine.kappa) == (ME, 0, 12, None)
    assert [(cue.label, cue.turns) for cue in cues] == [(Cue.DECLINES, 12), (Cue.SIGNALS_TIME, 12)]


def test_a_turn_on_which_they_differ_is_quoted_with_who_found_it() -> None:
    mine = beside(corrected(), READER, "Tom").agreements[1]
    assert {(words.turn, words.quote, words.label) for words in mine.differing} == {
        (4, "turn 4", "me first, says Tom"),
    }


def test_a_coach_who_is_called_what_the_reader_is_stays_a_coach() -> None:
    found = report(facts("ana", 1, judged=(judged(2, (ASK,), (), READER),)))
    assert [(pair.first, pair.second) for pair in found.besides] == [(READER, f"{READER} (a coach)")]
