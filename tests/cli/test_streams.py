"""Streams that are closed or full: a line for people where there is still a place for one, and no traceback."""

import os
import shlex
import sys
from subprocess import DEVNULL, CompletedProcess, run

import pytest


def in_shell(redirections: str) -> CompletedProcess[bytes]:
    command = f"{shlex.quote(sys.executable)} -m rehearse practice --plain --contact offline --no-review good-coffee"
    return run(["sh", "-c", f"{command} {redirections}"], input=b"How are you?\n", capture_output=True, check=False)


@pytest.mark.parametrize("closed", [">&-", "<&-", "<&- >&- 2>&-"])
def test_closed_streams_end_no_meeting(closed: str) -> None:
    done = in_shell(closed)
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr


def test_an_output_that_takes_nothing_is_said_in_a_line() -> None:
    done = in_shell("1</dev/null")
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert b"rehearse: Bad file descriptor." in done.stderr


def test_a_terminal_of_another_alphabet_gets_question_marks_and_no_traceback() -> None:
    environment = os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "rehearse", "replay", "--plain", "good-coffee-gone-well"]
    done = run(command, capture_output=True, check=False, env=environment, stdin=DEVNULL)
    assert done.returncode == 0, done.stderr
    assert b"Traceback" not in done.stderr
    assert b"?" in done.stdout
