"""`rehearse new`: begins a persona, a scenario, a rubric or an assignment of one's own, with hints in comments."""

import argparse
import sys

from rehearse.scene.scaffold import scaffold
from rehearse.text import clean

NEXT = {
    "persona": "begin with the stories; `rehearse check {id}` says what is still missing",
    "scenario": "`rehearse check {id}` says what would be better, `rehearse practice {id}` plays it",
    "rubric": "`rehearse check {id}` says what does not fit, `rehearse review FILE --rubric {id}` uses it",
    "assignment": "`rehearse check {id}` says what does not fit, `rehearse coach assign {id}` packs it",
}
"""What comes after writing, by what was begun."""


def run(args: argparse.Namespace) -> int:
    """Write the file and print where it lies; what to do with it goes to stderr."""
    path = scaffold(args.what, args.id)
    print(clean(str(path)))
    print(f"rehearse: open it in an editor; {NEXT[args.what].format(id=args.id)}.", file=sys.stderr)
    return 0
