"""The whole program in a terminal: what a person sees and does, and what reaches the terminal in bytes."""

import json
import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from rehearse.archive.transcript import read_transcript
from rehearse.meeting.state import fold
from tests.builders import persona_data
from tests.e2e.terminal import Terminal

HOSTILE = "\x1b]52;c;aGk=\x07\x1b[2J\x9b31m\x7f\u202e\u2066[/][bold]x[/bold][@click=app.quit]"
FORBIDDEN = (b"\x1b]52", b"aGk=\x07", b"\x7f", b"\xc2\x9b", b"\xe2\x80\xae", b"\xe2\x81\xa6", b"\x1b]0;", b"\x1b]2;")
REHEARSE = [sys.executable, "-m", "rehearse"]


@pytest.fixture
def environment(rehearse_home: Path) -> Mapping[str, str]:
    return {**os.environ, "TERM": "xterm-256color", "REHEARSE_INSTANT": "1", "REHEARSE_HOME": str(rehearse_home)}


def say(terminal: Terminal, turn: str, *, after: str) -> None:
    """Say a turn once the contact has said what goes before."""
    terminal.wait_for("Write what you say", after)
    terminal.type(turn)
    terminal.wait_for(turn[:20])
    terminal.type("\r")


@pytest.mark.parametrize("size", [(100, 30), (80, 24)])
def test_a_newcomer_rehearses_reads_the_review_and_leaves(
    environment: Mapping[str, str], rehearse_home: Path, size: tuple[int, int]
) -> None:
    with Terminal(REHEARSE, environment, *size) as terminal:
        terminal.wait_for("New rehearsal")
        terminal.type("n")
        terminal.wait_for("The agreed topic", "Sit down")
        terminal.type("\r")
        say(terminal, "Tell me about yourself, how did you end up in this work?", after="stand?")
        terminal.wait_for("Hanna Vogel", "That asked about Hanna.")
        terminal.type("\x05")
        terminal.wait_for("Yes")
        terminal.type("\r")
        terminal.wait_for("Read the review")
        terminal.type("\r")
        terminal.wait_for("of 100")
        terminal.type("\x11")
        assert terminal.wait_for_end() == 0
        assert b"\x1b[?1049l" in terminal.raw
    (path,) = (rehearse_home / "transcripts").glob("*.jsonl")
    transcript = read_transcript(path)
    assert fold(transcript.header, transcript.events).ended


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_gives_the_terminal_back_and_keeps_the_meeting(
    environment: Mapping[str, str], rehearse_home: Path, number: signal.Signals
) -> None:
    with Terminal([*REHEARSE, "practice", "good-coffee", "--seed", "7"], environment) as terminal:
        say(terminal, "Tell me about yourself.", after="beat me to it.")
        terminal.wait_for("I baked for")
        os.kill(terminal.pid, number)
        assert terminal.wait_for_end() == 128 + number
        assert b"\x1b[?1049l" in terminal.raw
        assert b"Traceback" not in terminal.raw
    (path,) = (rehearse_home / "transcripts").glob("*.jsonl")
    transcript = read_transcript(path)
    assert len(fold(transcript.header, transcript.events).turns) == 3


def test_a_killed_meeting_is_continued_from_home(environment: Mapping[str, str]) -> None:
    with Terminal([*REHEARSE, "practice", "good-coffee", "--seed", "7"], environment) as terminal:
        say(terminal, "Tell me about yourself.", after="beat me to it.")
        terminal.wait_for("I baked for")
        os.kill(terminal.pid, signal.SIGKILL)
        assert terminal.wait_for_end() == -signal.SIGKILL
    with Terminal(REHEARSE, environment) as terminal:
        terminal.wait_for("Continue")
        terminal.type("c")
        terminal.wait_for("I baked for", "Write what you say")


