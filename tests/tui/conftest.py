"""A small library, a fixed clock and a fixed zone for all tests of the screens."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import builders
from tests.tui.driving import write_library


@pytest.fixture(autouse=True)
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give the app one persona, one scenario, one rubric, and no examples."""
    folder = tmp_path / "shipped"
    write_library(folder)

    def shipped(kind: str) -> Path:
        return folder / kind

    monkeypatch.setattr("rehearse.scene.shelf.shipped", shipped)
    monkeypatch.setattr("rehearse.review.finding.shipped", shipped)
    monkeypatch.setattr("rehearse.archive.family.shipped", shipped)
    monkeypatch.setattr("rehearse.archive.samples.shipped", shipped)
    monkeypatch.setattr("rehearse.tui.seats.now", lambda: builders.MOMENT)
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("TERM", "xterm-256color")
    time.tzset()
    yield folder
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def nothing_unfinished(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let home find no meeting to go on with."""
    monkeypatch.setattr("rehearse.archive.warm.newest_unfinished", lambda *_places: None)
