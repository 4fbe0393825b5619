"""`rehearse check`: what is wrong in files that people write, with the place and the cure."""

import argparse
from pathlib import Path

from rehearse.cli import FOUND_WANTING
from rehearse.scene.files import check
from rehearse.text import clean


def run(args: argparse.Namespace) -> int:
    """Print each problem on a line of its own; exit code 1 if there are any."""
    problems = [problem for name in args.files for problem in check(Path(name))]
    for problem in problems:
        print(clean(str(problem)))
    if not problems:
        print("Nothing wrong." if len(args.files) == 1 else f"Nothing wrong in {len(args.files)} files.")
    return FOUND_WANTING if problems else 0
