"""No command writes to the terminal what a terminal could obey, wherever the text comes from: every byte is looked at.

A table of commands, each with the sources whose texts it has to show: what is not shown proves nothing.
"""

import json
import os
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.contact.chat_server import ChatServer, refuse, say
from tests.e2e.terminal import Terminal
from tests.project.checkout import ROOT
from tests.security.commands import BEGINNING
from tests.security.hostile import Folder, evil, lay, mark, reply
from tests.security.wire import LINES, missing, strange


class Surface(NamedTuple):
    """A command, what is typed into it, and whose texts it shows."""

    command: Sequence[str]
    shows: str
    """The sources, a word each; an underscore where the text is only named in an error."""
    typed: str = ""
    environment: Sequence[str] = ()
    """NAME=VALUE."""
    codes: Sequence[int] = (0,)


OWN = f"{evil('own')}How did you come to clocks?\n"
KEY = ("REHEARSE_MODEL=m [/] [bold", "REHEARSE_API_KEY=sk-" + "x" * 20)
FAILING, TALKING = ("REHEARSE_BASE_URL=FAILING", *KEY), ("REHEARSE_BASE_URL=TALKING", *KEY)
FALSE = ("REHEARSE_BASE_URL=http://127.0.0.1:1/v1", f"REHEARSE_MODEL={evil('model')}")
PLAYED = ("practice", "clock-coffee", "--seed", "7")
SURFACES = [
    Surface(["list", "personas"], "persona"),
    Surface(["list", "personas", "--json"], "persona"),
    Surface(["list", "scenarios"], "scenario"),
    Surface(["list", "scenarios", "--json"], "scenario"),
    Surface(["list", "rubrics"], "rubric"),
    Surface(["list", "rubrics", "--json"], "rubric"),
    Surface(["list", "transcripts"], "scenario filename"),
    Surface(["list", "transcripts", "--json"], "scenario filename"),
    Surface(["list", "transcripts", "QownQ", "clocks"], "own scenario"),
    Surface(["list", "transcripts", "QownQ", "--json"], "own scenario"),
    Surface(["list", "transcripts", evil("argument"), "--contact", evil("argument")], ""),
    Surface(["list", "assignments"], "assignment"),
    Surface(["list", "assignments", "--json"], "assignment"),
    Surface(["check", "bo-lind", "clock-coffee", "standard"], ""),
    Surface(["check", "BROKEN"], "key", codes=(1,)),
    Surface(["check", "PACK"], "", codes=(0, 1)),
    Surface(["replay", "--plain", "MEETING"], "own contact cancelled note author letter answer scenario scene"),
    Surface(["review", "MEETING"], "own contact scene rubric letter answer note author"),
    Surface(["review", "MEETING", "--json"], "own contact scenario scene note author"),
    Surface(["review", "MEETING", "--markdown"], "own scenario"),
    Surface(["review", evil("argument")], "argument", codes=(2,)),
    Surface(["review", "MEETING", "--judge"], "own server", environment=FAILING, codes=(0, 1, 2)),
    Surface(["review", "MEETING", "--judge"], "own", environment=TALKING, codes=(0, 1, 2)),
    Surface(["export", "MEETING", "--to", "json"], "own contact"),
    Surface(["export", "MEETING", "--to", "markdown"], "own contact"),
    Surface(["export", "MEETING", "--to", "html"], "own contact"),
    Surface(["export", "MEETING", "--to", "corpus"], "own contact"),
    Surface(["export", "MEETING", "--to", "convokit", "--out", "TOP/convokit"], ""),
    Surface(["compare", "MEETING", "BRANCH"], "rubric"),
    Surface(["compare", "MEETING", "BRANCH", "--json"], "rubric"),
    Surface([*PLAYED, "--plain"], "persona scenario own", OWN),
    Surface([*PLAYED, "--json"], "persona scenario own", OWN),
    Surface([*PLAYED, "--plain", "--contact", "llm"], "own server", OWN * 2, FAILING),
    Surface([*PLAYED, "--plain", "--contact", "llm"], "own reply", OWN * 2, TALKING),
    Surface([*PLAYED, "--plain", "--contact", "llm"], "", OWN, FALSE, (2,)),
    Surface(["thank", "MEETING", "--text", evil("letter")], "", codes=(2,)),
    Surface(["thank", "BRANCH", "--text", evil("letter"), "--contact", "offline"], "", codes=(0, 2)),
    Surface(["practice", "ASSIGNMENT", "--plain"], "assignment task own", OWN),
    Surface(["hand-in", "week-one", "--list"], ""),
    Surface(["hand-in", "week-one", "--name", evil("learner"), "--out", "TOP/y.submission.json"], "learner assignment"),
    Surface(["coach", "assign", "clock-coffee", "--title", evil("title"), "--coach", evil("title")], "title"),
    Surface(["coach", "collect", "HANDED", "--assignment", "ASSIGNMENT"], "learner attempt", codes=(1,)),
    Surface(["coach", "collect", "HANDED", "--assignment", "ASSIGNMENT", "--json"], "learner attempt", codes=(1,)),
    Surface(["coach", "report", "FACTS"], "facts"),
    Surface(["coach", "report", "FACTS", "--json"], "facts"),
    Surface(["coach", "report", "TOP/home/transcripts"], "own filename", codes=(1,)),
    Surface(["label", "CORPUS"], "own contact unknown key id", codes=(1,)),
    Surface(["new", "persona", evil("argument")], "argument", codes=(2,)),
    Surface(["import", "CARD"], ""),
    Surface(["install", "PACK", "--dry-run"], "pack"),
    Surface(["install", "PACK"], "pack"),
    Surface(["pack", "clock-coffee", "--out", "TOP/p.zip"], ""),
    Surface(["doctor"], "", codes=(1,)),
    Surface(["doctor", "--json"], "", codes=(1,)),
    Surface(["serve", "--new-token", evil("argument"), "--token-file", "TOP/tokens"], "", codes=(2,)),
    Surface(["serve", "--new-token", "ana", "--token-file", "TOP/tokens", "--host", evil("argument")], "argument"),
    Surface([f"--{evil('argument')}"], "argument", codes=(2,)),
    Surface([evil("argument")], "argument", codes=(2,)),
    Surface(["practice", "--seed", evil("argument")], "argument", codes=(2,)),
]


