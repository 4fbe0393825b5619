"""Runs what a page of the docs tells people to type: each `rehearse` line of its `sh` blocks, in this process."""

import io
import re
import shlex
from pathlib import Path
from typing import NamedTuple

import pytest

from rehearse.cli.main import main

_BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_EXIT = re.compile(r"#\s*exit (\d+)")


class Command(NamedTuple):
    """One line that a page tells people to type."""

    line: str
    given: tuple[str, ...]
    """Arguments of `rehearse`."""
    said: str
    """What `printf '%s\\n' ...` before a bar gives it to read."""
    code: int
    """The exit code: what `# exit N` behind it says, else 0."""


def commands(page: Path) -> list[Command]:
    """Return the commands of a page, in order. Another program than `rehearse` in a block is an error."""
    lines = "".join(_BLOCK.findall(page.read_text(encoding="utf-8"))).splitlines()
    return [_command(line) for line in lines if line.strip() and not line.startswith("#")]


def _command(line: str) -> Command:
    told = _EXIT.search(line)
    words = shlex.split(line, comments=True)
    said = ""
    if "|" in words:
        bar = words.index("|")
        assert words[:2] == ["printf", "%s\\n"], f"only printf '%s\\n' may stand before a bar: {line}"
        said = "".join(f"{word}\n" for word in words[2:bar])
        words = words[bar + 1 :]
    assert words[0] == "rehearse", f"no command of ours: {line}"
    return Command(line, tuple(words[1:]), said, int(told[1]) if told else 0)


def run(command: Command, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    """Run a command as its page tells and return its standard output."""
    monkeypatch.setattr("sys.stdin", io.StringIO(command.said))
    code = main(list(command.given))
    told = capsys.readouterr()
    assert code == command.code, f"{command.line} ended with {code}:\n{told.out}{told.err}"
    assert code or not re.search(r"^rehearse: .*(cannot|no such)", told.err, re.MULTILINE), told.err
    return told.out
