"""`rehearse import`: begins a persona of one's own from a character card."""

import argparse
import sys
from pathlib import Path

from rehearse.scene.importing import import_card
from rehearse.text import clean, one_line


def run(args: argparse.Namespace) -> int:
    """Write the file and print where it lies; what may be amiss and what is still missing goes to stderr."""
    path, warning = import_card(Path(args.card), args.id)
    where = clean(str(path))
    print(where)
    if warning:
        print(f"rehearse: {one_line(args.card)}: {warning}.", file=sys.stderr)
    print(f"rehearse: much is still to be written; `rehearse check {one_line(where)}` names it.", file=sys.stderr)
    return 0
