"""What the log asks of the disk: whole writes, synced folders, one writer, and a reason when the disk refuses."""

import errno
import fcntl
import os
from collections.abc import Iterable
from pathlib import Path

from rehearse.text import one_line

_REASONS = {
    errno.ENOSPC: ("the disk is full", "Free some space"),
    errno.EDQUOT: ("your share of the disk is used up", "Free some space"),
    errno.EFBIG: ("the file may grow no further on this disk", "Raise the limit, or use another disk"),
    errno.EROFS: ("the disk is read-only", "Make it writable"),
    errno.EACCES: ("you may not write there", "Give yourself the right to write there"),
    errno.EPERM: ("you may not write there", "Give yourself the right to write there"),
    errno.EIO: ("the disk failed", "Check the disk, or use another one"),
    errno.ENOENT: ("the folder is gone", "Put it back"),
    errno.ENOTDIR: ("a file lies where a folder should be", "Move that file away"),
}


def reason(error: OSError) -> tuple[str, str]:
    """Return why the disk refused, and what to do about it: half sentences without a full stop."""
    told = one_line(error.strerror or str(error))
    return _REASONS.get(error.errno or 0, (f"the disk refused: {told}", "Check the disk"))


def write_all(descriptor: int, data: bytes) -> None:
    """Write all bytes: a disk that takes a part is asked again, and then says why it takes no more."""
    rest = memoryview(data)
    while rest:
        taken = os.write(descriptor, rest)
        if not taken:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        rest = rest[taken:]


def write_synced(path: Path, data: bytes) -> None:
    """Add bytes to a file of the owner's only, made where it is missing, down to the disk."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        write_all(descriptor, data)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    sync_folders([path.parent])


def sync_folders(folders: Iterable[Path]) -> None:
    """Bring the names in these folders down to the disk; without that, a new file may be gone after a power cut."""
    for folder in folders:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def lock(descriptor: int) -> bool:
    """Take the file for this app as long as it is open; return whether nobody else has it.

    Some network disks have no locks: there, the file is taken to be free.
    """
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True
