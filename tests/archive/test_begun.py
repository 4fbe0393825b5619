"""A new transcript is in no list before it is whole, whatever ends the app that makes it."""

import errno
import os
from pathlib import Path

import pytest

from rehearse.archive import hidden
from rehearse.archive.index import list_transcripts
from rehearse.archive.log import TranscriptLog
from rehearse.archive.transcript import read_transcript
from rehearse.errors import StorageError
from tests.archive.meetings import MEETING, header


class Killed(BaseException):
    """Stands for the end of the app: nothing else is done."""


def test_before_it_is_on_the_disk_it_is_in_no_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fsync, seen = os.fsync, list[list[str]]()

    def look(descriptor: int) -> None:
        seen.append([row.id for row in list_transcripts(tmp_path)])
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", look)
    TranscriptLog.create(tmp_path / "a.jsonl", header(), MEETING[:3]).close()
    assert seen[0] == []
    assert [path.name for path in tmp_path.iterdir()] == ["a.jsonl"]
    assert read_transcript(tmp_path / "a.jsonl").events == MEETING[:3]


def test_what_an_app_left_half_made_is_taken_away_when_nobody_can_be_making_it(tmp_path: Path) -> None:
    old, new = tmp_path / ".a.jsonl.0.new", tmp_path / ".b.jsonl.0.new"
    for left in (old, new):
        left.write_bytes(b"half")
    os.utime(old, (1, 1))
    assert list_transcripts(tmp_path) == []
    TranscriptLog.create(tmp_path / "c.jsonl", header()).close()
    assert not old.exists()
    assert new.exists()


@pytest.mark.parametrize("there", [False, True])
def test_where_the_disk_gives_no_file_a_second_name_it_is_renamed_over_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    path = tmp_path / "a.jsonl"

    def refuse(*_: object) -> None:
        if there:
            path.write_bytes(b"mine")
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    if there:
        with pytest.raises(StorageError, match="already"):
            TranscriptLog.create(path, header())
        assert path.read_bytes() == b"mine"
    else:
        TranscriptLog.create(path, header()).close()
        assert read_transcript(path).header == header()
    assert [left.name for left in tmp_path.iterdir()] == ["a.jsonl"]


def test_an_event_that_could_not_be_read_again_begins_no_transcript(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="event 2 stands where event 1 should be"):
        TranscriptLog.create(tmp_path / "a.jsonl", header(), MEETING[1:3])
    assert list(tmp_path.iterdir()) == []


def test_an_app_that_is_ended_in_the_midst_leaves_nothing_that_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def end(*_: object) -> None:
        raise Killed

    monkeypatch.setattr(hidden, "write_all", end)
    with pytest.raises(Killed):
        TranscriptLog.create(tmp_path / "a.jsonl", header())
    assert list(tmp_path.iterdir()) == []
