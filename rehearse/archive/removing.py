"""Takes a meeting away for good, where its person wants no trace of it."""

from pathlib import Path

from rehearse.archive.disk import reason
from rehearse.archive.exams import header_of, is_own
from rehearse.archive.lines import shown
from rehearse.archive.recover import TORN
from rehearse.archive.synced import SyncedFile
from rehearse.errors import StorageError

DRAFT, FRESH = ".draft", ".new"
"""The suffix of what was typed and not sent, and what stands behind it while it is being written."""


def may_remove(path: Path) -> bool:
    """Whether it is a meeting of the person's own, and none that uses up an attempt at an assignment.

    Raises InputError where the file cannot be read.
    """
    return is_own(path) and header_of(path).get("assignment") is None


def remove(path: Path) -> None:
    """Take away the transcript, and what lies beside it of the same meeting: a torn line, a draft.

    Its branches are meetings of their own and stay. Raises StorageError where another app has it or the disk refuses,
    and InputError where it is no file that could be read; it is then as it was.
    """
    held = SyncedFile.take(path)
    try:
        path.unlink()
        for beside in (path.with_name(path.name + TORN), *map(path.with_suffix, (DRAFT, DRAFT + FRESH))):
            beside.unlink(missing_ok=True)
    except OSError as error:
        what, cure = reason(error)
        raise StorageError(f"it cannot be deleted: {what}", where=shown(path), cure=cure) from error
    finally:
        held.close()
