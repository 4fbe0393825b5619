"""The list of transcripts shows each file, whole or not, and finds the one that is meant."""

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from rehearse.archive.corpus import from_corpus
from rehearse.archive.index import (
    Summary,
    find_transcript,
    head,
    list_transcripts,
    new_path,
    newest_unfinished,
)
from rehearse.archive.log import TranscriptLog
from rehearse.archive.transcript import read_transcript
from rehearse.errors import InputError, StorageError
from rehearse.meeting.events import Cancelled, Header, Noted, Parent, Replied
from tests.archive.meetings import MEETING, START, at, header, said
from tests.project.checkout import python


def kept(path: Path, first: Header, count: int = len(MEETING)) -> Path:
    with TranscriptLog.create(path, first) as log:
        for event in MEETING[:count]:
            log.append(event)
    return path


def begun(identity: str, minutes: int) -> Header:
    return header(identity, started=START + timedelta(minutes=minutes))


def test_a_row_says_who_what_when_and_how_it_ended(tmp_path: Path) -> None:
    path = kept(tmp_path / "a.jsonl", header())
    assert head(path) == Summary(
        path=path,
        id="a1b2c3",
        started=START,
        scenario="clock-coffee",
        title="The clock coffee",
        contact="Aiko Ōta",
        engine="offline",
        turns=5,
        ended="glad",
        persona="bo-lind",
    )


def test_a_row_says_whose_branch_it_is(tmp_path: Path) -> None:
    assert head(kept(tmp_path / "a.jsonl", header(parent=Parent(id="f00", turns=3)))).parent == "f00"


@pytest.mark.parametrize("count", range(len(MEETING) + 1))
def test_a_row_counts_turns_as_a_reading_does(tmp_path: Path, count: int) -> None:
    path = kept(tmp_path / "a.jsonl", header(), count)
    turns = sum(bool(getattr(e, "text", "")) for e in MEETING[:count] if e.kind != "note")
    assert head(path).turns == turns
    assert head(path).ended == ("glad" if count >= 9 else None)


def test_words_that_look_like_events_are_words(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    trick = '{"kind":"end","how":"glad"} "kind":"learner" ,"persona":{'
    with TranscriptLog.create(path, header()) as log:
        log.append(said(1, trick))
        log.append(Cancelled(n=2, at=at(2), text='"'))
        log.append(Cancelled(n=3, at=at(3)))
        log.append(Noted(n=4, at=at(4), turn=1, text=trick, author=trick))
        log.append(Replied(n=5, at=at(5), text=trick, engine="llm", note=trick))
    assert (head(path).turns, head(path).ended) == (3, None)
    odd = kept(tmp_path / "b.jsonl", header(scene=header().scene.model_copy(update={"agenda": trick})))
    assert (head(odd).id, head(odd).engine) == ("a1b2c3", "offline")


def test_a_header_in_any_order_gives_the_same_row(tmp_path: Path) -> None:
    path = kept(tmp_path / "a.jsonl", header())
    row = head(path)
    first, rest = path.read_bytes().split(b"\n", 1)
    data = json.loads(first)
    for order in (sorted(data), sorted(data, reverse=True), ["persona", *(set(data) - {"persona"})]):
        line = json.dumps({key: data[key] for key in order}, separators=(",", ":"))
        path.write_bytes(line.encode() + b"\n" + rest)
        assert head(path) == row
        assert read_transcript(path).events == MEETING


def test_an_imported_meeting_has_a_row_and_cannot_be_gone_on_with(tmp_path: Path) -> None:
    scene = header().scene.model_dump(mode="json")
    imported = from_corpus({"id": "t1-001", "scene": scene, "turns": []})
    path = kept(tmp_path / "a.jsonl", imported.header, 0)
    row = head(path)
    assert (row.id, row.title, row.scenario, row.engine) == ("t1-001", "t1-001", None, "import")
    assert newest_unfinished(tmp_path) is None


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "the file is empty"),
        (b"\0\0", "no text file"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"kind":"header"', "ends within"),
        (b'{"kind":"header","schema":9}\n', "written by a newer Rehearse"),
        (b'{"kind":"header","schema":1}\n', "header is not whole"),
        (b'{"kind":"header","schema":1,"id":5,"started":[],"scene":"x"}\n', "header is not whole"),
        (b'{"kind":"header","schema":1,"id":"a","started":"0001-01-01T00:00:00+14:00","scene":{}}\n', "not whole"),
        (b'{"id":"t","scene":{},"turns":[]}\n', "corpus line"),
    ],
)
def test_an_odd_file_has_a_row_that_says_what_is_wrong(tmp_path: Path, raw: bytes, why: str) -> None:
    path = tmp_path / "odd.jsonl"
    path.write_bytes(raw)
    os.utime(path, (1_000_000, 1_000_000))
    row = head(path)
    assert row.broken is not None
    assert why in row.broken
    assert (row.id, row.started) == ("odd.jsonl", datetime.fromtimestamp(1_000_000, UTC))


