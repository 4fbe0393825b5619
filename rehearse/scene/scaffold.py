"""Begins a file for somebody to write: a persona, scenario, rubric or assignment with hints in its comments."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from rehearse.errors import InputError, StorageError
from rehearse.scene.files import FileError, load
from rehearse.scene.hints import begun
from rehearse.scene.scalars import resolve
from rehearse.scene.schemas import lay_beside
from rehearse.scene.shelf import FOLDERS, Kind, check_id, shelf
from rehearse.settings import own_dir, private_folder


def scaffold(kind: Kind, name: str, values: Mapping[str, str] | None = None, notes: str = "") -> Path:
    """Write a new file into the person's own folder, its schema beside it, and return its path.

    `values` stand in the place of HINTS, and `notes` at the top: YAML and comment lines, made safe by the caller.
    Raises InputError for an id that is none or is taken, StorageError when the disk refuses.
    """
    check_id(name)
    folder = private_folder(own_dir(FOLDERS[kind]))
    path = folder / f"{name}.yaml"
    # What a new file names is there.
    values = {**(values or {}), "persona": "", "scenario": ""}
    if kind == "scenario":
        values["persona"] = _latest("persona", "anna-berg")
    if kind == "assignment":
        values["scenario"] = _latest("scenario", "good-coffee")
    # An id such as `no` or `42` would be no text without quotes.
    text = begun(kind, name if resolve(name) == name else f'"{name}"', values, notes)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise InputError(
            "there is such a file already", where=str(path), cure="Choose another id, or edit it."
        ) from None
    except OSError as error:
        path.unlink(missing_ok=True)
        raise StorageError(f"cannot be written: {error.strerror}", where=str(path), cure="Nothing was kept.") from error
    lay_beside(folder, kind)
    return path


def _latest(kind: Literal["persona", "scenario"], otherwise: str) -> str:
    """Return the id of the author's latest that can be played, or is unfinished; else of one of the app's."""
    copies = sorted(shelf(kind).values(), key=lambda copy: copy.path.stat().st_mtime if copy.own else 0, reverse=True)
    own = [copy for copy in copies if copy.own]
    for copy in own or copies:
        try:
            load(copy.path, kind)
        except FileError:
            continue
        return copy.id
    return own[0].id if own else otherwise
