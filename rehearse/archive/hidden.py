"""Makes a transcript under a hidden name, and shows it once it is whole: whoever is killed leaves no half of one.

Hidden files are in no list. What an app left that was killed in the midst is taken away when the next one is made.
"""

import os
import secrets
import time
from contextlib import suppress
from pathlib import Path

from rehearse.archive.disk import lock, sync_folders, write_all
from rehearse.settings import private_folder

_NEW = ".new"
_LEFT = 3600.0
"""Seconds after which a hidden file is one that nobody is making any more."""


def make(path: Path, content: bytes) -> int:
    """Make a file (0600) that was not there, and its missing folders (0700), down to the disk.

    Return its descriptor, to read and to add to it, locked for this app. Raises FileExistsError where there is
    something of that name, OSError and StorageError where the disk refuses; then nothing is left behind.
    """
    made = [folder for folder in path.parents if not os.path.lexists(folder)]
    private_folder(path.parent)
    _clear(path.parent)
    hidden = path.with_name(f".{path.name}.{secrets.token_hex(4)}{_NEW}")
    file = os.open(hidden, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_APPEND | os.O_CLOEXEC, 0o600)
    shown = False
    try:
        lock(file)  # Nobody else knows of the file yet.
        write_all(file, content)
        os.fsync(file)
        _show(hidden, path)
        shown = True
        sync_folders([path.parent, *(folder.parent for folder in made)])
    except BaseException:
        os.close(file)
        with suppress(OSError):
            (path if shown else hidden).unlink()
        raise
    return file


def _show(hidden: Path, path: Path) -> None:
    """Give the file its name, in nobody's place. Raises FileExistsError, OSError."""
    try:
        path.hardlink_to(hidden)
    except FileExistsError:
        raise
    except OSError:
        # Some disks give a file no second name.
        if os.path.lexists(path):
            raise FileExistsError from None
        hidden.rename(path)
    else:
        with suppress(OSError):
            hidden.unlink()


def _clear(folder: Path) -> None:
    """Take away what apps that were killed left half made."""
    for left in folder.glob(f".*{_NEW}"):
        with suppress(OSError):
            if left.lstat().st_mtime < time.time() - _LEFT:
                left.unlink()
