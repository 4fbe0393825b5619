"""Transcripts made to measure with are whole, are those of their seed, and the measuring tells when results differ."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import scale, transcripts
from benchmarks.transcripts import copied, play, write_all
from rehearse.archive.transcript import read_transcript


@pytest.fixture(scope="module", autouse=True)
def _small() -> Iterator[None]:
    """Learners of two turns, and one process to write."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(transcripts, "_TURNS", (2, 2))
        patch.setattr(transcripts, "cores", lambda: 1)
        yield


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("held")
    play(folder, 1, 0)
    return folder


def test_a_meeting_that_was_held_is_that_of_its_seed(held: Path, tmp_path: Path) -> None:
    play(tmp_path, 1, 0)
    assert (tmp_path / "00000.jsonl").read_bytes() == (held / "00000.jsonl").read_bytes()


def test_a_copy_is_a_whole_transcript_with_a_header_of_its_own(held: Path) -> None:
    original = held / "00000.jsonl"
    copy = held / "copy.jsonl"
    copy.write_bytes(copied(original.read_bytes(), 77))
    (header, events, torn), first = read_transcript(copy), read_transcript(original)
    assert torn is None
    assert (header.id, header.id == first.header.id) == (f"{77:016x}", False)
    assert {event.at.date() for event in events} == {header.started.date()}
    assert header.started - first.header.started == events[-1].at - first.events[-1].at
    assert header.model_copy(update={"id": "", "started": None}) == first.header.model_copy(
        update={"id": "", "started": None}
    )


def test_so_many_are_written_as_are_asked_for(held: Path, tmp_path: Path) -> None:
    write_all(held, 1, tmp_path / "made", 53)
    assert len(list((tmp_path / "made").rglob("*.jsonl"))) == 53


def test_runs_with_different_results_are_called_so(
    held: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    results = iter("aaab")
    monkeypatch.setattr(scale, "_made", lambda *_: held)

    def run(name: str, *_: object, **__: object) -> scale.Taken:
        return scale.Taken(name, 1, 1, 1.0, 1.0, {}, next(results, "a"))

    monkeypatch.setattr(scale, "_run", run)
    monkeypatch.setattr(scale, "_on_cluster", run)
    assert scale.main(["--files", "1"]) == 1
    assert "DIFFER" in capsys.readouterr().out
