"""Brings the search index up to the files: what differs is read, what is gone is forgotten."""

import sqlite3
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from rehearse.archive.folder import Stamp
from rehearse.archive.rows import Found, Rater, look
from rehearse.archive.store import Store
from rehearse.archive.tables import COLUMNS, TEXTS, checksum, texts, values

BATCH = 100
"""Transcripts that are read, and then written to the index together; an app that is killed loses no more."""

GoOn = Callable[[int, int], bool]
"""Is told how many files were read, and of how many; says whether to go on."""

_UNSURE = -1
"""In the place of a stamp's time: the file is to be read again."""
_GRAIN = 2_000_000_000
"""Nanoseconds within which a file may change twice and its time, on the coarsest disks, but once."""

_ROW = (*COLUMNS, "checksum")
_KEEP_ROW = f"INSERT INTO transcript ({', '.join(_ROW)}) VALUES ({', '.join('?' * len(_ROW))})"
_KEEP_WORDS = f"INSERT INTO words (rowid, {', '.join(TEXTS)}) VALUES (?{', ?' * len(TEXTS)})"


class Place(NamedTuple):
    """Where a transcript lies."""

    shelf: str
    """The name of its folder in the index."""
    name: str


def renew(store: Store, there: Mapping[Place, Stamp], folders: Mapping[str, Path], rater: Rater, go_on: GoOn) -> bool:
    """Bring the index up to what is there, the newest names first, in batches; return whether all was done.

    Raises sqlite3.Error; each batch before it is kept.
    """
    known = _known(store, rater)
    gone = known.keys() - there.keys()
    if gone:
        _forget(store, gone)
    order = {shelf: place for place, shelf in enumerate(folders)}
    stale = [place for place, stamp in there.items() if known.get(place) != stamp]
    stale.sort(key=lambda place: place.name, reverse=True)
    stale.sort(key=lambda place: order[place.shelf])
    for begun in range(0, len(stale), BATCH):
        if not go_on(begun, len(stale)):
            return False
        _read(store, stale[begun : begun + BATCH], there, folders, rater)
    return True


def _known(store: Store, rater: Rater) -> dict[Place, Stamp]:
    """Return what the index knows already, and rated as it is to be rated."""
    with store.reading() as connection:
        rows = connection.execute("SELECT shelf, name, size, changed FROM transcript WHERE rated = ?", (rater.mark,))
        return {Place(shelf, name): Stamp(size, changed) for shelf, name, size, changed in rows}


def _read(
    store: Store, places: Sequence[Place], there: Mapping[Place, Stamp], folders: Mapping[str, Path], rater: Rater
) -> None:
    read = [(place, _stamp(there[place]), look(folders[place.shelf] / place.name, rater)) for place in places]
    with store.writing() as connection:
        lost = [_keep(connection, place, stamp, found, rater) for place, stamp, found in read]
        if any(lost):
            _wipe(connection)


def _stamp(stamp: Stamp) -> Stamp:
    """Return the stamp to keep for a file that is about to be read: none, where it may have changed unnoticed."""
    return stamp if stamp.changed < time.time_ns() - _GRAIN else stamp._replace(changed=_UNSURE)


def _keep(connection: sqlite3.Connection, place: Place, stamp: Stamp, found: Found, rater: Rater) -> bool:
    """Put a transcript into the index, in the place of what was known of it; return whether words were lost."""
    before = _drop(connection, place)
    row = values(place.shelf, found.row, stamp, rater.mark)
    words = texts(place.shelf, found.row, found.talk)
    number = connection.execute(_KEEP_ROW, (*row, checksum(row, words))).lastrowid
    connection.execute(_KEEP_WORDS, (number, *words))
    return before is not None and not found.talk.startswith(before)


def _drop(connection: sqlite3.Connection, place: Place) -> str | None:
    """Take a transcript out of the index; return its talk, or None where it was not in it."""
    known = connection.execute("SELECT number FROM transcript WHERE shelf = ? AND name = ?", place).fetchone()
    if known is None:
        return None
    talk = connection.execute("SELECT talk FROM words WHERE rowid = ?", known).fetchone()
    connection.execute("DELETE FROM words WHERE rowid = ?", known)
    connection.execute("DELETE FROM transcript WHERE number = ?", known)
    return str(talk[0]) if talk else ""


def _forget(store: Store, places: set[Place]) -> None:
    with store.writing() as connection:
        for place in places:
            _drop(connection, place)
        _wipe(connection)


def _wipe(connection: sqlite3.Connection) -> None:
    """Leave no word in the file that no transcript holds: the full-text index keeps them until it is merged."""
    connection.execute("INSERT INTO words (words) VALUES ('optimize')")
