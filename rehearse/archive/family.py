"""Where a transcript comes from, and what branched from it. Light: no model is needed to tell."""

from pathlib import Path
from typing import NamedTuple

from rehearse.archive.index import Summary, list_transcripts
from rehearse.archive.warm import summaries
from rehearse.settings import index_path, shipped, transcripts_dir


class Family(NamedTuple):
    """The transcripts nearest to one."""

    parent: Summary | None = None
    """The one it branched from, where that is still there."""
    branches: tuple[Summary, ...] = ()
    """Those that branched from it, the oldest first."""


def family(path: Path, identity: str, parent: str | None) -> Family:
    """Return what is near the transcript at `path` with this id, whose parent has that id.

    Looks beside it, among the person's own transcripts, and among the samples; raises StorageError where a
    folder cannot be read.
    """
    own = transcripts_dir().resolve()
    others = dict.fromkeys(folder.resolve() for folder in (path.parent, shipped("transcripts")))
    listed = [
        *summaries(own, index_path()),
        *(row for folder in others if folder != own for row in list_transcripts(folder)),
    ]
    rows = [row for row in listed if not row.broken]
    branches = sorted((row for row in rows if row.parent == identity), key=lambda row: row.started)
    return Family(next((row for row in rows if parent and row.id == parent), None), tuple(branches))
