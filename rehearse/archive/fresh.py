"""Writes what is new: over no other file or folder, for its owner's eyes only, whole or not at all."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import TextIO

from rehearse.archive.disk import reason, sync_folders, write_all
from rehearse.archive.lines import shown
from rehearse.errors import InputError, StorageError


class Taken(InputError):
    """Something of that name lies there already; it was left as it is."""


def write_new(path: Path, content: str | bytes) -> None:
    """Write text, in UTF-8, or bytes to a file (0600) that was not there, down to the disk.

    Raises Taken where there is something of that name, InputError where its folder is missing, StorageError where
    the disk refuses; then nothing is left behind.
    """
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise _not_made(path, error) from error
    try:
        try:
            write_all(descriptor, content.encode() if isinstance(content, str) else content)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        sync_folders([path.parent])
    except OSError as error:
        path.unlink(missing_ok=True)
        raise _not_made(path, error) from error


@contextmanager
def writing_new(path: Path) -> Iterator[TextIO]:
    """Give a file (0600) that was not there, to write to it bit by bit in UTF-8; at the end it is down on the disk.

    Raises as `write_new` does; after any error nothing is left behind.
    """
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise _not_made(path, error) from error
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            yield file
            file.flush()
            os.fsync(descriptor)
        sync_folders([path.parent])
    except BaseException as error:
        path.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise _not_made(path, error) from error
        raise


def write_free(folder: Path, stem: str, suffix: str, text: str) -> Path:
    """Write a new file under the first free name of STEM, STEM-2 and so on; return it. Raises as `write_new` does."""
    for number in count(1):
        path = folder / (f"{stem}{suffix}" if number == 1 else f"{stem}-{number}{suffix}")
        try:
            write_new(path, text)
        except Taken:
            continue
        return path
    raise AssertionError("counting never ends")


def check_free(path: Path) -> None:
    """Raise Taken where there is something of that name, were it a link that leads nowhere."""
    if os.path.lexists(path):
        raise _taken(path)


def new_folder(path: Path) -> None:
    """Make a folder (0700) that was not there. Raises as `write_new` does."""
    try:
        path.mkdir(mode=0o700)
        sync_folders([path.parent])
    except OSError as error:
        raise _not_made(path, error) from error


def write_new_folder(path: Path, files: Mapping[str, str]) -> None:
    """Make a folder that was not there, with these files by name. Raises as `write_new` does, all taken back."""
    new_folder(path)
    try:
        for name, text in files.items():
            write_new(path / name, text)
    except (InputError, StorageError):
        with suppress(OSError):
            for name in files:
                (path / name).unlink(missing_ok=True)
            path.rmdir()
        raise


def _taken(path: Path) -> Taken:
    return Taken("there is something of this name already", where=shown(path), cure="Choose another name.")


def _not_made(path: Path, error: OSError) -> InputError | StorageError:
    if isinstance(error, FileExistsError):
        return _taken(path)
    if isinstance(error, FileNotFoundError):
        cure = "Make it, or choose another place."
        return InputError("there is no such folder", where=shown(path.parent), cure=cure)
    why, cure = reason(error)
    return StorageError(f"cannot be written: {why}", where=shown(path), cure=f"{cure}; nothing of it was kept.")