@pytest.fixture
def hostile_files(rehearse_home: Path) -> Path:
    """A persona, a scenario and a transcript that put control sequences and markup into every text."""

    def poisoned(value: object) -> object:
        if isinstance(value, dict):
            return {key: poisoned(item) if key not in KEPT else item for key, item in value.items()}
        if isinstance(value, list):
            return [poisoned(item) for item in value]
        return f"{HOSTILE}{value}" if isinstance(value, str) else value

    persona = poisoned(persona_data(voice={"register": "Dry.", "words": [5, 30]}))
    scenario = poisoned(
        {
            "schema": 1,
            "id": "hostile",
            "title": "A hostile scene",
            "about": "Bad text.",
            "persona": "bo-lind",
            "setting": "coffee",
            "invited_by": "learner",
            "agenda": "clocks",
            "referrer": {"name": "Pia", "introduced": True, "name_blessed": True},
            "minutes": 30,
            "brief": "You came for clocks.",
            "know": ["Something."],
            "level": "easy",
            "tips": ["A tip."],
        }
    )
    for kind, data in (("personas", persona), ("scenarios", scenario)):
        folder = rehearse_home / kind
        folder.mkdir(parents=True)
        name = "bo-lind" if kind == "personas" else "hostile"
        (folder / f"{name}.yaml").write_text(yaml.safe_dump(data, allow_unicode=False))
    return rehearse_home


KEPT = {"id", "persona", "setting", "invited_by", "kind", "level"}


def test_no_control_sequence_and_no_markup_from_any_file_reaches_the_terminal(
    environment: Mapping[str, str], hostile_files: Path
) -> None:
    with Terminal([*REHEARSE, "practice", "hostile", "--seed", "7"], environment) as terminal:
        say(terminal, "How did you end up making clocks [/] [bold]x", after="opening line is")
        terminal.wait_for("broken springs")
        terminal.type("\x05")
        terminal.wait_for("Yes")
        terminal.type("\r")
        terminal.wait_for("Read the review")
        terminal.type("\r")
        terminal.wait_for("of 100")
        for key in ("\x1b[6~", "\x1b[6~", "\x1b[6~", "r"):
            terminal.type(key)
        terminal.wait_for("1 of")
        terminal.type("\x11")
        assert terminal.wait_for_end() == 0
    with Terminal(REHEARSE, environment) as home:
        home.wait_for("New rehearsal")
        home.type("n")
        home.wait_for("A hostile")
        home.type("\x1b[B\x1b[B\x1b[B")
        home.wait_for("came for clocks")
        home.type("\x1b")
        home.wait_for("New rehearsal")
        home.type("t")
        home.wait_for("A hostile")
        home.type("\x11")
        assert home.wait_for_end() == 0
    for raw in (terminal.raw, home.raw):
        assert b"Traceback" not in raw
        for sequence in FORBIDDEN:
            assert sequence not in raw, sequence


@pytest.mark.parametrize(
    "command",
    [
        ["practice", "--plain", "hostile", "--seed", "7"],
        ["list", "personas"],
        ["list", "scenarios"],
        ["check", "personas/bo-lind.yaml"],
        ["review", f"no{HOSTILE}file".replace("\x00", "")],
    ],
)
def test_the_line_mode_and_the_lists_are_as_clean(
    environment: Mapping[str, str], hostile_files: Path, command: list[str]
) -> None:
    with Terminal([*REHEARSE, *command], {**environment, "PYTHONPATH": str(Path.cwd())}) as terminal:
        if command[0] == "practice":
            terminal.wait_for("You:")
            terminal.type("How did you end up making clocks?\n\x04")
        terminal.wait_for_end()
    assert b"Traceback" not in terminal.raw
    for sequence in (*FORBIDDEN, b"\x1b[2J"):
        assert sequence not in terminal.raw, sequence


def test_a_transcript_with_escapes_in_its_json_is_shown_clean(
    environment: Mapping[str, str], hostile_files: Path
) -> None:
    with Terminal([*REHEARSE, "practice", "hostile", "--plain", "--seed", "7"], environment) as terminal:
        terminal.wait_for("You:")
        terminal.type("Hello there\n\x04")
        terminal.wait_for_end()
    (path,) = (hostile_files / "transcripts").glob("*.jsonl")
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    for line in lines:
        if line["kind"] in ("learner", "contact"):
            line["text"] = HOSTILE + line["text"]
            for mark in (*line.get("cues", ()),):
                mark.update(quote=line["text"], start=0, end=len(line["text"]))
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    for command in (["replay"], ["replay", "--plain"], ["review", "--markdown"]):
        with Terminal([*REHEARSE, *command, str(path)], environment) as shown:
            if command == ["replay"]:
                shown.wait_for("1 of")
                shown.type("\x11")
            elif "--plain" in command:
                shown.wait_for("q: stop")
                shown.type("q\n")
            shown.wait_for_end()
        assert b"Traceback" not in shown.raw
        for sequence in FORBIDDEN:
            assert sequence not in shown.raw, (command, sequence)
