"""A connection to the search index, and the seal by which it is known that nobody else wrote into its file.

Each write leaves the file with a time of last change that is noted within it. Where the two differ, something else
wrote there, and the whole file is looked through before it is believed.
"""

import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path

from rehearse.archive.tables import APPLICATION, COLUMNS, SCHEMA, TABLES, TEXTS, checksum

PATIENCE = 3.0
"""Seconds to wait for another app that writes to the file."""

_GRAIN = 2_000_000_000
"""Nanoseconds; the coarsest disks keep times of two seconds each."""
_READ_ALL = f"""
SELECT {", ".join(f"t.{name}" for name in COLUMNS)}, {", ".join(f"w.{name}" for name in TEXTS)}, t.checksum
FROM transcript t LEFT JOIN words w ON w.rowid = t.number
"""


class Store:
    """The index as one connection sees it: on the disk, or in memory, where several threads share it."""

    def __init__(self, connection: sqlite3.Connection, path: Path | None) -> None:
        self.connection = connection
        self._path = path
        self._turn = nullcontext() if path else threading.Lock()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give the connection, on which nothing changes meanwhile."""
        with self._turn:
            self.connection.execute("BEGIN")
            try:
                yield self.connection
            finally:
                self._let_go()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give the connection to write: all of it is kept at the end, or nothing. Raises sqlite3.Error."""
        with self._turn:
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
                seal = time.time_ns() // _GRAIN * _GRAIN
                self.connection.execute("INSERT OR REPLACE INTO note VALUES ('seal', ?)", (seal,))
                self.connection.execute("COMMIT")
            finally:
                self._let_go()
            if self._path:
                with suppress(OSError):
                    os.utime(self._path, ns=(seal, seal))

    def _let_go(self) -> None:
        if self.connection.in_transaction:
            self.connection.execute("ROLLBACK")


def connected(name: str) -> sqlite3.Connection:
    """Open a database by its path or URI, to begin and end its transactions oneself. Raises sqlite3.Error."""
    connection = sqlite3.connect(
        name,
        timeout=PATIENCE,
        isolation_level=None,
        check_same_thread=False,
        uri=name.startswith("file:"),
    )
    try:
        # What is deleted is private: it is wiped. The cache, 16 MB, spares the disk while many are written.
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA cache_size = -16000")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def made(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Make the tables where there is nothing yet; return the connection. Raises sqlite3.Error."""
    if connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone() == (0,):
        connection.executescript(TABLES)
    return connection


def is_current(connection: sqlite3.Connection) -> bool:
    """Whether the tables are ours, and of this version. Raises sqlite3.Error."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return bool((application, version) == (APPLICATION, SCHEMA))


def is_sealed(connection: sqlite3.Connection, path: Path) -> bool:
    """Whether the file is as it was left. Raises sqlite3.Error, and OSError where there is none."""
    seal = connection.execute("SELECT value FROM note WHERE key = 'seal'").fetchone()
    return bool(seal == (path.stat().st_mtime_ns,))


def is_whole(connection: sqlite3.Connection) -> bool:
    """Whether every byte that counts is as it was put in. Raises sqlite3.Error.

    SQLite knows whether its own pages fit together, the full-text index whether it fits the texts, and each row's
    checksum whether it and its texts are what was written.
    """
    if connection.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
        return False
    connection.execute("INSERT INTO words (words) VALUES ('integrity-check')")
    count = len(COLUMNS)
    rows = 0
    for *found, kept in connection.execute(_READ_ALL):
        rows += 1
        if kept != checksum(tuple(found[:count]), tuple(found[count:])):
            return False
    (texts,) = connection.execute("SELECT COUNT(*) FROM words").fetchone()
    return bool(texts == rows)
