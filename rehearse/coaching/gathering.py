"""Where a report's facts come from: folders, transcripts and files of facts, in a fixed order, one after the other."""

import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from pydantic import ValidationError

from rehearse.archive.exams import check_over
from rehearse.archive.folder import SUFFIX
from rehearse.archive.lines import RawLine, numbered, open_file, shown
from rehearse.archive.transcript import fault
from rehearse.coaching.facts import Bad, MeetingFacts
from rehearse.coaching.reviewed import meeting_facts
from rehearse.errors import InputError, RehearseError, StorageError
from rehearse.reading.reader import Reader
from rehearse.scene.rubric import Rubric
from rehearse.text import clean, one_line

FACTS = b'{"source":'
"""How a line of facts begins, as `MeetingFacts` writes it; a transcript begins with its header."""


class Transcript(NamedTuple):
    """A file that is to be reviewed."""

    path: Path
    source: str
    """Its path below the folder that was named."""
    learner: str
    """The name of its folder."""


def facts_of(
    paths: Sequence[Path], rubric: Rubric, reader: Reader, *, anew: bool = False
) -> Iterator[MeetingFacts | Bad]:
    """Yield the facts of each transcript, and each line of a file of facts: paths as given, folders by name.

    A file that cannot be read is yielded as Bad, and the rest goes on. Raises InputError where a path is not there.
    """
    check_there(paths)
    for path in apart(paths):
        if holds_facts(path):
            yield from kept_facts(path)
        else:
            for found in transcripts_of(path):
                yield found if isinstance(found, Bad) else reviewed(found, rubric, reader, anew=anew)


def check_there(paths: Sequence[Path]) -> None:
    """Raise InputError where one of the paths leads nowhere."""
    for path in paths:
        if not path.exists():
            raise InputError("there is no such file or folder", where=shown(path), cure="Check the name.")


def apart(paths: Sequence[Path]) -> list[Path]:
    """Return the paths without those that another one holds already: no meeting is to count twice."""
    whole = [path.resolve() for path in paths]
    return [
        path
        for place, path in enumerate(paths)
        if not any(other in whole[place].parents for other in whole) and whole[place] not in whole[:place]
    ]


def reviewed(found: Transcript, rubric: Rubric, reader: Reader, *, anew: bool = False) -> MeetingFacts | Bad:
    """Return the facts of one transcript, or why there are none."""
    try:
        check_over(found.path)
        with open_file(found.path) as file:
            data = file.read()
        if data.startswith(FACTS):
            return Bad(found.source, "this is a file of facts, no transcript. Name it itself, in the folder's place.")
        return meeting_facts(data, rubric, reader, source=found.source, learner=found.learner, anew=anew)
    except (RehearseError, OSError) as error:
        return Bad(found.source, _why(error, found.source))


def transcripts_of(path: Path) -> Iterator[Transcript | Bad]:
    """Yield the transcripts of a folder and of all below it, by name, or the one file. Links are not followed."""
    if not path.is_dir():
        yield Transcript(path, clean(path.name), clean(path.absolute().parent.name))
        return
    yield from _walk(path, path)


def holds_facts(path: Path) -> bool:
    """Whether this is a file of facts."""
    if path.is_dir():
        return False
    try:
        with open_file(path) as file:
            return file.readline(len(FACTS)).startswith(FACTS)
    except (RehearseError, OSError):
        return False


def kept_facts(path: Path) -> Iterator[MeetingFacts | Bad]:
    """Yield the facts that stand in a file, a line each."""
    try:
        with open_file(path) as file:
            for line in numbered(path, file):
                yield _line(path, line)
    except (RehearseError, OSError) as error:
        yield Bad(one_line(path.name), _why(error, path.name))


def bytes_of(facts: MeetingFacts, paths: Sequence[Path]) -> bytes | None:
    """Return the transcript behind the facts, found again below these paths, or beside the file of facts.

    None where it is not there, or has changed.
    """
    below = PurePosixPath(facts.source)
    if below.is_absolute() or ".." in below.parts:
        return None
    for path in paths:
        for place in [path / below] if path.is_dir() else [path, path.parent / below]:
            data = _read(place)
            if data is not None and hashlib.sha256(data).hexdigest() == facts.sha256:
                return data
    return None


def _read(path: Path) -> bytes | None:
    try:
        with open_file(path) as file:
            return file.read()
    except (RehearseError, OSError):
        return None


def _walk(top: Path, folder: Path) -> Iterator[Transcript | Bad]:
    try:
        with os.scandir(folder) as entries:
            found = sorted((entry for entry in entries if not entry.name.startswith(".")), key=lambda entry: entry.name)
    except OSError as error:
        source = clean(folder.relative_to(top).as_posix())
        yield Bad(source, _why(error, source))
        return
    for entry in found:
        path = Path(entry.path)
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(top, path)
        elif entry.name.endswith(SUFFIX) and not entry.is_symlink():
            yield Transcript(path, clean(path.relative_to(top).as_posix()), clean(path.absolute().parent.name))


def _line(path: Path, line: RawLine) -> MeetingFacts | Bad:
    try:
        return MeetingFacts.model_validate_json(line.raw, strict=True)
    except ValidationError as error:
        return Bad(shown(Path(path.name), line.number), f"this is no line of facts: {fault(error)}.")


def _why(error: RehearseError | OSError, source: str) -> str:
    if isinstance(error, OSError):
        error = StorageError(f"cannot be read: {error.strerror or error}", cure="Check the disk and your rights.")
    return one_line(str(error).removeprefix(f"{source}: "), 400)
