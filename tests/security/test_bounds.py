"""Whatever is read has a bound: one byte over it is refused in words, and no reader reads without one."""

import ast
import asyncio
import gzip
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from pydantic import TypeAdapter, ValidationError

from rehearse.archive.transcript import read_transcript
from rehearse.cli.main import main
from rehearse.coaching.assigned.taking import read_packed
from rehearse.coaching.handed.inbox import read_submission
from rehearse.coaching.many import chunk
from rehearse.coaching.many.listing import File
from rehearse.coaching.many.place import Place
from rehearse.config import read_config
from rehearse.errors import InputError, StorageError
from rehearse.model import Line, Text
from rehearse.packs import install as installing
from rehearse.packs.pack import read_pack
from rehearse.reading.rules import RulesReader
from rehearse.rehearsal import LONGEST
from rehearse.review.labelling import labelled_line
from rehearse.scene import library
from rehearse.scene.files import load
from rehearse.scene.importing import import_card
from rehearse.scene.schemas import lay_beside, schema_text
from rehearse.serving.packets import NotAPacket, read_packet
from rehearse.serving.register import read_register
from rehearse.tui.drafts import DRAFT_BYTES, draft_path, read_draft
from tests.contact.chat_server import ChatServer, Step, Wire, delta, raw, refuse, say
from tests.contact.llm_meeting import OWN_WORDS, ask
from tests.project.checkout import ROOT

SMALL = 1_000
"""Bytes that a bound is made, so that one over it is quickly written."""


class Reader(NamedTuple):
    """Something that reads a file."""

    bounds: str
    """Where its bound stands, a word each."""
    read: Callable[[Path], object]
    says: str
    """Of a file that is too large."""
    begins: bytes = b""


READERS = {
    "configuration": Reader("rehearse.config.CONFIG_BYTES", read_config, "larger than any configuration"),
    "persona": Reader("rehearse.scene.source.MOST_BYTES", lambda path: load(path, "persona"), "larger than 1 MB"),
    "scenario": Reader("rehearse.scene.source.MOST_BYTES", lambda path: load(path, "scenario"), "larger than 1 MB"),
    "rubric": Reader("rehearse.scene.source.MOST_BYTES", lambda path: load(path, "rubric"), "larger than 1 MB"),
    "assignment": Reader("rehearse.scene.source.MOST_BYTES", lambda path: load(path, "assignment"), "than 1 MB"),
    "card": Reader(
        "rehearse.scene.importing.MOST_BYTES rehearse.scene.card.MOST_BYTES", import_card, "too large", b"{"
    ),
    "pack": Reader("rehearse.packs.pack.MOST_PACKED", read_pack, "the zip is too large", b"PK\3\4"),
    "transcript": Reader("rehearse.archive.lines.FILE_BYTES", read_transcript, "larger than 512 MB"),
    "line of a transcript": Reader("rehearse.archive.lines.LINE_BYTES", read_transcript, "longer than 4 MB"),
    "packed assignment": Reader(
        "rehearse.coaching.assigned.taking.ASSIGNMENT_BYTES", read_packed, "the file is larger than"
    ),
    "submission": Reader("rehearse.coaching.handed.inbox.SUBMISSION_BYTES", read_submission, "the file is larger than"),
    "tokens": Reader("rehearse.serving.register.BYTES", read_register, "larger than any token file"),
    "corpus": Reader(
        "rehearse.review.labelling.LONGEST",
        lambda path: labelled_line(path.read_bytes(), RulesReader(), library.rubric("standard")),
        "longer than 16 MiB",
    ),
}


def refusal(reader: Reader, path: Path, size: int) -> str:
    """What is said of a file of so many bytes, which is wrong in any case."""
    path.write_bytes(reader.begins.ljust(size, b"x"))
    path.chmod(0o600)
    with pytest.raises(InputError) as caught:
        reader.read(path)
    return str(caught.value)


@pytest.mark.parametrize("name", READERS)
def test_a_file_of_one_byte_too_many_is_refused_for_its_size(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = READERS[name]
    for bound in reader.bounds.split():
        monkeypatch.setattr(bound, SMALL)
    assert reader.says in refusal(reader, tmp_path / "x", SMALL + 1)
    assert reader.says not in refusal(reader, tmp_path / "x", SMALL)


def test_a_transcript_that_a_worker_reads_has_a_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunk, "LARGEST", SMALL)
    for size, fits in ((SMALL, True), (SMALL + 1, False)):
        (tmp_path / "x.jsonl").write_bytes(b"x" * size)
        found = chunk.read(Place(str(tmp_path)), File("x.jsonl"))
        assert isinstance(found, bytes) == fits
        assert fits or "it is larger than" in str(found)


def test_a_draft_that_is_too_large_is_left_alone(tmp_path: Path) -> None:
    meeting = tmp_path / "x.jsonl"
    draft_path(meeting).write_bytes(b"x" * DRAFT_BYTES)
    assert len(read_draft(meeting)) == DRAFT_BYTES
    draft_path(meeting).write_bytes(b"x" * (DRAFT_BYTES + 1))
    assert read_draft(meeting) == ""


def test_what_is_set_aside_for_a_pack_has_a_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installing, "MOST_BYTES", SMALL)
    path = tmp_path / "x.yaml"
    path.write_bytes(b"x" * SMALL)
    assert installing._bytes(path) == b"x" * SMALL
    path.write_bytes(b"x" * (SMALL + 1))
    with pytest.raises(StorageError, match="larger than 1 MB"):
        installing._bytes(path)


