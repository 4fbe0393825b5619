"""The search index's file: made where it is missing, made anew where it is damaged, done without where it must be.

Nothing is lost with it, for it holds only what the transcripts hold. It is private as they are (0600).
"""

import os
import sqlite3
import stat
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from rehearse.archive.store import Store, connected, is_current, is_sealed, is_whole, made
from rehearse.archive.tables import APPLICATION

T = TypeVar("T")

ASIDE = ".aside"
"""What is put behind the name of a file of somebody else's that lay in our place."""

_REFUSALS = frozenset(
    (
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PERM,
    )
)
_HEADER, _MAGIC, _OURS = 100, b"SQLite format 3\0", slice(68, 72)


class Database:
    """Runs work on the index. May be used by several threads and apps at once."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._memory: Store | None = None
        self._lock = threading.Lock()

    def run(self, work: Callable[[Store], T]) -> T:
        """Do the work, which is done again from its beginning where the file proves damaged or the disk refuses.

        Where the disk refuses, it is done in memory, on a copy of what the file holds, from then on.
        """
        with self._lock:
            memory = self._memory
        if memory is None:
            try:
                return self._on_disk(work)
            except (OSError, sqlite3.Error, ValueError):
                memory = self._in_memory()
        return work(memory)

    def _on_disk(self, work: Callable[[Store], T]) -> T:
        try:
            return self._once(work)
        except sqlite3.Error as error:
            if _is_refusal(error):
                raise
        except ValueError:
            pass  # What came out of the file was never put into it.
        _remove(self._path)
        return self._once(work)

    def _once(self, work: Callable[[Store], T]) -> T:
        _make_place(self._path)
        with closing(connected(str(self._path))) as connection:
            store = Store(connection, self._path)
            made(connection)
            if not is_current(connection):
                raise sqlite3.DatabaseError("of another schema")
            if not is_sealed(connection, self._path):
                _mend_seal(store, self._path)
            return work(store)

    def _in_memory(self) -> Store:
        with self._lock:
            if self._memory is None:
                self._memory = Store(_copy(self._path) or made(connected(":memory:")), None)
            return self._memory


def _is_refusal(error: sqlite3.Error) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _REFUSALS


def _make_place(path: Path) -> None:
    """See to it that a file of our own, or an empty one, lies there, for its owner alone. Raises OSError."""
    try:
        there = path.lstat()
    except FileNotFoundError:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
        return
    if not stat.S_ISREG(there.st_mode):
        raise FileExistsError(f"{path} is no file")
    if there.st_size and not _is_ours(path):
        _set_aside(path)
        _make_place(path)
    elif there.st_mode & 0o077:
        path.chmod(0o600)


def _is_ours(path: Path) -> bool:
    with path.open("rb") as file:
        header = file.read(_HEADER)
    return header.startswith(_MAGIC) and header[_OURS] == APPLICATION.to_bytes(4, "big")


def _set_aside(path: Path) -> None:
    """Give the file another name: it may be somebody's."""
    number, aside = 1, path.with_name(path.name + ASIDE)
    while os.path.lexists(aside):
        number += 1
        aside = path.with_name(f"{path.name}{ASIDE}-{number}")
    path.rename(aside)


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.with_name(path.name + "-journal").unlink(missing_ok=True)


def _mend_seal(store: Store, path: Path) -> None:
    """Look through the whole file, since something other than us wrote to it. Raises sqlite3.Error where it is damaged.

    It may have been SQLite itself, which takes back what an app that was killed had half written.
    """
    with store.writing():
        # Another app may have been between its write and its seal.
        if not is_sealed(store.connection, path) and not is_whole(store.connection):
            raise sqlite3.DatabaseError("damaged")


def _copy(path: Path) -> sqlite3.Connection | None:
    """Return what the file holds, in memory; None where it is not to be had, or not as it was written."""
    memory = connected(":memory:")
    try:
        with closing(connected(f"{path.absolute().as_uri()}?mode=ro")) as disk:
            # A copy waits for ever for who has locked the file; a reader does not, and then nobody can lock it.
            disk.execute("BEGIN")
            trusted = is_sealed(disk, path)
            disk.backup(memory)
        if is_current(memory) and (trusted or is_whole(memory)):
            return memory
    except (OSError, sqlite3.Error, ValueError):
        pass
    memory.close()
    return None
