"""`python -m torture` kills what it says, tells of what is lost, and its faults hold on a small scale."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.project.checkout import ROOT
from torture.__main__ import main
from torture.killing import parts
from torture.result import Result, table, tried
from torture.talk import CONTACT, missing, shown_turns
from torture.terminal import Watched

# Says that a turn was kept, and keeps none.
LYING = """
import json, signal
from torture.forked import warm
from torture.killed import killed
from torture.talk import CONTACT, SCENARIO
from torture.talking import Talking

class Lying(Talking):
    def play(self, home, typed):
        print(f"You: Hello.\\n{CONTACT}: Good morning.", flush=True)
        signal.sigwait({signal.SIGUSR1})

warm(SCENARIO)
print(json.dumps(killed(Lying(), 2, "1", 0.2)))
"""
LEAVES_MODES = """
import sys, termios, tty
tty.setraw(0)
sys.stdout.write("\\x1b[?1049h\\x1b[?25l\\x1b[?2004h\\x1b[>1u")
"""


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=False, timeout=300
    )


def test_an_app_that_is_killed_at_some_moments_loses_nothing() -> None:
    done = run("-m", "torture", "killed", "--count", "8")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr.count(": held") == 4


def test_a_turn_that_was_shown_and_is_not_kept_is_told() -> None:
    done = run("-c", LYING)
    assert done.returncode == 0, done.stderr
    result = Result(*json.loads(done.stdout.splitlines()[-1]))
    assert result.tries == 2
    assert [said.endswith("what was shown is in no transcript") for said in result.broken] == [True, True]


def test_a_program_that_leaves_the_terminal_as_it_should_not_is_told(tmp_path: Path) -> None:
    with Watched([sys.executable, "-c", LEAVES_MODES], tmp_path, app=True) as left:
        left.wait_for_end()
        assert [each.removeprefix("the terminal: ") for each in left.left()] == [
            "mode 1049 is left on",
            "mode 25 is left off",
            "mode 2004 is left on",
            "the keyboard's protocol is left on",
            "the terminal's own settings are not as they were",
        ]
    with Watched([sys.executable, "-c", "print('well')"], tmp_path, app=True) as well:
        well.wait_for_end()
        assert well.left() == []


def test_a_turn_counts_as_shown_once_it_is_whole_and_the_learners_once_it_is_answered() -> None:
    shown = f"You: Hello.\n{CONTACT}: Good morning.\nYou: Why?\n"
    assert shown_turns(shown) == ["Hello.", "Good morning."]
    assert shown_turns(f"{shown}{CONTACT}: Be") == ["Hello.", "Good morning.", "Why?"]
    assert missing(["Hello."], ["Hello.", "Good morning."]) == []
    assert missing(["Hello."], []) != []


def test_what_was_waited_for_in_vain_does_not_hold() -> None:
    def vain() -> list[str]:
        raise AssertionError("it never came")

    assert tried("a fault", vain).broken == ("AssertionError: it never came",)


def test_the_table_tells_what_broke() -> None:
    found = table([Result("one", 2, ()), Result("two", 3, ("a", "b", "c", "d"))])
    assert [line.split()[:3] for line in found.splitlines()[1:]] == [
        ["one", "2", "0"],
        ["two", "3", "4"],
        ["a"],
        ["b"],
        ["c"],
        ["…", "and", "1"],
    ]


def test_kills_are_dealt_out_to_the_last() -> None:
    assert [parts(10, number) for number in (1, 3, 4)] == [[10], [4, 3, 3], [3, 3, 2, 2]]


def test_a_fault_that_is_not_there_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["earthquake"])
    assert ended.value.code == 2
    assert "no such fault: earthquake" in capsys.readouterr().err
