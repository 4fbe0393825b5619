"""A long meeting comes in ever longer beginnings, each of them true, and at last whole."""

from rehearse.archive.transcript import read_transcript
from rehearse.meeting.state import fold
from rehearse.tui.course import FIRST, Course, courses
from tests.tui.driving import keep_long_meeting, keep_meeting


def test_each_beginning_is_one_of_the_whole_and_the_last_is_the_whole() -> None:
    path = keep_long_meeting("long", 1_500)
    found = list(courses(path))
    whole = found[-1]
    kept = read_transcript(path)
    assert whole == Course.of(fold(kept.header, kept.events))
    assert [course.whole for course in found] == [False] * (len(found) - 1) + [True]
    lengths = [len(course.state.turns) for course in found]
    assert lengths[0] in (FIRST, FIRST + 1)
    assert lengths == sorted(set(lengths))
    assert len(found) <= 5
    for course in found:
        count = len(course.state.turns)
        assert course.state.turns == whole.state.turns[:count]
        assert course.state.energy_curve == whole.state.energy_curve[:count]
        assert course.trust == whole.trust[:count]
        assert list(course.points) == [turn for turn in whole.points if turn <= count]


def test_a_short_meeting_comes_at_once() -> None:
    (course,) = courses(keep_meeting("one", ["Tell me. [curiosity]"]))
    assert course.whole
    assert len(course.trust) == len(course.state.turns) == 4


def test_the_trust_after_the_last_turn_is_the_trust_of_the_fold() -> None:
    *_, course = courses(keep_meeting("one", ["Tell me. [curiosity]", "Introduce me! [introduction_ask]"]))
    assert abs(course.trust[-1] - course.state.trust) < 1e-9
