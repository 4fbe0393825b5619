"""`rehearse list`: what can be rehearsed, and what was."""

import argparse
import json
from collections.abc import Callable

from rehearse.cli.columns import columns
from rehearse.errors import InputError
from rehearse.scene import library
from rehearse.scene.library import Entry
from rehearse.text import in_json, one_line

FINDING = ("words", "contact", "scenario", "since", "until", "min_score", "max_score")
"""Arguments by which transcripts are found."""


def run(args: argparse.Namespace) -> int:
    """Print one line a thing, or a JSON array. Raises InputError where other than transcripts are to be searched."""
    if args.what == "transcripts":
        from rehearse.cli import finding

        return finding.run(args)
    if any(getattr(args, name) not in (None, []) for name in FINDING):
        cure = f"Leave them out, or ask for `rehearse list transcripts`; {args.what} are all listed."
        raise InputError("words, contact, scenario, dates and scores find transcripts only", cure=cure)
    entries = _entries(args.what)
    if args.json:
        print(in_json(json.dumps([entry._asdict() for entry in entries], ensure_ascii=False, default=str, indent=2)))
    else:
        for line in columns([(entry.id, entry.title, _about(entry)) for entry in entries]):
            print(line)
    return 0


def _about(entry: Entry) -> str:
    return f"broken: {one_line(entry.problem, 160)}" if entry.problem else entry.about


def _entries(what: str) -> list[Entry]:
    shelves: dict[str, Callable[[], list[Entry]]] = {
        "personas": library.personas,
        "scenarios": library.scenarios,
        "rubrics": library.rubrics,
        "assignments": _assignments,
    }
    return shelves[what]()


def _assignments() -> list[Entry]:
    """The assignments that the person wrote, then those that they took in."""
    from rehearse.coaching.assigned.asked import head
    from rehearse.coaching.assigned.packing import BRIEF
    from rehearse.coaching.assigned.taking import taken_in

    found = library.assignments()
    for each in taken_in():
        if each.packed is None:
            found.append(Entry(each.path.stem, each.path.name, "", each.path, own=True, problem=each.problem))
        else:
            assignment = each.packed.assignment
            about = f"taken in ({each.packed.hash[:BRIEF]}): {head(each.packed)}"
            found.append(Entry(assignment.id, assignment.title, about, each.path, own=True))
    return found
