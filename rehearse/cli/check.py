"""`rehearse check`: what is wrong in files that people write, with the place and the cure."""

import argparse
from pathlib import Path

from rehearse.cli import FOUND_WANTING
from rehearse.coaching.assigned.taking import read_packed
from rehearse.errors import InputError
from rehearse.packs.pack import examine as examine_pack
from rehearse.packs.pack import read_pack
from rehearse.scene.files import Examined, examine
from rehearse.scene.problem import FileError, Problem
from rehearse.scene.shelf import FOLDERS, shelf
from rehearse.text import clean, one_line


def run(args: argparse.Namespace) -> int:
    """Print each problem on a line of its own, exit code 1; where there is none, what would be better."""
    found = [examined for word in args.files for path in _paths(word) for examined in _examined(path)]
    problems = [problem for each in found for problem in each.problems]
    for problem in problems:
        print(clean(str(problem)))
    if not problems:
        print("Nothing wrong." if len(found) == 1 else f"Nothing wrong in {len(found)} files.")
        for advice in (advice for each in found for advice in each.advice):
            print(clean(f"{advice.place}: advice: {advice.what}. {advice.cure}"))
    return FOUND_WANTING if problems else 0


def _paths(word: str) -> list[Path]:
    """Return the file, or where there is none of that name, what the library has under that id."""
    found = [shelf(kind)[word].path for kind in FOLDERS if word in shelf(kind)]
    return found if found and not Path(word).exists() else [Path(word)]


def _examined(path: Path) -> list[Examined]:
    """Return what was found in a file, or in each file of a pack."""
    if path.suffix == ".json" and path.is_file():
        return [_sealed(path)]
    if not (path.is_dir() or path.suffix.lower() == ".zip"):
        return [examine(path)]
    try:
        return [examined for _, examined in examine_pack(read_pack(path))]
    except FileError as error:
        return [Examined(None, list(error.problems), [])]


def _sealed(path: Path) -> Examined:
    """Examine an assignment as it was packed to be handed over; nobody edits it, so it is whole or it is not."""
    try:
        read_packed(path)
    except InputError as error:
        return Examined(None, [Problem(one_line(str(path)), 1, 1, error.what, error.cure or "")], [])
    return Examined(None, [], [])
