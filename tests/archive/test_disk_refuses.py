"""Whatever the disk does, a transcript ends after a whole line, and the person is told what is kept."""

import errno
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rehearse.archive.log import TranscriptLog
from rehearse.archive.transcript import read_transcript
from rehearse.errors import StorageError
from tests.archive.meetings import MEETING, header
from tests.project.checkout import ROOT

Log = TranscriptLog


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    with TranscriptLog.create(tmp_path / "a.jsonl", header()) as log:
        log.append(MEETING[0])
        log.append(MEETING[1])
        yield log


def failing(number: int) -> Callable[..., int]:
    """A call of the system that fails."""

    def call(*_: object, **__: object) -> int:
        raise OSError(number, os.strerror(number))

    return call


def once(first: Callable[..., object], then: Callable[..., object]) -> Callable[..., object]:
    """A call that is another one the first time."""
    calls = iter([first])

    def call(*given: object) -> object:
        return next(calls, then)(*given)

    return call


def half(number: int) -> Callable[[int, bytes], int]:
    """A write that takes half of what it is given, and next time fails."""
    write, calls = os.write, iter([True])

    def call(descriptor: int, data: bytes) -> int:
        if next(calls, False):
            return write(descriptor, bytes(data)[: len(data) // 2])
        raise OSError(number, os.strerror(number))

    return call


@pytest.mark.parametrize(
    ("number", "why"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EDQUOT, "share of the disk"),
        (errno.EIO, "the disk failed"),
        (errno.EROFS, "read-only"),
        (errno.ESTALE, "the disk refused"),
    ],
)
@pytest.mark.parametrize("broken", ["write", "half", "fsync"])
def test_a_failed_write_leaves_whole_lines_and_can_be_tried_again(
    log: Log, monkeypatch: pytest.MonkeyPatch, number: int, why: str, broken: str
) -> None:
    before = log.path.read_bytes()
    with monkeypatch.context() as patch:
        if broken == "fsync":
            patch.setattr(os, "fsync", once(failing(number), os.fsync))
        else:
            patch.setattr(os, "write", half(number) if broken == "half" else failing(number))
        with pytest.raises(StorageError, match=why) as told:
            log.append(MEETING[2])
    assert "What came before is kept (2 events)" in str(told.value)
    assert "try again" in str(told.value)
    assert "\n" not in str(told.value)
    assert log.path.read_bytes() == before
    assert log.events == MEETING[:2]
    for event in MEETING[2:]:
        log.append(event)
    assert read_transcript(log.path).events == MEETING


def test_a_write_in_pieces_is_a_whole_write(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: write(descriptor, bytes(data)[:7]))
    log.append(MEETING[2])
    assert read_transcript(log.path).events == MEETING[:3]


def test_a_disk_that_takes_nothing_is_no_endless_loop(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "write", lambda *_: 0)
    with pytest.raises(StorageError):
        log.append(MEETING[2])


def test_what_could_not_be_cut_off_is_cut_off_before_the_next_event(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", half(errno.EIO))
        patch.setattr(os, "ftruncate", failing(errno.EIO))
        with pytest.raises(StorageError, match="half written"):
            log.append(MEETING[2])
    assert read_transcript(log.path).recovered is not None
    log.append(MEETING[2])
    found = read_transcript(log.path)
    assert (found.events, found.recovered) == (MEETING[:3], None)


def test_what_could_not_be_cut_off_is_cut_off_at_the_end(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    before = log.path.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", half(errno.EIO))
        patch.setattr(os, "ftruncate", failing(errno.EIO))
        with pytest.raises(StorageError):
            log.append(MEETING[2])
    log.close()
    assert log.path.read_bytes() == before


def test_an_interrupted_event_was_never_kept(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", interrupted)
        with pytest.raises(KeyboardInterrupt):
            log.append(MEETING[2])
    assert log.events == MEETING[:2]
    log.append(MEETING[2])
    assert read_transcript(log.path).events == MEETING[:3]


def test_a_file_that_is_gone_is_noticed_and_may_come_back(log: Log) -> None:
    moved = log.path.rename(log.path.with_name("moved.jsonl"))
    with pytest.raises(StorageError, match="gone from its folder"):
        log.append(MEETING[2])
    log.path.write_bytes(b"something else")
    with pytest.raises(StorageError, match="another file"):
        log.append(MEETING[2])
    moved.rename(log.path)
    log.append(MEETING[2])
    assert read_transcript(log.path).events == MEETING[:3]


def test_a_folder_that_is_gone_is_noticed(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    with TranscriptLog.create(folder / "a.jsonl", header()) as log:
        (folder / "a.jsonl").unlink()
        folder.rmdir()
        with pytest.raises(StorageError, match="gone"):
            log.append(MEETING[0])


def test_a_folder_that_may_not_be_looked_into_is_told_apart_from_one_that_is_gone(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Path, "stat", failing(errno.EACCES))
        with pytest.raises(StorageError, match=r"you may not write there.*kept \(2 events\)"):
            log.append(MEETING[2])
    log.append(MEETING[2])


def test_a_file_made_read_only_is_not_written(log: Log) -> None:
    log.path.chmod(0o400)
    with pytest.raises(StorageError, match="read-only"):
        log.append(MEETING[2])
    log.close()
    with pytest.raises(StorageError, match=r"read-only.*reading is enough"):
        TranscriptLog.open(log.path)


def test_a_file_that_something_else_wrote_into_is_not_written(log: Log) -> None:
    changed = log.path.read_bytes() + b"{}\n"
    log.path.write_bytes(changed)
    with pytest.raises(StorageError, match="something else wrote"):
        log.append(MEETING[2])
    assert log.path.read_bytes() == changed


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS, errno.ENOSPC])
@pytest.mark.parametrize("call", ["open", "mkdir", "write", "fsync"])
def test_a_transcript_that_cannot_be_begun_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    path = tmp_path / "new" / "a.jsonl"
    with monkeypatch.context() as patch:
        patch.setattr(os, call, failing(number))
        with pytest.raises(StorageError) as told:
            TranscriptLog.create(path, header())
    assert "a.jsonl" in str(told.value) or str(path.parent) in str(told.value)
    assert not path.exists()


def test_a_transcript_without_rights_is_said_to_be_readable_at_most(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    log.close()
    monkeypatch.setattr(os, "open", failing(errno.EACCES))
    with pytest.raises(StorageError, match=r"you may not write there.*reading is enough"):
        TranscriptLog.open(log.path)


def test_a_torn_line_that_cannot_be_set_aside_stays_where_it_is(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    log.close()
    torn = log.path.read_bytes() + b'{"n":3,'
    log.path.write_bytes(torn)
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", failing(errno.ENOSPC))
        with pytest.raises(StorageError, match="the disk is full"):
            TranscriptLog.open(log.path)
    assert log.path.read_bytes() == torn
    TranscriptLog.open(log.path).close()


FULL = """
import resource, sys
from pathlib import Path
from rehearse.archive.log import TranscriptLog
from rehearse.errors import StorageError
from tests.archive.meetings import MEETING, header, said
path = Path(sys.argv[1])
log = TranscriptLog.create(path, header())
for event in MEETING[:3]:
    log.append(event)
room = path.stat().st_size + 100
resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
try:
    log.append(said(4, "x" * 5000))
except StorageError as error:
    print(error)
log.append(said(4, "x"))
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
log.append(said(5, "x" * 5000))
"""


def test_a_file_that_may_grow_no_further_keeps_whole_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    done = subprocess.run(
        [sys.executable, "-c", FULL, path], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.stderr == ""
    assert "may grow no further" in done.stdout
    assert "(3 events)" in done.stdout
    found = read_transcript(path)
    assert [event.n for event in found.events] == [1, 2, 3, 4, 5]
    assert found.recovered is None
