"""`rehearse list`: what can be rehearsed, and what was."""

import argparse
import json
from dataclasses import asdict

from rehearse.archive.index import Summary, list_transcripts
from rehearse.scene import library
from rehearse.settings import shipped, transcripts_dir
from rehearse.text import one_line


def run(args: argparse.Namespace) -> int:
    """Print one line a thing, or a JSON array."""
    if args.what == "transcripts":
        rows = [*list_transcripts(transcripts_dir()), *list_transcripts(shipped("transcripts"))]
        if args.json:
            print(json.dumps([asdict(row) for row in rows], ensure_ascii=False, default=str, indent=2))
        else:
            _print_columns([_transcript(row) for row in rows])
        return 0
    entries = library.personas() if args.what == "personas" else library.scenarios()
    if args.json:
        print(json.dumps([entry._asdict() for entry in entries], ensure_ascii=False, default=str, indent=2))
    else:
        _print_columns([(entry.id, entry.title, entry.about) for entry in entries])
    return 0


def _transcript(row: Summary) -> tuple[str, ...]:
    if row.broken:
        return (row.path.name, "cannot be read", row.broken)
    ended = row.ended or "not ended"
    return (row.path.stem, row.contact, f"{row.title}; {row.turns} turns; {ended}")


def _print_columns(rows: list[tuple[str, ...]]) -> None:
    """Print rows with all but the last column padded to one width."""
    rows = [tuple(one_line(str(cell)) for cell in row) for row in rows]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(2)]
    for row in rows:
        print("  ".join((row[0].ljust(widths[0]), row[1].ljust(widths[1]), *row[2:])).rstrip())
