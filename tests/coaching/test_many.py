"""Many transcripts are reviewed to the same bytes, whoever does it, in whatever order, and however often cut off."""

import multiprocessing
import os
import sqlite3
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rehearse.coaching.many import chunk, gathering
from rehearse.coaching.many.gathering import Progress
from rehearse.coaching.many.kept import Kept
from rehearse.coaching.many.processes import Processes
from rehearse.coaching.many.worker import Worker, check
from rehearse.coaching.reviewed import meeting_facts
from rehearse.engines import make_reader
from rehearse.errors import InputError, StorageError
from rehearse.scene import library
from rehearse.scene.rubric import Rubric
from tests.coaching.many_files import OneAfterAnother, Stopped, gathered, stop_after, write

FILES = 60
NAMES = [f"learner-{number // 20}/{number:03}.jsonl" for number in range(FILES)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("many"), FILES)


@pytest.fixture(autouse=True)
def _small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "FILES", 7)


@pytest.fixture(scope="module")
def expected(folder: Path) -> bytes:
    rubric, found = library.rubric("standard"), b""
    for path in sorted(folder.rglob("*.jsonl"), key=os.fsencode):
        source = path.relative_to(folder).as_posix()
        facts = meeting_facts(path.read_bytes(), rubric, make_reader(), source=source)
        found += facts.model_dump_json().encode() + b"\n"
    return found


def test_the_lines_are_those_of_each_meeting_sorted_by_source(folder: Path, expected: bytes, tmp_path: Path) -> None:
    found = gathered(folder, tmp_path / "w", OneAfterAnother(hands=1))
    assert found.lines == expected
    assert found.progress == (FILES, 0, 0)


def test_processes_in_any_order_give_the_same_bytes(folder: Path, expected: bytes, tmp_path: Path) -> None:
    assert gathered(folder, tmp_path / "a", OneAfterAnother(last_first=True)).lines == expected
    assert gathered(folder, tmp_path / "b", Processes(2)).lines == expected


def test_a_process_that_is_killed_changes_no_result(folder: Path, expected: bytes, tmp_path: Path) -> None:
    killed = list[int]()

    def kill(progress: Progress) -> None:
        if progress.reviewed > FILES // 3 and not killed:
            child = multiprocessing.active_children()[0]
            killed.append(child.pid or 0)
            child.kill()

    found = gathered(folder, tmp_path / "w", Processes(2), tell=kill)
    assert killed
    assert (found.lines, found.bad) == (expected, [])


@settings(max_examples=20)
@given(deadly=st.sets(st.integers(0, FILES - 1), max_size=4), hands=st.integers(1, 4))
def test_files_that_kill_whoever_reviews_them_are_named_and_no_others(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, deadly: set[int], hands: int
) -> None:
    names = {NAMES[number] for number in deadly}
    crew = OneAfterAnother(*names, hands=hands, thorough=False)
    found = gathered(folder, tmp_path_factory.mktemp("w") / "w", crew)
    assert [bad.source for bad in found.bad] == sorted(names)
    assert found.lines.decode().split() == [name for name in NAMES if name not in names]


@settings(max_examples=10)
@given(stops=st.lists(st.integers(1, FILES), max_size=3), last_first=st.booleans())
def test_a_run_that_was_cut_off_goes_on_where_it_stopped(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, stops: list[int], last_first: bool
) -> None:
    work, done = tmp_path_factory.mktemp("w") / "w", set[str]()
    for stop in stops:
        crew = OneAfterAnother(last_first=last_first, thorough=False)
        with suppress(Stopped):
            gathered(folder, work, crew, tell=stop_after(stop))
        assert not done & set(crew.reviewed), "what is done is not done again"
        done |= set(crew.reviewed)
    last = OneAfterAnother(thorough=False)
    found = gathered(folder, work, last)
    assert not done & set(last.reviewed)
    assert found.progress == (FILES - len(done), len(done), 0)
    assert found.lines.decode().split() == NAMES


def test_what_changed_is_reviewed_anew_and_what_is_gone_is_let_go(tmp_path: Path) -> None:
    folder = write(tmp_path / "t", 5)
    gathered(folder, tmp_path / "w", OneAfterAnother())
    first, second, *_ = sorted((folder / "learner-0").iterdir())
    first.unlink()
    os.utime(second, (1, 1))
    write(tmp_path / "more", 6)
    (tmp_path / "more/learner-0/005.jsonl").rename(folder / "learner-0/005.jsonl")
    crew = OneAfterAnother()
    again = gathered(folder, tmp_path / "w", crew)
    assert sorted(crew.reviewed) == ["learner-0/001.jsonl", "learner-0/005.jsonl"]
    assert again.lines == gathered(folder, tmp_path / "new", OneAfterAnother()).lines


