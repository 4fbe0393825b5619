"""The index is as the files are, whatever became of them, of it, or of the app that wrote it."""

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rehearse.archive import index as glanced
from rehearse.archive import store
from rehearse.archive.glance import Summary
from rehearse.archive.search import Index, Rater, Wanted
from rehearse.archive.tables import APPLICATION, SCHEMA
from rehearse.archive.warm import newest_unfinished
from rehearse.errors import StorageError
from tests.archive.indexing import RATER, afresh, fits, holds, index, keep, keep_some, renewed, talk
from tests.archive.meetings import MEETING, header
from tests.project.checkout import ROOT

READS = """
import sys
from pathlib import Path
from rehearse.archive import renewing
from tests.archive.indexing import index
renewing.BATCH = 1
def tell(read, of):
    print(read, of, flush=True)
    return True
index(Path(sys.argv[1])).renew(tell)
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An index over five meetings."""
    keep_some(tmp_path)
    renewed(tmp_path)
    return tmp_path / "index.sqlite3"


def read_again(found: Index) -> int:
    """How many files are read to bring it up to date."""
    counts = [0]

    def tell(_read: int, of: int) -> bool:
        counts.append(of)
        return True

    assert found.renew(tell)
    return max(counts)


def test_nothing_is_read_twice_and_only_what_changed_is_read_again(tmp_path: Path, file: Path) -> None:
    assert read_again(index(tmp_path)) == 0
    keep(tmp_path / "own" / "new.jsonl", header("new"), *talk("I keep wasps."))
    grown = tmp_path / "own" / "001.jsonl"
    grown.write_bytes(grown.read_bytes() + b'{"n":3,"at":"2026-11-24T14:15:03Z","kind":"contact","text":"Wasps."')
    os.utime(grown, (1, 1))
    assert read_again(index(tmp_path)) == 2
    assert read_again(index(tmp_path)) == 0
    assert fits(index(tmp_path), "wasps") == ["new"]
    assert holds(index(tmp_path)) == afresh(tmp_path)


def test_a_file_of_this_very_moment_is_read_again_for_it_may_change_unnoticed(tmp_path: Path) -> None:
    path = keep(tmp_path / "own" / "a.jsonl", header(), *talk("I keep bees."))
    now = path.stat().st_ctime_ns
    os.utime(path, ns=(now, now))
    renewed(tmp_path)
    path.write_bytes(path.read_bytes().replace(b"bees", b"cats"))
    os.utime(path, ns=(now, now))
    found = renewed(tmp_path)
    assert (fits(found, "cats"), fits(found, "bees")) == (["a1b2c3"], [])


def test_words_of_a_deleted_or_changed_meeting_are_gone_from_the_file(tmp_path: Path) -> None:
    keep_some(tmp_path, 3)
    secret = keep(tmp_path / "own" / "a.jsonl", header(), *talk("Xylophones are my secret."))
    changed = keep(tmp_path / "own" / "b.jsonl", header(), *talk("Quicksilver is my secret."))
    renewed(tmp_path)
    file = tmp_path / "index.sqlite3"
    assert b"xylophones" in file.read_bytes().lower()
    secret.unlink()
    changed.write_bytes(changed.read_bytes().replace(b"Quicksilver", b"Tin"))
    renewed(tmp_path)
    assert not any(
        word in file.read_bytes().lower() for word in (b"xylophone", b"lophones", b"quicksilver", b"uicksil")
    )
    assert list(tmp_path.glob("index*")) == [file]


def test_all_are_rated_anew_by_another_rubric(tmp_path: Path, file: Path) -> None:
    assert [match.row.score for match in index(tmp_path).find(most=1).shown] == [None]
    other = Rater(lambda _state: 7, "seven")
    for path in (tmp_path / "own").iterdir():
        path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:2]))
        os.utime(path, (1, 1))
    renewed(tmp_path)
    assert {match.row.score for match in index(tmp_path).find().shown} == {10}
    assert read_again(index(tmp_path, other)) == 5
    assert {match.row.score for match in index(tmp_path, other).find().shown} == {7}


@pytest.mark.parametrize("mask", [0, 0o077])
def test_the_file_is_its_owners_alone(tmp_path: Path, mask: int) -> None:
    keep_some(tmp_path, 1)
    before = os.umask(mask)
    try:
        renewed(tmp_path)
    finally:
        os.umask(before)
    file = tmp_path / "index.sqlite3"
    assert file.stat().st_mode & 0o777 == 0o600
    file.chmod(0o644)
    renewed(tmp_path)
    assert file.stat().st_mode & 0o777 == 0o600


def test_where_the_persons_folder_is_not_there_nothing_is_made(tmp_path: Path) -> None:
    keep_some(tmp_path, 1)
    found = Index(tmp_path / "home" / "index.sqlite3", {"own": tmp_path / "own"}, RATER)
    assert found.renew()
    assert fits(found, "bees") == ["id-0"]
    assert not (tmp_path / "home").exists()