def test_folders_and_pipes_have_a_row_too(tmp_path: Path) -> None:
    (tmp_path / "folder.jsonl").mkdir()
    os.mkfifo(tmp_path / "pipe.jsonl")
    assert all(row.broken for row in list_transcripts(tmp_path))
    assert len(list_transcripts(tmp_path)) == 2
    assert head(tmp_path / "none.jsonl").broken == "there is no such file. Check the name and the folder."


def test_a_row_holds_nothing_that_a_terminal_could_obey(tmp_path: Path) -> None:
    path = kept(tmp_path / "a.jsonl", header(), 0)
    path.write_bytes(path.read_bytes().replace(b"The clock coffee", b"\\u001b[2JThe\\nclock coffee"))
    assert head(path).title == "[2JThe clock coffee"


def test_the_list_is_newest_first_and_holds_transcripts_only(tmp_path: Path) -> None:
    kept(tmp_path / "b.jsonl", begun("first", 1))
    kept(tmp_path / "a.jsonl", begun("third", 3))
    kept(tmp_path / "c.jsonl", begun("second", 2))
    (tmp_path / "notes.txt").write_text("x")
    (tmp_path / "c.jsonl.torn").write_text("x")
    (tmp_path / ".hidden.jsonl").write_text("x")
    assert [row.id for row in list_transcripts(tmp_path)] == ["third", "second", "first"]


def test_times_are_compared_across_zones(tmp_path: Path) -> None:
    kept(tmp_path / "a.jsonl", header("later", started="2026-11-24T10:00:00-05:00"), 0)
    kept(tmp_path / "b.jsonl", header("sooner", started="2026-11-24T14:59:00"), 0)
    assert [row.id for row in list_transcripts(tmp_path)] == ["later", "sooner"]


def test_a_folder_that_is_absent_holds_nothing_and_a_file_is_no_folder(tmp_path: Path) -> None:
    assert list_transcripts(tmp_path / "none") == []
    (tmp_path / "file").touch()
    with pytest.raises(StorageError, match="cannot be read"):
        list_transcripts(tmp_path / "file")


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    kept(folder / "a.jsonl", begun("inside", 1))
    kept(tmp_path / "out.jsonl", begun("outside", 2))
    (folder / "out.jsonl").symlink_to(tmp_path / "out.jsonl")
    (folder / "dots.jsonl").symlink_to("../out.jsonl")
    (folder / "loop.jsonl").symlink_to("loop.jsonl")
    (folder / "none.jsonl").symlink_to("gone.jsonl")
    assert [row.id for row in list_transcripts(folder)] == ["inside"]
    with pytest.raises(InputError):
        find_transcript("outside", [folder])


def test_the_newest_meeting_that_can_be_gone_on_with_is_found(tmp_path: Path) -> None:
    kept(tmp_path / "a.jsonl", begun("open-old", 1), 4)
    kept(tmp_path / "b.jsonl", begun("open-new", 2), 4)
    kept(tmp_path / "c.jsonl", begun("ended", 3))
    (tmp_path / "d.jsonl").write_text("{}")
    found = newest_unfinished(tmp_path)
    assert found is not None
    assert found.id == "open-new"


