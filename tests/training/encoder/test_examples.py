"""What the network is to tell of a talk is what its labels and marks say, and nothing that nobody said."""

import pytest

from rehearse.reading.encoder.outputs import ACTS, AT, OUTPUTS, STATES
from tests.reading.encoder.test_windows import wordpiece
from tests.training.meetings import BIND
from training.encoder.examples import NO, UNKNOWN, YES, Example, Marks, examples
from training.encoder.surface import bare

ASKS = "introduction_ask"
INVITED: Marks = {1: (("introduction_ask!", 0, 41),)}
GRASPED: Marks = {3: (("introduction_ask", 9, 28), ("pushing", 0, 28))}


def only(marks: Marks | None) -> Example:
    (example,) = examples(wordpiece(), BIND, marks)
    return example


def told(example: Example, turn: int, output: str) -> set[int]:
    """What is known of the pieces of a turn."""
    of_turn = [row for row, number in zip(example.pieces, example.window.turns, strict=True) if number == turn]
    return {row[AT[output]] for row in of_turn}


def test_a_turn_tells_its_labels_and_no_others() -> None:
    row = only(None).turns[3]
    carried = {name for name in OUTPUTS if row[AT[name]] == YES and not name.startswith("state:")}
    assert carried == {ASKS, "pushing", f"act:{ASKS}"}
    assert row[AT["curiosity"]] == NO


def test_beside_a_learner_turn_stands_what_the_talk_has_opened_and_closed() -> None:
    invited, declined = only(None).turns[1], only(None).turns[3]
    stands = [{name for name in STATES if row[AT[f"state:{name}"]] == YES} for row in (invited, declined)]
    assert stands == [{"invited"}, {"no", "no_stands"}]
    assert only(None).turns[0][AT["state:invited"]] == UNKNOWN


def test_of_a_contact_turn_no_label_is_known_and_of_a_learner_turn_no_cue() -> None:
    example = only(None)
    assert example.turns[0][AT[ASKS]] == UNKNOWN
    assert example.turns[1][AT["declines"]] == UNKNOWN
    assert example.turns[2][AT["declines"]] == YES


def test_an_invited_ask_is_the_act_and_no_debit() -> None:
    row = only(INVITED).turns[1]
    assert (row[AT[f"act:{ASKS}"]], row[AT[ASKS]]) == (YES, NO)


def test_without_marks_nobody_knows_whether_an_act_was_there_and_in_order() -> None:
    assert only(None).turns[1][AT[f"act:{ASKS}"]] == UNKNOWN
    assert only({}).turns[1][AT[f"act:{ASKS}"]] == NO


def test_marked_words_carry_and_the_others_do_not() -> None:
    example = only(GRASPED)
    assert told(example, 4, ASKS) == {NO, YES}
    assert told(example, 4, "curiosity") == {NO}


def test_of_a_label_that_nobody_marked_no_piece_is_known() -> None:
    assert told(only({}), 4, ASKS) == {UNKNOWN}


@pytest.mark.parametrize("act", ACTS)
def test_every_act_is_a_debit_with_an_output_of_its_own(act: str) -> None:
    assert {act, f"act:{act}"} <= set(OUTPUTS)


def test_a_changed_surface_keeps_labels_and_moves_marks() -> None:
    (plain,), (changed,) = examples(wordpiece(), BIND, GRASPED), examples(wordpiece(), BIND, GRASPED, bare)
    assert changed.turns == plain.turns
    assert len(changed.window.ids) < len(plain.window.ids)
    count = [sum(row[AT[ASKS]] == YES for row in each.pieces) for each in (plain, changed)]
    assert 0 < count[1] <= count[0]
