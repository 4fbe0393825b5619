"""Line by line at a terminal: Ctrl+C ends at once, and a disk that refuses ends nothing."""

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from rehearse.archive.transcript import read_transcript
from rehearse.meeting.state import fold
from tests.acquaintance import keep
from tests.e2e.terminal import Terminal

REHEARSE = [sys.executable, "-m", "rehearse"]
LONG = "How did you end up in this work, and what made you stay? " * 40


@pytest.fixture
def table(rehearse_home: Path) -> Iterator[Terminal]:
    """A meeting whose contact has spoken first."""
    command = [*REHEARSE, "practice", "--plain", "--no-review", "--contact", "offline", "--seed", "7", "good-coffee"]
    with Terminal(command, {**os.environ, "REHEARSE_HOME": str(rehearse_home)}, columns=400) as found:
        found.wait_for("beat me to it.", "You:")
        yield found


def turns(home: Path) -> list[str]:
    (path,) = (home / "transcripts").glob("*.jsonl")
    found = read_transcript(path)
    assert found.recovered is None
    return [turn.text for turn in fold(found.header, found.events).turns]


WAITING = """
import asyncio, signal, threading, time
from rehearse.cli.terminal import wait_for

def interrupt():
    time.sleep(0.2)
    signal.pthread_kill(threading.get_ident(), signal.SIGINT)

async def main():
    print("waiting", flush=True)
    threading.Thread(target=interrupt).start()
    await asyncio.sleep(60)

wait_for(main())
"""
"""A wait that a signal ends which does not interrupt the very call: another thread takes it."""


def test_ctrl_c_ends_a_wait_whichever_thread_takes_the_signal() -> None:
    done = subprocess.run([sys.executable, "-c", WAITING], timeout=30, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode != 0
    assert "KeyboardInterrupt" in done.stderr


def test_a_terminal_that_is_closed_without_a_signal_ends_a_wait() -> None:
    """It is not the program's own, so nothing tells the program."""
    ours, theirs = os.openpty()
    waiting = [sys.executable, "-c", WAITING.replace("signal.SIGINT", "signal.SIGCONT")]
    with subprocess.Popen(waiting, stdin=theirs, stdout=subprocess.PIPE, start_new_session=True) as program:
        os.close(theirs)
        assert program.stdout is not None
        assert program.stdout.readline() == b"waiting\n"
        os.close(ours)
        assert program.wait(timeout=30) == -signal.SIGHUP


def test_ctrl_c_at_the_prompt_ends_the_meeting_at_once(table: Terminal, rehearse_home: Path) -> None:
    table.type("half a thought\x03")
    assert table.wait_for_end() == 130
    assert b"every turn that was shown is kept" in table.raw
    assert b"Traceback" not in table.raw
    assert len(turns(rehearse_home)) == 1


def test_ctrl_c_ends_a_note_that_is_being_written(rehearse_home: Path) -> None:
    path = keep("one")
    environment = {**os.environ, "REHEARSE_HOME": str(rehearse_home)}
    with Terminal([*REHEARSE, "thank", str(path)], environment) as terminal:
        terminal.wait_for("end it with Ctrl+D")
        terminal.type("Thank\x03")
        assert terminal.wait_for_end() == 130
        assert b"Traceback" not in terminal.raw


def test_a_turn_that_the_disk_refused_can_be_said_again(table: Terminal, rehearse_home: Path) -> None:
    (path,) = (rehearse_home / "transcripts").glob("*.jsonl")
    room = path.stat().st_size + 200
    before = resource.prlimit(table.pid, resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
    table.type(f"{LONG}\n")
    table.wait_for("may grow no further", "can be said again")
    assert len(turns(rehearse_home)) == 1
    resource.prlimit(table.pid, resource.RLIMIT_FSIZE, before)
    table.type("Tell me about yourself.\n\x04")
    assert table.wait_for_end() == 0
    assert turns(rehearse_home)[1] == "Tell me about yourself."


def test_where_nobody_could_say_it_again_the_meeting_ends_there(rehearse_home: Path) -> None:
    command = [*REHEARSE, "practice", "--plain", "--no-review", "--contact", "offline", "--seed", "7", "good-coffee"]
    subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=True)
    (opened,) = (rehearse_home / "transcripts").glob("*.jsonl")
    room = opened.stat().st_size
    opened.unlink()

    def bounded() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))

    said = "Hello.\nWhy did you stay?\nAnd then?\n"
    done = subprocess.run(command, input=said, preexec_fn=bounded, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "may grow no further" in done.stderr
    assert "Traceback" not in done.stderr
    assert "And then?" not in done.stdout
    assert turns(rehearse_home)
