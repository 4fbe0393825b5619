"""Finds in a folder of transcripts whom the learner has met, and folds what lies between the two.

This is the only way from files to relationships; what was read of a transcript is kept while its file stays the same.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from rehearse.archive.glance import Summary
from rehearse.archive.samples import is_sample
from rehearse.archive.transcript import read_transcript
from rehearse.archive.warm import summaries
from rehearse.errors import InputError
from rehearse.meeting.met import Met, met
from rehearse.meeting.relationship import Relationship, relationships, root
from rehearse.settings import index_path

KEPT = 4096
"""Transcripts whose meeting is kept in memory."""


class Acquaintance(NamedTuple):
    """Somebody whom the learner has met."""

    relationship: Relationship
    paths: Mapping[str, Path]
    """Where each of the meetings that count lies, by its id."""


def contacts_met(folder: Path) -> dict[str, list[Path]]:
    """Return each contact's transcripts, by the persona's id, whoever was met last first. No transcript is read whole.

    Whom one has only unfinished meetings with is left out. Raises StorageError where the folder cannot be read.
    """
    found: dict[str, list[Path]] = {}
    finished = set[str]()
    for row, persona in _held(folder):
        found.setdefault(persona, []).append(row.path)
        if row.ended:
            finished.add(persona)
    return {name: paths for name, paths in found.items() if name in finished}


def meetings_held(folder: Path) -> dict[str, int]:
    """Return how many meetings were held with each contact to their end, by the persona's id; branches count once.

    No transcript is read whole. Raises StorageError where the folder cannot be read.
    """
    rows = list(_held(folder))
    parents = {row.id: row.parent for row, _ in rows}
    families = {(persona, root(row.id, parents)) for row, persona in rows if row.ended}
    return dict(Counter(persona for persona, _ in families))


def _held(folder: Path) -> Iterator[tuple[Summary, str]]:
    """Yield the learner's own meetings with the contact's id, newest first: a copy of a sample is nobody's."""
    for row in summaries(folder, index_path()):
        if row.persona and not row.broken and not is_sample(row.id):
            yield row, row.persona


def acquaintance(persona: str, folder: Path) -> Acquaintance | None:
    """Return what lies between the learner and a contact, by the persona's id; None where the two never met.

    A transcript that cannot be read does not count. Raises StorageError where the folder cannot be read.
    """
    return _folded(persona, contacts_met(folder).get(persona, []))


def relationship_with(persona: str, folder: Path) -> Relationship | None:
    """Return the relationship with a contact, as `acquaintance` does."""
    found = acquaintance(persona, folder)
    return found.relationship if found else None


def acquaintances(folder: Path) -> Iterator[Acquaintance]:
    """Yield everybody whom the learner has met as their transcripts are read, whoever was met last first."""
    for persona, paths in contacts_met(folder).items():
        found = _folded(persona, paths)
        if found:
            yield found


def _folded(persona: str, paths: Sequence[Path]) -> Acquaintance | None:
    read = [(found, path) for path in paths if (found := _read(path)) is not None]
    folded = relationships(found for found, _ in read).get(persona)
    if folded is None:
        return None
    return Acquaintance(folded, {found.id: path for found, path in read if found in folded.meetings})


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
