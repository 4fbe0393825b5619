"""The whole program in a terminal: told to end, it gives the terminal back."""

import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from rehearse.tui.app import HANGUP

LEAVE_SCREEN = b"\x1b[?1049l"
SHOW_CURSOR = b"\x1b[?25h"
PATIENCE = 30.0


class Terminal:
    """A program on a terminal of its own."""

    def __init__(self, home: Path, code: str = "import sys; from rehearse.tui.app import run; sys.exit(run())") -> None:
        self.ours, theirs = pty.openpty()
        environment = {**os.environ, "REHEARSE_HOME": str(home), "TERM": "xterm-256color", "REHEARSE_INSTANT": "1"}
        self.program = subprocess.Popen(
            [sys.executable, "-c", code], stdin=theirs, stdout=theirs, stderr=theirs, env=environment
        )
        os.close(theirs)
        self.seen = b""

    def read_until(self, words: bytes) -> None:
        """Read what is painted until these words came."""
        until = time.monotonic() + PATIENCE
        while words not in self.seen:
            ready, _, _ = select.select([self.ours], [], [], max(until - time.monotonic(), 0))
            assert ready, f"{words!r} never came; {self.seen[-2000:]!r}"
            try:
                chunk = os.read(self.ours, 65_536)
            except OSError:
                chunk = b""
            assert chunk or words in self.seen, f"the program ended before {words!r}; {self.seen[-2000:]!r}"
            self.seen += chunk

    def hang_up(self) -> None:
        """Close the terminal under the program, which is sent no signal, since it is not its own."""
        os.close(self.ours)
        self.ours = -1

    def close(self) -> None:
        """End whatever is left."""
        if self.program.poll() is None:
            self.program.kill()
        self.program.wait(PATIENCE)
        if self.ours >= 0:
            os.close(self.ours)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    """The app at home."""
    found = Terminal(tmp_path)
    yield found
    found.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_the_app_and_gives_the_terminal_back(terminal: Terminal, number: signal.Signals) -> None:
    terminal.read_until(b"New rehearsal")
    terminal.read_until(b"The contact plays")
    terminal.program.send_signal(number)
    terminal.read_until(LEAVE_SCREEN)
    terminal.read_until(SHOW_CURSOR)
    assert terminal.program.wait(PATIENCE) == 128 + number


def test_ctrl_q_ends_the_app_with_success(terminal: Terminal) -> None:
    terminal.read_until(b"The contact plays")
    os.write(terminal.ours, b"\x11")
    terminal.read_until(LEAVE_SCREEN)
    assert terminal.program.wait(PATIENCE) == 0


def test_an_app_whose_terminal_is_closed_ends(terminal: Terminal) -> None:
    terminal.read_until(b"The contact plays")
    terminal.hang_up()
    assert terminal.program.wait(PATIENCE) == HANGUP


def test_no_mode_of_the_mouse_is_left_on(terminal: Terminal) -> None:
    terminal.read_until(b"The contact plays")
    os.write(terminal.ours, b"\x1b[?2048;2$y")
    terminal.read_until(b"\x1b[?1016h")
    os.write(terminal.ours, b"\x11")
    terminal.read_until(b"\x1b[?1016l")
    assert terminal.program.wait(PATIENCE) == 0
