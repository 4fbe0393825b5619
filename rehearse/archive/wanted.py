"""What is looked for among transcripts, and the question to the index's tables that asks for it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from rehearse.archive.phrases import Phrases, folded
from rehearse.archive.tables import microseconds

_QUERY = "SELECT number FROM transcript WHERE shelf = ?{} ORDER BY moment DESC, name DESC"


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


def query(wanted: Wanted, phrases: Phrases) -> tuple[str, list[Any]]:
    """Return the query for the numbers of what fits on a shelf, newest first, and what is bound after the shelf.

    The person's words are bound, and never part of the query.
    """
    parts = list(_conditions(wanted, phrases))
    asked = "".join(f" AND {sql}" for sql, _ in parts)
    return _QUERY.format(asked), [value for _, bound in parts for value in bound]


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
