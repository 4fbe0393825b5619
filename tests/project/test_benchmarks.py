"""The measuring measures: a text is found when it is shown, and a figure beyond its bound is called so."""

import os
import random
import sys

import pytest

from benchmarks import echo, installed, memory, searching, session, talker
from benchmarks.__main__ import main
from benchmarks.figure import Excess, Figure, Limit, Promptness, medians, table
from benchmarks.meeting import figures
from benchmarks.process import computed
from benchmarks.process import memory as taken
from benchmarks.terminal import NeverShown, seconds_until
from benchmarks.typist import LINE, Typist

# Draws in colour, and waits for the answer to a query, as an app does; what stands in two places is one text.
PROGRAM = """
import os, tty
tty.setraw(0)
os.write(1, b"\\x1b[?1049h\\x1b[?2026$p")
answer = os.read(0, 32)
os.write(1, b"\\x1b[1mNew \\x1b[31mrehearsal" if answer == b"\\x1b[?2026;0$y" else answer)
os.read(0, 1)
"""

# Draws what is typed, each letter in a style of its own; asked to, it forgets the line.
ECHOING = """
import os, tty
tty.setraw(0)
os.write(1, b"Ready")
while typed := os.read(0, 64):
    os.write(1, b"\\x1b[2K\\r" if typed == b"\\x15" else b"\\x1b[1m" + typed + b"\\x1b[0m")
"""
SILENT = "import os, time, tty; tty.setraw(0); os.write(1, b'Ready'); os.read(0, 1)"


def _until(text: str, limit: float) -> float:
    return seconds_until(text, [sys.executable, "-c", PROGRAM], os.environ, limit)


def test_the_time_until_a_text_stands_on_the_screen_is_measured() -> None:
    assert 0 < _until("New rehearsal", limit=30) < 30


def test_a_text_that_never_comes_is_reported_with_the_screen_instead() -> None:
    with pytest.raises(NeverShown, match="New rehearsal"):
        _until("Old rehearsal", limit=1)


def test_a_figure_beyond_its_bound_is_called_so() -> None:
    within = Figure("within", ours=2.0, baseline_name="other", baseline=1.0, bound=2.0)
    beyond = Figure("beyond", ours=2.1, baseline_name="other", baseline=1.0, bound=2.0)
    assert (within.holds, beyond.holds) == (True, False)
    assert ["beyond its bound" in line for line in table([within, beyond]).splitlines()] == [False, False, True]


def test_an_excess_is_held_by_the_difference() -> None:
    within = Excess("within", ours=0.15, baseline_name="other", baseline=0.1, bound=0.06)
    beyond = Excess("past", ours=0.15, baseline_name="other", baseline=0.1, bound=0.04)
    assert (within.holds, beyond.holds) == (True, False)
    assert "+0.050" in table([within])


def test_a_limit_is_held_whatever_the_baseline_costs() -> None:
    within = Limit("within", ours=0.04, baseline_name="other", baseline=0.01, bound=0.05)
    beyond = Limit("past", ours=0.06, baseline_name="other", baseline=9.0, bound=0.05)
    assert (within.holds, beyond.holds) == (True, False)
    assert "0.050s" in table([within])


def test_a_machine_that_is_late_itself_allows_for_half_as_much_again() -> None:
    def holds(ours: float, baseline: float) -> bool:
        return Promptness("a key", ours=ours, baseline_name="other", baseline=baseline, bound=0.016).holds

    assert holds(0.015, 0.001)
    assert not holds(0.017, 0.015)
    assert holds(0.029, 0.020)
    assert not holds(0.031, 0.020)


def test_searching_is_measured_on_meetings_that_can_be_read_and_found() -> None:
    found = searching.figures(30, starts=1)
    assert all(figure.ours > 0 for figure in found)
    assert "30" in found[0].name


def test_over_forty_turns_an_llm_is_sent_hardly_more_than_the_new_text() -> None:
    _, anew, beside_naive = figures()
    assert anew.holds
    assert anew.baseline > 1_000
    assert beside_naive.ratio < 0.2


def test_medians_leave_out_the_first_round() -> None:
    ours, baseline = iter([100.0, 1.0, 2.0, 3.0]), iter([100.0, 4.0, 5.0, 6.0])
    assert medians(lambda: next(ours), lambda: next(baseline), runs=3) == (2.0, 5.0)


def test_an_install_is_held_by_its_packages_and_by_its_size() -> None:
    few = [installed.Package(f"p{n}", "1", 7.5) for n in range(40)]
    assert installed.holds(few)
    assert not installed.holds([*few, installed.Package("one-more", "1", 0.0)])
    assert not installed.holds([installed.Package("heavy", "1", 300.1)])
    assert "40     at most 40" in installed.report(few)


def test_each_letter_that_is_drawn_has_its_time() -> None:
    with Typist([sys.executable, "-c", ECHOING], os.environ) as typist:
        typist.wait_for("Ready")
        found = list(typist.echoes(LINE + 2, random.Random(1)))
    assert len(found) == LINE + 2
    assert all(0 < each < 30 for each in found)


def test_a_letter_that_is_never_drawn_is_reported() -> None:
    with Typist([sys.executable, "-c", SILENT], os.environ) as typist:
        typist.wait_for("Ready")
        with pytest.raises(NeverShown, match="never drawn"):
            list(typist.echoes(1, random.Random(1)))


def test_late_is_what_one_of_a_hundred_passes() -> None:
    assert echo.late([0.001] * 99 + [1.0]) < 0.02
    assert echo.late([0.001] * 97 + [1.0] * 3) == 1.0


def test_the_long_reply_has_its_tokens_and_says_nothing_twice() -> None:
    tokens = talker.reply()
    sentences = "".join(tokens).split(". ")
    assert len(tokens) == talker.TOKENS
    assert len(set(sentences)) == len(sentences)
    assert "".join(tokens).count(talker.LAST) == 1


def test_what_a_process_takes_is_told() -> None:
    assert 0 < taken(os.getpid(), "Uss") <= taken(os.getpid(), "Rss")
    assert computed(os.getpid()) > 0


def test_memory_is_told_of_home_and_of_a_bare_app() -> None:
    own, alone, with_a_past = memory.figures(runs=1)
    assert alone.ours <= own.ours < with_a_past.ours
    assert own.baseline > 10


def test_a_session_is_held_from_meeting_to_meeting() -> None:
    (found,) = session.figures(turns=4, early=2)
    assert found.ours > 50
    assert found.baseline > 50


def test_a_figure_beyond_its_bound_fails_the_run_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    within = Figure("within", ours=1.0, baseline_name="other", baseline=1.0, bound=2.0)
    beyond = Figure("a slow start", ours=3.0, baseline_name="other", baseline=1.0, bound=2.0)
    assert main([lambda: [within]]) == 0
    assert main([lambda: [within], lambda: [beyond]]) == 1
    assert capsys.readouterr().err == "beyond their bounds: a slow start\n"


def test_what_cannot_be_measured_fails_the_run(capsys: pytest.CaptureFixture[str]) -> None:
    def broken() -> list[Figure]:
        raise NeverShown("home was never drawn")

    assert main([broken]) == 1
    assert "home was never drawn" in capsys.readouterr().err
