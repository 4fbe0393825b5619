"""`rehearse compare`: two transcripts side by side, as text or JSON."""

import argparse
import sys

from rehearse.archive.exams import check_over
from rehearse.archive.index import find_transcript
from rehearse.archive.transcript import read_transcript
from rehearse.cli.reading import reader_at_hand
from rehearse.reading.reader import Reader
from rehearse.review.comparison import as_text, compare
from rehearse.review.facts import Review
from rehearse.review.review import review
from rehearse.scene import library
from rehearse.scene.rubric import STANDARD, Rubric
from rehearse.settings import shipped, transcripts_dir
from rehearse.text import in_json, one_line


def run(args: argparse.Namespace) -> int:
    """Print how the second transcript differs from the first, both reviewed under the standard rubric."""
    rubric, reader = library.rubric(STANDARD), reader_at_hand()
    found = compare(_reviewed(args.one, rubric, reader), _reviewed(args.other, rubric, reader))
    print(in_json(found.model_dump_json(indent=2)) if args.json else as_text(found), end="\n" if args.json else "")
    return 0


def _reviewed(name: str, rubric: Rubric, reader: Reader) -> Review:
    path = find_transcript(name, [transcripts_dir(), shipped("transcripts")])
    check_over(path)
    transcript = read_transcript(path)
    if transcript.recovered:
        print(f"rehearse: {one_line(transcript.recovered)}", file=sys.stderr)
    return review(transcript.header, transcript.events, rubric, reader, str(path))
