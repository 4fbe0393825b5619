"""What home says of assignments: the one to turn to first, and how far it is."""

from datetime import UTC, datetime
from pathlib import Path

from rehearse.coaching.assigned.held import meetings_for
from rehearse.coaching.assigned.progress import Progress, progress
from rehearse.coaching.assigned.taking import taken_in
from rehearse.reading.reader import Reader
from rehearse.text import one_line

_NEVER = datetime.max.replace(tzinfo=UTC)


def hint(folder: Path, reader: Reader) -> str:
    """Return how many are open, and how things stand with the one that is due first, in a line.

    Raises StorageError where the folder of transcripts cannot be read.
    """
    whole = [found.packed for found in taken_in() if found.packed]
    standing = [progress(packed, meetings_for(packed, folder, reader)) for packed in whole]
    still = [each for each in standing if each.next is not None]
    if not still:
        return "What your coach asks; nothing is open"
    first = min(still, key=lambda each: each.packed.assignment.due or _NEVER)
    title = one_line(first.packed.assignment.title, 28 if len(still) == 1 else 20)
    return f"{title}: {_clause(first)}" if len(still) == 1 else f"{len(still)} open; {title}: {_clause(first)}"


def _clause(each: Progress) -> str:
    due = each.packed.assignment.due
    tasks = len(each.stands)
    done = f"{each.passed} of {tasks} passed" if tasks > 1 else "open"
    if due is None:
        return done
    here = due.astimezone()
    return f"{done}, was due {here:%d %b %Y}" if due < datetime.now(UTC) else f"{done}, due {here:%d %b, %H:%M}"
