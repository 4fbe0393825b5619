"""Hands in: one file with every meeting of an assignment, its review and its hash. Nothing is sent anywhere."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from pydantic import ValidationError

from rehearse import __version__
from rehearse.archive.fresh import write_free, write_new
from rehearse.archive.transcript import fault
from rehearse.coaching.assigned.asked import moment
from rehearse.coaching.assigned.held import Held
from rehearse.coaching.assigned.packed import Packed
from rehearse.coaching.assigned.progress import Progress
from rehearse.coaching.handed.submission import Attempt, HandedIn, Submission, submission
from rehearse.errors import InputError, StorageError
from rehearse.reading.reader import Reader
from rehearse.review.review import review
from rehearse.settings import private_folder, user_dir
from rehearse.text import counted, one_line

SUFFIX = ".submission.json"
LONGEST_NAME = 80
"""Characters of a learner's name."""
_LONGEST_FILE = 60
"""Characters that a name may take in the name of a file."""


def hand_in(now: Progress, learner: str, reader: Reader, at: datetime) -> Submission:
    """Return what is handed in. Raises InputError where there is nothing to hand in, too much, or nobody's name."""
    learner = one_line(learner, LONGEST_NAME)
    if not learner:
        raise InputError("a submission needs a name", cure="Say whose it is, as your coach knows you.")
    if not now.held:
        what = "you have not spoken in any meeting of this assignment"
        raise InputError(what, where=now.packed.assignment.id, cure="Practise first; nothing was written.")
    try:
        return submission(
            HandedIn(
                assignment=now.packed.hash,
                id=now.packed.assignment.id,
                learner=learner,
                at=at,
                version=__version__,
                reader=reader.version,
                attempts=tuple(_attempt(held, now.packed, reader) for held in now.held),
            )
        )
    except ValidationError as error:
        what = f"this is more than a submission can hold: {fault(error)}"
        raise InputError(what, where=now.packed.assignment.id, cure="Nothing was written.") from None


def _attempt(held: Held, packed: Packed, reader: Reader) -> Attempt:
    # A review would be a hint where the exam goes on, and the coach makes one of their own anyway.
    found = None if held.veiled else review(held.header, held.events, packed.content.rubric, reader, held.path.name)
    return Attempt(
        file=held.path.name,
        sha256=held.sha256,
        transcript=held.data.decode(),
        review={} if found is None else found.model_dump(mode="json"),
    )


def contents(now: Progress) -> Iterator[str]:
    """Yield what is handed in, a line a meeting: task, when, how it went."""
    for held in now.held:
        turns = held.state.learner_turns
        stands = "a branch" if held.branch else ("passed" if held.passed else "not passed")
        parts = [
            f"task {held.scene.number}",
            moment(held.header.started),
            f"{counted(turns, 'turn')} of yours",
            *([] if held.veiled else [f"score {held.outcome.score}"]),
            stands + ", late" * held.late + ", not ended" * held.open,
        ]
        yield f"{one_line(held.path.name, 100)}: {' · '.join(parts)}"


def waiting(now: Progress) -> Iterator[str]:
    """Yield a sentence for each meeting that is handed in though it has not ended."""
    for stand in now.stands:
        found = stand.unfinished
        if found is not None and found.state.learner_turns:
            title = one_line(stand.scene.scenario.title, 80)
            when = moment(found.header.started)
            yield f"Finish it first: task {stand.scene.number}, {title}, begun {when}, waits. It goes in as it stands."


def write(found: Submission, out: Path | None, folder: Path) -> Path:
    """Write the file, `out` or one with a name of its own in the folder, and return where it lies.

    Raises InputError where there is something of that name, StorageError where the disk refuses.
    """
    text = found.model_dump_json(by_alias=True) + "\n"
    if out is not None:
        write_new(out, text)
        return out
    return write_free(folder, f"{found.content.id}.{file_name(found.content.learner)}", SUFFIX, text)


def submissions_dir() -> Path:
    """Return the folder in which the app leaves what is handed in; it is made where it is missing."""
    return private_folder(user_dir() / "submissions")


def file_name(name: str, most: int = _LONGEST_FILE) -> str:
    """Return a name as files and folders have it: letters and digits of any alphabet, hyphens, nothing else.

    Accents stay, since Jörg may sit beside Jorg.

    >>> file_name("Zoë  O'Neil/../x")
    'zoë-o-neil-x'
    """
    letters = unicodedata.normalize("NFKC", name.casefold())
    kept = "".join(c if c.isalnum() or unicodedata.category(c).startswith("M") else "-" for c in letters)
    plain = re.sub("-+", "-", kept).strip("-")[:most].strip("-")
    # A name without any letter still tells its bearer from others.
    return plain or f"name-{hashlib.sha256(name.encode()).hexdigest()[:8]}"


def remembered_name() -> str:
    """Return the name under which the learner handed in before; nothing where they never did."""
    try:
        with _name_path().open("rb") as file:
            return one_line(file.read(LONGEST_NAME * 4).decode(errors="replace"), LONGEST_NAME)
    except OSError:
        return ""


def remember_name(name: str) -> None:
    """Keep the learner's name for the next time (0600). Raises StorageError where the disk refuses."""
    path = _name_path()
    private_folder(path.parent)
    fresh = path.with_name(path.name + ".new")
    try:
        fresh.unlink(missing_ok=True)
        write_new(fresh, one_line(name, LONGEST_NAME) + "\n")
        fresh.replace(path)
    except OSError as error:
        raise StorageError(f"your name cannot be kept: {error.strerror}", where=str(path)) from error


def _name_path() -> Path:
    return user_dir() / "learner.txt"
