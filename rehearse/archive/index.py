"""Lists the transcripts of a folder, finds one by what a person calls it, and names new ones.

Light: nothing of the models is loaded, for the home screen shows this list.
"""

import os
import re
import secrets
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from rehearse.archive.folder import SUFFIX, files
from rehearse.archive.glance import Summary, head
from rehearse.errors import InputError
from rehearse.text import one_line

__all__ = ["Summary", "find_transcript", "head", "list_transcripts", "new_path", "newest_unfinished"]

_MOST_NAMED = 5


def list_transcripts(folder: Path) -> list[Summary]:
    """Return a row for each `*.jsonl` in the folder, newest first; an absent folder holds none.

    A link that leads out of the folder is left out. Raises StorageError where the folder cannot be read.
    """
    rows = [head(path) for path in files(folder)]
    return sorted(rows, key=lambda row: (row.started, row.path.name), reverse=True)


def newest_unfinished(folder: Path) -> Summary | None:
    """Return the meeting that was begun last among those that somebody could go on with."""
    return next((row for row in list_transcripts(folder) if row.unfinished), None)


def find_transcript(name: str, folders: Iterable[Path]) -> Path:
    """Return the transcript that a person means: by path, by its file's name, by id, or by the beginning of these.

    Names are looked for in the folders, in their order; a path is taken as it is. Raises InputError where
    none or several are meant, with what is near.
    """
    if not name.strip():
        raise InputError("a transcript has to be named", cure="Give its path or its id.")
    if _is_file(Path(name)):
        return Path(name)
    shelves = [list(files(folder)) for folder in folders]
    for path in (path for shelf in shelves for path in shelf):
        if name in (path.name, path.stem):
            return path
    names: list[tuple[str, Path]] = []
    for shelf in shelves:
        known = {identity for identity, _ in names}  # What lies in an earlier folder wins over its twin in a later one.
        names += [(identity, path) for path in shelf if (identity := head(path).id) not in known]
    exact = _distinct(path for identity, path in names if identity == name)
    near = exact or _distinct(
        path for identity, path in names if path.stem.startswith(name) or identity.startswith(name)
    )
    if len(near) == 1:
        return near[0]
    if near:
        some = ", ".join(one_line(path.stem) for path in near[:_MOST_NAMED])
        more = ", …" if len(near) > _MOST_NAMED else ""
        cure = f"Write more of it: {some}{more}."
        raise InputError(f"{len(near)} transcripts go by that", where=one_line(name, 80), cure=cure)
    raise InputError("there is no such transcript", where=one_line(name, 80), cure=_nearest(name, names))


def new_path(folder: Path, scenario_id: str, started: datetime) -> Path:
    """Return a name for a new transcript that nothing in the folder has: when, what, four hex digits.

    The time is the one that `started` shows, in its own zone.
    """
    what = re.sub(r"[^a-z0-9]+", "-", scenario_id.lower())[:64].strip("-") or "meeting"
    while True:
        path = folder / f"{started:%Y%m%d-%H%M%S}-{what}-{secrets.token_hex(2)}{SUFFIX}"
        if not os.path.lexists(path):
            return path


def _is_file(path: Path) -> bool:
    try:
        return path.exists() and not path.is_dir()
    except OSError:
        return False


def _distinct(paths: Iterable[Path]) -> list[Path]:
    """Return the paths, without those that lead to the same file as one before."""
    return list({path.resolve(): path for path in paths}.values())


def _nearest(name: str, names: list[tuple[str, Path]]) -> str:
    import difflib  # noqa: PLC0415 - only for this error

    called = [*(path.stem for _, path in names), *(identity for identity, _ in names)]
    near = difflib.get_close_matches(Path(name).stem, called, n=1)
    return f"Did you mean {one_line(near[0])}?" if near else "`rehearse list transcripts` names them all."
