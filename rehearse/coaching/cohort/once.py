"""Tells a meeting that was counted already, by its id, however many there are: what it keeps lies on the disk."""

import sqlite3

from rehearse.coaching.facts import MeetingFacts
from rehearse.errors import StorageError


class Once:
    """The meetings so far. Raises StorageError where the disk refuses."""

    def __init__(self) -> None:
        # Without a name it is a file that nobody else sees, and that is gone with this object.
        self._seen = sqlite3.connect("", isolation_level=None)
        self._seen.execute("PRAGMA journal_mode = OFF")
        self._seen.execute("CREATE TABLE meeting (id TEXT PRIMARY KEY, source TEXT) WITHOUT ROWID")
        self._seen.execute("BEGIN")

    def __del__(self) -> None:
        self._seen.close()

    def before(self, facts: MeetingFacts) -> str | None:
        """Return the source in which this meeting stood before; None where it comes for the first time."""
        try:
            row = (facts.id, facts.source)
            if self._seen.execute("INSERT OR IGNORE INTO meeting VALUES (?, ?)", row).rowcount:
                return None
            ((source,),) = self._seen.execute("SELECT source FROM meeting WHERE id = ?", (facts.id,))
        except sqlite3.Error as error:
            cure = "Make room where temporary files lie, and run it again."
            raise StorageError(f"meetings cannot be told apart: {error}", cure=cure) from error
        return str(source)