def test_under_another_rubric_all_are_reviewed_anew(tmp_path: Path) -> None:
    folder = write(tmp_path / "t", 3)
    plain = gathered(folder, tmp_path / "w", OneAfterAnother())
    rubric = library.rubric("standard")
    other = Rubric.model_validate({**rubric.model_dump(by_alias=True), "parts": rubric.model_dump()["parts"][:1]})
    found = gathered(folder, tmp_path / "w", OneAfterAnother(), rubric=other.model_dump_json(by_alias=True))
    assert found.progress == (3, 0, 0)
    assert found.lines != plain.lines


def test_bad_files_are_named_with_their_cause_and_the_rest_goes_through(tmp_path: Path) -> None:
    folder, outside = write(tmp_path / "t", 2), tmp_path / "outside.jsonl"
    outside.write_bytes((folder / "learner-0/000.jsonl").read_bytes())
    (folder / "a.jsonl").write_text("{}\n")
    (folder / "b.jsonl").touch()
    (folder / "c.jsonl").symlink_to(outside)
    os.mkfifo(folder / "d.jsonl")
    os.truncate(os.open(folder / "e.jsonl", os.O_RDWR | os.O_CREAT), chunk.LARGEST + 1)
    (folder / "f\x1b[2J\udcff.jsonl").write_text("no")
    (folder / ".hidden.jsonl").touch()
    (folder / "read me.txt").touch()
    found = gathered(folder, tmp_path / "w", Processes(1))
    assert len(found.lines.splitlines()) == 2
    told = [f"{bad.source}: {bad.why}" for bad in found.bad]
    wanted = [
        "JSON of another kind",
        "is empty",
        "a link that leads out",
        "no ordinary file",
        "larger than",
        "not JSON",
    ]
    assert len(told) == len(wanted)
    for line, each in zip(told, wanted, strict=True):
        assert each in line
    assert told[-1].startswith("f[2J�.jsonl: line 1: ")


def test_a_file_that_vanishes_on_the_way_is_named_and_tried_again_next_time(tmp_path: Path) -> None:
    folder = write(tmp_path / "t", 3)

    class Late(OneAfterAnother):
        def send(self, chunk: chunk.Chunk) -> None:
            (folder / "learner-0/001.jsonl").rename(tmp_path / "away")
            super().send(chunk)

    found = gathered(folder, tmp_path / "w", Late())
    assert [tuple(bad) for bad in found.bad] == [
        ("learner-0/001.jsonl", "there is no such file. Check the name and the folder")
    ]
    (tmp_path / "away").rename(folder / "learner-0/001.jsonl")
    assert gathered(folder, tmp_path / "w", OneAfterAnother()).progress == (1, 2, 0)


def test_a_work_file_of_somebody_else_s_is_not_touched(tmp_path: Path) -> None:
    text, theirs = tmp_path / "text", tmp_path / "theirs"
    text.write_text("my notes, which are longer than a header\n" * 20)
    with sqlite3.connect(theirs) as connection:
        connection.execute("CREATE TABLE mine (x)")
    connection.close()
    for path in (text, theirs):
        before = path.read_bytes()
        with pytest.raises(InputError, match="no work file"):
            Kept(path, "x")
        assert path.read_bytes() == before


def test_two_runs_do_not_write_into_one_work_file(tmp_path: Path) -> None:
    with Kept(tmp_path / "w", "x"), pytest.raises(StorageError, match="another run"):
        Kept(tmp_path / "w", "x")


def test_the_words_of_learners_are_for_their_coach_s_eyes_only(folder: Path, tmp_path: Path) -> None:
    gathered(folder, tmp_path / "w", OneAfterAnother())
    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}


def test_a_worker_that_reads_otherwise_is_named() -> None:
    ours = Worker("1", "encoder-1")
    check(ours, ours)
    with pytest.raises(InputError, match="version 2"):
        check(Worker("2", "encoder-1"), ours)
    with pytest.raises(InputError, match=r"rules-1.*onnxruntime is missing"):
        check(Worker("1", "rules-1", "onnxruntime is missing"), ours)
