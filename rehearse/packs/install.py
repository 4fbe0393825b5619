"""Puts a pack into the person's own folders: all of it or nothing, and over nothing that is there.

Each file is written down beside its place under a hidden name, which the library never looks at. Only when all are on
the disk do they get their names, scenarios last: so whenever the app is killed, no scenario lacks its persona, no file
is half there, and installing once more finishes the work.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from shutil import rmtree
from typing import NamedTuple

from rehearse.archive.disk import lock, reason, sync_folders
from rehearse.archive.fresh import write_new
from rehearse.archive.lines import shown
from rehearse.errors import InputError, RehearseError, StorageError
from rehearse.packs.pack import Pack, Whole, whole
from rehearse.scene.files import FileError, load
from rehearse.scene.hashing import content_hash
from rehearse.scene.persona import Persona
from rehearse.scene.schemas import lay_beside
from rehearse.scene.shelf import FOLDERS, Copy, Kind, shelf
from rehearse.scene.source import MOST_BYTES
from rehearse.settings import own_dir, private_folder, user_dir

COMING = ".installing-"
"""How the hidden name of a file begins that is not yet in its place."""
REPLACED = "replaced"
"""The folder, in the person's, of files that made room for others."""


class Fate(StrEnum):
    """What becomes of a thing of a pack."""

    NEW = "new"
    THERE = "there already"
    REPLACES = "replaces"
    """Takes the place of another of its id."""


class Arrival(NamedTuple):
    """A thing of a pack, and what becomes of it."""

    kind: Kind
    id: str
    title: str
    fate: Fate
    path: Path
    """Where it lies, or will lie."""
    old: Path | None = None
    """The person's own file whose place it takes."""
    aside: Path | None = None
    """Where a copy of that one lies now; None before it was made."""


def install(pack: Pack, *, replace: bool = False, only_say: bool = False) -> list[Arrival]:
    """Bring the pack into the library and return what became of each thing; with `only_say`, of what would become.

    Raises FileError for the first file that `rehearse check` would not pass, InputError where another file of an id is
    there and `replace` is not wanted, StorageError where the disk refuses: nothing was installed then.
    """
    things = whole(pack)
    if only_say:
        return _fates(things, replace=replace)
    with _alone():
        arrivals = _fates(things, replace=replace)
        return _bring(things, arrivals)


def _fates(things: Sequence[Whole], *, replace: bool) -> list[Arrival]:
    arrivals = [_fate(each) for each in things]
    taken = [each for each in arrivals if each.fate is Fate.REPLACES]
    if taken and not replace:
        first, more = taken[0], len(taken) - 1
        what = f"another {first.kind} `{first.id}` is there already" + (f", and {more} more" if more else "")
        cure = (
            "Nothing was installed. `--replace` takes the new and keeps the old aside; with `--dry-run` it only lists."
        )
        raise InputError(what, where=shown(first.old or first.path), cure=cure)
    return arrivals


def _fate(each: Whole) -> Arrival:
    kind, name = each.thing.kind, each.thing.id
    there = shelf(kind).get(name)
    fate = Fate.NEW if there is None else Fate.THERE if _is_same(there, each) else Fate.REPLACES
    path = there.path if there and fate is Fate.THERE else _own(kind, name)
    old = there.path if there and there.own and fate is Fate.REPLACES else None
    title = each.model.name if isinstance(each.model, Persona) else each.model.title
    return Arrival(kind, name, title, fate, path, old)


def _own(kind: Kind, name: str) -> Path:
    return own_dir(FOLDERS[kind]) / f"{name}.yaml"


def _is_same(there: Copy, each: Whole) -> bool:
    try:
        return content_hash(load(there.path, each.thing.kind)) == content_hash(each.model)
    except FileError:
        return False


@contextmanager
def _alone() -> Iterator[None]:
    """Hold the person's folder against another install. Raises StorageError where one is under way."""
    descriptor = os.open(private_folder(user_dir()), os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        if not lock(descriptor):
            cure = "Wait until it is done, and try again."
            raise StorageError("another pack is being installed", where=shown(user_dir()), cure=cure)
        yield
    finally:
        os.close(descriptor)


def _bring(things: Sequence[Whole], arrivals: Sequence[Arrival]) -> list[Arrival]:
    coming = [(each, arrival) for each, arrival in zip(things, arrivals, strict=True) if arrival.fate is not Fate.THERE]
    kinds = dict.fromkeys(arrival.kind for _, arrival in coming)
    for kind in kinds:
        _sweep(private_folder(own_dir(FOLDERS[kind])))
    try:
        for each, arrival in coming:
            write_new(_hidden(arrival), each.thing.raw)
        kept = _keep_aside([arrival for _, arrival in coming])
        _put_in_place(kept)
    finally:
        for kind in kinds:
            _sweep(own_dir(FOLDERS[kind]))
    for kind in kinds:
        lay_beside(own_dir(FOLDERS[kind]), kind)
    by_place = {(arrival.kind, arrival.id): arrival for arrival in kept}
    return [by_place.get((arrival.kind, arrival.id), arrival) for arrival in arrivals]


def _hidden(arrival: Arrival) -> Path:
    return _own(arrival.kind, arrival.id).with_name(f"{COMING}{arrival.id}")


def _sweep(folder: Path) -> None:
    """Remove what an install left behind that did not come to its end."""
    for left in folder.glob(f"{COMING}*"):
        with suppress(OSError):
            left.unlink()


def _keep_aside(arrivals: Iterable[Arrival]) -> list[Arrival]:
    """Copy every file of the person's own that is to be replaced, and say where the copy lies."""
    top = user_dir() / REPLACED / datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    kept = []
    try:
        for arrival in arrivals:
            aside = None
            if arrival.old:
                aside = private_folder(top / FOLDERS[arrival.kind]) / arrival.old.name
                write_new(aside, _bytes(arrival.old))
            kept.append(arrival._replace(aside=aside))
    except RehearseError:
        rmtree(top, ignore_errors=True)  # Only copies: nothing was replaced yet.
        raise
    return kept


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            found = file.read(MOST_BYTES + 1)
    except OSError as error:
        why, cure = reason(error)
        raise StorageError(f"what lies there cannot be kept aside: {why}", where=shown(path), cure=cure) from error
    if len(found) > MOST_BYTES:
        cure = "Move that file away; nothing was installed."
        raise StorageError("what lies there is larger than 1 MB, and no file of ours", where=shown(path), cure=cure)
    return found


def _put_in_place(arrivals: Sequence[Arrival]) -> None:
    """Give every file its name, one after another down to the disk. Raises StorageError, with all as it was."""
    try:
        for arrival in arrivals:
            _hidden(arrival).replace(arrival.path)
            if arrival.old and arrival.old != arrival.path:
                arrival.old.unlink()  # It was called `.yml`; beside the new one nobody would see it.
            sync_folders([arrival.path.parent])
    except OSError as error:
        for arrival in arrivals:
            with suppress(OSError):
                _take_back(arrival)
        why, cure = reason(error)
        raise StorageError(f"the pack cannot be put in place: {why}", cure=f"{cure}; nothing was installed.") from error


def _take_back(arrival: Arrival) -> None:
    """Make it as if the file had not come, whether it has its name already or not."""
    came = not _hidden(arrival).exists()
    if came and arrival.old != arrival.path:
        arrival.path.unlink(missing_ok=True)
    if arrival.aside and arrival.old:
        if came:
            arrival.aside.replace(arrival.old)
        else:
            arrival.aside.unlink()
        for folder in arrival.aside.parents[:2]:
            folder.rmdir()
