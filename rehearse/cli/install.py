"""`rehearse install`: brings a pack into the person's own library, all of it or nothing."""

import argparse
from pathlib import Path

from rehearse.cli.columns import columns
from rehearse.packs.install import Arrival, Fate, install
from rehearse.packs.pack import Pack, read_pack
from rehearse.text import one_line


def run(args: argparse.Namespace) -> int:
    """Install the pack and say what came in, what was there, and where the old lies that made room."""
    pack = read_pack(Path(args.pack))
    arrivals = install(pack, replace=args.replace, only_say=args.dry_run)
    for line in (*_heading(pack), *_rows(arrivals), *_kept(arrivals), *_next(arrivals, only_said=args.dry_run)):
        print(line)
    return 0


def _heading(pack: Pack) -> list[str]:
    if pack.about is None:
        return []
    by = f", by {pack.about.author}" if pack.about.author else ""
    return [one_line(f"{pack.about.title}{by}"), *([pack.about.about] if pack.about.about else []), ""]


def _rows(arrivals: list[Arrival]) -> list[str]:
    return columns([(each.fate, f"{each.kind} {each.id}", each.title) for each in arrivals])


def _kept(arrivals: list[Arrival]) -> list[str]:
    return [
        f"Your {each.kind} {each.id} was replaced; it lies in {one_line(str(each.aside))}"
        for each in arrivals
        if each.aside
    ]


def _next(arrivals: list[Arrival], *, only_said: bool) -> list[str]:
    if only_said:
        return ["Nothing was changed."]
    scenario = next((each.id for each in arrivals if each.kind == "scenario" and each.fate is not Fate.THERE), None)
    return [f"Begin with: rehearse practice {scenario}"] if scenario else []
