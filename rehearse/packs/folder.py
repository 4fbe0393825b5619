"""Reads a pack that is a folder: ordinary files only, no link is followed, nothing that is not a file is opened."""

import os
import stat
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from rehearse.errors import InputError
from rehearse.packs.names import MOST_PARTS, is_hidden, shown
from rehearse.packs.zipped import MOST_ENTRIES, Entry


def read_folder(top: Path) -> list[Entry]:
    """Return what a folder holds. Raises InputError for links, devices, too many files, and what cannot be read."""
    found: list[Entry] = []
    for entry in _walk(top, ()):
        found.append(entry)
        if len(found) > MOST_ENTRIES:
            raise InputError("the folder holds too many files", cure=f"{MOST_ENTRIES} are the most.")
    return found


def _walk(folder: Path, above: tuple[str, ...]) -> Iterator[Entry]:
    try:
        with os.scandir(folder) as scanned:
            inside = sorted(scanned, key=lambda each: each.name)
            modes = {each.name: each.stat(follow_symlinks=False).st_mode for each in inside}
    except OSError as error:
        raise _refused("/".join(above), f"it cannot be read: {error.strerror}", "Check its rights.") from None
    for name, mode in modes.items():
        parts = (*above, name)
        # What `git` or an editor keeps beside a pack can be large, and full of links.
        if is_hidden(parts):
            continue
        if stat.S_ISDIR(mode) and len(parts) < MOST_PARTS:
            yield Entry("/".join(parts) + "/", True, partial(_content, folder / name, parts))
            yield from _walk(folder / name, parts)
        elif stat.S_ISREG(mode) or stat.S_ISDIR(mode):
            yield Entry("/".join(parts), False, partial(_content, folder / name, parts))
        else:
            cure = "Put the file itself there; nothing was installed."
            raise _refused("/".join(parts), "it is a link or no ordinary file", cure)


def _content(path: Path, parts: tuple[str, ...], most: int) -> bytes:
    where = "/".join(parts)
    try:
        # Whatever lies there by now: no link is followed, and a pipe does not keep us waiting.
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise _refused(where, "it is no ordinary file", "Put a file there; nothing was installed.")
            data = file.read(most + 1)
    except OSError as error:
        raise _refused(where, f"it cannot be read: {error.strerror}", "Check its rights.") from None
    if len(data) > most:
        raise _refused(where, f"it is larger than {most // 1_000_000} MB", "Nothing was installed.")
    return data


def _refused(name: str, what: str, cure: str) -> InputError:
    return InputError(what, where=shown(name), cure=cure)
