"""Takes a meeting away for good, where its person wants no trace of it."""

from pathlib import Path

from rehearse.archive.disk import reason
from rehearse.archive.lines import LINE_BYTES, open_file, shown
from rehearse.archive.opening import opening
from rehearse.archive.recover import TORN
from rehearse.archive.synced import SyncedFile
from rehearse.errors import StorageError
from rehearse.settings import transcripts_dir

BESIDE = (".draft", ".draft.new")
"""What is put in the place of a transcript's suffix for what was typed and not sent."""


def may_remove(path: Path) -> bool:
    """Whether it is a meeting of the person's own, and none that uses up an attempt at an assignment.

    Raises InputError where the file cannot be read.
    """
    if path.resolve().parent != transcripts_dir().resolve():
        return False
    with open_file(path) as file:
        return opening(file.readline(LINE_BYTES), brief=True).get("assignment") is None


def remove(path: Path) -> None:
    """Take away the transcript, and what lies beside it of the same meeting: a torn line, a draft.

    Its branches are meetings of their own and stay. Raises StorageError where another app has it or the disk refuses,
    and InputError where it is no file that could be read; it is then as it was.
    """
    held = SyncedFile.take(path)
    try:
        path.unlink()
        for beside in (path.with_name(path.name + TORN), *map(path.with_suffix, BESIDE)):
            beside.unlink(missing_ok=True)
    except OSError as error:
        what, cure = reason(error)
        raise StorageError(f"it cannot be deleted: {what}", where=shown(path), cure=cure) from error
    finally:
        held.close()
