"""`rehearse coach report`: what the transcripts below a folder come to."""

import argparse

from rehearse.cli import FOUND_WANTING
from rehearse.cli.gathering import gathered
from rehearse.scene import library


def run(args: argparse.Namespace) -> int:
    """Print how many meetings there are and their mean score; exit code 1 where some files are bad."""
    with gathered(args, library.rubric(args.rubric)) as found:
        scores = sum(facts.score for facts in found.facts())
        mean = f"mean score {scores / found.meetings:.1f}" if found.meetings else "no score"
        print(f"{found.meetings:,} meetings, {found.bad:,} bad files, {mean}")
        return FOUND_WANTING if found.bad else 0