@pytest.fixture
def folders(tmp_path: Path) -> list[Path]:
    own, shipped = tmp_path / "own", tmp_path / "shipped"
    kept(own / "20261124-101500-bell-0a1b.jsonl", header("c0ffee01"), 0)
    kept(own / "20261125-101500-bell-2c3d.jsonl", header("c0ffee02"), 0)
    kept(own / "good-coffee.jsonl", header("facade03"), 0)
    kept(shipped / "good-coffee.jsonl", header("shipped-good-coffee"), 0)
    kept(shipped / "cold-call.jsonl", header("c0ffee"), 0)
    return [own, shipped]


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("c0ffee02", "own/20261125-101500-bell-2c3d.jsonl"),
        ("c0ffee", "shipped/cold-call.jsonl"),
        ("fac", "own/good-coffee.jsonl"),
        ("good-coffee", "own/good-coffee.jsonl"),
        ("cold-call.jsonl", "shipped/cold-call.jsonl"),
        ("20261124", "own/20261124-101500-bell-0a1b.jsonl"),
        ("shipped-good", "shipped/good-coffee.jsonl"),
    ],
)
def test_a_transcript_is_found_by_what_people_call_it(
    tmp_path: Path, folders: list[Path], name: str, file: str
) -> None:
    assert find_transcript(name, folders) == tmp_path / file


def test_a_transcript_is_found_by_its_path(
    tmp_path: Path, folders: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "own" / "good-coffee.jsonl"
    assert find_transcript(str(path), []) == path
    monkeypatch.chdir(tmp_path / "shipped")
    assert find_transcript("good-coffee.jsonl", folders) == Path("good-coffee.jsonl")


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("c0ffee0", r"^c0ffee0: 2 transcripts go by that\. Write more of it: 2026\S+, 2026"),
        ("good-cofee", r"no such transcript\. Did you mean good-coffee\?"),
        ("/nowhere/cold-cal.jsonl", r"no such transcript\. Did you mean cold-call\?"),
        ("zzz", r"no such transcript\. `rehearse list transcripts` names them all\."),
        (" ", "has to be named"),
        ("..", "no such transcript"),
        ("a\0b", "no such transcript"),
        ("a" * 5000, "no such transcript"),
    ],
)
def test_what_is_meant_by_none_or_several_is_said(folders: list[Path], name: str, why: str) -> None:
    with pytest.raises(InputError, match=why):
        find_transcript(name, folders)


def test_a_new_name_says_when_and_what_and_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    began = datetime(2026, 11, 24, 14, 15, 3, tzinfo=UTC)
    given = iter(["beef", "beef", "f00d"])
    monkeypatch.setattr("secrets.token_hex", lambda _: next(given))
    first = new_path(tmp_path, "resume-coffee", began)
    assert first == tmp_path / "20261124-141503-resume-coffee-beef.jsonl"
    first.touch()
    assert new_path(tmp_path, "resume-coffee", began).name.endswith("-f00d.jsonl")


def test_a_new_name_stays_in_its_folder(tmp_path: Path) -> None:
    for odd in ("../../etc/x", "", "/", "a" * 500, "Ünï\0\n"):
        path = new_path(tmp_path, odd, START)
        assert path.parent == tmp_path
        TranscriptLog.create(path, header()).close()


def test_a_list_is_made_without_loading_a_model(tmp_path: Path) -> None:
    kept(tmp_path / "a.jsonl", header())
    code = f"""
import sys
from pathlib import Path
from rehearse.archive.index import list_transcripts, newest_unfinished, find_transcript
folder = Path({str(tmp_path)!r})
assert list_transcripts(folder)[0].turns == 5 and find_transcript("a1b", [folder])
print(sorted({{"pydantic", "yaml", "asyncio", "rehearse.meeting"}} & set(sys.modules)))
"""
    assert python(code) == "[]\n"
