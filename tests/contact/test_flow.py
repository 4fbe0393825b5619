"""How often the embedded contact answers in the flow of talk: turns of whole meetings, marked by who played them."""

from collections import Counter

import pytest

from rehearse.contact.planner import make_plan
from rehearse.meeting.plan import Move
from training.meetings import Marked, marked

TOLD = (Move.TELL, Move.ADVISE, Move.OFFER)


@pytest.fixture(scope="module")
def turns() -> list[Marked]:
    """All marked turns."""
    return list(marked())


@pytest.fixture(scope="module")
def found(turns: list[Marked]) -> Counter[str]:
    """What becomes of the turns now: whether there is an answer, and what was told."""
    count = Counter(_what(turn) for turn in turns)
    print(f"\n{dict(sorted(count.items()))}")
    return count


def _what(turn: Marked) -> str:
    told = {(beat.ref, beat.layer) for beat in make_plan(turn.state).beats if beat.move in TOLD}
    if not turn.wanted:
        return "none, told" if told else "none, aside"
    return "there, answered" if told & turn.wanted else "there, other told" if told else "there, aside"


def test_most_turns_that_something_in_the_file_answers_are_answered(found: Counter[str]) -> None:
    there = sum(number for what, number in found.items() if what.startswith("there"))
    assert there >= 290
    assert found["there, answered"] >= 0.56 * there


def test_what_is_told_is_an_answer_far_more_often_than_not(found: Counter[str]) -> None:
    beside = found["there, other told"] + found["none, told"]
    assert found["there, answered"] >= 1.8 * beside
