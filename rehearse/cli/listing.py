"""`rehearse list`: what can be rehearsed, and what was."""

import argparse
import json

from rehearse.cli.columns import columns
from rehearse.errors import InputError
from rehearse.scene import library

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
    shelves = {"personas": library.personas, "scenarios": library.scenarios, "rubrics": library.rubrics}
    entries = shelves[args.what]()
    if args.json:
        print(json.dumps([entry._asdict() for entry in entries], ensure_ascii=False, default=str, indent=2))
    else:
        for line in columns([(entry.id, entry.title, entry.about) for entry in entries]):
            print(line)
    return 0
