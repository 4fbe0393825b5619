"""`rehearse review`: the review of saved transcripts, as text, Markdown or JSON, or as pages."""

import argparse
import sys
from pathlib import Path

from rehearse.archive.index import find_transcript
from rehearse.archive.transcript import read_transcript
from rehearse.cli.pages import Pages
from rehearse.cli.reading import reader_at_hand
from rehearse.errors import RehearseError
from rehearse.review.report import as_json, as_markdown, as_text
from rehearse.review.review import review
from rehearse.scene import library
from rehearse.scene.rubric import STANDARD
from rehearse.settings import shipped, transcripts_dir
from rehearse.text import clean, one_line


def run(args: argparse.Namespace) -> int:
    """Print the review of each file; a file that cannot be read is named, and the rest go on (exit code 2)."""
    rubric, usual = library.rubric(args.rubric), library.rubric(STANDARD)
    reader = reader_at_hand()
    pages = Pages(Path(args.html), several=len(args.files) > 1) if args.html is not None else None
    failed = 0
    for number, name in enumerate(args.files):
        try:
            path = find_transcript(name, [transcripts_dir(), shipped("transcripts")])
            transcript = read_transcript(path)
        except RehearseError as error:
            print(f"rehearse: {one_line(str(error))}", file=sys.stderr)
            failed += 1
            continue
        if transcript.recovered:
            print(f"rehearse: {one_line(transcript.recovered)}", file=sys.stderr)
        found = review(transcript.header, transcript.events, rubric, reader, clean(str(path)), usual)
        if pages:
            pages.add(found, path)
        elif args.json:
            print(as_json(found, indent=None if len(args.files) > 1 else 2))
        else:
            print("\n" * bool(number) + (as_markdown if args.markdown else as_text)(found), end="")
    return 2 if failed else 0
