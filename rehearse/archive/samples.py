"""Tells the transcripts that came with the app, and copies of them, from the person's own."""

from functools import lru_cache
from pathlib import Path

from rehearse.archive.index import list_transcripts
from rehearse.settings import shipped


def is_shipped(path: Path) -> bool:
    """Whether the file itself came with the app, by whatever link it is reached: nothing is ever written there."""
    return path.resolve().parent == shipped("transcripts").resolve()


def is_sample(identity: str) -> bool:
    """Whether a transcript of this id came with the app, in whatever folder a copy of it lies."""
    return identity in _ids(shipped("transcripts"))


@lru_cache(maxsize=4)
def _ids(folder: Path) -> frozenset[str]:
    return frozenset(row.id for row in list_transcripts(folder))
