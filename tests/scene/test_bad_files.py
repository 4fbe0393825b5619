"""A file that is wrong is answered with its name, line and column, what is wrong and what would be right."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from rehearse.errors import InputError
from rehearse.scene import syntax
from rehearse.scene.files import FileError, Problem, check, load
from tests.scene import small

PERSONA, SCENARIO, RUBRIC = small.persona(), small.scenario(), small.rubric()
REMARK = "    says: I own four pairs of boots."


class Case(NamedTuple):
    """A whole file, one passage of it changed, and what is to be said of that."""

    base: str
    old: str
    new: str
    column: int
    what: str
    cure: str
    lines_down: int = 0


OnlyProblem = Callable[[str | bytes], Problem]


@pytest.fixture
def only_problem(tmp_path: Path) -> OnlyProblem:
    """Return what writes a file and gives back its one problem, after a look at its line."""

    def write_and_check(content: str | bytes) -> Problem:
        path = tmp_path / "x.yaml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        problems = check(path)
        assert len(problems) == 1, problems
        problem = problems[0]
        assert str(problem) == f"{path}:{problem.line}:{problem.column}: {problem.what}. {problem.cure}"
        assert "\n" not in str(problem)
        return problem

    return write_and_check


@pytest.mark.parametrize(
    "case",
    [
        Case(PERSONA, "name: Ada Small", "nmae: Ada Small", 1, "unknown key `nmae`", "Did you mean `name`?"),
        Case(PERSONA, "name: Ada Small", "name: No", 7, "means false", 'Quote it: "No".'),
        Case(PERSONA, "name: Ada Small", "name: on", 7, "means true", 'Quote it: "on".'),
        Case(PERSONA, "name: Ada Small", "name: 1969", 7, "is a number", 'Quote it: "1969".'),
        Case(PERSONA, "name: Ada Small", "name: 19.5", 7, "is a number", 'Quote it: "19.5".'),
        Case(PERSONA, "name: Ada Small", "name:", 1, "nothing stands at `name`", "Write its value"),
        Case(PERSONA, "name: Ada Small", "name: '  '", 7, "this text is empty", "Write it"),
        Case(PERSONA, "name: Ada Small", "name: ''", 7, "this text is empty", "Write it"),
        Case(PERSONA, "name: Ada Small", "name: [Ada]", 7, "`name` has to be one text", "without square brackets"),
        Case(PERSONA, "name: Ada Small", "name: Ada: Small", 10, "a colon stands inside text", "in quotes"),
        Case(PERSONA, "minutes: 20", 'minutes: "20"', 10, "has to be a whole number", "from 5 to 180, without quotes"),
        Case(PERSONA, "minutes: 20", "minutes: 20.5", 10, "has to be a whole number", "from 5 to 180"),
        Case(PERSONA, "minutes: 20", "minutes: 500", 10, "out of range: 500", "from 5 to 180"),
        Case(PERSONA, "patience: 0.5", "patience: high", 11, "`patience` has to be a number", "from 0 to 1"),
        Case(PERSONA, "patience: 0.5", "patience: .nan", 11, "`patience` has to be a number", "from 0 to 1"),
        Case(PERSONA, "  words: [4, 20]", "  words: [20, 4]", 10, "from 20 to 4 words", "the smaller number first"),
        Case(
            PERSONA, "  words: [4, 20]", "  words: [4]", 3, "`words` has too few values", "exactly 2, such as [8, 35]"
        ),
        Case(PERSONA, "  words: [4, 20]", "  words: 4", 10, "`words` has to be a list", "after `- `"),
        Case(
            PERSONA, "public: [She tests., She sits., She looks.]", "public: [She tests.]", 9, "`public`", "at least 3"
        ),
        Case(PERSONA, "    - nods in wording 3.", "    - Well: yes.", 7, "a colon has made a key", "in quotes"),
        Case(PERSONA, "    - nods in wording 3.", "    - Nods, in WORDING 2!", 7, "is said already", "in other words"),
        Case(PERSONA, "  pushing:\n    - pushing in wording 0.", "  pushing:", 3, "3 of 4 reactions", "Add 1"),
        Case(PERSONA, "  pushing: [Hm.]", "  pushing: []", 3, "no thoughts on `pushing`", "at least one"),
        Case(PERSONA, "  pushing:\n", "  pushign:\n", 3, "unknown key `pushign`", "Did you mean `pushing`?"),
        Case(
            PERSONA,
            "    kind: introduction",
            "    kind: introductoin",
            11,
            "is no kind",
            "Did you mean `introduction`?",
        ),
        Case(PERSONA, "  - id: a-name", "  - id: the-sea", 9, "the id `the-sea` is taken", "its own"),
        Case(PERSONA, "  - id: boots", "  - id: The Boots", 9, "`The Boots` is no id", "single hyphens"),
        Case(PERSONA, REMARK, "    says: !!python/object/apply:os.system [ls]", 11, "is a tag", "Delete it"),
        Case(PERSONA, REMARK, "    says: !secret x", 11, "`!secret` is a tag", "needs quotes"),
        Case(PERSONA, REMARK, "    says: &boots I own boots.", 11, "`&boots`", "nothing may repeat"),
        Case(PERSONA, REMARK, "    says: *boots", 11, "`*boots` repeats", "Write the text itself"),
        Case(PERSONA, REMARK, "\tsays: x", 1, "a tab stands", "Indent with blanks"),
        Case(PERSONA, REMARK, '    says: "I own boots.', 11, "a quote opens here", "Close it"),
        Case(PERSONA, REMARK, "    says: [I own boots.", 11, "a `[` opens here", "Close it"),
        Case(PERSONA, REMARK, "    says: @ada", 11, "may not begin with `@`", "in quotes"),
        Case(PERSONA, REMARK, '    says: "a \\q"', 14, "a backslash", "single quotes"),
        Case(PERSONA, REMARK, "    says: a\u2028b", 12, "an invisible character stands here (U+2028)", "Delete it"),
        Case(PERSONA, REMARK, "    says:\n      a: b\n    says: c", 5, "a second time", "Keep one", 2),
        Case(SCENARIO, "setting: coffee", "setting: cofee", 10, "`cofee` is no setting", "Did you mean `coffee`?"),
        Case(SCENARIO, "persona: small-one", "persona: nobody-here", 10, "no persona `nobody-here`", "Name one of"),
        Case(SCENARIO, "persona: small-one", "persona: hana-vogel", 10, "no persona", "Did you mean `hanna-vogel`?"),
        Case(SCENARIO, "minutes: 20", "minutes: 20\nopening:\nspeaker: contact", 1, "`speaker` belongs", "Indent", 2),
        Case(SCENARIO, "schema: 1", "schema: 2", 9, "out of range: 2", "Write 1"),
        Case(RUBRIC, "weight: -10", "weight: 10", 34, "`job_ask` has the wrong sign", "Write -10"),
        Case(RUBRIC, "cap: 4", "cap: 0", 44, "out of range: 0", "from 1 to 1000"),
        Case(RUBRIC, "label: job_ask, weight: -10", "label: curiosity, weight: 1", 17, "counts already", "once"),
        Case(RUBRIC, "most: 100", "most: 90", 1, "the parts hold 90 points together", "add up to 100", -4),
        Case(RUBRIC, "base: 50", "base: 101", 11, "out of range: 101", "from 0 to 100"),
    ],
    ids=lambda case: case.new.strip()[:40],
)
def test_a_mistake_is_named_with_its_place_and_its_cure(case: Case, only_problem: OnlyProblem) -> None:
    text, line = small.changed(case.base, case.old, case.new)
    problem = only_problem(text)
    assert case.what in problem.what
    assert case.cure in problem.cure
    assert (problem.line, problem.column) == (line + case.lines_down, case.column)


def test_a_missing_key_is_named_at_its_parent(only_problem: OnlyProblem) -> None:
    text, _ = small.changed(PERSONA, "  register: dry\n", "")
    problem = only_problem(text)
    _, parent = small.changed(PERSONA, "voice:\n", "")
    assert (problem.line, problem.column) == (parent, 1)
    assert problem.what == "`register` is missing"
    assert problem.cure.startswith("Add `register: …` (one sentence")


def test_an_introduction_to_nobody_is_told_what_it_lacks(only_problem: OnlyProblem) -> None:
    text, line = small.changed(PERSONA, "    to: Bo\n", "")
    problem = only_problem(text)
    assert (problem.line, problem.column) == (line - 2, 5)
    assert "`to`" in problem.cure


@pytest.mark.parametrize(
    ("content", "line", "column", "what"),
    [
        ("", 1, 1, "the file is empty"),
        ("\n \n", 1, 1, "the file is empty"),
        ("# only this\n", 1, 1, "nothing but comments"),
        ("- a\n- b\n", 1, 1, "keys with values"),
        ("just a sentence", 1, 1, "keys with values"),
        ("colour: red\n", 1, 1, "nothing tells whether"),
        ("a: " + "[" * 100_000, 1, 27, "nested too deeply"),
        ("- " * 400 + "a", 1, 49, "nested too deeply"),
        ("{a: 1}\n---\n{a: 2}\n", 2, 1, "a second document"),
        ("? [a, b]\n: c\n", 1, 3, "a key has to be one word"),
        ("a: 1\nb: 2\na: 3\n", 3, 1, "`a` stands here a second time, first in line 1"),
        ("%YAML 2.0\n---\na: 1\n", 1, 1, "another version of YAML"),
        ("a: b\x1b[2J\n", 1, 5, "invisible character"),
        ("x" * 1_000_001, 1, 1, "larger than 1 MB"),
        ("[" + "1," * 60_000 + "1]", 1, 100_000, "too many values"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", 2, 1, "no text file"),
        (b"name: caf\xe9\n", 1, 10, "not UTF-8"),
        ("name: x".encode("utf-16"), 1, 1, "UTF-16"),
    ],
    ids=lambda value: str(value)[:24],
)
def test_what_is_no_file_of_ours_is_refused_where_it_goes_wrong(
    content: str | bytes, line: int, column: int, what: str, only_problem: OnlyProblem
) -> None:
    problem = only_problem(content)
    assert what in problem.what
    assert (problem.line, problem.column) == (line, column)


@pytest.mark.parametrize("loader", [yaml.SafeLoader, syntax._LOADER])
def test_a_lone_surrogate_behind_an_escape_is_refused(
    loader: object, only_problem: OnlyProblem, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(syntax, "_LOADER", loader)
    assert only_problem('name: "\\ud800"\n').what == "an escape stands for no character"


def test_what_cannot_be_opened_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, *_: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    closed = tmp_path / "closed.yaml"
    closed.write_text(PERSONA, encoding="utf-8")
    cases = {
        tmp_path: "a folder",
        tmp_path / "missing.yaml": "no such file",
        Path("/dev/null"): "no ordinary file",
        Path("a\0b.yaml"): "cannot be read",
        Path("x" * 5_000): "cannot be read",
    }
    for path, what in cases.items():
        assert [what in problem.what for problem in check(path)] == [True], path
    monkeypatch.setattr(Path, "open", refuse)
    assert [problem.what for problem in check(closed)] == ["you may not read this file"]


def test_several_mistakes_are_told_in_the_order_of_the_file(tmp_path: Path) -> None:
    text, first = small.changed(SCENARIO, "setting: coffee", "setting: teahouse")
    text, second = small.changed(text, "minutes: 20", "minutes: 0")
    path = tmp_path / "x.yaml"
    path.write_text(text, encoding="utf-8")
    assert [problem.line for problem in check(path)] == [first, second]
    with pytest.raises(
        FileError, match=r"`teahouse` is no setting.*\(1 more: `rehearse check` lists them.\)"
    ) as caught:
        load(path, "scenario")
    assert isinstance(caught.value, InputError)
    assert str(caught.value).startswith(f"{path}:{first}:10: ")
    assert len(caught.value.problems) == 2


@pytest.mark.parametrize("lines", ['"ti\\e[2Jtle\\nx": y', '"ti\\e[2Jtle": 1\n"ti\\e[2Jtle": 2'])
def test_a_problem_that_quotes_the_file_can_give_no_orders_to_the_terminal(
    lines: str, only_problem: OnlyProblem
) -> None:
    text, _ = small.changed(SCENARIO, "title: Small talk", f"title: Small talk\n{lines}")
    line = str(only_problem(text))
    assert line.isprintable()
    assert "ti[2Jtle" in line
