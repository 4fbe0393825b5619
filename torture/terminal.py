"""A terminal that may be closed under a program, and that knows in which state the program left it."""

import os
import re
import select
import signal
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from rehearse.errors import RehearseError
from tests.e2e.terminal import PATIENCE, Terminal
from torture import talk

REHEARSE = (sys.executable, "-m", "rehearse")
_SET = re.compile(rb"\x1b\[\?([\d;]+)([hl])")
_ON = {b"7": "lines wrap", b"25": "the cursor is shown"}
"""Modes that a terminal has when a program begins; it has none of the others that the app sets."""
_KEYBOARD = re.compile(rb"\x1b\[([<>])\d*u")
_COLUMNS, _ROWS = 70, 30
"""So narrow that nothing stands beside the conversation."""


class Watched(Terminal):
    """A program at its terminal."""

    def __init__(self, command: Sequence[str], home: Path, *, app: bool, more: Mapping[str, str] | None = None) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("REHEARSE", "OPENAI"))}
        own = {
            "REHEARSE_HOME": str(home),
            "REHEARSE_INSTANT": "1",
            "TERM": "xterm-256color",
            "PYTHONPATH": str(Path.cwd()),
        }
        self.is_app = app
        self._open = True
        super().__init__(command, kept | own | dict(more or {}), _COLUMNS, _ROWS)
        self._before = termios.tcgetattr(self._terminal)

    def __exit__(self, *given: type[BaseException] | BaseException | TracebackType | None) -> None:
        if self._open:
            super().__exit__(*given)
        elif self.code is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)

    @property
    def said(self) -> str:
        """What stands on the screen, or was written line by line, as running text."""
        text = self.text if self.is_app else self.raw.decode("utf-8", "replace")
        return " ".join(re.sub(r"[^\w.,;:()'“”/+-]+", " ", text).split())

    def wait(self, words: str) -> None:
        """Wait until these words stand there, however they are broken into lines."""
        self.wait_until(lambda: words in self.said, words)

    def wait_until(self, holds: Callable[[], bool], what: str) -> None:
        """Wait until something holds, while the program writes what it likes."""
        deadline = time.monotonic() + PATIENCE
        while not holds():
            left = min(deadline, time.monotonic() + 0.05)
            if not self._listen(left) and (time.monotonic() > deadline or not self._is_there()):
                raise AssertionError(f"waited in vain for {what}; there stands: {self.said[-600:]}")

    def paste(self, text: str) -> None:
        """Paste a text as terminals do, where the app knows of it; else type it."""
        self.type(f"\x1b[200~{text}\x1b[201~" if self.is_app else text)

    def signal(self, number: int) -> None:
        """Send the program a signal."""
        os.kill(self.pid, number)

    def close(self) -> None:
        """Close the terminal under the program."""
        os.close(self._terminal)
        self._open = False

    def wait_without_terminal(self) -> int | None:
        """Wait for the program's end; return its exit code, a signal's being negative; None where it never ends."""
        watch = os.pidfd_open(self.pid)
        try:
            ended, _, _ = select.select([watch], [], [], PATIENCE)
        finally:
            os.close(watch)
        if ended:
            self.code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        return self.code

    def left(self) -> list[str]:
        """Return what is not as it was before the program; to be asked once it has ended."""
        modes = {mode: state == b"h" for numbers, state in _SET.findall(self.raw) for mode in numbers.split(b";")}
        wrong = [
            f"mode {mode.decode()} is left {'on' if on else 'off'}" for mode, on in modes.items() if on != (mode in _ON)
        ]
        pushed = _KEYBOARD.findall(self.raw)
        if pushed.count(b">") > pushed.count(b"<"):
            wrong.append("the keyboard's protocol is left on")
        if termios.tcgetattr(self._terminal) != self._before:
            wrong.append("the terminal's own settings are not as they were")
        if b"Traceback" in self.raw:
            wrong.append("a traceback reached the terminal")
        return [f"the terminal: {each}" for each in wrong]

    def _is_there(self) -> bool:
        return os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None


def sat_down(
    home: Path, *, plain: bool, before: Sequence[str] = REHEARSE, more: Mapping[str, str] | None = None
) -> Watched:
    """Return a meeting whose contact has spoken first: in the app, or line by line."""
    ways = ["--plain"] if plain else []
    table = Watched([*before, "practice", talk.SCENARIO, "--seed", "7", *ways], home, app=not plain, more=more)
    try:
        table.wait("you still beat me to it.")
        table.wait("You:" if plain else "Write what you say")
    except AssertionError:
        table.__exit__()
        raise
    return table


def transcript(home: Path) -> Path:
    """Return the one transcript there is."""
    (path,) = (home / "transcripts").glob("*.jsonl")
    return path


def kept(home: Path) -> list[str]:
    """Return the turns that are on the disk; none where there is no transcript."""
    try:
        return talk.kept_turns(transcript(home))
    except (RehearseError, ValueError):
        return []
