"""What is asked of the search index on the way: the rows that still hold, without reading a transcript or a model."""

from contextlib import closing
from itertools import islice
from pathlib import Path

from rehearse.archive.folder import Stamp, stamps
from rehearse.archive.glance import Summary, head
from rehearse.archive.tables import COLUMNS, OWN, summary

_ALL = f"SELECT {', '.join(COLUMNS)} FROM transcript WHERE shelf = ?"
_LAST = "ORDER BY moment DESC, name DESC"
_UNFINISHED = f"{_ALL} AND broken IS NULL AND ended IS NULL AND scenario IS NOT NULL {_LAST}"
_NAME = COLUMNS.index("name")
_STAMPS = "SELECT name, size, changed FROM transcript WHERE shelf = ?"


def summaries(folder: Path, index: Path) -> list[Summary]:
    """Return a row for each of the person's transcripts, newest first.

    Files that the index does not know as they are now are glanced at. Raises StorageError where the folder cannot
    be read.
    """
    return _rows(folder, index, _ALL)


def newest_unfinished(folder: Path, index: Path) -> Summary | None:
    """Return the person's meeting that was begun last among those that somebody could go on with; as `summaries`."""
    return next((row for row in _rows(folder, index, _UNFINISHED, 1) if row.unfinished), None)


def _rows(folder: Path, index: Path, asked: str, most: int | None = None) -> list[Summary]:
    """Return what is asked of the index, its first rows, and all that it does not know; newest first."""
    there = stamps(folder)
    known, rows = _known(folder, index, there, asked, most)
    found = [*rows, *(head(folder / name) for name in there.keys() - known)]
    return sorted(found, key=lambda row: (row.started, row.path.name), reverse=True)


def _known(
    folder: Path, index: Path, there: dict[str, Stamp], asked: str, most: int | None
) -> tuple[set[str], list[Summary]]:
    """Return which files the index knows as they are, and the rows among these that are asked for."""
    import sqlite3  # noqa: PLC0415 - not on the way to the first paint

    from rehearse.archive.store import connected, is_current, is_sealed  # noqa: PLC0415 - it imports sqlite3, too

    try:
        with closing(connected(f"{index.absolute().as_uri()}?mode=ro")) as connection:
            connection.execute("BEGIN")
            if not is_current(connection) or not is_sealed(connection, index):
                return set(), []
            known = {name for name, *stamp in connection.execute(_STAMPS, (OWN,)) if there.get(name) == tuple(stamp)}
            found = (columns for columns in connection.execute(asked, (OWN,)) if columns[_NAME] in known)
            return known, [summary(folder, columns) for columns in islice(found, most)]
    except (OSError, sqlite3.Error, ValueError):
        return set(), []
