"""Lists transcripts below a folder, one after another: no list of all of them is ever kept."""

import json
import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from rehearse.archive.folder import SUFFIX
from rehearse.coaching.many.place import Place, local_path, opened, told
from rehearse.errors import InputError

DEEPEST = 50
"""Folders within folders that are looked into."""
_CHANGED = ("ETag", "etag", "LastModified", "last_modified", "mtime", "updated", "modified", "created")
"""What file systems call that by which a changed file is told, the surest first."""


class File(NamedTuple):
    """A transcript that was listed."""

    name: str
    """Its path below the folder, with slashes."""
    size: int | None = None
    """Bytes, where that is told."""
    stamp: str | None = None
    """What differs when the file has changed; None where nothing tells, or it could not be listed."""
    refused: str | None = None
    """Why it cannot be read, where that is known already."""


def files(where: Place) -> Iterator[File]:
    """Yield the transcripts, `*.jsonl`, below a folder, in no order; what begins with a dot is left out.

    Links to folders are not followed. A file or a folder that cannot be looked at is yielded as refused. Raises
    InputError where the folder itself cannot be listed.
    """
    if where.is_local:
        return _one_local(where) if where.only else _local(where)
    return _one_remote(where) if where.only else _remote(where)


def _wanted(name: str) -> bool:
    return name.endswith(SUFFIX) and not name.startswith(".")


def _one_local(where: Place) -> Iterator[File]:
    there = local_path(where, where.only).stat()
    yield File(where.only, there.st_size, _stamp(there))


def _local(where: Place) -> Iterator[File]:
    try:
        open_folders = [("", os.scandir(where.url))]
    except OSError as error:
        raise _unlisted(where, error) from None
    try:
        while open_folders:
            folder, entries = open_folders[-1]
            entry, name = None, folder
            try:
                entry = next(entries, None)
                if entry is None:
                    open_folders.pop()[1].close()
                    continue
                name = f"{folder}{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    if len(open_folders) > DEEPEST:
                        yield _too_deep(name)
                    elif not entry.name.startswith("."):
                        open_folders.append((f"{name}/", os.scandir(entry.path)))
                elif _wanted(entry.name):
                    yield _file(where, name, entry)
            except OSError as error:
                if entry is None:
                    open_folders.pop()[1].close()
                yield File(name or ".", refused=f"it cannot be looked at: {told(error)}")
    finally:
        for _, entries in open_folders:
            entries.close()


def _file(where: Place, name: str, entry: "os.DirEntry[str]") -> File:
    if entry.is_symlink() and not Path(entry.path).resolve().is_relative_to(where.url):
        return File(name, refused="it is a link that leads out of the folder")
    there = entry.stat()
    return File(name, there.st_size, _stamp(there))


def _stamp(there: os.stat_result) -> str:
    return json.dumps([there.st_size, there.st_mtime_ns])


def _one_remote(where: Place) -> Iterator[File]:
    system, root = opened(where)
    try:
        info = system.info(f"{root}/{where.only}")
    except Exception as error:  # noqa: BLE001 - each file system has errors of its own
        raise _unlisted(where, error) from None
    yield _listed(where.only, info)


def _remote(where: Place) -> Iterator[File]:
    system, root = opened(where)
    folders = [root]
    while folders:
        folder = folders.pop()
        try:
            entries = system.ls(folder, detail=True)
        except Exception as error:  # noqa: BLE001 - as above
            if folder == root:
                raise _unlisted(where, error) from None
            yield File(folder.removeprefix(f"{root}/"), refused=f"it cannot be looked at: {told(error)}")
            continue
        for entry in entries:
            path = str(entry["name"]).rstrip("/")
            name, last = path.removeprefix(f"{root}/"), path.rpartition("/")[2]
            if not path.startswith(f"{folder}/") or last.startswith("."):
                continue  # The folder's own marker, or what a page of a web server leads to elsewhere.
            if entry.get("type") == "directory":
                if name.count("/") >= DEEPEST:
                    yield _too_deep(name)
                else:
                    folders.append(path)
            elif _wanted(last):
                yield _listed(name, entry)


def _listed(name: str, entry: dict[str, Any]) -> File:
    size, changed = entry.get("size"), next((entry[each] for each in _CHANGED if entry.get(each)), None)
    return File(name, size, None if changed is None else json.dumps([size, str(changed)]))


def _too_deep(name: str) -> File:
    return File(name, refused=f"it lies deeper than {DEEPEST} folders")


def _unlisted(where: Place, error: Exception) -> InputError:
    cure = "Check the name, and the rights that you have there."
    return InputError(f"the folder cannot be listed: {told(error)}", where=where.shown, cure=cure)


def count(where: Place) -> int | None:
    """Return how many transcripts lie below a folder of this machine; None for a URL, where it would cost requests."""
    return sum(1 for _ in files(where)) if where.is_local else None


def at_least(where: Place, many: int) -> bool:
    """Whether so many transcripts lie below a folder of this machine; no more than that are looked at."""
    return sum(1 for _ in islice(files(where), many)) == many