def _zeros(file: Path) -> None:
    raw = bytearray(file.read_bytes())
    raw[len(raw) // 2 : len(raw) // 2 + 5_000] = bytes(5_000)
    file.write_bytes(raw)


def _one_letter(file: Path) -> None:
    raw = file.read_bytes()
    assert b"I keep bees" in raw
    file.write_bytes(raw.replace(b"I keep bees", b"I keep cats"))


def _one_score(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE transcript SET trust = 0.9")


def _lost_words(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("DELETE FROM words_data WHERE id > 10")


def _lost_table(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("DROP TABLE transcript")


def _other_schema(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA + 1}")


def _emptied(file: Path) -> None:
    file.write_bytes(b"")


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-9_000])


def _missing(file: Path) -> None:
    file.unlink()


DAMAGES = [_zeros, _one_letter, _one_score, _lost_words, _lost_table, _other_schema, _emptied, _cut, _missing]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_index_is_made_anew(tmp_path: Path, file: Path, damage: Callable[[Path], None]) -> None:
    damage(file)
    assert read_again(index(tmp_path)) == 5
    assert holds(index(tmp_path)) == afresh(tmp_path)
    assert read_again(index(tmp_path)) == 0


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_index_answers_nothing_wrong_before_it_is_renewed(
    tmp_path: Path, file: Path, damage: Callable[[Path], None]
) -> None:
    damage(file)
    assert index(tmp_path).find().shown == ()
    assert newest_unfinished(tmp_path / "own", file) == glanced.newest_unfinished(tmp_path / "own")


@pytest.mark.parametrize("raw", [b"My diary.\n" * 100, b"SQLite format 3\0" + b"\0" * 4_080])
def test_a_file_that_is_not_ours_is_set_aside(tmp_path: Path, raw: bytes) -> None:
    keep_some(tmp_path)
    file = tmp_path / "index.sqlite3"
    for number in range(2):
        file.write_bytes(raw + b"%d" % number)
        assert len(fits(renewed(tmp_path), "bees")) == 5
    assert file.with_name("index.sqlite3.aside").read_bytes() == raw + b"0"
    assert file.with_name("index.sqlite3.aside-2").read_bytes() == raw + b"1"


def test_a_folder_or_a_link_in_its_place_is_left_alone(tmp_path: Path) -> None:
    keep_some(tmp_path)
    file = tmp_path / "index.sqlite3"
    file.mkdir()
    (file / "mine").write_text("mine")
    assert len(fits(renewed(tmp_path), "bees")) == 5
    assert (file / "mine").read_text() == "mine"
    shutil.rmtree(file)
    (tmp_path / "other").write_text("other")
    file.symlink_to(tmp_path / "other")
    assert len(fits(renewed(tmp_path), "bees")) == 5
    assert (tmp_path / "other").read_text() == "other"


@pytest.mark.parametrize("how", ["EXCLUSIVE", "IMMEDIATE"])
def test_an_index_that_another_app_has_locked_is_done_without(
    tmp_path: Path, file: Path, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "PATIENCE", 0.01)
    keep(tmp_path / "own" / "new.jsonl", header("new"), *talk("I keep bees."))
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute(f"BEGIN {how}")
        found = renewed(tmp_path)
        assert holds(found) == afresh(tmp_path)
        assert newest_unfinished(tmp_path / "own", file) == glanced.newest_unfinished(tmp_path / "own")
    assert read_again(found) == 0
    assert read_again(index(tmp_path)) == 1


def test_an_index_that_may_not_be_written_is_copied_into_memory(
    tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connected = store.connected

    def read_only(name: str) -> sqlite3.Connection:
        return connected(name if ":" in name else f"{Path(name).as_uri()}?mode=ro")

    monkeypatch.setattr("rehearse.archive.database.connected", read_only)
    assert read_again(index(tmp_path)) == 0
    before = file.read_bytes()
    keep(tmp_path / "own" / "new.jsonl", header("new"), *talk("I keep bees."))
    found = index(tmp_path)
    assert read_again(found) == 1
    assert holds(found) == afresh(tmp_path)
    assert file.read_bytes() == before
    _one_score(file)
    assert read_again(index(tmp_path)) == 6


def test_a_full_disk_keeps_nobody_from_searching(tmp_path: Path) -> None:
    keep_some(tmp_path, 40)
    found = index(tmp_path)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, before[1]))
    try:
        assert found.renew()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert len(fits(found, "bees")) == 40
    assert holds(renewed(tmp_path)) == afresh(tmp_path)


def test_a_folder_that_cannot_be_read_is_said_and_the_index_is_as_it_was(tmp_path: Path, file: Path) -> None:
    (tmp_path / "own").rename(tmp_path / "elsewhere")
    (tmp_path / "own").write_text("no folder")
    with pytest.raises(StorageError, match="cannot be read"):
        index(tmp_path).renew()
    assert len(fits(index(tmp_path))) == 5


def test_a_rebuild_that_is_stopped_goes_on_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rehearse.archive.renewing.BATCH", 2)
    keep_some(tmp_path)
    assert not index(tmp_path).renew(lambda read, _of: read < 2)
    assert fits(index(tmp_path)) == ["id-4", "id-3"]
    assert read_again(index(tmp_path)) == 3


@pytest.mark.parametrize("after", [1, 4, 9])
def test_a_rebuild_that_is_killed_leaves_an_index_that_is_good_or_made_good(tmp_path: Path, after: int) -> None:
    keep_some(tmp_path, 20)
    with subprocess.Popen([sys.executable, "-c", READS, tmp_path], cwd=ROOT, stdout=subprocess.PIPE) as reader:
        assert reader.stdout is not None
        for _ in range(after):
            reader.stdout.readline()
        reader.kill()
    assert read_again(index(tmp_path)) <= 20 - after + 1
    assert holds(index(tmp_path)) == afresh(tmp_path)


def test_several_apps_and_threads_may_renew_and_search_at_once(tmp_path: Path) -> None:
    keep_some(tmp_path, 20)
    readers = [
        subprocess.Popen([sys.executable, "-c", READS, tmp_path], cwd=ROOT, stdout=subprocess.DEVNULL) for _ in range(2)
    ]
    mine = index(tmp_path)
    with ThreadPoolExecutor(6) as threads:
        for task in [*_tasks(threads, mine)]:
            task.result()
    assert [reader.wait() for reader in readers] == [0, 0]
    assert read_again(mine) == 0
    assert holds(mine) == afresh(tmp_path)


def _tasks(threads: ThreadPoolExecutor, found: Index) -> Iterator[Future[Any]]:
    for _ in range(3):
        yield threads.submit(found.renew)
    for _ in range(20):
        yield threads.submit(fits, found, "bees")


def test_threads_share_an_index_in_memory(tmp_path: Path) -> None:
    keep_some(tmp_path, 20)
    (tmp_path / "index.sqlite3").mkdir()
    found = index(tmp_path)
    with ThreadPoolExecutor(6) as threads:
        for task in [*_tasks(threads, found)]:
            task.result()
    assert len(fits(found, "bees")) == 20


NAMES = st.sampled_from(["a.jsonl", "b.jsonl", "c.jsonl"])
STEPS = st.one_of(
    st.tuples(st.just("keep"), NAMES, st.sampled_from(["bees", "cats", "bees and cats"])),
    st.tuples(st.just("remove"), NAMES, st.none()),
    st.tuples(st.just("spoil"), NAMES, st.none()),
    st.tuples(st.just("damage"), st.floats(0, 1), st.binary(min_size=1, max_size=40)),
    st.tuples(st.just("cut"), st.floats(0, 1), st.none()),
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, max_size=8), settled=st.booleans())
def test_after_whatever_happened_the_index_is_as_one_made_afresh(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, object, object]], settled: bool
) -> None:
    tmp_path = tmp_path_factory.mktemp("steps")
    (tmp_path / "own").mkdir()
    for number, step in enumerate(steps):
        _take(tmp_path, step, number if settled else None)
        found = renewed(tmp_path)
        assert _path(newest_unfinished(tmp_path / "own", tmp_path / "index.sqlite3")) == _unfinished(found)
    assert holds(renewed(tmp_path), "cats") == afresh(tmp_path, "cats")


