"""In tmux, which takes over what programs write for the clipboard and the title, nothing is taken over from us."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.project.checkout import ROOT
from tests.security.hostile import lay, mark

PATIENCE = 120.0
TITLE = "untouched"
TAKEN = r"printf '\033]52;c;b3c=\007\033]2;ow\007'"

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="there is no tmux here")


class Tmux:
    """A tmux of its own, with a shell in it."""

    def __init__(self, place: str, environment: Mapping[str, str]) -> None:
        self._environment = {**environment, "TMUX_TMPDIR": place}
        self.tell("-f", "/dev/null", "new-session", "-d", "-x", "180", "-y", "50", "env PS1='$ ' sh")
        self.tell("set-option", "-s", "set-clipboard", "on")
        self.tell("set-option", "-g", "history-limit", "20000")
        self.reset()

    def tell(self, *words: str) -> str:
        """Give tmux a command; return what it says."""
        done = subprocess.run(
            ["tmux", *words], env=self._environment, capture_output=True, text=True, check=False, timeout=PATIENCE
        )
        assert done.returncode == 0 or "no server" in done.stderr, (words, done.stderr)
        return done.stdout

    def reset(self) -> None:
        """Forget the clipboard, and give the pane its title."""
        for buffer in self.tell("list-buffers", "-F", "#{buffer_name}").split():
            self.tell("delete-buffer", "-b", buffer)
        self.tell("select-pane", "-T", TITLE)

    def run(self, command: str, until: str) -> None:
        """Run a command in the shell, and wait until this stands on the screen."""
        self.tell("send-keys", "-l", command)
        self.tell("send-keys", "Enter")
        self.wait(until)

    def wait(self, until: str) -> None:
        """Wait until this stands on the screen, or above it."""
        end = time.monotonic() + PATIENCE
        while until not in (shown := self.tell("capture-pane", "-p", "-S", "-20000")):
            assert time.monotonic() < end, f"{until!r} never showed, but this:\n{shown}"
            self.tell("run-shell", "-d", "0.1")

    @property
    def taken(self) -> tuple[str, str]:
        """What lies in the clipboard, and the title."""
        return self.tell("list-buffers"), self.tell("display-message", "-p", "#{pane_title}").strip()


@pytest.fixture
def tmux(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Tmux]:
    monkeypatch.setenv("REHEARSE_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("TMUX", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    lay(tmp_path)
    # A path of a socket may not be long.
    with tempfile.TemporaryDirectory(prefix="tmux-") as place:
        found = Tmux(place, {**os.environ, "PYTHONPATH": str(ROOT), "REHEARSE_INSTANT": "1"})
        try:
            yield found
        finally:
            found.tell("kill-server")


def test_nothing_reaches_the_clipboard_or_the_title_in_tmux(tmux: Tmux, tmp_path: Path) -> None:
    tmux.run(f"{TAKEN}; echo con''trol", "control")
    clipboard, title = tmux.taken
    assert "ow" in clipboard, "it would be seen here, or this proves nothing"
    assert title == "ow"
    tmux.reset()
    rehearse, meeting = f"{sys.executable} -m rehearse", tmp_path / "home" / "transcripts" / "whole.jsonl"
    tmux.run(f"clear; {rehearse} list transcripts; {rehearse} review {meeting}; echo all-do''ne", "all-done")
    tmux.wait(mark("own"))
    tmux.run(f"clear; {rehearse} replay {meeting}; echo lea''ving-now", "turn 1 of")
    tmux.tell("send-keys", "Right")
    tmux.wait("turn 2 of")
    tmux.tell("send-keys", "C-q")
    tmux.wait("leaving-now")
    assert tmux.taken == ("", TITLE)
