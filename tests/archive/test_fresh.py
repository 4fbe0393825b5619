"""What is written anew: over nothing, for the owner's eyes only, whole or not at all."""

import errno
import os
from pathlib import Path

import pytest

from rehearse.archive.fresh import Taken, new_folder, write_free, write_new, write_new_folder
from rehearse.errors import InputError, StorageError


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_a_new_file_is_its_owner_s_only_and_holds_the_text(tmp_path: Path) -> None:
    write_new(tmp_path / "a", "süß\n")
    assert (tmp_path / "a").read_bytes() == "süß\n".encode()
    assert mode(tmp_path / "a") == 0o600


def test_a_new_folder_is_its_owner_s_only_and_so_are_its_files(tmp_path: Path) -> None:
    write_new_folder(tmp_path / "f", {"a": "1", "b": "2"})
    assert mode(tmp_path / "f") == 0o700
    assert {path.name: (path.read_text(), mode(path)) for path in (tmp_path / "f").iterdir()} == {
        "a": ("1", 0o600),
        "b": ("2", 0o600),
    }


@pytest.mark.parametrize("what", ["file", "folder", "link to nowhere", "link to a file"])
def test_what_lies_there_is_left_as_it_is(tmp_path: Path, what: str) -> None:
    path, other = tmp_path / "a", tmp_path / "b"
    match what:
        case "file":
            path.write_text("mine")
        case "folder":
            path.mkdir()
        case "link to nowhere":
            path.symlink_to(other)
        case _:
            other.write_text("mine")
            path.symlink_to(other)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(Taken, match="already"):
        write_new(path, "yours")
    with pytest.raises(Taken, match="already"):
        write_new_folder(path, {"x": "yours"})
    assert sorted(tmp_path.iterdir()) == before
    assert not other.exists() or other.read_text() == "mine"


def test_a_name_that_is_taken_is_counted_on(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("mine")
    (tmp_path / "a-2.md").symlink_to(tmp_path / "nowhere")
    assert write_free(tmp_path, "a", ".md", "yours") == tmp_path / "a-3.md"
    assert write_free(tmp_path, "b", ".md", "yours") == tmp_path / "b.md"
    assert (tmp_path / "a.md").read_text() == "mine"


def test_a_missing_folder_is_named_and_not_made(tmp_path: Path) -> None:
    for write in (lambda path: write_new(path, ""), new_folder):
        with pytest.raises(InputError, match="no such folder") as told:
            write(tmp_path / "not" / "there")
        assert told.value.where == str(tmp_path / "not")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("call", ["write", "fsync"])
def test_a_disk_that_refuses_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, call, full)
    with pytest.raises(StorageError, match="the disk is full"):
        write_new(tmp_path / "a", "text")
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_filled_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write, taken = os.write, iter([True])

    def full(descriptor: int, data: bytes) -> int:
        if next(taken, False):
            return write(descriptor, data)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(StorageError, match="the disk is full"):
        write_new_folder(tmp_path / "f", {"a": "1", "b": "2"})
    assert not list(tmp_path.iterdir())
