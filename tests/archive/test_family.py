"""A transcript knows where it comes from, and what branched from it."""

from pathlib import Path

import pytest

from rehearse.archive.family import Family, family
from rehearse.archive.index import head, list_transcripts
from rehearse.archive.log import TranscriptLog
from rehearse.meeting.events import Parent
from rehearse.settings import transcripts_dir
from tests.archive.meetings import MEETING, START, header


@pytest.fixture(autouse=True)
def _no_samples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rehearse.archive.family.shipped", lambda kind: tmp_path / "shipped" / kind)


def kept(path: Path, identity: str, parent: Parent | None = None, minute: int = 0) -> Path:
    first = header(identity, parent=parent, started=START.replace(minute=minute))
    with TranscriptLog.create(path, first) as log:
        for event in MEETING[:4]:
            log.append(event)
    return path


def test_a_row_names_the_parent_and_how_much_is_shared(tmp_path: Path) -> None:
    row = head(kept(tmp_path / "c.jsonl", "child", Parent(id="mother", turns=2)))
    assert (row.parent, row.shared) == ("mother", 2)
    assert (head(kept(tmp_path / "m.jsonl", "mother")).parent, head(tmp_path / "m.jsonl").shared) == (None, 0)


@pytest.mark.parametrize("odd", ['"x"', "5", '{"id":5,"turns":"2"}', '{"id":" ","turns":true}', "[]"])
def test_a_parent_that_is_none_is_none(tmp_path: Path, odd: str) -> None:
    path = kept(tmp_path / "a.jsonl", "child")
    path.write_text(path.read_text("utf-8").replace('"parent":null', f'"parent":{odd}', 1), "utf-8")
    row = head(path)
    assert (row.broken, row.parent, row.shared) == (None, None, 0)


def test_branches_come_the_oldest_first_and_a_child_finds_its_parent(tmp_path: Path) -> None:
    mother = kept(tmp_path / "m.jsonl", "mother")
    late = kept(transcripts_dir() / "late.jsonl", "late", Parent(id="mother", turns=1), minute=9)
    early = kept(transcripts_dir() / "early.jsonl", "early", Parent(id="mother", turns=2), minute=5)
    kept(transcripts_dir() / "other.jsonl", "other", Parent(id="stranger", turns=2))
    (transcripts_dir() / "broken.jsonl").write_text("no")
    found = family(mother, "mother", None)
    assert (found.parent, [row.path for row in found.branches]) == (None, [early, late])
    beside = kept(tmp_path / "x.jsonl", "child", Parent(id="mother", turns=1))
    found = family(beside, "child", "mother")
    assert found.parent is not None
    assert (found.parent.path, found.branches) == (mother, ())


def test_a_parent_that_is_gone_leaves_its_child_alone(tmp_path: Path) -> None:
    assert family(kept(tmp_path / "c.jsonl", "child", Parent(id="gone", turns=1)), "child", "gone") == Family()


def test_whoever_s_folder_it_is_each_transcript_is_met_once() -> None:
    mother = kept(transcripts_dir() / "m.jsonl", "mother")
    kept(transcripts_dir() / "c.jsonl", "child", Parent(id="mother", turns=1))
    assert len(family(mother, "mother", None).branches) == 1
    assert len(list_transcripts(transcripts_dir())) == 2
