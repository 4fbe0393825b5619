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

from tests.contact.chat_server import ChatServer, Wire, refuse, say
from tests.e2e.terminal import Terminal
from tests.project.checkout import ROOT
from tests.security.hostile import Folder, evil, lay, mark, reply
from tests.security.wire import APP, strange

ENTER, ESCAPE = "\r", "\x1b"
CTRL_E, CTRL_Q, CTRL_R = "\x05\x11\x12"
F1 = "\x1bOP"
COLUMNS, ROWS = 190, 60
REHEARSE = (sys.executable, "-m", "rehearse")


def paste(source: str) -> str:
    """What a terminal sends where the evil text is pasted: it takes escapes out, and leaves all else."""
    return f"\x1b[200~{evil(source).replace(ESCAPE, '')}\x1b[201~"


def short(source: str) -> str:
    """The same for a line that takes few characters."""
    return f"\x1b[200~{mark(source)} \x9b2J\x9d0;ow\x9c\x07\u202e [/] [bold\x1b[201~"


class Step(NamedTuple):
    """Keys, and what then stands on the screen: words, and marks of sources; and what is gone from it."""

    keys: str
    words: Sequence[str] = ()
    sources: str = ""
    gone: str = ""


AT_HOME = "Choose a scene, and sit down"
TABLE = [
    Step("", ["try again"], "persona server"),
    Step(CTRL_R, [], "reply"),
    Step(paste("own"), [], "own"),
    Step(ENTER, [], "own second"),
    Step(F1, ["Keys that work here"]),
    Step(ESCAPE, gone="Keys that work here"),
    Step(CTRL_E, ["End the meeting?"]),
    Step(ENTER, ["Read the review"]),
    Step(ENTER, ["of 100"], "own scenario rubric"),
    Step("j", ["for a second opinion?"], "model"),
    Step(ENTER, [], "judge"),
    Step(CTRL_Q),
]
HOME = [
    Step("", [], "theme"),
    Step("", [AT_HOME]),
    Step("n", [], "scenario", AT_HOME),
    Step("p", ["Who sits across the table?"], "persona"),
    Step(ESCAPE, gone="Who sits across the table?"),
    Step(ESCAPE, [AT_HOME]),
    Step("t", [], "scenario filename", AT_HOME),
    Step("QownQ", [], "own"),
    Step(ESCAPE, [AT_HOME]),
    Step("g", [], "persona", AT_HOME),
    Step(ENTER, ["Notes"], "letter answer"),
    Step(ESCAPE, gone="Notes"),
    Step(ESCAPE, [AT_HOME]),
    Step("a", [], "assignment", AT_HOME),
    Step(ENTER, ["Your meetings"], "assignment task"),
    Step(ENTER, ["attempt 1 of 3"], "task"),
    Step(CTRL_Q),
]
LOOKING_BACK = [
    Step("", ["turn 1 of"], "contact scene"),
    Step("j", ["turn 2 of"], "own note author"),
    Step("j", ["turn 3 of"], "cancelled"),
    Step("m", ["Who writes?"]),
    Step(short("signed"), [], "signed"),
    Step(ENTER, gone="Who writes?"),
    Step(paste("noted"), [], "noted"),
    Step(ENTER, [], "noted signed", gone="Enter Keep"),
    Step("l", ["It changes no score."]),
    Step(ESCAPE, gone="It changes no score."),
    Step("v", ["of 100"], "own rubric"),
    Step("b", ["Which turn would you say differently?"], "own"),
    Step(ESCAPE, gone="Which turn would you say differently?"),
    Step("e", ["Export in which form?"]),
    Step("m", ["Written to"]),
    Step(CTRL_Q),
]
GOING_ON = [
    Step("", [AT_HOME, "Continue"]),
    Step("c", [], "own contact draft"),
    Step(CTRL_Q),
]
ANSWERS = ("reply", "second", "third")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """Hostile files, whose folder is the person's own."""
    monkeypatch.setenv("REHEARSE_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("tests.e2e.terminal.PATIENCE", 120.0)
    return lay(tmp_path)


@pytest.fixture
def environment(folder: Folder) -> Mapping[str, str]:
    return {**os.environ, "TERM": "xterm-256color", "REHEARSE_INSTANT": "1", "PYTHONPATH": str(ROOT)}


@pytest.fixture
def model() -> Iterator[ChatServer]:
    """A server that fails once, then speaks; as a judge it only fails. All its words are evil."""
    spoken = iter([refuse(500, {"error": {"message": evil("server")}}), *(say(reply(name)) for name in ANSWERS)])

    def answer(wire: Wire) -> None:
        judging = "response_format" in wire.request.body
        step = refuse(500, {"error": {"message": evil("judge")}}) if judging else next(spoken)
        step(wire)

    with ChatServer(answer) as server:
        yield server


def walk(steps: Sequence[Step], command: Sequence[str], environment: Mapping[str, str]) -> None:
    """Lead the app through these steps to its end, and look at every byte that it wrote."""
    # The plugin for snapshots sets both, and they weigh more than what the terminal says of itself.
    own = {name: value for name, value in environment.items() if name not in ("COLUMNS", "LINES")}
    with Terminal([*REHEARSE, *command], own, COLUMNS, ROWS) as terminal:
        for step in steps:
            terminal.type(step.keys)
            terminal.wait_for(*step.words, *(mark(source) for source in step.sources.split()), gone=step.gone)
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
