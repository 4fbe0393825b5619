"""`rehearse coach report` from outside: what it takes and writes, and what it says of files that it cannot read."""

import csv
import json
import os
import stat
from datetime import UTC, datetime
from pathlib import Path
from shutil import copy
from typing import Any

import pytest

from rehearse.archive.annotate import correct
from rehearse.archive.corpus import to_corpus
from rehearse.archive.transcript import read_transcript
from rehearse.cli.main import main
from rehearse.coaching.assigned.packed import Content, packed
from rehearse.coaching.reviewed import meeting_facts
from rehearse.engines import make_reader
from rehearse.reading.codebook import Label
from rehearse.scene import library
from rehearse.scene.assignment import Assignment, Criteria, Task
from rehearse.settings import shipped
from tests.coaching.cohort_play import play

AT = datetime(2026, 11, 30, tzinfo=UTC)
SAMPLES = sorted(shipped("transcripts").glob("*.jsonl"))


@pytest.fixture
def cohort(tmp_path: Path) -> Path:
    """Two learners with samples for meetings."""
    folder = tmp_path / "cohort"
    for place, path in enumerate(SAMPLES[:6]):
        home = folder / ("ana" if place % 2 else "bo")
        home.mkdir(parents=True, exist_ok=True)
        copy(path, home)
    return folder


def run(*words: object) -> int:
    return main(["coach", "report", *map(str, words)])


