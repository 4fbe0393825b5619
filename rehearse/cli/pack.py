"""`rehearse pack`: makes a zip of personas, scenarios and rubrics to hand on."""

import argparse
import sys
from pathlib import Path

from rehearse.packs.making import make_pack
from rehearse.text import clean


def run(args: argparse.Namespace) -> int:
    """Write the zip, say what is in it, and print where it lies."""
    made = make_pack(args.things, Path(args.out))
    print(clean(args.out))
    told = ", ".join(f"{thing.kind} {thing.id}" for thing in made.things)
    print(f"rehearse: in it are {told}.", file=sys.stderr)
    if made.left_out:
        print(f"rehearse: left out, since it comes with the app: {', '.join(made.left_out)}.", file=sys.stderr)
    return 0
