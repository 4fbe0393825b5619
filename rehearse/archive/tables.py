"""What the search index's tables hold: a row a transcript and its words, and how a row goes in and comes out."""

import zlib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from rehearse.archive.folder import Stamp
from rehearse.archive.glance import Summary
from rehearse.archive.phrases import folded

APPLICATION = 0x52484958
"""What tells our file from those of other apps: `RHIX`, in SQLite's header."""
SCHEMA = 2
"""Version of the tables; raised when they, or what is put into them, change."""

OWN, SAMPLE = "own", "sample"
"""The shelves: the person's own meetings, and those that came with the app."""

COLUMNS = (
    "shelf name size changed rated moment id started scenario title contact persona engine turns mine ended "
    "score trust energy parent shared broken called"
).split()
"""Of a transcript's row: where it lies, its stamp, the mark of who rated it, when it began in microseconds since 1970,
a summary's fields, and what the contact is called, folded for comparing."""
TEXTS = ("title", "contact", "about", "talk")
"""What is found by words."""

TABLES = f"""
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS transcript (
    number INTEGER PRIMARY KEY, {", ".join(COLUMNS)}, checksum INTEGER, UNIQUE (shelf, name)
);
CREATE INDEX IF NOT EXISTS newest ON transcript (shelf, moment, name);
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(
    {", ".join(TEXTS)}, tokenize = "unicode61 remove_diacritics 2", prefix = '1 2', columnsize = 0
);
CREATE TABLE IF NOT EXISTS note (key TEXT PRIMARY KEY, value);
PRAGMA application_id = {APPLICATION};
PRAGMA user_version = {SCHEMA};
COMMIT;
"""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIELDS = COLUMNS[COLUMNS.index("id") : COLUMNS.index("called")]
_PLACE = COLUMNS.index("id")


def microseconds(moment: datetime) -> int:
    """Return a moment, with its zone, as rows are sorted by it."""
    return (moment - _EPOCH) // timedelta(microseconds=1)


def values(shelf: str, row: Summary, stamp: Stamp, mark: str) -> tuple[Any, ...]:
    """Return the row's columns."""
    fields = {name: getattr(row, name) for name in _FIELDS} | {"started": row.started.isoformat()}
    called = folded(f"{row.contact}\n{row.persona or ''}")
    return (shelf, row.path.name, *stamp, mark, microseconds(row.started), *fields.values(), called)


def texts(shelf: str, row: Summary, talk: str) -> tuple[str, ...]:
    """Return the row's words: beside the talk all that is shown of it, and the names it goes by."""
    day = row.started.astimezone()
    about = (shelf, row.path.name, f"{day:%Y-%m-%d %d %B}", row.course, row.scenario or "", row.persona or "")
    return row.title, row.contact, "\n".join(about), talk


def summary(folder: Path, columns: Sequence[Any]) -> Summary:
    """Return the row of columns, its file lying in the folder. Raises ValueError where they are damaged."""
    fields = dict(zip(_FIELDS, columns[_PLACE:], strict=False))
    return Summary(path=folder / columns[1], **fields | {"started": datetime.fromisoformat(fields["started"])})


def checksum(columns: tuple[Any, ...], words: tuple[Any, ...]) -> int:
    """Return a number that is another where any of these is."""
    return zlib.crc32(repr((columns, words)).encode("utf-8", "replace"))