def as_json(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_a_folder_for_each_learner_is_a_cohort(cohort: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(cohort) == 0
    said = capsys.readouterr().out
    assert said.startswith("2 learners, 6 meetings")
    assert "\nana " in said


def test_a_copy_of_a_meeting_has_no_row_of_its_own(cohort: Path, tmp_path: Path) -> None:
    copy(next(cohort.rglob("*.jsonl")), cohort / "copied.jsonl")
    assert run(cohort, "--csv", tmp_path / "rows.csv") == 0
    assert len((tmp_path / "rows.csv").read_text("utf-8").splitlines()) == 7


def test_submissions_are_to_be_collected_first(cohort: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (cohort / "week.ana.submission.json").write_text('{"kind":"submission","schema":1}')
    assert run(cohort) == 0
    for path in cohort.rglob("*.jsonl"):
        path.unlink()
    for meant, many in ((cohort, ()), (cohort / "week.ana.submission.json", ()), (cohort, ("--workers", 1))):
        assert run(meant, *many) == 2
        said = capsys.readouterr().err
        assert f"`rehearse coach collect {cohort} --out MEETINGS`; then report on MEETINGS." in said
        assert len(said.splitlines()) == 1


def test_bad_files_are_named_and_the_rest_is_reported_on(cohort: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(cohort, "--json") == 0
    whole = as_json(capsys)
    (cohort / "ana" / "a-broken.jsonl").write_text("{}\n")
    (cohort / "bo" / "empty.jsonl").touch()
    os.mkfifo(cohort / "bo" / "pipe.jsonl")
    (cohort / "bo" / "notes.txt").write_text("no transcript, and none of our business")
    (cohort / "bo" / "link.jsonl").symlink_to("/etc/passwd")
    assert run(cohort, "--json") == 1
    said = capsys.readouterr()
    found = json.loads(said.out)
    assert [bad["source"] for bad in found.pop("bad_files")] == [
        "ana/a-broken.jsonl",
        "bo/empty.jsonl",
        "bo/pipe.jsonl",
    ]
    assert (found.pop("bad"), said.err.count("\n")) == (3, 3)
    assert found == {name: value for name, value in whole.items() if name not in ("bad", "bad_files")}


def test_kept_facts_make_the_same_report_as_the_transcripts(
    cohort: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rubric, reader = library.rubric("standard"), make_reader()
    kept = tmp_path / "facts.jsonl"
    lines = [
        meeting_facts(path.read_bytes(), rubric, reader, source=path.relative_to(cohort).as_posix())
        for path in sorted(cohort.rglob("*.jsonl"), reverse=True)
    ]
    kept.write_text("".join(f"{line.model_dump_json()}\n" for line in lines))
    assert (run(cohort, "--json"), run(kept, "--json")) == (0, 0)
    one, other = capsys.readouterr().out.split("\n}\n")[:2]
    assert one == other
    with kept.open("a") as file:
        file.write('{"source": 1}\n')
    assert run(kept) == 1
    assert "facts.jsonl:7: this is no line of facts" in capsys.readouterr().err


def test_outs_are_new_and_for_their_owner_alone(
    cohort: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table, page = tmp_path / "out.csv", tmp_path / "out.html"
    assert run(cohort, "--csv", table, "--html", page) == 0
    assert capsys.readouterr().out.endswith(f"{table}\n{page}\n")
    assert {stat.S_IMODE(out.stat().st_mode) for out in (table, page)} == {0o600}
    with table.open(encoding="utf-8-sig", newline="") as file:
        assert [row["learner"] for row in csv.DictReader(file)] == ["ana"] * 3 + ["bo"] * 3
    before = page.read_bytes()
    assert run(cohort, "--html", page) == 2
    assert page.read_bytes() == before


def test_corrections_become_corpus_lines_with_the_coachs_labels(
    cohort: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (path, *_) = sorted((cohort / "ana").iterdir())
    first = next(n for n, turn in enumerate(_turns(path), start=1) if turn["speaker"] == "learner")
    correct(path, first, [Label.ME_FIRST], "Tom", AT)
    out = tmp_path / "corrected.jsonl"
    assert run(cohort, "--corrections", out) == 0
    (line,) = out.read_text().splitlines()
    assert json.loads(line)["turns"][first - 1]["labels"] == ["me_first"]
    assert "TOM BESIDE THE READER" in capsys.readouterr().out


def test_corrections_of_facts_whose_transcripts_are_elsewhere_are_named(
    cohort: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = min((cohort / "ana").iterdir())
    correct(path, 1, [], "Tom", AT)
    found = meeting_facts(path.read_bytes(), library.rubric("standard"), make_reader(), source=f"ana/{path.name}")
    elsewhere, beside = tmp_path / "facts.jsonl", cohort / "facts.jsonl"
    out, again = tmp_path / "one.jsonl", tmp_path / "two.jsonl"
    for kept in (elsewhere, beside):
        kept.write_text(found.model_dump_json() + "\n")
    assert run(elsewhere, "--corrections", out) == 1
    assert "its corrections are left out" in capsys.readouterr().err
    assert out.read_text() == ""
    assert run(beside, "--corrections", again) == 0
    assert len(again.read_text().splitlines()) == 1
    assert run(cohort) == 1
    assert "facts.jsonl: this is a file of facts" in capsys.readouterr().err


def test_facts_lead_to_no_file_outside_of_their_folder(cohort: Path, tmp_path: Path) -> None:
    path = min((cohort / "ana").iterdir())
    correct(path, 1, [], "Tom", AT)
    found = meeting_facts(path.read_bytes(), library.rubric("standard"), make_reader(), source=f"ana/{path.name}")
    (cohort / "kept").mkdir()
    for place, source in enumerate((f"../ana/{path.name}", str(path))):
        kept = cohort / "kept" / f"{place}.jsonl"
        kept.write_text(found.model_copy(update={"source": source}).model_dump_json() + "\n")
        assert run(kept, "--corrections", tmp_path / f"{place}.jsonl") == 1
        assert (tmp_path / f"{place}.jsonl").read_text() == ""


def test_a_meeting_that_is_named_twice_counts_once(cohort: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(cohort / "ana", cohort, cohort, min((cohort / "bo").iterdir()), "--json") == 0
    assert as_json(capsys)["meetings"] == 6


def _turns(path: Path) -> list[dict[str, Any]]:
    turns: list[dict[str, Any]] = to_corpus(*read_transcript(path)[:2])["turns"]
    return turns


def test_an_assignment_reports_on_its_own_meetings(
    cohort: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scenario = library.scenario("good-coffee")
    assignment = Assignment(
        schema=1,
        id="week-1",
        title="Week one",
        tasks=(Task(scenario=scenario.id),),
        criteria=Criteria(min_score=50),
    )
    persona, rubric = library.persona(scenario.persona), library.rubric("standard")
    file = tmp_path / "week-1.json"
    whole = packed(Content(assignment=assignment, scenarios=(scenario,), personas=(persona,), rubric=rubric))
    file.write_text(whole.model_dump_json(by_alias=True))
    assert run(cohort, "--assignment", file, "--json") == 0
    found = as_json(capsys)
    assert (found["assignment"], found["meetings"], found["other"]) == ("Week one", 0, 6)
    file.write_text(file.read_text().replace("Week one", "Week two"))
    assert run(cohort, "--assignment", file) == 2
    assert "not what its hash says" in capsys.readouterr().err
    file.write_text("{}")
    assert run(cohort, "--assignment", file) == 2


def test_a_path_that_is_not_there_is_an_error_before_anything_is_written(tmp_path: Path) -> None:
    assert run(tmp_path / "nowhere", "--csv", tmp_path / "out.csv") == 2
    assert not (tmp_path / "out.csv").exists()


def test_what_is_read_anew_counts_in_the_place_of_what_the_file_says(
    cohort: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in cohort.rglob("*.jsonl"):
        path.write_text("".join(line for line in path.read_text().splitlines(True) if '"kind":"reading"' not in line))
        path.write_text(
            "".join(
                json.dumps(json.loads(line) | ({"n": n} if n else {}), ensure_ascii=False) + "\n"
                for n, line in enumerate(path.read_text().splitlines())
            )
        )
    assert run(cohort, "--json") == 0
    believed = as_json(capsys)
    assert run(cohort, "--json", "--anew") == 0
    anew = as_json(capsys)
    assert sum(debit["meetings"] for debit in anew["debits"]) > sum(debit["meetings"] for debit in believed["debits"])


def test_a_cohort_that_plays_is_reported_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    play(tmp_path / "played", learners=1, meetings=1)
    assert run(tmp_path / "played") == 0
    said = capsys.readouterr().out
    assert said.startswith("1 learner, 1 meeting")
    assert "ANA BESIDE THE READER" in said
