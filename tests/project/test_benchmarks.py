"""The measuring measures: a text is found when it is shown, and a figure beyond its bound is called so."""

import os
import sys

import pytest

from benchmarks import installed, searching
from benchmarks.figure import Excess, Figure, Limit, medians, table
from benchmarks.meeting import figures
from benchmarks.terminal import NeverShown, seconds_until

# Draws in colour, and waits for the answer to a query, as an app does; what stands in two places is one text.
PROGRAM = """
import os, tty
tty.setraw(0)
os.write(1, b"\\x1b[?1049h\\x1b[?2026$p")
answer = os.read(0, 32)
os.write(1, b"\\x1b[1mNew \\x1b[31mrehearsal" if answer == b"\\x1b[?2026;0$y" else answer)
os.read(0, 1)
"""


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


def test_searching_is_measured_on_meetings_that_can_be_read_and_found() -> None:
    found = searching.figures(30)
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
