"""What home asks of the search index: the rows that still hold, without reading a transcript or loading a model."""

from contextlib import closing
from pathlib import Path

from rehearse.archive.folder import Stamp, stamps
from rehearse.archive.glance import Summary, head
from rehearse.archive.tables import COLUMNS, OWN, summary

_UNFINISHED = f"""
SELECT {", ".join(COLUMNS)} FROM transcript WHERE shelf = ? AND broken IS NULL AND ended IS NULL
AND scenario IS NOT NULL ORDER BY moment DESC, name DESC
"""
_STAMPS = "SELECT name, size, changed FROM transcript WHERE shelf = ?"


def newest_unfinished(folder: Path, index: Path) -> Summary | None:
    """Return the person's meeting that was begun last among those that somebody could go on with.

    Files that the index does not know as they are now are glanced at. Raises StorageError where the folder cannot
    be read.
    """
    there = stamps(folder)
    known, newest = _known(folder, index, there)
    glanced = [head(folder / name) for name in there.keys() - known]
    rows = [row for row in (newest, *glanced) if row and row.unfinished]
    return max(rows, key=lambda row: (row.started, row.path.name), default=None)


def _known(folder: Path, index: Path, there: dict[str, Stamp]) -> tuple[set[str], Summary | None]:
    """Return which files the index knows as they are, and the newest unfinished meeting among these."""
    import sqlite3  # noqa: PLC0415 - not on the way to the first paint

    from rehearse.archive.store import connected, is_current, is_sealed  # noqa: PLC0415 - it imports sqlite3, too

    try:
        with closing(connected(f"{index.absolute().as_uri()}?mode=ro")) as connection:
            connection.execute("BEGIN")
            if not is_current(connection) or not is_sealed(connection, index):
                return set(), None
            known = {name for name, *stamp in connection.execute(_STAMPS, (OWN,)) if there.get(name) == tuple(stamp)}
            rows = (summary(folder, columns) for columns in connection.execute(_UNFINISHED, (OWN,)))
            return known, next((row for row in rows if row.path.name in known), None)
    except (OSError, sqlite3.Error, ValueError):
        return set(), None
