"""What reaches terminals of every kind, in bytes: few colours, none, only lines, none at all; a copy, a long paste."""

import base64
import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from rehearse.archive.transcript import read_transcript
from rehearse.meeting.state import fold
from tests.e2e.terminal import Terminal
from tests.e2e.test_app_in_a_terminal import REHEARSE, say

COLOUR = re.compile(rb"\x1b\[(?:[0-9;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[0-9;]*)?m")
"""Chooses a colour; 39 and 49, the terminal's own, do not."""
MANY = re.compile(rb"\x1b\[(?:[0-9;]*;)?[34]8;[25];")
"""Chooses a colour that is none of sixteen."""
LONG = ("Ich möchte wissen, wie Sie dazu kamen. 你好 👩🏽‍🚀 " * 1_100)[:50_000]


@pytest.fixture
def environment(rehearse_home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("COLORTERM", "NO_COLOR", "TERM_PROGRAM")}
    return {**kept, "TERM": "xterm-256color", "REHEARSE_INSTANT": "1", "REHEARSE_HOME": str(rehearse_home)}


def tour(environment: Mapping[str, str]) -> bytes:
    """See home, the scenes and the table, and return every byte."""
    with Terminal([*REHEARSE, "practice", "good-coffee", "--seed", "7"], environment, 80, 24) as terminal:
        say(terminal, "Tell me about yourself.", after="beat me to it.")
        terminal.wait_for("I baked for")
        terminal.type("\x0c")
        terminal.wait_for("Continue", "▌")
        terminal.type("t")
        terminal.wait_for("not ended")
        terminal.type("\x11")
        assert terminal.wait_for_end() == 0
    assert b"Traceback" not in terminal.raw
    return terminal.raw


def test_where_no_colour_is_wanted_none_is_written(environment: dict[str, str]) -> None:
    raw = tour({**environment, "NO_COLOR": "1", "COLORTERM": "truecolor"})
    assert not COLOUR.search(raw)


def test_a_terminal_of_sixteen_colours_gets_no_other(environment: dict[str, str]) -> None:
    raw = tour({**environment, "TERM": "xterm-16color"})
    assert COLOUR.search(raw)
    assert not MANY.search(raw)


def test_sixteen_colours_can_be_asked_for(environment: dict[str, str]) -> None:
    raw = tour({**environment, "TEXTUAL_COLOR_SYSTEM": "standard", "COLORTERM": "truecolor"})
    assert COLOUR.search(raw)
    assert not MANY.search(raw)


def test_a_terminal_that_only_prints_is_told_what_goes_there(environment: dict[str, str]) -> None:
    with Terminal(REHEARSE, {**environment, "TERM": "dumb"}) as terminal:
        assert terminal.wait_for_end() == 2
    assert b"this terminal only prints (TERM=dumb)" in terminal.raw
    assert b"rehearse practice --plain SCENARIO" in terminal.raw
    assert b"\x1b" not in terminal.raw


def test_a_terminal_that_only_prints_gets_lines(environment: dict[str, str]) -> None:
    with Terminal([*REHEARSE, "practice", "good-coffee", "--seed", "7"], {**environment, "TERM": "dumb"}) as terminal:
        terminal.wait_for("You:")
        terminal.type("Tell me about yourself.\n")
        terminal.wait_for("Aside: ", "That asked about")
        terminal.type("\x04")
        assert terminal.wait_for_end() == 0
    assert b"Score" in terminal.raw
    assert b"\x1b" not in terminal.raw
    assert b"\r" not in terminal.raw.replace(b"\r\n", b"")


def test_without_a_terminal_the_app_says_so(environment: dict[str, str]) -> None:
    done = subprocess.run(
        REHEARSE, input=b"", capture_output=True, env={**environment, "TERM": "xterm"}, check=False, timeout=30
    )
    assert done.returncode == 2
    assert done.stdout == b""
    assert b"the app needs a terminal" in done.stderr
    assert b"\x1b" not in done.stderr


def test_a_copy_reaches_the_clipboard_of_the_terminal_and_can_be_shown_bare(
    environment: dict[str, str], rehearse_home: Path
) -> None:
    with Terminal([*REHEARSE, "practice", "good-coffee", "--seed", "7"], environment) as terminal:
        say(terminal, "Tell me about yourself. 👩🏽‍🚀", after="beat me to it.")
        terminal.wait_for("I baked for")
        terminal.type("\x11")
        assert terminal.wait_for_end() == 0
    (path,) = (rehearse_home / "transcripts").glob("*.jsonl")
    with Terminal([*REHEARSE, "replay", str(path)], environment) as terminal:
        terminal.wait_for("turn 1 of 3")
        terminal.type("j")
        terminal.wait_for("turn 2 of 3")
        terminal.type("y")
        terminal.wait_for("F4")
        (copied,) = re.findall(rb"\x1b\]52;c;([^\x07]*)\x07", terminal.raw)
        assert base64.b64decode(copied).decode() == "Tell me about yourself. 👩🏽‍🚀"
        terminal.type("\x1bOS")
        terminal.wait_for("then press Enter to go back")
        bare = terminal.raw.rpartition(b"\x1b[?1049l")[2]
        assert "Tell me about yourself. 👩🏽‍🚀".encode() in bare
        terminal.type("\x03")  # Whoever presses the keys that copy elsewhere is still here.
        terminal.wait_for("^C")
        # Written once keys are read one by one again: till then Ctrl+Q is the terminal's own.
        ready = b"\x1b[?2004h"
        before = terminal.raw.count(ready)
        terminal.type("\r")
        terminal.wait_for_more(ready, than=before)
        terminal.type("\x11")
        assert terminal.wait_for_end() == 0


def test_fifty_thousand_letters_are_pasted_and_said_whole(environment: dict[str, str], rehearse_home: Path) -> None:
    with Terminal([*REHEARSE, "practice", "good-coffee", "--seed", "7"], environment) as terminal:
        terminal.wait_for("Write what you say", "beat me to it.")
        terminal.type(f"\x1b[200~{LONG}end of it.\x1b[201~")
        terminal.wait_for("end of it.")
        terminal.type("\r")
        terminal.wait_for("Write what you say")
        terminal.type("\x11")
        assert terminal.wait_for_end() == 0
    (path,) = (rehearse_home / "transcripts").glob("*.jsonl")
    transcript = read_transcript(path)
    assert fold(transcript.header, transcript.events).turns[1].text == f"{LONG}end of it."
