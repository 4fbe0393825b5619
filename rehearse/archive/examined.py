"""Looks whether a person's folder takes what is written into it, and whether the search index in it is whole.

Nothing is left behind, and nothing is changed.
"""

import os
import sqlite3
import stat
import tempfile
from contextlib import closing
from pathlib import Path

from rehearse.archive.disk import reason
from rehearse.archive.lines import shown
from rehearse.archive.store import connected, is_current
from rehearse.errors import StorageError

ROOM = 1_048_576
"""Bytes that have to find room: some ten meetings."""
_ANEW = "Nothing is lost: `rehearse list transcripts` makes it anew."


def examine_folder(folder: Path) -> None:
    """Write into the folder, or where it would be made, and take it back. Raises StorageError where that fails."""
    there = next(path for path in (folder, *folder.parents) if os.path.lexists(path))
    try:
        with tempfile.TemporaryFile(dir=there) as file:
            file.write(bytes(ROOM))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        what, cure = reason(error)
        raise StorageError(
            what, where=shown(there), cure=f"{cure}, or set REHEARSE_HOME to a folder of yours."
        ) from error


def examine_index(path: Path) -> str:
    """Return what there is of the search index. Raises StorageError where it is not as it should be."""
    if not os.path.lexists(path):
        return "none yet (made when transcripts are first searched)"
    if not stat.S_ISREG(path.lstat().st_mode):
        cure = "Move it away; until then each search reads all transcripts anew."
        raise StorageError("something that is no file lies in the search index's place", where=shown(path), cure=cure)
    try:
        with closing(connected(f"{path.absolute().as_uri()}?mode=ro")) as index:
            if index.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                raise StorageError("the search index is damaged", where=shown(path), cure=_ANEW)
            if not is_current(index):
                return "of another version, made anew when transcripts are next searched"
            (count,) = index.execute("SELECT COUNT(*) FROM transcript").fetchone()
    except sqlite3.Error as error:
        raise StorageError(f"the search index cannot be read: {error}", where=shown(path), cure=_ANEW) from error
    return f"{count} transcripts"