def plan(folder: Folder, top: Path, failing: str, talking: str) -> Path:
    """Write the commands down with the paths that they mean."""
    places = {"TOP": str(top), "FAILING": failing, "TALKING": talking}
    places |= {name.upper(): str(place) for name, place in folder._asdict().items()} | {"HANDED": str(folder.handed_in)}

    def placed(text: str) -> str:
        return re.sub(r"^[A-Z]+(?=/|$)|(?<==)(?:FAILING|TALKING)$", lambda found: places.get(found[0], found[0]), text)

    todo = [
        {
            "command": [placed(word) for word in each.command],
            "typed": each.typed,
            "environment": dict(placed(pair).split("=", 1) for pair in each.environment),
        }
        for each in SURFACES
    ]
    path = top / "plan.json"
    path.write_text(json.dumps(todo), "utf-8")
    return path


def test_no_command_writes_what_a_terminal_could_obey(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REHEARSE_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("tests.e2e.terminal.PATIENCE", 120.0)
    folder, codes = lay(tmp_path), tmp_path / "codes.json"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "COLUMNS": "4000"}
    failing, talking = ChatServer(refuse(500, {"error": {"message": evil("server")}})), ChatServer(say(reply("reply")))
    with failing, talking:
        todo = plan(folder, tmp_path, failing.url, talking.url)
        command = [sys.executable, "-m", "tests.security.commands", str(todo), str(codes)]
        with Terminal(command, environment, 200, 50) as terminal:
            assert terminal.wait_for_end() == 0, terminal.text
    parts = re.split(BEGINNING.format(r"\d+") + "\r\n", terminal.raw.decode("utf-8", "surrogateescape"))[1:]
    found = [part.encode("utf-8", "surrogateescape") for part in parts]
    wrong = [
        problem
        for surface, code, part in zip(SURFACES, json.loads(codes.read_text("utf-8")), found, strict=True)
        for problem in problems(surface, code, part)
    ]
    assert not wrong, "\n".join(wrong)


def problems(surface: Surface, code: int, part: bytes) -> Iterator[str]:
    """Yield what is wrong with what a command wrote, each with its beginning."""
    said = f"{' '.join(surface.command)[:60]!r} (exit {code}) wrote {part[-300:]!r}"
    if code not in surface.codes or b"Traceback" in part:
        yield f"it did not do its work: {said}"
    if orders := strange(part, LINES):
        yield f"{orders} in {said}"
    if unseen := missing(part, (mark(source) for source in surface.shows.split())):
        yield f"{unseen} not shown: {said}"
