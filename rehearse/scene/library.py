"""The library: personas, scenarios, rubrics and assignments at hand, the person's own and those of the app."""

import os
from pathlib import Path
from typing import NamedTuple

from rehearse.errors import InputError
from rehearse.scene.assignment import Assignment
from rehearse.scene.explain import nearest
from rehearse.scene.files import load
from rehearse.scene.hashing import content_hash
from rehearse.scene.persona import Persona
from rehearse.scene.problem import FileError
from rehearse.scene.rubric import Rubric
from rehearse.scene.scenario import Level, Scenario
from rehearse.scene.shelf import FOLDERS, ID, Copy, Kind, shelf
from rehearse.text import one_line

__all__ = [
    "Entry",
    "assignment",
    "assignments",
    "content_hash",
    "persona",
    "personas",
    "rubric",
    "rubrics",
    "scenario",
    "scenarios",
]


class Entry(NamedTuple):
    """One line of a listing."""

    id: str
    title: str
    """A persona's name; the id where the file is broken."""
    about: str
    """One sentence; nothing for a rubric, nor where the file is broken."""
    path: Path
    own: bool
    """Whether the file is the person's own; else it came with the app."""
    problem: str | None = None
    """Why the file cannot be used, with its place; None where it can."""
    level: Level | None = None
    """How hard a scenario is."""


def personas() -> list[Entry]:
    """Return the personas by id; a broken file stands there with its problem."""
    return [_persona_entry(copy) for copy in shelf("persona").values()]


def scenarios() -> list[Entry]:
    """Return the scenarios from easy to hard, then by id; broken files come last, with their problems."""
    order = [*Level, None]
    entries = [_scenario_entry(copy) for copy in shelf("scenario").values()]
    return sorted(entries, key=lambda entry: order.index(entry.level))


def rubrics() -> list[Entry]:
    """Return the rubrics by id; a broken file stands there with its problem."""
    return [_rubric_entry(copy) for copy in shelf("rubric").values()]


def persona(id_or_path: str | Path) -> Persona:
    """Return the persona with this id, or in this file. Raises InputError: nobody of that name, or a broken file."""
    return load(_find(id_or_path, "persona"), "persona")


def scenario(id_or_path: str | Path) -> Scenario:
    """Return the scenario with this id, or in this file. Raises InputError: none of that name, or a broken file."""
    return load(_find(id_or_path, "scenario"), "scenario")


def rubric(id_or_path: str | Path) -> Rubric:
    """Return the rubric with this id, or in this file. Raises InputError: none of that name, or a broken file."""
    return load(_find(id_or_path, "rubric"), "rubric")


def assignments() -> list[Entry]:
    """Return the assignments of the person's own by id; a broken file stands there with its problem."""
    return [_assignment_entry(copy) for copy in shelf("assignment").values()]


def assignment(id_or_path: str | Path) -> Assignment:
    """Return the assignment with this id, or in this file. Raises InputError: none of that name, or a broken file."""
    return load(_find(id_or_path, "assignment"), "assignment")


def _persona_entry(copy: Copy) -> Entry:
    try:
        found = load(copy.path, "persona")
    except FileError as error:
        return _broken(copy, error)
    return Entry(copy.id, found.name, found.about, copy.path, copy.own)


def _scenario_entry(copy: Copy) -> Entry:
    try:
        found = load(copy.path, "scenario")
    except FileError as error:
        return _broken(copy, error)
    return Entry(copy.id, found.title, found.about, copy.path, copy.own, level=found.level)


def _rubric_entry(copy: Copy) -> Entry:
    try:
        found = load(copy.path, "rubric")
    except FileError as error:
        return _broken(copy, error)
    return Entry(copy.id, found.title, "", copy.path, copy.own)


def _assignment_entry(copy: Copy) -> Entry:
    try:
        found = load(copy.path, "assignment")
    except FileError as error:
        return _broken(copy, error)
    return Entry(copy.id, found.title, f"to assign: {', '.join(t.scenario for t in found.tasks)}", copy.path, copy.own)


def _broken(copy: Copy, error: FileError) -> Entry:
    return Entry(copy.id, copy.id, "", copy.path, copy.own, problem=str(error))


def _find(id_or_path: str | Path, kind: Kind) -> Path:
    """Return the file: by id from the library, else the path where there is such a file."""
    word = str(id_or_path)
    copies = shelf(kind)
    if word in copies:
        return copies[word].path
    path = Path(id_or_path)
    if isinstance(id_or_path, Path) or _is_file(path):
        return path
    shown = one_line(word, 60)
    if not ID.fullmatch(word) and (os.sep in word or path.suffix in (".yaml", ".yml")):
        raise InputError("there is no such file", where=shown, cure="Check the name and the folder.")
    near = nearest(word, list(copies)) or next((found for found in copies if word in found.split("-")), None)
    cure = f"Did you mean `{near}`?" if near else f"There are {', '.join(copies) or 'none yet'}."
    raise InputError(f"there is no {kind} `{shown}`", cure=f"{cure} `rehearse list {FOLDERS[kind]}` tells more.")


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
