"""Completion in a shell: commands, options, names and files; tried in the shells that are here."""

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from rehearse.cli.completions import FILES, FOLDERS, NAMES, OF_TRANSCRIPTS
from rehearse.cli.main import main, make_parser
from tests.e2e.terminal import Terminal

PROMPT = "ready>"
SHELLS = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], 'eval "$(rehearse completions bash)"'),
    "zsh": (["zsh", "-f", "-i"], 'autoload -Uz compinit; compinit -u -D; eval "$(rehearse completions zsh)"'),
    "fish": (["fish", "--no-config", "-i"], "rehearse completions fish | source"),
}
FREE = {"ADDRESS", "DATE", "H", "ID", "LABEL", "MINUTES", "N", "NAME", "STORY", "T", "URL", "WHEN", "WORDS"}
"""What nobody can guess, or nobody has to: these arguments complete to nothing."""


@pytest.fixture
def environment(tmp_path: Path, rehearse_home: Path) -> Mapping[str, str]:
    """With `rehearse` on the path, in a folder of its own."""
    command = tmp_path / "bin" / "rehearse"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m rehearse "$@"\n')
    command.chmod(0o755)
    root = str(Path(__file__).parents[2])
    return {
        **os.environ,
        "PATH": f"{command.parent}:{os.environ['PATH']}",
        "PYTHONPATH": root,
        "PS1": PROMPT,
        "TERM": "xterm-256color",
        "HOME": str(tmp_path),
        "REHEARSE_HOME": str(rehearse_home),
    }


def _completed(line: str, environment: Mapping[str, str], at: Path) -> list[str]:
    """Return what bash offers for the line, as it would on Tab."""
    words = line.split(" ")
    script = f"""
cd {at}
source <(rehearse completions bash)
COMP_WORDS=({" ".join(repr(word) for word in words)})
COMP_CWORD={len(words) - 1}
_shtab_rehearse 2>/dev/null
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
    done = subprocess.run(["bash", "--norc", "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return done.stdout.split()


@pytest.mark.parametrize("shell", SHELLS)
def test_tab_completes_a_command_and_the_name_of_a_scene(shell: str, environment: Mapping[str, str]) -> None:
    command, ready = SHELLS[shell]
    if shutil.which(command[0]) is None:
        pytest.skip(f"{shell} is not here")
    with Terminal(command, environment) as terminal:
        if shell == "fish":
            terminal.type("function fish_prompt; echo 'ready>'; end\r")
        terminal.wait_for(PROMPT)
        terminal.type(f"{ready}; echo source''d\r")
        terminal.wait_for("sourced")
        terminal.type("rehearse pra\t")
        terminal.wait_for("rehearse practice")
        terminal.type("beachfr\t")
        terminal.wait_for("rehearse practice beachfront-pitch")


def test_bash_is_told_who_completes(environment: Mapping[str, str]) -> None:
    asked = "source <(rehearse completions bash); complete -p rehearse"
    done = subprocess.run(["bash", "--norc", "-c", asked], env=environment, capture_output=True, text=True, check=True)
    assert "_shtab_rehearse rehearse" in done.stdout


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("rehearse coach ", {"assign", "collect", "report"}),
        ("rehearse practice --con", {"--contact"}),
        ("rehearse practice --contact ", {"auto", "offline", "llm"}),
        ("rehearse practice --persona desm", {"desmond-achebe"}),
        ("rehearse review good-coffee", {"good-coffee-gone-well"}),
        ("rehearse review --rubric s", {"standard"}),
        ("rehearse compare good-coffee-gone-well cold-", {"cold-call-gone-wrong"}),
        ("rehearse coach assign good-coffee sh", {"she-asked"}),
        ("rehearse check no", {"notes.yaml"}),
        ("rehearse coach collect ha", {"handed-in"}),
        ("rehearse completions ", {"bash", "zsh", "fish"}),
    ],
)
def test_what_fits_is_offered(line: str, offered: set[str], environment: Mapping[str, str], tmp_path: Path) -> None:
    (tmp_path / "notes.yaml").touch()
    (tmp_path / "handed-in").mkdir()
    assert offered <= set(_completed(line, environment, tmp_path))


def test_no_name_is_more_than_a_word_to_a_shell(
    environment: Mapping[str, str], rehearse_home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = rehearse_home / "transcripts"
    folder.mkdir(parents=True)
    for name in ("$(touch pwned)", "`touch pwned`", "a;touch pwned", "-rf", "two words", "\x1b[2J", "mine"):
        (folder / f"{name}.jsonl").touch()
    assert main(["completions", "--names", "transcripts"]) == 0
    names = capsys.readouterr().out.splitlines()
    assert "mine" in names
    assert "good-coffee-gone-well" in names
    assert [name for name in names if not name.replace("-", "").replace(".", "").isalnum()] == []
    assert _completed("rehearse replay ", environment, tmp_path)
    assert not (tmp_path / "pwned").exists()


@pytest.mark.parametrize("kind", ["personas", "scenarios", "rubrics", "assignments"])
def test_names_are_those_of_the_library(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["new", kind.removesuffix("s"), "of-my-own"])
    capsys.readouterr()
    main(["completions", "--names", kind])
    assert "of-my-own" in capsys.readouterr().out.splitlines()


def test_a_closed_folder_offers_nothing_and_says_nothing(
    environment: Mapping[str, str], rehearse_home: Path, tmp_path: Path
) -> None:
    rehearse_home.mkdir()
    (rehearse_home / "personas").touch()
    assert _completed("rehearse practice --persona desm", environment, tmp_path) == []


def test_every_argument_is_completed_or_is_known_to_be_free() -> None:
    decided = {*NAMES, *FILES, *FOLDERS, *FREE}
    open_ = [action.dest for _, action in _taking(make_parser(), "") if str(action.metavar) not in decided]
    assert open_ == []
    commands = {command for command, _ in _taking(make_parser(), "")}
    assert set(OF_TRANSCRIPTS) <= commands


def _taking(parser: argparse.ArgumentParser, command: str) -> Iterator[tuple[str, argparse.Action]]:
    """Yield the arguments that take a word of one's own, with their commands."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, below in action.choices.items():
                yield from _taking(below, name)
        elif action.nargs != 0 and not action.choices:
            yield command, action