def _unfinished(found: Index) -> Path | None:
    return next((match.row.path for match in found.find().shown if match.row.unfinished), None)


def _path(row: Summary | None) -> Path | None:
    return row.path if row else None


def _take(tmp_path: Path, step: tuple[str, object, object], when: int | None) -> None:
    what, where, how = step
    file, path = tmp_path / "index.sqlite3", tmp_path / "own" / str(where)
    if what in ("keep", "remove", "spoil"):
        path.unlink(missing_ok=True)
    if what == "keep":
        keep(path, header(path.stem), *talk(f"I keep {how}."), *MEETING[10:])
    elif what == "spoil":
        path.write_text("nothing")
    elif what in ("damage", "cut") and file.exists():
        raw = file.read_bytes()
        at = int(len(raw) * float(str(where)))
        file.write_bytes(raw[:at] + how + raw[at + len(how) :] if isinstance(how, bytes) else raw[:at])
    if when is not None and path.exists():
        os.utime(path, (when, when))
    elif path.exists():
        os.utime(path)


def test_the_file_says_whose_it_is(file: Path) -> None:
    assert file.read_bytes()[68:72] == APPLICATION.to_bytes(4, "big")


def test_what_is_looked_for_needs_no_files(tmp_path: Path, file: Path) -> None:
    shutil.rmtree(tmp_path / "own")
    assert len(index(tmp_path).find(Wanted("bees")).shown) == 5
    assert renewed(tmp_path).find().shown == ()
