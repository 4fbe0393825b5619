"""Vectors of a persona's phrases are made once, and again whenever what lies on the disk is not what it should be."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rehearse.contact import remembered
from rehearse.contact.remembered import FILES, vectors_of
from rehearse.reading.encoder.meaning import SIZE

TEXTS = ["Why?", "How come?", "Since when?"]


class Counted:
    """Gives each text a vector by its length, and counts how often it is asked."""

    def __init__(self, sha256: str = "a" * 64) -> None:
        self.sha256, self.times = sha256, 0

    def vectors(self, texts: Sequence[str]) -> Any:
        self.times += 1
        return np.array([[len(text) / 64] * SIZE for text in texts], np.float32)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(remembered, "cache_dir", lambda: tmp_path)
    return tmp_path / "phrases"


def made(meaning: Counted, texts: Sequence[str] = TEXTS) -> Any:
    return vectors_of(texts, meaning)  # type: ignore[arg-type]


def test_they_are_made_once_and_then_read() -> None:
    first, second = Counted(), Counted()
    one, other = made(first), made(second)
    assert (first.times, second.times) == (1, 0)
    assert np.allclose(one, other, atol=1e-3)
    assert other.dtype == np.float32


def test_another_model_or_another_text_makes_them_anew() -> None:
    made(Counted())
    other, changed = Counted("b" * 64), Counted()
    made(other)
    made(changed, [*TEXTS, "Really?"])
    assert (other.times, changed.times) == (1, 1)


@pytest.mark.parametrize("damage", [b"", b"\x93NUMPY", b"nothing of the kind" * 40])
def test_a_damaged_file_is_made_anew(folder: Path, damage: bytes) -> None:
    made(Counted())
    (kept,) = folder.iterdir()
    kept.write_bytes(damage)
    again, after = Counted(), Counted()
    assert made(again).shape == (3, SIZE)
    made(after)
    assert (again.times, after.times) == (1, 0)


def test_a_file_of_objects_or_of_another_shape_is_not_taken(folder: Path) -> None:
    made(Counted())
    (kept,) = folder.iterdir()
    for foreign in (np.zeros((2, SIZE), np.float16), np.full((3, SIZE), np.nan, np.float16), np.array([{}], object)):
        np.save(kept, foreign, allow_pickle=True)
        again = Counted()
        made(again)
        assert again.times == 1


def test_a_disk_that_refuses_costs_nothing_but_the_time(folder: Path) -> None:
    folder.write_text("a file where the folder should be")
    assert made(Counted()).shape == (3, SIZE)


def test_no_more_than_so_many_are_remembered(folder: Path) -> None:
    for number in range(FILES + 3):
        made(Counted(), [f"number {number}"])
    assert len(list(folder.iterdir())) == FILES
