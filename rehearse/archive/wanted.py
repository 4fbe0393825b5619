"""What is looked for among transcripts, and the question to the index's tables that asks for it."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from rehearse.archive.phrases import Phrases, folded
from rehearse.archive.tables import COLUMNS, microseconds

_ORDER = "moment DESC, name DESC"


class Wanted(NamedTuple):
    """What is looked for; all of it must hold. What is left out is not asked."""

    words: str = ""
    """Beginnings of words: of the talk, the title, the contact, the file's name, the day, how it ended."""
    contact: str = ""
    """A part of the contact's name, or of the persona's id."""
    scenario: str = ""
    """The scenario's id."""
    since: datetime | None = None
    """The first moment, with its zone."""
    until: datetime | None = None
    """The moment that is too late, with its zone."""
    least: float | None = None
    """The lowest score, 0 to 100; a meeting without a score is left out."""
    most: float | None = None
    """The highest score, likewise."""
    unreadable: bool = False
    """Only what cannot be read."""


EVERYTHING = Wanted()
"""What all transcripts are."""


class Question(NamedTuple):
    """A part of a query, and what is bound to its question marks."""

    sql: str
    bound: list[Any]

    def how_many(self) -> str:
        """Return the query for how many fit."""
        return f"SELECT COUNT(*) FROM transcript WHERE {self.sql}"

    def which(self, shelves: Sequence[str]) -> str:
        """Return the query for number and columns: shelf by shelf, newest first, at most as many as is bound last."""
        order = " ".join(f"WHEN ? THEN {place}" for place, _ in enumerate(shelves))
        columns = ", ".join(COLUMNS)
        return (
            f"SELECT number, {columns} FROM transcript WHERE {self.sql} "
            f"ORDER BY CASE shelf {order} END, {_ORDER} LIMIT ?"
        )


def question(wanted: Wanted, phrases: Phrases, shelves: Sequence[str]) -> Question:
    """Return what is to be asked of these shelves; the person's words are bound, and never part of the query."""
    parts = [(f"shelf IN ({', '.join('?' * len(shelves))})", list(shelves)), *_conditions(wanted, phrases)]
    return Question(" AND ".join(sql for sql, _ in parts), [value for _, bound in parts for value in bound])


def _conditions(wanted: Wanted, phrases: Phrases) -> Iterator[tuple[str, list[Any]]]:
    if phrases.query:
        yield "number IN (SELECT rowid FROM words WHERE words MATCH ?)", [phrases.query]
    elif not phrases.blank:
        yield "FALSE", []
    if wanted.contact:
        yield "instr(called, ?) > 0", [folded(_storable(wanted.contact))]
    if wanted.scenario:
        yield "scenario = ?", [_storable(wanted.scenario)]
    if wanted.since:
        yield "moment >= ?", [microseconds(wanted.since)]
    if wanted.until:
        yield "moment < ?", [microseconds(wanted.until)]
    if wanted.least is not None:
        yield "score >= ?", [wanted.least]
    if wanted.most is not None:
        yield "score <= ?", [wanted.most]
    if wanted.unreadable:
        yield "broken IS NOT NULL", []


def _storable(text: str) -> str:
    """Return a text from the command line without the half characters that stand for bytes of no text."""
    return text.encode("utf-8", "replace").decode()
