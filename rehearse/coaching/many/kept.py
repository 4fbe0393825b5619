"""What is reviewed so far: a file of SQLite's, to which each chunk is written as it comes, in any order.

It is what a run goes on from: a file whose size and time (or tag) are as they were is not read again. What is read
out of it is sorted by name, so that it is the same whoever reviewed what, and when.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

from rehearse.archive.lines import shown
from rehearse.coaching.facts import Bad
from rehearse.coaching.many.chunk import Answer
from rehearse.coaching.many.listing import File
from rehearse.coaching.many.place import key
from rehearse.errors import InputError, StorageError
from rehearse.text import one_line

_APPLICATION = 0x52484B50
"""Says that the file is ours."""
_SCHEMA = """
CREATE TABLE IF NOT EXISTS note (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS meeting (
    name BLOB NOT NULL PRIMARY KEY, stamp TEXT, seen INTEGER NOT NULL, line BLOB, cause TEXT
);
CREATE INDEX IF NOT EXISTS bad ON meeting (name) WHERE cause IS NOT NULL;
"""
_AGAIN = "What was written before is kept; run it again to go on."


class Kept:
    """The work file, open for one run. Raises InputError for a file that is not ours, StorageError as all it does."""

    def __init__(self, path: Path, reviewed_by: str) -> None:
        """`reviewed_by` says all that the lines depend on beside the files: where it differs, nothing is reused."""
        self._path = path
        self._connection = _connected(path)
        self.begun_anew = self._begin(reviewed_by)
        """Whether what was there had been reviewed otherwise, and was let go."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def reuse(self, listed: Sequence[File]) -> list[File]:
        """Return those of the files that are still to be reviewed; the others stay as they are kept."""
        known = self._stamps(listed)
        todo = [file for file in listed if file.stamp is None or known.get(key(file.name)) != file.stamp]
        again = {file.name for file in todo}
        seen = [(self._run, key(file.name)) for file in listed if file.name not in again]
        self._write("UPDATE meeting SET seen = ? WHERE name = ?", seen)
        return todo

    def add(self, answers: Iterable[Answer]) -> None:
        """Keep what became of files."""
        rows = [(key(each.name), each.stamp, self._run, each.line, each.cause) for each in answers]
        self._write("INSERT OR REPLACE INTO meeting VALUES (?, ?, ?, ?, ?)", rows)

    def finish(self) -> int:
        """Let go of files that are gone from the folder; return how many they were. Called when all are listed."""
        return self._write("DELETE FROM meeting WHERE seen <> ?", [(self._run,)])

    def lines(self) -> Iterator[bytes]:
        """Yield the facts of all meetings, a line of JSON each, sorted by the names of their files."""
        for (line,) in self._rows("SELECT line FROM meeting WHERE line IS NOT NULL ORDER BY name"):
            yield line

    def bad(self, limit: int = -1) -> Iterator[Bad]:
        """Yield the files without facts, sorted by name, with the cause; at most so many."""
        asked = "SELECT name, cause FROM meeting WHERE cause IS NOT NULL ORDER BY name LIMIT ?"
        for name, cause in self._rows(asked, limit):
            yield Bad(one_line(os.fsdecode(name)), cause)

    def counted(self) -> tuple[int, int]:
        """Return how many meetings and how many bad files there are."""
        ((meetings, bad),) = self._rows("SELECT count(line), count(cause) FROM meeting")
        return meetings, bad

    def close(self) -> None:
        """Let the file go; what is written stays. May be called twice."""
        with suppress(sqlite3.Error):
            self._connection.close()

    def _begin(self, reviewed_by: str) -> bool:
        notes: dict[str, str] = dict(self._rows("SELECT name, value FROM note"))
        anew = notes.get("reviewed by", reviewed_by) != reviewed_by
        if anew:
            self._write("DELETE FROM meeting", [()])
        self._run = int(notes.get("run", "0")) + 1
        self._write(
            "INSERT OR REPLACE INTO note VALUES (?, ?)", [("reviewed by", reviewed_by), ("run", str(self._run))]
        )
        return anew

    def _stamps(self, listed: Sequence[File]) -> dict[bytes, str | None]:
        marks = ", ".join("?" * len(listed))
        asked = f"SELECT name, stamp FROM meeting WHERE name IN ({marks})"
        return dict(self._rows(asked, *(key(file.name) for file in listed)))

    def _rows(self, asked: str, *given: object) -> Iterator[tuple[Any, ...]]:
        try:
            yield from self._connection.execute(asked, given)
        except sqlite3.Error as error:
            raise _refused(self._path, error) from error

    def _write(self, told: str, rows: Iterable[tuple[object, ...]]) -> int:
        """Do the same with each row: all of it is on the disk, or nothing; return how many rows it met."""
        try:
            with self._connection:
                self._connection.execute("BEGIN IMMEDIATE")
                return self._connection.executemany(told, rows).rowcount
        except sqlite3.Error as error:
            raise _refused(self._path, error) from error


def _connected(path: Path) -> sqlite3.Connection:
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
        connection = sqlite3.connect(path, timeout=0, isolation_level=None)
    except (OSError, sqlite3.Error) as error:
        raise _refused(path, error) from error
    try:
        _open(connection, path)
    except sqlite3.DatabaseError as error:
        connection.close()
        raise _refused(path, error) from error
    except InputError:
        connection.close()
        raise
    return connection


def _open(connection: sqlite3.Connection, path: Path) -> None:
    # One run at a time, so that no other file is needed to tell several apart; private words are wiped.
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("PRAGMA secure_delete = ON")
    ((application,),) = connection.execute("PRAGMA application_id")
    ((tables,),) = connection.execute("SELECT count(*) FROM sqlite_master")
    if application != _APPLICATION and tables:
        raise _foreign(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA application_id = {_APPLICATION}")
    connection.executescript(_SCHEMA)


def _foreign(path: Path) -> InputError:
    cure = "Choose another name for --facts; that file was not touched."
    return InputError("this is no work file of `rehearse coach report`", where=shown(path), cure=cure)


def _refused(path: Path, error: Exception) -> InputError | StorageError:
    if isinstance(error, OSError):
        return StorageError(
            f"the work file cannot be made: {error.strerror}", where=shown(path), cure="Check the folder."
        )
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        cure = "Wait for it, or choose another name for --facts."
        return StorageError("another run is writing to this file", where=shown(path), cure=cure)
    if name.startswith("SQLITE_NOTADB"):
        return _foreign(path)
    if name.startswith("SQLITE_CORRUPT"):
        cure = "Delete it to review all anew."
        return StorageError("the work file is damaged", where=shown(path), cure=cure)
    return StorageError(f"the work file cannot be written: {one_line(str(error), 200)}", where=shown(path), cure=_AGAIN)
