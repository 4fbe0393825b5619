"""Fuzzes the parsers and prints what came of it; ends with 1 where something was found, which is kept in a folder."""

import argparse
import os
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from fuzz.crew import dealt, shares
from fuzz.found import keep
from fuzz.place import prepared
from fuzz.table import HEAD, Row, line, total
from fuzz.target import Target
from fuzz.targets import TARGETS

INPUTS = 1_000_000
FOUND = Path("build/fuzz")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run; return 0 where every input was taken or refused in words, else 1. Ctrl+C stops it: what was done counts."""
    asked = _asked(arguments)
    targets = [TARGETS[name] for name in asked.parsers or TARGETS]
    rows: defaultdict[str, Row] = defaultdict(Row)
    begun = time.monotonic()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    with prepared():
        for target in targets:
            target.seeds()
        with suppress(KeyboardInterrupt):
            for done in dealt(shares(targets, asked.inputs, asked.seed), asked.workers):
                rows[done.share.target.name].add(done)
                _tell(rows, asked.inputs)
    _print(rows, targets, time.monotonic() - begun)
    finds = [find for row in rows.values() for find in row.finds.values()]
    for find in finds:
        print(f"\n{find.target}: {keep(find, asked.out)}\n{find.trace.rstrip()}", file=sys.stderr)
    return 1 if finds else 0


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    about = "\n".join(f"  {target.name:14}{target.about}" for target in TARGETS.values())
    parser = argparse.ArgumentParser(
        prog="python -m fuzz",
        description=__doc__,
        epilog=f"parsers:\n{about}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("parsers", nargs="*", metavar="PARSER", help="all where none is named")
    parser.add_argument("--inputs", type=int, default=INPUTS, help="inputs in all (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other inputs (default: %(default)s)")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes (default: one a core)")
    parser.add_argument("--out", type=Path, default=FOUND, help="folder for what is found (default: %(default)s)")
    asked = parser.parse_args(arguments)
    for name in asked.parsers:
        if name not in TARGETS:
            parser.error(f"there is no parser {name}")
    return asked


def _tell(rows: defaultdict[str, Row], of: int) -> None:
    """Say how far it is, where somebody looks on."""
    if sys.stderr.isatty():
        inputs = sum(row.fates.total() for row in rows.values())
        finds = sum(len(row.finds) for row in rows.values())
        print(f"\r{inputs:,} of {of:,}, {finds} found ", end="", file=sys.stderr, flush=True)


def _print(rows: defaultdict[str, Row], targets: Sequence[Target], seconds: float) -> None:
    print(HEAD)
    for target in targets:
        print(line(target.name, rows[target.name]))
    print(total(rows.values(), seconds))
    print(f"in {seconds:.0f} seconds")


if __name__ == "__main__":
    sys.exit(main())
