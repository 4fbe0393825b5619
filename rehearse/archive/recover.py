"""Sets a torn last line aside, so that a transcript can grow on from its last whole one."""

from pathlib import Path

from rehearse.archive.disk import reason, write_synced
from rehearse.archive.lines import shown
from rehearse.archive.synced import SyncedFile
from rehearse.archive.transcript import Parsed, torn_line
from rehearse.errors import StorageError

TORN = ".torn"
"""What is put behind a transcript's name for the file that keeps a line that was cut off."""


def set_aside(path: Path, file: SyncedFile, found: Parsed) -> str | None:
    """Move a torn last line into a file beside; return what the person should know, or None where all is whole.

    Raises StorageError where the disk refuses; the transcript is then as it was.
    """
    if not found.torn:
        return None
    aside = path.with_name(path.name + TORN)
    try:
        write_synced(aside, found.torn)
        file.cut(found.kept)
    except OSError as error:
        what, cure = reason(error)
        what = f"{torn_line(path, found.torn)} and could not be set aside: {what}"
        raise StorageError(what, where=shown(path), cure=f"All before it is kept. {cure} and try again.") from error
    return f"{torn_line(path, found.torn)} and was set aside in {aside.name}; the rest is whole."
