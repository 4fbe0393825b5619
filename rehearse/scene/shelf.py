"""Which files the library has: the person's own before the shipped ones, by id, without opening any."""

import re
from pathlib import Path
from typing import Literal, NamedTuple

from rehearse.errors import InputError
from rehearse.settings import own_dir, shipped

Kind = Literal["persona", "scenario", "rubric", "assignment"]
Folder = Literal["personas", "scenarios", "rubrics", "assignments"]

FOLDERS: dict[Kind, Folder] = {
    "persona": "personas",
    "scenario": "scenarios",
    "rubric": "rubrics",
    "assignment": "assignments",
}
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST = 64
"""Characters of an id at most, as in `rehearse.model.Slug`."""
_ENDINGS = (".yaml", ".yml")


def check_id(name: str) -> None:
    """Raise InputError for what is no id."""
    if not ID.fullmatch(name) or len(name) > LONGEST:
        raise InputError(f"{name!r} is no id", cure="Use lower case, digits and single hyphens, such as anna-berg.")


class Copy(NamedTuple):
    """A file of the library."""

    id: str
    """The stem of the file's name; a whole file says the same inside."""
    path: Path
    own: bool
    """Whether it is the person's own; else it came with the app."""


def shelf(kind: Kind) -> dict[str, Copy]:
    """Return the files of this kind by id, in the order of their ids. Raises InputError where a folder is closed."""
    copies = [*_copies(shipped(FOLDERS[kind]), own=False), *_copies(own_dir(FOLDERS[kind]), own=True)]
    return dict(sorted({copy.id: copy for copy in copies}.items()))


def stands_on_shelf(path: Path, kind: Kind) -> bool:
    """Whether the library would find this file by its name."""
    folder = path.absolute().parent
    return any(folder == home.absolute() for home in (shipped(FOLDERS[kind]), own_dir(FOLDERS[kind])))


def _copies(folder: Path, *, own: bool) -> list[Copy]:
    """The files of one folder; `x.yaml` comes after `x.yml`, and so wins."""
    try:
        paths = sorted(folder.iterdir(), key=lambda path: (path.suffix == _ENDINGS[0], path.name))
    except FileNotFoundError:
        return []
    except OSError as error:
        raise InputError(
            f"the folder cannot be read: {error.strerror}",
            where=str(folder),
            cure="Give yourself the right to read it.",
        ) from error
    return [Copy(path.stem, path, own) for path in paths if path.suffix in _ENDINGS and ID.fullmatch(path.stem)]
