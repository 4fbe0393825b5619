"""Finds the submissions below a folder, and tells apart whose they are and which of them counts.

Each is read whole and checked against its own hash; its meetings are looked at later, one submission at a time.
"""

import os
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from rehearse.archive.lines import open_file
from rehearse.archive.opening import opening
from rehearse.coaching.assigned.packed import Packed
from rehearse.coaching.assigned.sealed import BEGUN, SUBMISSION_BYTES, begins_like, read_bounded, unsealed
from rehearse.coaching.handed.handing import SUFFIX, file_name
from rehearse.coaching.handed.submission import Attempt, HandedIn, Submission
from rehearse.errors import InputError, StorageError
from rehearse.text import counted, one_line

MOST_FILES, MOST_LEVELS = 50_000, 16
"""Files that are looked at, and levels of folders."""
CLOCK = timedelta(minutes=10)
"""By how much a learner's clock may be ahead of the coach's."""

Known = Callable[[HandedIn], Packed | None]
"""Returns the coach's own copy of the assignment that a submission is of; None where that is not collected now.

Raises InputError, with the cause, for what is of no assignment of theirs.
"""


class NotAsked(InputError):
    """A submission for an assignment that is not collected now."""


class Seen(NamedTuple):
    """A genuine submission, before its meetings are looked at."""

    path: Path
    learner: str
    at: datetime
    hash: str
    assignment: str
    meetings: frozenset[str]
    """The ids of its meetings; the hash of what has none."""


def files(folder: Path) -> Iterator[Path]:
    """Yield the ordinary files below a folder, in the order of their names; no link is followed."""

    def fail(error: OSError) -> None:
        why = one_line(error.strerror or str(error))
        raise StorageError(f"the folder cannot be read: {why}", where=one_line(str(error.filename)))

    if folder.is_file():
        raise InputError("this is a file", where=one_line(str(folder)), cure="Name the folder that it lies in.")
    if not folder.is_dir():
        raise InputError("there is no such folder", where=one_line(str(folder)), cure="Check the name.")
    count = 0
    for place, folders, names in os.walk(folder, onerror=fail):
        folders.sort()
        if len(Path(place).relative_to(folder).parts) >= MOST_LEVELS:
            folders.clear()
        for path in (Path(place) / name for name in sorted(names)):
            count += 1
            if count > MOST_FILES:
                cure = "Collect from a smaller folder."
                raise InputError(f"there are more than {MOST_FILES:,} files", where=one_line(str(folder)), cure=cure)
            if path.is_file() and not path.is_symlink():
                yield path


def is_submission(path: Path) -> bool:
    """Whether it is called or begins like one, whatever else is wrong with it."""
    if path.name.endswith(SUFFIX):
        return True
    try:
        with open_file(path) as file:
            return begins_like("submission", file.read(BEGUN))
    except (InputError, OSError):
        return False


def read_submission(path: Path) -> Submission:
    """Return a submission. Raises InputError, without its place, for all that is none, or was changed."""
    return unsealed(read_bounded(path, SUBMISSION_BYTES), Submission, "submission", "")


def opened(path: Path, known: Known, now: datetime) -> tuple[str, datetime, str, str, frozenset[str]]:
    """Return what tells submissions apart.

    Raises NotAsked for an assignment that is not collected now, InputError for what is not genuine, or of none of ours.
    """
    found = read_submission(path)
    given = found.content
    if known(given) is None:
        raise NotAsked(of_another(given))
    if given.at > now + CLOCK:
        raise InputError(f"it says that it was handed in in the future, {given.at:%d %b %Y, %H:%M %Z}")
    meetings = frozenset(map(_meeting, given.attempts))
    return one_line(given.learner), given.at, found.hash, given.assignment, meetings


def _meeting(attempt: Attempt) -> str:
    first, end, _ = attempt.transcript.partition("\n")
    try:
        return str(opening((first + end).encode(), brief=True).get("id", attempt.sha256))
    except InputError:
        return attempt.sha256


def of_another(given: HandedIn) -> str:
    """Return that a submission is of another assignment, and of which: a clause."""
    return f"it is of another assignment, {named(given)}"


def named(given: HandedIn) -> str:
    """Return the assignment that a submission is of, as people tell it from others: its id, and how its hash begins."""
    return f"`{one_line(given.id, 60)}` ({given.assignment[:12]})"


def by_learner(seen: Sequence[Seen]) -> list[list[Seen]]:
    """Return them in groups: each has all of one learner for one assignment."""
    groups: defaultdict[tuple[str, str], list[Seen]] = defaultdict(list)
    for each in seen:
        groups[file_name(each.learner), each.assignment].append(each)
    return [groups[key] for key in sorted(groups)]


def older_cause(each: Seen, last: Seen, folder: Path) -> str:
    """Return why one is left aside, of which the same learner handed in another."""
    if each.hash == last.hash:
        return f"it is the same submission as {below(last.path, folder)}, once more."
    return f"{each.learner} handed in again: {below(last.path, folder)} is newer and counts."


def left_out(last: Seen, older: Sequence[Seen], folder: Path) -> Iterator[str]:
    """Yield a clause for each older one with a meeting that is not in it: what was handed in once cannot be deleted."""
    for each in older:
        if missing := len(each.meetings - last.meetings):
            lacks = f"it lacks {counted(missing, 'meeting')} of the older {below(each.path, folder)}"
            other = "" if each.meetings & last.meetings else ": is that somebody else's of the same name?"
            yield lacks + other


def below(path: Path, folder: Path) -> str:
    """Return the file as people are told of it: its way from the folder that is read."""
    return one_line(path.relative_to(folder).as_posix(), 300)
