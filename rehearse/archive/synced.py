"""A file that grows by whole lines: each is on the disk before `add` returns, or cut off again."""

import os
import stat
import weakref
from pathlib import Path
from typing import BinaryIO, Self

from rehearse.archive.disk import lock, reason, write_all
from rehearse.archive.hidden import make
from rehearse.archive.lines import FILE_BYTES, descriptor, shown
from rehearse.errors import StorageError


class Gone(StorageError):
    """The file that was written to is no longer where it was."""


class SyncedFile:
    """A file that this app alone adds to. Made by `begin` or `take`; closed by `close`, or when forgotten."""

    def __init__(self, path: Path, file: int, size: int) -> None:
        self._path = path
        self._place = path.absolute()  # So that it is found when the app changes its folder.
        self._file = file
        self._size = size
        self._unsure = False  # Whether the file may hold more than `_size` bytes because a write broke off.
        self._close = weakref.finalize(self, os.close, file)

    @classmethod
    def begin(cls, path: Path, first: bytes) -> Self:
        """Make the file (0600) with its first lines, whole or not at all, and its missing folders (0700).

        Raises StorageError where there is such a file (it is left as it is), or the disk refuses (nothing is
        left behind).
        """
        try:
            return cls(path, make(path, first), len(first))
        except FileExistsError:
            cure = "Choose another name; that one was not touched."
            raise StorageError("there is a file of this name already", where=shown(path), cure=cure) from None
        except OSError as error:
            raise _not_begun(path, error) from error

    @classmethod
    def take(cls, path: Path) -> Self:
        """Open a file to add to it.

        Raises InputError where it is no file that could be read, StorageError where another app has it or it
        may not be written.
        """
        try:
            file = descriptor(path, os.O_RDWR | os.O_APPEND)
        except OSError as error:
            what, cure = reason(error)
            raise _read_only(path, what, cure) from error
        taken = cls(path, file, os.fstat(file).st_size)
        if not lock(file):
            taken.close()
            cure = "Close it there first; here it can be reviewed."
            raise StorageError("another Rehearse has this transcript open", where=shown(path), cure=cure)
        if not os.fstat(file).st_mode & stat.S_IWUSR:
            taken.close()
            raise _read_only(path, "the file is read-only", "Make it writable")
        return taken

    def read(self) -> BinaryIO:
        """Return the file to read it from its first line; to be closed by whoever asked."""
        os.lseek(self._file, 0, os.SEEK_SET)
        return os.fdopen(self._file, "rb", closefd=False)

    def cut(self, size: int) -> None:
        """Keep the first bytes only. Raises OSError where the disk refuses."""
        os.ftruncate(self._file, size)
        os.fsync(self._file)
        self._size = size

    def add(self, line: bytes) -> None:
        """Write the line down to the disk. Raises StorageError; the file is then as it was before."""
        self._check(len(line))
        self._unsure = True
        try:
            write_all(self._file, line)
            os.fsync(self._file)
        except OSError as error:
            rest = "" if self._cut_back() else " What was half written is dealt with when the file is next opened."
            what, cure = reason(error)
            raise StorageError(what, where=shown(self._path), cure=f"{cure} and try again.{rest}") from error
        self._size += len(line)
        self._unsure = False

    def close(self) -> None:
        """Let the file go; what is on the disk stays. May be called twice."""
        if self._close.alive and self._unsure:
            self._cut_back()
        self._close()

    def _check(self, more: int) -> None:
        """Raise StorageError where the file is no longer the one that was written, or would grow too large."""
        where = shown(self._path)
        if not self._close.alive:
            raise StorageError("the file is closed", where=where, cure="Open it again to go on.")
        if self._size + more > FILE_BYTES:
            raise StorageError("the file would be larger than 512 MB", where=where, cure="Begin a new meeting.")
        mine = os.fstat(self._file)
        try:
            there = self._place.stat()
        except (FileNotFoundError, NotADirectoryError):
            cure = "If it was moved, put it back and try again; else begin a new meeting."
            raise Gone("the file is gone from its folder", where=where, cure=cure) from None
        except OSError as error:
            what, cure = reason(error)
            raise StorageError(what, where=where, cure=f"{cure} and try again.") from error
        if not os.path.samestat(mine, there):
            cure = "Put the transcript back and try again."
            raise Gone("another file lies in its place now", where=where, cure=cure)
        if not there.st_mode & stat.S_IWUSR:
            raise StorageError("the file was made read-only", where=where, cure="Make it writable and try again.")
        if mine.st_size != self._size and not (self._unsure and self._cut_back()):
            cure = "Close it and open it again."
            raise StorageError("something else wrote into the file", where=where, cure=cure)

    def _cut_back(self) -> bool:
        """Cut off what a broken write left behind; return whether the disk let us."""
        try:
            if os.fstat(self._file).st_size < self._size:
                return False
            self.cut(self._size)
        except OSError:
            return False
        self._unsure = False
        return True


def _read_only(path: Path, what: str, cure: str) -> StorageError:
    return StorageError(what, where=shown(path), cure=f"{cure} to go on with it; to review it, reading is enough.")


def _not_begun(path: Path, error: OSError) -> StorageError:
    what, cure = reason(error)
    return StorageError(f"the transcript cannot be begun: {what}", where=shown(path), cure=f"{cure} and try again.")
