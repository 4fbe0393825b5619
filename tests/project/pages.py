"""What the docs tell people to type: found in every page, looked up, and run where it can be run.

A line of a `sh` block is run, unless NOT_RUN says why not. A command that stands in a sentence or in a table of forms,
with words in capitals for what people put in, is only looked up: there is such a command, and it takes these arguments.
"""

import argparse
import contextlib
import importlib.util
import io
import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, NoReturn
from unittest.mock import patch

import pytest

from rehearse.cli.main import main, make_parser
from tests.project.checkout import ROOT

PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
PROGRAMS = ("rehearse", "make", "python", ".venv/bin/python", "pip", "uv", "pipx", "dask", "eval", "printf")
"""Words with which what is typed begins."""
NOT_RUN = {
    "make": "builds, measures or tests for minutes",
    "python": "builds, measures or tests for minutes",
    ".venv/bin/python": "builds, measures or tests for minutes",
    "pip": "needs the network",
    "uv": "needs the network",
    "pipx": "needs the network",
    "eval": "changes the shell that reads it; tests/cli/test_completions.py does it",
    "dask": "starts a cluster; tests/coaching has one",
    "--cluster": "needs a cluster; tests/coaching has one",
    "rehearse": "opens the app; tests/tui does",
    "rehearse practice": "opens the app; tests/tui does",
    "rehearse replay": "opens the app; tests/tui does",
    "rehearse serve": "serves until it is stopped; tests/serving does",
}
"""Beginnings of lines, and options, that keep a line of a `sh` block from being run here, and why."""
IN_LINES = ("--plain", "--new-token")
"""Options with which such a command comes to its end by itself."""
_PUT_IN = {
    "N": "1",
    "DATE": "2026-11-24",
    "WHEN": "2026-11-24",
    "FORM": "html",
    "SHELL": "bash",
    "KIND": "personas",
    "loud": "offline",
    "talk": "html",
}
"""What is put in where not any word will do; `loud` and `talk` are what extending.md adds."""
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_EXIT = re.compile(r"#\s*exit (\d+)")
_OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
_INDENTED = re.compile(r"^ {4}(?! )(.*)$", re.MULTILINE)
_INLINE = re.compile(r"`([^`\n]+)`")
_MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
_EXTRAS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]


class Command(NamedTuple):
    """One thing that a page tells people to type."""

    line: str
    words: tuple[str, ...]
    """The program and its arguments."""
    said: str = ""
    """What `printf '%s\\n' ...` before a bar gives it to read."""
    into: str = ""
    """The file that it writes its output to, behind `>`."""
    code: int = 0
    """The exit code: what `# exit N` behind it says, else 0."""
    typed: bool = False
    """Whether it is a line of a `sh` block, to be typed as it stands."""
    about: str = ""
    """What stands behind it in a table of forms."""

    @property
    def not_run(self) -> str | None:
        """Why it is not run here; None where it is."""
        if not any(option in self.words for option in IN_LINES):
            for beginning in (" ".join(self.words[:2]), self.words[0]):
                if beginning in NOT_RUN and (beginning != "rehearse" or len(self.words) == 1):
                    return NOT_RUN[beginning]
        return next((NOT_RUN[word] for word in self.words if word.startswith("--") and word in NOT_RUN), None)

    @property
    def whole(self) -> bool:
        """Whether it could be typed as it stands: nothing has to be put in or chosen."""
        return not any(re.search(r"\b[A-Z]+\b|[\[\]|…]|\.\.\.", word) for word in self.words[1:] if "=" not in word)


def commands(page: Path) -> list[Command]:
    """Return all commands of a page: those of its `sh` blocks first, in their order."""
    text = page.read_text(encoding="utf-8")
    rest = _FENCE.sub("", text)
    fenced = "".join(block for language, block in _FENCE.findall(text) if language == "sh").replace("\\\n", " ")
    typed = [_typed(line) for line in fenced.splitlines() if line.strip() and not line.startswith("#")]
    lines = [_form(line) for line in _INDENTED.findall(rest) if _is_command(line)]
    inline = [_form(line) for line in _INLINE.findall(rest) if " " in line and _is_command(line)]
    return [*typed, *lines, *inline]


def forms(page: Path) -> list[Command]:
    """Return the commands that stand in blocks of the page, and are not typed as they stand."""
    rest = _FENCE.sub("", page.read_text(encoding="utf-8"))
    return [_form(line) for line in _INDENTED.findall(rest) if _is_command(line)]


def _is_command(line: str) -> bool:
    first, _, second = line.partition(" ")
    return first in PROGRAMS and not re.match(r"\s*[\d.]+", second)


