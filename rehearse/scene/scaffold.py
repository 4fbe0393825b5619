"""Begins a file for somebody to write: a persona, a scenario or an assignment with hints in its comments."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from string import Template
from typing import Literal

from rehearse.errors import InputError, StorageError
from rehearse.scene.library import Entry, personas, scenarios
from rehearse.scene.scalars import resolve
from rehearse.scene.shelf import FOLDERS
from rehearse.settings import own_dir, private_folder

Kind = Literal["persona", "scenario", "assignment"]
TEMPLATES = Path(__file__).parent / "templates"
LONGEST = 64
"""Characters of an id at most, as in `rehearse.model.Slug`."""
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
HINTS = {
    "name": "Their full name",
    "pronouns": "she/her",
    "role": "What they do",
    "organisation": "Where they do it",
    "place": "The town",
    "about": "One sentence for the list, who this is and how they are.",
    "register": "Pace, warmth, humour and dialect in one sentence.",
    "openings": "[]           # at least 3 first lines",
}
"""What stands in a new persona where nothing is known yet."""


def scaffold(kind: Kind, name: str, values: Mapping[str, str] | None = None, notes: str = "") -> Path:
    """Write a new file into the person's own folder and return its path.

    `values` stand in the place of HINTS, and `notes` at the top: YAML and comment lines, made safe by the caller.
    Raises InputError for an id that is none or is taken, StorageError when the disk refuses.
    """
    if not ID.fullmatch(name) or len(name) > LONGEST:
        raise InputError(f"{name!r} is no id", cure="Use lower case, digits and single hyphens, such as anna-berg.")
    folder = private_folder(own_dir(FOLDERS[kind]))
    path = folder / f"{name}.yaml"
    text = Template((TEMPLATES / f"{kind}.yaml").read_text("utf-8")).substitute(
        # An id such as `no` or `42` would be no text without quotes.
        {**HINTS, **(values or {}), "id": name if resolve(name) == name else f'"{name}"'},
        # What a new file names is there, and to find one that is whole all are read.
        persona=_first(personas, "anna-berg") if kind == "scenario" else "",
        scenario=_first(scenarios, "good-coffee") if kind == "assignment" else "",
        notes=notes,
        schema="$schema",
    )
    try:
        with path.open("x", encoding="utf-8") as file:
            path.chmod(0o600)
            file.write(text)
    except FileExistsError:
        raise InputError(
            "there is such a file already", where=str(path), cure="Choose another id, or edit it."
        ) from None
    except OSError as error:
        path.unlink(missing_ok=True)
        raise StorageError(f"cannot be written: {error.strerror}", where=str(path), cure="Nothing was kept.") from error
    return path


def _first(listed: Callable[[], list[Entry]], otherwise: str) -> str:
    return next((entry.id for entry in listed() if not entry.problem), otherwise)
