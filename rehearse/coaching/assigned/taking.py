"""Takes in assignments: a file that a coach handed over is checked, and a copy kept among the person's own files.

A copy that somebody else put into that folder is as good, and checked as strictly each time.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from rehearse.archive.lines import shown
from rehearse.coaching.assigned.asked import moment
from rehearse.coaching.assigned.packed import Packed
from rehearse.coaching.assigned.packing import BRIEF, SUFFIX, assigned_dir, keep, pack, read_assignment
from rehearse.coaching.assigned.sealed import ASSIGNMENT_BYTES, read_bounded, unsealed
from rehearse.errors import InputError, StorageError
from rehearse.scene.explain import nearest
from rehearse.scene.shelf import shelf
from rehearse.settings import own_dir
from rehearse.text import one_line

FEWEST = 8
"""Characters of a hash that name an assignment at least."""


class Taken(NamedTuple):
    """An assignment in the folder."""

    path: Path
    packed: Packed | None
    """None where the file is broken."""
    problem: str = ""
    """Why it cannot be used; empty where it can."""


def read_packed(path: Path) -> Packed:
    """Return the packed assignment in a file. Raises InputError, in one line, for all that is none, or was changed."""
    return unsealed(read_bounded(path, ASSIGNMENT_BYTES), Packed, "assignment", shown(path))


def take_in(path: Path) -> Packed:
    """Check the file, keep a copy (0600) and return what it holds. A broken copy of an earlier time is replaced.

    Raises InputError as `read_packed` does, and StorageError where the disk refuses.
    """
    found = read_packed(path)
    folder = own_dir("assignments")
    copy = keep(found, folder)
    try:
        kept = read_packed(copy)
    except InputError:
        kept = None
    if kept != found:
        try:
            copy.unlink()
        except OSError as error:
            raise StorageError(f"a broken copy lies there: {error.strerror}", where=str(copy)) from error
        keep(found, folder)
    return found


def taken_in() -> list[Taken]:
    """Return the assignments that were taken in, whichever came last first; broken files say so."""
    return [_looked_at(path) for path in _files(own_dir("assignments"))]


def known(name: str) -> Packed | None:
    """Return the assignment of this hash that was taken in, or that this coach gave; None where there is none."""
    return _of_hash(name, own_dir("assignments")) or assigned(name)


def assigned(name: str) -> Packed | None:
    """Return the assignment of this hash that this coach gave; None where there is none."""
    return _of_hash(name, assigned_dir())


def given_before() -> list[Packed]:
    """Return the assignments that this coach gave, whichever came last first."""
    return [packed for path in _files(assigned_dir()) if (packed := _looked_at(path).packed)]


def given(word: str) -> Packed:
    """Return the assignment that a coach means: a packed file, one that was given before, or one of the library.

    One that was given is named by its id or its hash. Raises InputError where there is none, where several have that
    id, and where the file was changed.
    """
    path = Path(word)
    if word.endswith(".json") or (path.is_file() and path.suffix not in (".yaml", ".yml")):
        return read_packed(path)
    found = _only_one(word, assigned_dir(), "gave", "packed")
    return found if found is not None else pack(read_assignment(word))


def meant(word: str) -> Packed:
    """Return the assignment that a learner means: a file, which is taken in, or one that was.

    Raises InputError where there is none, and where several of them are called so.
    """
    found = None if _is_there(Path(word)) else _only_one(word, own_dir("assignments"), "took in", "taken in")
    return found or assignment_meant(word) or taken(word)


def _only_one(word: str, folder: Path, did: str, since: str) -> Packed | None:
    """Return the assignment of a folder that is called so, if one is. Raises InputError where several are.

    `did` says what the person did with them, as in "gave", and `since` what its date says of each, as in "packed".
    """
    whole = [(path, packed) for path in _files(folder) if (packed := _looked_at(path).packed)]
    found = {packed.hash: (path, packed) for path, packed in whole if is_called(word, packed)}
    if len(found) > 1:
        several = "; ".join(_told_apart(*each, since) for each in found.values())
        cure = f"Name one by its hash, such as {next(iter(found))[:BRIEF]}, or by its file."
        raise InputError(
            f"you {did} {len(found)} assignments that are called so: {several}", where=one_line(word, 80), cure=cure
        )
    return next((packed for _, packed in found.values()), None)


def _told_apart(path: Path, packed: Packed, since: str) -> str:
    at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return f"{packed.hash[:BRIEF]} (“{one_line(packed.assignment.title, 60)}”, {since} {moment(at)})"


def _of_hash(name: str, folder: Path) -> Packed | None:
    paths = sorted(_files(folder), key=lambda path: name[:BRIEF] not in path.name)
    whole = (_looked_at(path).packed for path in paths)
    return next((packed for packed in whole if packed and packed.hash == name), None)


def any_taken_in() -> bool:
    """Whether there is a file of an assignment, whole or not. Opens none."""
    return bool(_files(own_dir("assignments")))


def taken(name: str) -> Packed:
    """Return the assignment with this id or hash (or its beginning, eight characters and more); of several the last.

    Raises InputError where none was taken in, or the one that is meant is broken.
    """
    everything = taken_in()
    for found in everything:
        if found.packed and is_called(name, found.packed):
            return found.packed
    for found in everything:
        if found.path.name.startswith(f"{name}-") and found.problem:
            raise InputError(found.problem)
    known = list(dict.fromkeys(found.packed.assignment.id for found in everything if found.packed))
    near = nearest(name, known)
    there = f"There are {', '.join(known)}." if known else "Name the file that your coach gave you."
    cure = f"Did you mean `{near}`?" if near else there
    raise InputError(f"no assignment `{one_line(name, 80)}` was taken in", cure=cure)


def assignment_meant(word: str) -> Packed | None:
    """Return the assignment that a word means: a file, which is taken in, or one that was; None for a scenario.

    A scenario's id means the scenario. Raises InputError where a file cannot be taken in, and for an assignment that
    the person wrote and did not pack.
    """
    path = Path(word)
    if word in shelf("scenario") or path.suffix in (".yaml", ".yml"):
        return None
    if _is_there(path):
        return take_in(path)
    if path.suffix == ".json":
        raise InputError("there is no such file", where=one_line(word, 200), cure="Check the name and the folder.")
    found = next((each.packed for each in taken_in() if each.packed and is_called(word, each.packed)), None)
    if found is None and word in shelf("assignment"):
        cure = f"`rehearse coach assign {word}` writes the file that can be practised."
        raise InputError(f"`{word}` is an assignment that you wrote, and not yet one to practise", cure=cure)
    if found is None:
        check_no_slip(word, [*shelf("assignment"), *(each.packed.assignment.id for each in taken_in() if each.packed)])
    return found


def check_no_slip(word: str, assignments: Sequence[str]) -> None:
    """Raise InputError for a word that is no scenario's id, nor near one, but near that of one of these assignments."""
    scenarios = list(shelf("scenario"))
    near = None if word in assignments or nearest(word, scenarios) else nearest(word, assignments)
    if near is not None:
        what = f"there is no scenario and no assignment `{one_line(word, 60)}`"
        raise InputError(what, cure=f"Did you mean `{near}`?")


def is_called(word: str, packed: Packed) -> bool:
    """Whether the word is the assignment's id, or its hash, or eight characters and more of its beginning."""
    return word == packed.assignment.id or (len(word) >= FEWEST and packed.hash.startswith(word))


def _looked_at(path: Path) -> Taken:
    try:
        return Taken(path, read_packed(path))
    except InputError as error:
        return Taken(path, None, one_line(str(error)))


def _files(folder: Path) -> list[Path]:
    """The packed assignments of a folder, whichever came last first. Raises InputError where it cannot be read."""
    try:
        paths = [path for path in folder.iterdir() if path.name.endswith(SUFFIX) and not path.name.startswith(".")]
        return sorted(paths, key=lambda path: (-path.stat().st_mtime, path.name))
    except FileNotFoundError:
        return []
    except OSError as error:
        why = one_line(error.strerror or str(error))
        raise InputError(f"the folder cannot be read: {why}", where=shown(folder)) from error


def _is_there(path: Path) -> bool:
    try:
        return path.exists() and not path.is_dir()
    except OSError:
        return False