def _typed(line: str) -> Command:
    told = _EXIT.search(line)
    words = shlex.split(re.sub(r'"\$\((.*?)\)"', r"\1", line), comments=True)
    said = into = ""
    if "|" in words:
        bar = words.index("|")
        assert words[:2] == ["printf", "%s\\n"], f"only printf '%s\\n' may stand before a bar: {line}"
        said = "".join(f"{word}\n" for word in words[2:bar])
        words = words[bar + 1 :]
    if ">" in words:
        words, into = words[: words.index(">")], words[words.index(">") + 1]
    return Command(line, tuple(words), said, into, int(told[1]) if told else 0, typed=True)


def _form(line: str) -> Command:
    form, _, about = line.partition("  ")
    return Command(form, tuple(shlex.split(form, comments=True)), about=about)


def problem(command: Command) -> str | None:
    """Return what is wrong with a command: there is no such thing, or it takes no such arguments. None: nothing."""
    program, *rest = command.words
    if program in ("eval", "printf"):
        return problem(command._replace(words=tuple(rest))) if rest and rest[0] in PROGRAMS else None
    if program == "make":
        return _problem_of_make(rest)
    if program.endswith("python"):
        return None if rest[:1] == ["-m"] and importlib.util.find_spec(rest[1]) else "there is no such module"
    if program == "rehearse":
        return _problem_of_ours(rest, command)
    extras = [extra for word in rest for extra in re.findall(r"rehearse\[(\w+)\]", word)]
    return next((f"there is no extra {extra}" for extra in extras if extra not in _EXTRAS), None)


def _problem_of_make(words: list[str]) -> str | None:
    targets = {word for line in re.findall(r"^\.PHONY:(.*)$", _MAKEFILE, re.MULTILINE) for word in line.split()}
    for word in words:
        name, _, value = word.partition("=")
        if value:
            if not re.search(rf"^{name} \?=", _MAKEFILE, re.MULTILINE):
                return f"make knows no {name}"
            missing = [path for path in value.split() if path.startswith("tests/") and not (ROOT / path).exists()]
            if missing:
                return f"there is no {missing[0]}"
        elif word not in targets:
            return f"make has no target {word}"
    return None


class _Refused(Exception):
    """The parser does not take these arguments."""


def _problem_of_ours(words: list[str], command: Command) -> str | None:
    parser = make_parser()
    words = [word for each in words for word in [_filled(each)] if word]
    try:
        with patch.object(type(parser), "error", _refuse), contextlib.redirect_stdout(io.StringIO()):
            _, more = parser.parse_known_args(words)
    except _Refused as refused:
        # A command that is only named in a sentence has none of the arguments that it needs.
        named = not command.typed and re.search("are required|is required", str(refused))
        return None if named else str(refused)
    except SystemExit:
        return None  # --version and --help end here.
    if more and "list" not in words:
        return f"unrecognized arguments: {more}"
    known = _options(parser, words)
    return next((f"{option} is none of it" for option in _OPTION.findall(command.about) if option not in known), None)


def _refuse(_: argparse.ArgumentParser, message: str) -> NoReturn:
    raise _Refused(message)


def _filled(word: str) -> str:
    """Return what could stand in the place of a word of a form."""
    plain = re.sub(r"\.\.\.$|…$", "", word.strip("[]")).partition("|")[0]
    return _PUT_IN.get(plain, plain)


def _options(parser: argparse.ArgumentParser, words: list[str]) -> set[str]:
    """Return the options of the command that these words name."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction) and words and words[0] in action.choices:
            return _options(action.choices[words[0]], words[1:])
    return {option for action in parser._actions for option in action.option_strings}


def names(parser: argparse.ArgumentParser, before: str = "") -> Iterator[str]:
    """Yield the commands that a parser knows, in full: `coach assign`."""
    below = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    if before and not below:
        yield before.strip()
    for action in below:
        for name, each in action.choices.items():
            yield from names(each, f"{before} {name}")


def run(command: Command, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    """Run a command of ours as its page tells and return its standard output."""
    assert command.words[0] == "rehearse", f"no command of ours, and no reason not to run it: {command.line}"
    monkeypatch.setattr("sys.stdin", io.StringIO(command.said))
    code = main([str(Path(word).expanduser()) if word.startswith("~") else word for word in command.words[1:]])
    told = capsys.readouterr()
    assert code == command.code, f"{command.line} ended with {code}:\n{told.out}{told.err}"
    assert code or not re.search(r"^rehearse: .*(cannot|no such)", told.err, re.MULTILINE), told.err
    if command.into:
        into = Path(command.into).expanduser()
        into.parent.mkdir(parents=True, exist_ok=True)
        into.write_text(told.out, encoding="utf-8")
    return told.out


def to_run(page: Path) -> Iterator[Command]:
    """Yield the lines of a page's `sh` blocks that are run."""
    return (each for each in commands(page) if each.typed and each.not_run is None)
