"""Finds transcripts by their words, contact, scenario, date and score, in an index that is renewed from the files.

The transcripts remain the only truth: whatever differs from them in the index is read again.
"""

import sqlite3
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from rehearse.archive.database import Database
from rehearse.archive.folder import stamps
from rehearse.archive.glance import Summary
from rehearse.archive.hits import Hit, hits
from rehearse.archive.phrases import Phrases
from rehearse.archive.renewing import GoOn, Place, renew
from rehearse.archive.rows import Rater
from rehearse.archive.store import Store
from rehearse.archive.tables import COLUMNS, summary
from rehearse.archive.wanted import EVERYTHING, Wanted, query

__all__ = ["EVERYTHING", "GoOn", "Hit", "Index", "Match", "Matches", "Rater", "Wanted"]

_ROW = f"SELECT {', '.join(COLUMNS)} FROM transcript WHERE number = ?"
_TALK = "SELECT talk FROM words WHERE rowid = ?"


class Match(NamedTuple):
    """A transcript that fits."""

    row: Summary
    shelf: str
    hits: tuple[Hit, ...]
    """The turns that hold most of the words, best first; none where the words stand only in what the row shows."""


class Matches(NamedTuple):
    """What fits: shelf by shelf, newest first."""

    total: int
    """How many fit."""
    shown: tuple[Match, ...]
    """The first of them."""


class Index:
    """The index over some folders, each by the name of its shelf. May be used by several threads and apps at once.

    Its file is private (0600), and made where its folder is there. Where it is damaged, it is made anew; where the
    disk refuses, the index is kept in memory.
    """

    def __init__(self, file: Path, shelves: Mapping[str, Path], rater: Rater) -> None:
        self._database = Database(file)
        self._shelves = dict(shelves)
        self._rater = rater

    def renew(self, go_on: GoOn = lambda _read, _of: True) -> bool:
        """Bring the index up to the files, newest first; return whether it came to the end.

        `go_on` is asked before each batch that is read. Raises StorageError where a folder cannot be read; the
        index is then as it was.
        """
        there = {
            Place(shelf, name): stamp
            for shelf, folder in self._shelves.items()
            for name, stamp in stamps(folder).items()
        }
        return self._database.run(lambda store: renew(store, there, self._shelves, self._rater, go_on))

    def find(self, wanted: Wanted = EVERYTHING, most: int | None = None) -> Matches:
        """Return what fits, at most `most` of it, in the index as it was last renewed."""
        return self._database.run(partial(self._find, wanted, most))

    def _find(self, wanted: Wanted, most: int | None, store: Store) -> Matches:
        phrases = Phrases(wanted.words)
        asked, bound = query(wanted, phrases)
        with store.reading() as connection:
            numbers = [
                number for shelf in self._shelves for (number,) in connection.execute(asked, (shelf, *bound)).fetchall()
            ]
            found = [self._match(connection, number, phrases) for number in numbers[:most]]
        return Matches(len(numbers), tuple(found))

    def _match(self, connection: sqlite3.Connection, number: int, phrases: Phrases) -> Match:
        columns = connection.execute(_ROW, (number,)).fetchone()
        row, shelf = summary(self._shelves[columns[0]], columns), columns[0]
        if not phrases.query:
            return Match(row, shelf, ())
        (talk,) = connection.execute(_TALK, (number,)).fetchone()
        return Match(row, shelf, hits(talk, phrases))
