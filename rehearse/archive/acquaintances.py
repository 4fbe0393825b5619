"""Finds in a folder of transcripts whom the learner has met, and folds what lies between the two.

This is the only way from files to relationships; what was read of a transcript is kept while its file stays the same.
"""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from rehearse.archive.index import list_transcripts
from rehearse.archive.transcript import read_transcript
from rehearse.errors import InputError
from rehearse.meeting.met import Met, met
from rehearse.meeting.relationship import Relationship, relationships

KEPT = 4096
"""Transcripts whose meeting is kept in memory."""


def contacts_met(folder: Path) -> dict[str, list[Path]]:
    """Return each contact's transcripts, by the persona's id, whoever was met last first. No transcript is read whole.

    Whom one has only unfinished meetings with is left out. Raises StorageError where the folder cannot be read.
    """
    found: dict[str, list[Path]] = {}
    finished = set[str]()
    for row in list_transcripts(folder):
        if row.persona and not row.broken:
            found.setdefault(row.persona, []).append(row.path)
            if row.ended:
                finished.add(row.persona)
    return {name: paths for name, paths in found.items() if name in finished}


def relationship_with(persona: str, folder: Path) -> Relationship | None:
    """Return what lies between the learner and a contact, by the persona's id; None where the two never met.

    A transcript that cannot be read does not count. Raises StorageError where the folder cannot be read.
    """
    return _folded(persona, contacts_met(folder).get(persona, []))


def all_relationships(folder: Path) -> Iterator[Relationship]:
    """Yield the relationships one by one as they are read, that with whoever was met last first."""
    for persona, paths in contacts_met(folder).items():
        found = _folded(persona, paths)
        if found:
            yield found


def _folded(persona: str, paths: list[Path]) -> Relationship | None:
    read = [found for path in paths if (found := _read(path)) is not None]
    return relationships(read).get(persona)


def _read(path: Path) -> Met | None:
    try:
        stat = path.stat()
        return _kept(path, stat.st_mtime_ns, stat.st_size)
    except (InputError, OSError):
        return None


@lru_cache(maxsize=KEPT)
def _kept(path: Path, _changed: int, _size: int) -> Met | None:
    transcript = read_transcript(path)
    return met(transcript.header, transcript.events)
