"""No screen writes to the terminal what a terminal could obey, and none breaks over markup, wherever a text comes from.

The whole app in a pty is led through all its screens over hostile files, a hostile model and hostile typing. Each step
names the sources whose texts it has to show. In tmux, what would be taken over is looked at from the other side.
"""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.contact.chat_server import ChatServer, refuse, say
from tests.e2e.terminal import Terminal
from tests.project.checkout import ROOT
from tests.security.hostile import Folder, evil, lay, mark, reply
from tests.security.wire import APP, strange

ENTER, ESCAPE, DOWN, PAGE_DOWN = "\r", "\x1b", "\x1b[B", "\x1b[6~"
CTRL_E, CTRL_O, CTRL_P, CTRL_Q, CTRL_R, CTRL_S, CTRL_T = "\x05\x0f\x10\x11\x12\x13\x14"
F1 = "\x1bOP"
COLUMNS, ROWS = 190, 60
REHEARSE = (sys.executable, "-m", "rehearse")


def paste(text: str) -> str:
    """What a terminal sends for a paste."""
    return f"\x1b[200~{text}\x1b[201~"


class Step(NamedTuple):
    """Keys, and what then stands on the screen: words, and marks of sources."""

    keys: str
    words: Sequence[str] = ()
    sources: str = ""


TABLE = [
    Step("", ["Write what you say"], "persona"),
    Step(paste(evil("own")), [mark("own")]),
    Step(ENTER, ["try again"], "own server"),
    Step(CTRL_T),
    Step(CTRL_R, [], "reply"),
    Step(CTRL_P, ["New rehearsal"]),
    Step(ESCAPE),
    Step(F1, ["Whisper"]),
    Step(ESCAPE),
    Step(CTRL_E, ["Yes"]),
    Step(ENTER, ["Read the review"]),
    Step(ENTER, ["of 100"], "own scenario rubric"),
    Step("j", ["Yes"]),
    Step(ENTER, [], "judge"),
    Step(CTRL_Q),
]
HOME = [
    Step("", ["New rehearsal"], "theme"),
    Step("n", ["Sit down"], "scenario"),
    Step("d", [], "persona"),
    Step("p", [], "persona"),
    Step(ESCAPE, ["Sit down"]),
    Step(ESCAPE, ["New rehearsal"]),
    Step("t", [], "scenario filename"),
    Step("QownQ", [], "own"),
    Step(ESCAPE, ["New rehearsal"]),
    Step("g", [], "scene"),
    Step(ENTER, [], "letter answer"),
    Step(ESCAPE),
    Step(ESCAPE, ["New rehearsal"]),
    Step("a", [], "assignment"),
    Step(ENTER, [], "assignment task"),
    Step(ENTER, [], "task"),
    Step(ESCAPE),
    Step("h", ["name"]),
    Step(paste(evil("learner")), [], "learner"),
    Step(CTRL_Q),
]
LOOKING_BACK = [
    Step("", ["turn 1 of"], "contact scene"),
    Step("j", ["turn 2 of"], "own note author"),
    Step("j", ["turn 3 of"], "cancelled"),
    Step("m", ["name"]),
    Step(paste(evil("signed")) + ENTER, ["Keep"]),
    Step(paste(evil("noted")), [], "noted"),
    Step(ENTER, ["turn 3 of"], "noted signed"),
    Step("l", ["Tick"]),
    Step(ESCAPE, ["turn 3 of"]),
    Step("o", []),
    Step(ESCAPE, ["turn"]),
    Step("v", ["of 100"], "own scenario rubric"),
    Step(PAGE_DOWN),
    Step(PAGE_DOWN),
    Step("b", [], "own"),
    Step(ESCAPE, ["of 100"]),
    Step("e", ["Export in which form?"]),
    Step("m", ["Written to"]),
    Step(CTRL_Q),
]
GOING_ON = [
    Step("", ["New rehearsal", "Continue"]),
    Step("c", ["Write what you say"], "own contact draft"),
    Step(CTRL_Q),
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """Hostile files, whose folder is the person's own."""
    monkeypatch.setenv("REHEARSE_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return lay(tmp_path)


@pytest.fixture
def environment(folder: Folder) -> Mapping[str, str]:
    return {**os.environ, "TERM": "xterm-256color", "REHEARSE_INSTANT": "1", "PYTHONPATH": str(ROOT)}


@pytest.fixture
def model() -> Iterator[ChatServer]:
    with ChatServer(
        refuse(500, {"error": {"message": evil("server")}}),
        say(reply("reply")),
        refuse(500, {"error": {"message": evil("judge")}}),
    ) as server:
        yield server


def walk(steps: Sequence[Step], command: Sequence[str], environment: Mapping[str, str]) -> None:
    """Lead the app through these steps to its end, and look at every byte that it wrote."""
    with Terminal([*REHEARSE, *command], environment, COLUMNS, ROWS) as terminal:
        for step in steps:
            terminal.type(step.keys)
            terminal.wait_for(*step.words, *(mark(source) for source in step.sources.split()))
        assert terminal.wait_for_end() == 0, terminal.text
    assert strange(terminal.raw, APP) == []
    assert b"Traceback" not in terminal.raw


def test_at_the_table_and_in_the_review(environment: Mapping[str, str], model: ChatServer) -> None:
    told = {"REHEARSE_BASE_URL": model.url, "REHEARSE_MODEL": "QmodelQ [/] [bold", "REHEARSE_API_KEY": "k" * 20}
    walk(TABLE, ["practice", "clock-coffee", "--seed", "7", "--contact", "llm"], {**environment, **told})


def test_from_home_to_every_list(environment: Mapping[str, str]) -> None:
    walk(HOME, [], environment)


def test_looking_back(environment: Mapping[str, str], folder: Folder) -> None:
    walk(LOOKING_BACK, ["replay", str(folder.meeting)], environment)


def test_going_on_with_a_draft(environment: Mapping[str, str]) -> None:
    walk(GOING_ON, [], environment)
