"""A transcript is read strictly: nothing is dropped in silence, and what is wrong is named by file and line."""

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from rehearse.archive.encode import event_line, header_line
from rehearse.archive.lines import FILE_BYTES, LINE_BYTES
from rehearse.archive.opening import NEWEST_SCHEMA
from rehearse.archive.transcript import Transcript, read_transcript
from rehearse.errors import InputError
from rehearse.meeting.events import SCHEMA
from tests.archive.meetings import MEETING, header, said

HEADER = header_line(header())


def lines() -> list[bytes]:
    found, last = [HEADER], None
    for event in MEETING:
        found.append(event_line(event, event.n, last))
        last = event.text if event.kind == "learner" else last
    return found


def read(tmp_path: Path, raw: bytes) -> Transcript:
    path = tmp_path / "a.jsonl"
    path.write_bytes(raw)
    found = read_transcript(path)
    assert path.read_bytes() == raw
    assert list(tmp_path.iterdir()) == [path]
    return found


def refused(tmp_path: Path, raw: bytes) -> str:
    """Return the error, which names the file, is one line and ends as a sentence."""
    with pytest.raises(InputError) as told:
        read(tmp_path, raw)
    text = str(told.value)
    assert text.startswith(str(tmp_path / "a.jsonl"))
    assert "\n" not in text
    assert len(text) < len(str(tmp_path)) + 400
    assert text.endswith(".")
    return text.removeprefix(str(tmp_path / "a.jsonl"))


def corrected(fields: bytes) -> bytes:
    return b'{"n":1,"at":"2026-11-24T14:15:04Z","kind":"correction","turn":1,' + fields + b"}"


CORPUS = json.dumps({"id": "t1", "scene": {}, "turns": []}).encode()


