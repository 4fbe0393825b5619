"""A transcript that grows keeps what it was given, whole, from the moment that it says so."""

import gc
import json
import os
import stat
from pathlib import Path

import pytest

from rehearse.archive.log import TranscriptLog
from rehearse.archive.transcript import read_transcript
from rehearse.errors import InputError, StorageError
from rehearse.meeting.events import Header, Noted, Read, Said
from rehearse.reading.codebook import Label, LabelMark
from tests.archive.meetings import MEETING, at, header, said


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "own" / "transcripts" / "first.jsonl"


def keep(path: Path, count: int = len(MEETING)) -> bytes:
    """Keep the first events of the meeting; return the file's bytes."""
    with TranscriptLog.create(path, header()) as log:
        for event in MEETING[:count]:
            log.append(event)
    return path.read_bytes()


def test_what_was_appended_is_read_again(path: Path) -> None:
    keep(path)
    found = read_transcript(path)
    assert (found.header, found.events, found.recovered) == (header(), MEETING, None)


def test_a_meeting_goes_on_where_it_stopped(path: Path) -> None:
    keep(path, 4)
    with TranscriptLog.open(path) as log:
        assert (log.header, log.events, log.path, log.recovered) == (header(), MEETING[:4], path, None)
        for event in MEETING[4:]:
            log.append(event)
        assert log.events == MEETING
    assert read_transcript(path).events == MEETING


def test_each_event_is_in_the_file_when_append_returns(path: Path) -> None:
    with TranscriptLog.create(path, header()) as log:
        assert read_transcript(path).events == ()
        for count, event in enumerate(MEETING, start=1):
            log.append(event)
            assert read_transcript(path).events == MEETING[:count]


def test_each_event_is_one_line_of_readable_text(path: Path) -> None:
    lines = keep(path).decode().splitlines()
    assert len(lines) == 1 + len(MEETING)
    assert "☕" in lines[1]
    assert '"n":1,' in lines[1]


def test_the_header_ends_with_the_persona_so_that_a_list_need_not_read_it(path: Path) -> None:
    assert list(json.loads(keep(path, 0)))[-1] == "persona"


def test_what_is_written_is_synced_before_it_is_said_to_be_kept(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[str] = []
    fsync = os.fsync

    def note(descriptor: int) -> None:
        found = os.fstat(descriptor)
        synced.append("folder" if stat.S_ISDIR(found.st_mode) else f"file of {found.st_size}")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", note)
    with TranscriptLog.create(path, header()) as log:
        begun = path.stat().st_size
        assert synced[0] == f"file of {begun}"
        assert set(synced[1:]) == {"folder"}
        log.append(MEETING[0])
        assert synced[-1] == f"file of {path.stat().st_size}"
        assert path.stat().st_size > begun


def test_file_and_folders_are_the_owners_only(path: Path, tmp_path: Path) -> None:
    keep(path)
    modes = [stat.S_IMODE(place.stat().st_mode) for place in (path, path.parent, path.parent.parent)]
    assert modes == [0o600, 0o700, 0o700]


def test_a_file_that_is_there_is_left_as_it_is(path: Path) -> None:
    before = keep(path, 2)
    with pytest.raises(StorageError, match="already"):
        TranscriptLog.create(path, header("other"))
    assert path.read_bytes() == before


def test_a_link_is_not_written_through(path: Path, tmp_path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(StorageError):
        TranscriptLog.create(path, header())
    assert not (tmp_path / "elsewhere").exists()


def test_two_apps_do_not_write_one_transcript(path: Path) -> None:
    with TranscriptLog.create(path, header()), pytest.raises(StorageError, match="another Rehearse"):
        TranscriptLog.open(path)
    with TranscriptLog.open(path), pytest.raises(StorageError, match="another Rehearse"):
        TranscriptLog.open(path)
    TranscriptLog.open(path).close()


def test_a_log_that_is_forgotten_or_failed_to_open_lets_the_file_go(path: Path) -> None:
    keep(path, 1)
    log = TranscriptLog.open(path)
    del log
    gc.collect()
    whole = path.read_bytes()
    path.write_bytes(b"schema: 1\n")
    with pytest.raises(InputError):
        TranscriptLog.open(path)
    path.write_bytes(whole)
    TranscriptLog.open(path).close()


def test_a_closed_log_takes_nothing_and_may_be_closed_again(path: Path) -> None:
    log = TranscriptLog.create(path, header())
    log.close()
    log.close()
    with pytest.raises(StorageError, match="closed"):
        log.append(MEETING[0])


@pytest.mark.parametrize(
    ("event", "why"),
    [
        (said(3, "Two numbers on."), "event 3 stands where event 2 should be"),
        (said(1, "Again."), "event 1 stands where event 2 should be"),
        (Said.model_construct(n=2, at=at(2), text=""), "at least 1 character"),
        (Said.model_construct(n=2, at=at(2), text="half a pair: \ud83d"), "no transcript can keep"),
        (Said.model_construct(n=2, at=at(2), text="a bell\a"), "no transcript can keep"),
        (Noted.model_construct(n=2, at=at(2), turn=1, text="", author=" "), "author"),
        (
            Read(n=2, at=at(2), labels=(LabelMark(label=Label.PUSHING, quote="Hallo", start=0, end=5, confidence=1),)),
            "none stands before it",
        ),
    ],
)
def test_an_event_that_could_not_be_read_again_is_not_written(path: Path, event: Said, why: str) -> None:
    with TranscriptLog.create(path, header()) as log:
        log.append(MEETING[0])
        before = path.read_bytes()
        with pytest.raises(InputError, match=why):
            log.append(event)
        assert path.read_bytes() == before
        assert log.events == MEETING[:1]
        log.append(MEETING[1])


def test_a_header_that_could_not_be_read_again_leaves_no_file(path: Path) -> None:
    for engine in (" ", "\udc00"):
        bad = Header.model_construct(**{**dict(header()), "engine": engine})
        with pytest.raises(InputError):
            TranscriptLog.create(path, bad)
    assert not path.exists()


@pytest.mark.parametrize("torn", ['{"n":5,"at":"2026-', '{"n":5}', "\0\0\0\0", "{}{\n", "\n", "\udcff\n"])
def test_a_torn_last_line_is_set_aside_and_the_meeting_goes_on(path: Path, torn: str) -> None:
    whole = keep(path, 4)
    rest = torn.encode(errors="surrogateescape")
    path.write_bytes(whole + rest)
    with TranscriptLog.open(path) as log:
        assert log.events == MEETING[:4]
        assert log.recovered is not None
        assert "first.jsonl.torn" in log.recovered
        assert path.read_bytes() == whole
        log.append(MEETING[4])
    aside = path.with_name("first.jsonl.torn")
    assert aside.read_bytes() == rest
    assert stat.S_IMODE(aside.stat().st_mode) == 0o600
    assert read_transcript(path).events == MEETING[:5]


def test_a_second_torn_line_does_not_replace_the_first(path: Path) -> None:
    whole = keep(path, 1)
    for torn in (b'{"first', b'{"second'):
        path.write_bytes(whole + torn)
        TranscriptLog.open(path).close()
    assert path.with_name("first.jsonl.torn").read_bytes() == b'{"first{"second'


def test_a_log_is_found_when_the_app_changes_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "other").mkdir()
    with TranscriptLog.create(Path("here.jsonl"), header()) as log:
        monkeypatch.chdir(tmp_path / "other")
        log.append(MEETING[0])
    assert read_transcript(tmp_path / "here.jsonl").events == MEETING[:1]
