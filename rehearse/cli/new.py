"""`rehearse new`: begins a persona, a scenario or an assignment of one's own, with hints in comments."""

import argparse

from rehearse.scene.scaffold import scaffold
from rehearse.text import clean


def run(args: argparse.Namespace) -> int:
    """Write the file and say where it lies and what to do with it."""
    path = scaffold(args.what, args.id)
    print(clean(str(path)))
    return 0
