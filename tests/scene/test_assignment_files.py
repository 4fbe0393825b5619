"""What an assignment may ask, and what is said of one that nobody could do."""

from pathlib import Path

import pytest

from rehearse.scene import library
from rehearse.scene.files import check, load
from rehearse.scene.problem import FileError
from rehearse.scene.scaffold import scaffold
from tests.scene.small import changed

TEXT = """\
# yaml-language-server: $schema=assignment.schema.json
schema: 1
id: week-one
title: The first week
tasks:
  - scenario: good-coffee
  - scenario: cold-call
    persona: hanna-vogel
    criteria: {discover: [letter-g]}
criteria:
  min_score: 50
  forbid: [job_ask]
  require: [curiosity]
due: 2026-12-10T18:00+01:00
attempts: 3
mode: exam
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "x.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_whole_one_is_read_as_it_is_meant(tmp_path: Path) -> None:
    path = write(tmp_path, TEXT)
    assert check(path) == []
    found = load(path, "assignment")
    assert found.due is not None
    assert found.due.isoformat() == "2026-12-10T18:00:00+01:00"
    assert [task.scenario for task in found.tasks] == ["good-coffee", "cold-call"]


@pytest.mark.parametrize(
    ("old", "new", "what", "cure"),
    [
        ("good-coffee", "good-cofee", "there is no scenario `good-cofee`", "Did you mean `good-coffee`?"),
        ("hanna-vogel", "hanna-fogel", "there is no persona `hanna-fogel`", "Did you mean `hanna-vogel`?"),
        ("mode: exam", "rubric: standart", "there is no rubric `standart`", "Did you mean `standard`?"),
        ("letter-g", "letter-h", "Hanna Vogel has no story `letter-h`", "Did you mean `letter-g`?"),
        ("forbid: [job_ask]", "forbid: [reflection]", "`reflection` earns trust", "Forbid what spends trust"),
        ("require: [curiosity]", "require: [pushing]", "`pushing` spends trust", "Require what earns trust"),
        ("forbid: [job_ask]", "forbid: [curiosity]", "`curiosity` is both forbidden and required", "Keep one"),
        ("[curiosity]", "[curiosity, curiosity]", "`curiosity` stands here a second time", "Keep one"),
        (
            "  - scenario: cold-call",
            "  - scenario: good-coffee\n  - scenario: cold-call",
            "task 2 is task 1",
            "Keep one",
        ),
        ("id: week-one", "id: good-coffee", "there is a scenario `good-coffee`", "Choose another id."),
        ("T18:00+01:00", "T18:00", "the moment has no zone", "Write day, time and zone"),
        ("T18:00+01:00", "", "`2026-12-10` is no moment", "Write day, time and zone"),
        ("attempts: 3", "attempts: 0", "`attempts` is out of range", "from 1 to 100"),
        ("min_score: 50", "min_score: 101", "`min_score` is out of range", "from 0 to 100"),
        ("mode: exam", "mode: exams", "`exams` is no mode", "Did you mean `exam`?"),
        ("attempts: 3", "atempts: 3", "unknown key `atempts`", "Did you mean `attempts`?"),
    ],
)
def test_what_does_not_fit_is_named_with_its_line_and_its_cure(
    tmp_path: Path, old: str, new: str, what: str, cure: str
) -> None:
    text, line = changed(TEXT, old, new)
    (problem,) = check(write(tmp_path, text))
    assert problem.what.startswith(what)
    assert cure in problem.cure
    assert problem.line in (line, line + 1)


def test_a_contradiction_keeps_it_from_being_loaded(tmp_path: Path) -> None:
    text, _ = changed(TEXT, "forbid: [job_ask]", "forbid: [curiosity]")
    with pytest.raises(FileError, match="both forbidden and required"):
        load(write(tmp_path, text), "assignment")


def test_a_scene_that_is_broken_is_named_at_its_task(tmp_path: Path, rehearse_home: Path) -> None:
    (rehearse_home / "scenarios").mkdir(parents=True)
    (rehearse_home / "scenarios" / "cold-call.yaml").write_text("id: [\n")
    (problem,) = check(write(tmp_path, TEXT))
    assert problem.line == 7
    assert "cannot be played" in problem.what
    assert "cold-call.yaml" in problem.what


@pytest.mark.parametrize("name", ["week-one", "42"])
def test_a_new_one_is_whole_and_on_the_list(name: str) -> None:
    path = scaffold("assignment", name)
    assert check(path) == []
    assert [(entry.id, entry.problem) for entry in library.assignments()] == [(name, None)]
    assert path.stat().st_mode & 0o777 == 0o600
