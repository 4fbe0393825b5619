"""What lies in a folder of transcripts: names, and the stamps by which a changed file is told.

Light: home looks here before anything heavy is loaded.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from rehearse.errors import StorageError
from rehearse.text import one_line

SUFFIX = ".jsonl"


class Stamp(NamedTuple):
    """What tells that a file has changed."""

    size: int
    """Bytes."""
    changed: int
    """When it was last written to, in nanoseconds."""


def files(folder: Path) -> Iterator[Path]:
    """Yield the folder's transcripts, by name; an absent folder holds none.

    A link that leads out of the folder is left out. Raises StorageError where the folder cannot be read.
    """
    for entry in _entries(folder):
        yield Path(entry.path)


def stamps(folder: Path) -> dict[str, Stamp]:
    """Return the names of the same files, by name, with their stamps. Raises StorageError as `files` does."""
    found: dict[str, Stamp] = {}
    for entry in _entries(folder):
        try:
            there = entry.stat()
        except OSError:
            continue
        found[entry.name] = Stamp(there.st_size, there.st_mtime_ns)
    return found


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            found = [entry for entry in entries if entry.name.endswith(SUFFIX) and not entry.name.startswith(".")]
    except FileNotFoundError:
        return
    except OSError as error:
        why = one_line(error.strerror or str(error))
        cure = "Give yourself the right to read it."
        raise StorageError(f"the folder cannot be read: {why}", where=one_line(str(folder)), cure=cure) from error
    for entry in sorted(found, key=lambda entry: entry.name):
        if entry.is_symlink() and not _leads_within(folder, Path(entry.path)):
            continue
        yield entry


def _leads_within(folder: Path, link: Path) -> bool:
    try:
        return link.resolve(strict=True).is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return False