WRONG: list[tuple[bytes, str]] = [
    (b"", ": the file is empty"),
    (b"schema: 1\nid: bell-coffee\n", ":1: this is no transcript: its first line is not JSON"),
    (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", ":1: this is no UTF-8 text"),
    ("{}".encode("utf-16"), ":1: this is no text file"),
    ("Größe\n".encode("latin-1"), ":1: this is no UTF-8 text"),
    (b"[1, 2]\n", ":1: this is no transcript: its first line is no JSON object"),
    (b'{"name": "x"}\n', ":1: this is no transcript, but JSON of another kind"),
    (b"{\n", ":1: this is no transcript: its first line is not JSON"),
    (CORPUS + b"\n", ":1: this is a corpus line, no transcript. Use `rehearse label`"),
    (CORPUS, ":1: this is a corpus line"),
    (b"[" * 1_000_000, ":1: this is no transcript: its first line is nested too deeply"),
    (b"9" * 10_000, ":1: this is no transcript"),
    (b"".join(lines()[1:]), ":1: the header is missing"),
    (HEADER[:-1], ":1: the file ends within its first line"),
    (HEADER[:5], ":1: the file ends within its first line"),
    (HEADER.replace(b'"schema":4', b'"schema":true', 1), ":1: the header does not say its schema"),
    (HEADER.replace(b'"schema":4,', b"", 1), ":1: the header does not say its schema"),
    (HEADER.replace(b'"seed":7', b'"seed":"7"'), ":1: the header is not as it should be: `seed`"),
    (HEADER.replace(b'"seed":7', b'"seed":7,"key":"x"'), ":1: the header is not as it should be: `key`"),
    (HEADER + HEADER, ":2: this event is of a kind that is not known here"),
    (HEADER + b"\n" + lines()[1], ":2: the line is empty"),
    (HEADER + b"x" * LINE_BYTES + b"x", ":2: the line is longer than 4 MB"),
    (HEADER + lines()[1] + lines()[3] + lines()[4], ":3: event 3 stands where event 2 should be"),
    (HEADER + lines()[1] + lines()[1], ":3: event 1 stands where event 2 should be"),
    (HEADER + lines()[1][:20] + b"\n" + lines()[2], ":2: the line is no whole JSON"),
    (HEADER + lines()[1][:20] + lines()[2] + lines()[3], ":2: the line is no whole JSON"),
    (HEADER + b"\xff\n" + lines()[2], ":2: the line is no UTF-8 text"),
    (HEADER + lines()[1].replace(b'"text"', b'"words"'), ":2: this is no event: `text`: Field required"),
    (HEADER + lines()[1].replace(b'"kind":"contact"', b'"kind":"ghost"'), ":2: this event is of a kind"),
    (HEADER + lines()[1].replace(b'"n":1', b'"n":"1"'), ":2: this is no event: `n`"),
    (HEADER + corrected(b'"labels":[]') + b"\n", ":2: this is no event: `author`: Field required"),
    (HEADER + corrected(b'"author":"a","labels":[],"cues":[]') + b"\n", ":2: this is no event: a correction has"),
    (HEADER + corrected(b'"author":"a"') + b"\n", ":2: this is no event: a correction has labels or cues"),
    (HEADER + corrected(b'"author":"a","cues":["pushing"]') + b"\n", ":2: this is no event: `cues.0`"),
    (HEADER + corrected(b'"author":"a","labels":["pushing","pushing"]') + b"\n", ":2: this is no event: a correction"),
    (
        HEADER + b'{"n":1,"kind":"learner","text":' + b"[" * 9999 + b"\n" + lines()[2],
        ":2: the line is no whole JSON",
    ),
]


@pytest.mark.parametrize(("raw", "why"), WRONG, ids=[why for _, why in WRONG])
def test_what_is_no_whole_transcript_is_named_by_line(tmp_path: Path, raw: bytes, why: str) -> None:
    assert refused(tmp_path, raw).startswith(why)


def test_a_newer_transcript_asks_for_an_update(tmp_path: Path) -> None:
    newer = HEADER.replace(b'"schema":4', b'"schema":5,"mood":"blue"', 1) + b'{"n":1,"kind":"dream"}\n'
    expected = ":1: written by a newer Rehearse (schema 5); this one reads up to 4. Update."
    assert refused(tmp_path, newer) == expected


def test_the_schema_that_is_read_is_the_one_that_is_written() -> None:
    assert NEWEST_SCHEMA == SCHEMA


@pytest.mark.parametrize(
    ("number", "old", "new"),
    [
        (3, b'"start":34', b'"start":33'),
        (3, b'"end":51', b'"end":9999'),
        (3, b"How did it", b"How dud it"),
        (2, b"How did it", b"How dud it"),
        (5, b'"start":9', b'"start":8'),
        (5, b'do for you?"', b'do to you?"'),
    ],
)
def test_a_quote_that_does_not_stand_in_its_turn_is_named(tmp_path: Path, number: int, old: bytes, new: bytes) -> None:
    changed = lines()
    assert old in changed[number]
    changed[number] = changed[number].replace(old, new, 1)
    told = refused(tmp_path, b"".join(changed))
    where = {2: 4}.get(number, number + 1)
    assert told.startswith(f":{where}: the quote “")


def test_a_quote_that_ends_before_it_begins_quotes_nothing(tmp_path: Path) -> None:
    mark = b'{"quote":"","start":5,"end":2,"confidence":1.0,"label":"pushing"}'
    raw = HEADER + event_line(said(1, "No, really."), 1, None)
    raw += b'{"n":2,"at":"2026-11-24T14:15:05Z","kind":"reading","labels":[' + mark + b"]}\n"
    assert refused(tmp_path, raw).startswith(":3: the quote")


@pytest.mark.parametrize("torn", [b'{"n":11', b'{"n":11,"kind":"note"}', b"\0" * 4096, b"}\n", b"\n", b"\xe2\x98"])
def test_a_torn_last_line_is_left_out_and_said(tmp_path: Path, torn: bytes) -> None:
    found = read(tmp_path, b"".join(lines()) + torn)
    assert found.events == MEETING
    assert found.recovered is not None
    assert found.recovered.startswith(f"The last line of a.jsonl was cut off ({len(torn):,} byte")


def test_a_whole_last_line_that_is_no_event_is_an_error(tmp_path: Path) -> None:
    assert refused(tmp_path, b"".join(lines()) + b"{}\n").startswith(":12: this is no event")


def test_line_ends_and_byte_order_marks_of_other_editors_are_read(tmp_path: Path) -> None:
    raw = b"\xef\xbb\xbf" + b"".join(lines()).replace(b"\n", b"\r\n")
    assert read(tmp_path, raw).events == MEETING


def test_what_a_terminal_could_obey_is_not_in_errors(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[31m.jsonl"
    path.write_text('{"kind":"header","schema":1,"\x1b[2J":1}\n')
    with pytest.raises(InputError) as told:
        read_transcript(path)
    assert "\x1b" not in str(told.value)


def _huge(path: Path) -> None:
    path.touch()
    os.truncate(path, FILE_BYTES + 1)  # Takes no room on the disk.


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda path: None, "there is no such file"),
        (Path.mkdir, "this is a folder"),
        (os.mkfifo, "this is no ordinary file"),
        (lambda path: path.symlink_to(path), "cannot be read"),
        (_huge, "larger than 512 MB"),
    ],
)
def test_what_is_no_file_to_read_is_said(tmp_path: Path, make: Callable[[Path], None], why: str) -> None:
    path = tmp_path / "a.jsonl"
    make(path)
    with pytest.raises(InputError, match=why):
        read_transcript(path)


def test_a_file_without_rights_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: object) -> int:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(os, "open", denied)
    with pytest.raises(InputError, match="you may not read this file"):
        read_transcript(tmp_path / "a.jsonl")


def test_a_name_that_no_disk_has_is_said(tmp_path: Path) -> None:
    for name in ("a\0b.jsonl", "a" * 5000):
        with pytest.raises(InputError, match="cannot be read"):
            read_transcript(tmp_path / name)