def test_a_schema_that_was_blown_up_is_written_anew(tmp_path: Path) -> None:
    path = tmp_path / "rubric.schema.json"
    path.write_text(schema_text("rubric") + " ", encoding="utf-8")
    lay_beside(tmp_path, "rubric")
    assert path.read_text(encoding="utf-8") == schema_text("rubric")


def test_a_packet_of_an_app_has_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rehearse.serving.packets.LARGEST", SMALL)

    async def read(size: int) -> object:
        stream = asyncio.StreamReader()
        stream.feed_data(b"D" + size.to_bytes(4, "big") + b"x" * size)
        stream.feed_eof()
        return await read_packet(stream)

    assert asyncio.run(read(SMALL))
    with pytest.raises(NotAPacket, match="1,001 bytes"):
        asyncio.run(read(SMALL + 1))


@pytest.mark.parametrize(("kind", "most"), [(Text, 100_000), (Line, 2_000)])
def test_a_text_in_any_record_has_a_bound(kind: Any, most: int) -> None:
    adapter = TypeAdapter(kind)
    assert adapter.validate_python("x" * most)
    with pytest.raises(ValidationError):
        adapter.validate_python("x" * (most + 1))


def test_a_line_that_is_too_long_for_a_turn_is_refused_once_and_the_next_is_heard(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = f"{'x' * (3 * LONGEST)}\nTell me about yourself.\n"
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    assert main(["practice", "good-coffee", "--json", "--seed", "7", "--contact", "offline", "--no-review"]) == 0
    told = capsys.readouterr()
    said = [event["text"] for event in map(json.loads, told.out.splitlines()) if event["kind"] == "learner"]
    assert said == ["Tell me about yourself."]
    assert told.err.count("is too long") == 1


def endless_line(wire: Wire) -> None:
    """Send one event that never ends."""
    wire.begin()
    while True:
        wire.send(b"x" * 1_000)


def endless_thoughts(wire: Wire) -> None:
    """Send event after event in which nothing is said."""
    wire.begin()
    while True:
        wire.data(delta(reasoning="x" * 1_000))


def packed(body: bytes) -> bytes:
    return gzip.compress(body)


ANSWERS: dict[str, Step] = {
    "an endless line": endless_line,
    "endless events": endless_thoughts,
    "endless JSON": raw(*[b" " * 1_000] * 50, kind="application/json"),
    "an endless error": refuse(500, "x" * 50_000),
}


@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_that_never_ends_is_ended(answer: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rehearse.contact.client.ANSWER_BYTES", 20_000)
    with ChatServer(ANSWERS[answer]) as server:
        found = ask(tmp_path / "m.jsonl", server)
    assert "the server sent more than 8 MB for one answer" in str(found.error)
    assert found.pending


def test_an_answer_within_the_bound_is_heard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rehearse.contact.client.ANSWER_BYTES", 20_000)
    with ChatServer(say(OWN_WORDS)) as server:
        assert ask(tmp_path / "m.jsonl", server).shown == OWN_WORDS


@pytest.mark.parametrize("status", [200, 500])
def test_an_answer_that_was_packed_is_not_unpacked(status: int, tmp_path: Path) -> None:
    bomb = packed(b" " * 50_000_000)
    assert len(bomb) < 100_000
    step = raw(bomb, kind="application/json", status=status, Content_Encoding="gzip")
    with ChatServer(step) as server:
        found = ask(tmp_path / "m.jsonl", server)
        assert server.requests[0].headers["accept-encoding"] == "identity"
    assert found.error
    assert found.error.isprintable()
    assert len(found.error) < 500


BOUNDED_ELSEWHERE = {
    "rehearse/archive/annotate.py": "what `open_file` bounded",
    "rehearse/archive/log.py": "opens a file that is read line by line",
    "rehearse/coaching/assigned/held.py": "what `open_file` bounded",
    "rehearse/coaching/gathering.py": "what `open_file` bounded",
    "rehearse/contact/remembered.py": "looks at the size first",
    "rehearse/contact/stream.py": "what the client bounded",
    "rehearse/serving/packets.py": "asyncio's own bound, 64 KB a line",
    "rehearse/serving/seat.py": "one packet, which is bounded",
    "rehearse/tui/served.py": "the app's own export",
    **dict.fromkeys(
        (
            "rehearse/audition/script.py",
            "rehearse/coaching/cohort/page.py",
            "rehearse/contact/prompt.py",
            "rehearse/contact/tokens.py",
            "rehearse/reading/encoder/meaning.py",
            "rehearse/reading/encoder/model.py",
            "rehearse/reading/encoder/network.py",
            "rehearse/reading/rules/weights.py",
            "rehearse/review/page.py",
            "rehearse/scene/hints.py",
        ),
        "a file of the app's own",
    ),
}
"""Modules that read all of something, and why that is no more than the app can hold."""


def unbounded(tree: ast.AST) -> bool:
    """Whether something is read there with no number of bytes named."""
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and (
            node.func.attr in ("read_text", "read_bytes", "readlines")
            or (node.func.attr in ("read", "readline", "readall", "aread") and not node.args)
            or ast.unparse(node.func) == "np.load"
        )
        for node in ast.walk(tree)
    )


def test_nothing_else_is_read_without_a_bound() -> None:
    found = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "rehearse").rglob("*.py")
        if unbounded(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert found == BOUNDED_ELSEWHERE.keys()
