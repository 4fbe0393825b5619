"""A pack, read and examined: every file of it held against what `rehearse check` asks for, before one is written."""

import json
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from pydantic import Field, ValidationError

from rehearse.errors import InputError
from rehearse.model import Line, Model, Slug
from rehearse.packs import names
from rehearse.packs.folder import read_folder
from rehearse.packs.zipped import BEGINS, Entry, read_zip
from rehearse.scene.explain import blanks, explain
from rehearse.scene.files import Examined, FileError, Loaded, taken_in
from rehearse.scene.shelf import FOLDERS, Kind
from rehearse.scene.source import MOST_BYTES, as_text
from rehearse.scene.syntax import parse
from rehearse.text import one_line

MOST_PACKED = 8_000_000
"""Bytes of a zip."""
MOST_TOTAL = 8_000_000
"""Bytes of all its files, unpacked: fifty personas of the size of those that ship."""

ORDER: tuple[Kind, ...] = ("persona", "rubric", "scenario")
"""In which things are listed and put in place: a scenario comes when its persona is there."""


class About(Model):
    """What a pack says of itself, in `pack.yaml`; it may be left out."""

    schema_: int = Field(alias="schema", ge=1, le=1, description="version of this form: 1")
    id: Slug
    title: Line = Field(description="what the pack is called")
    author: Line | None = Field(default=None, description="who made it")
    about: Line | None = Field(default=None, description="one sentence: whom it is for")


class Thing(NamedTuple):
    """A file of a pack, not yet examined."""

    kind: Kind
    id: str
    name: str
    """As it is called in the pack, with its folders."""
    raw: bytes


class Pack(NamedTuple):
    """A pack as it was given: its names are in order, its files are not yet examined."""

    path: Path
    about: About | None
    about_raw: bytes
    """The whole `pack.yaml`; empty where there is none."""
    things: tuple[Thing, ...]
    """In ORDER, then by id."""


class Whole(NamedTuple):
    """A thing without a problem, and what it is."""

    thing: Thing
    model: Loaded


def read_pack(path: Path) -> Pack:
    """Return the pack in a folder or a zip. Raises InputError: no pack, a name or a size that no honest pack has.

    Every file is read, within bounds, and none is written; FileError for a `pack.yaml` that is not as it should be.
    """
    where = one_line(str(path))
    try:
        return _sorted_out(path, _entries(path))
    except FileError:
        raise
    except InputError as error:
        place = f"{where}: {error.where}" if error.where else where
        raise InputError(error.what, where=place, cure=error.cure) from None


def examine(pack: Pack) -> Iterator[tuple[Thing, Examined]]:
    """Yield each thing with what is wrong with it, one by one; a scenario's persona may be in the pack."""
    personas = {thing.id for thing in pack.things if thing.kind == "persona"}
    for thing in pack.things:
        yield thing, taken_in(pack.path / thing.name, thing.raw, thing.kind, personas)


def whole(pack: Pack) -> list[Whole]:
    """Return all things of a pack, each without a problem. Raises FileError for the first that has one."""
    found = []
    for thing, examined in examine(pack):
        if examined.problems or examined.model is None:
            raise FileError(examined.problems)
        found.append(Whole(thing, examined.model))
    return found


def _entries(path: Path) -> list[Entry]:
    if path.is_dir():
        return read_folder(path)
    raw = _bytes(path)
    if not raw.startswith(BEGINS):
        raise InputError("this is neither a folder nor a zip", cure="Give the pack as one of the two.")
    return read_zip(raw)


def _bytes(path: Path) -> bytes:
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise InputError("this is neither a folder nor a zip", cure="Give the pack as one of the two.")
            raw = file.read(MOST_PACKED + 1)
    except (OSError, ValueError) as error:
        why = one_line(getattr(error, "strerror", None) or str(error))
        raise InputError(f"it cannot be read: {why}", cure="Check the name and the folder.") from None
    if len(raw) > MOST_PACKED:
        raise InputError("the zip is too large", cure=f"{MOST_PACKED // 1_000_000} MB are the most.")
    return raw


def _sorted_out(path: Path, entries: list[Entry]) -> Pack:
    """Look at every name before any content, then read what is wanted."""
    files = _files(entries)
    around = names.wrapper([parts for _, parts in files])
    wanted: dict[names.Place, Entry] = {}
    about: Entry | None = None
    for entry, parts in files:
        inside = parts[len(around) :]
        if inside == (names.ABOUT,):
            about = entry
            continue
        with _named(entry.name):
            place = names.place_of(inside)
            if place in wanted:
                raise InputError("it stands in the pack twice, as .yaml and as .yml", cure="Keep one of the two.")
        if place:
            wanted[place] = entry
    if not wanted:
        cure = f"A pack holds {', '.join(f'{folder}/' for folder in FOLDERS.values())} with .yaml files."
        raise InputError("there is nothing in it to install", cure=cure)
    raw = about.read(MOST_BYTES) if about else b""
    return Pack(path, _about(path / about.name, raw) if about else None, raw, _read(wanted))


def _files(entries: list[Entry]) -> list[tuple[Entry, tuple[str, ...]]]:
    """Return the files that count, each with the parts of its name. Raises InputError for any odd name among all."""
    split = []
    for entry in entries:
        with _named(entry.name):
            split.append(names.parts_of(entry.name))
    names.check_different(["/".join(parts) for parts in split])
    both = zip(entries, split, strict=True)
    return [(entry, parts) for entry, parts in both if not entry.folder and not names.is_hidden(parts)]


def _read(wanted: dict[names.Place, Entry]) -> tuple[Thing, ...]:
    things, total = [], 0
    for place in sorted(wanted, key=lambda place: (ORDER.index(place.kind), place.id)):
        entry = wanted[place]
        raw = entry.read(MOST_BYTES)
        total += len(raw)
        if total > MOST_TOTAL:
            raise InputError("its files are too large together", cure=f"{MOST_TOTAL // 1_000_000} MB are the most.")
        things.append(Thing(place.kind, place.id, entry.name, raw))
    return tuple(things)


def _about(path: Path, raw: bytes) -> About:
    document = parse(path, as_text(path, raw))
    empty = blanks(document)
    try:
        about = About.model_validate_json(json.dumps(document.data), strict=True)
    except ValidationError as error:
        raise FileError([*explain(document, About, error), *empty]) from None
    if empty:
        raise FileError(empty)
    return about


@contextmanager
def _named(name: str) -> Iterator[None]:
    """Say of an error within which entry it is about."""
    try:
        yield
    except InputError as error:
        raise InputError(error.what, where=names.shown(name), cure=error.cure) from None
