"""Does the faults that are named, or all, and prints what became of them; ends with 1 where a promise does not hold."""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence

from torture import (
    clock_back,
    disk_full,
    folder_gone,
    killing,
    rights_taken,
    talk,
    terminal_closed,
    told_to_end,
    two_apps,
    widget_broken,
)
from torture.forked import warm
from torture.result import Result, table

_KILLS = 1_000
_FAULTS: dict[str, Callable[[int, int], Iterator[Result]]] = {
    "killed": killing.results,
    "disk-full": disk_full.results,
    "folder-gone": folder_gone.results,
    "rights-taken": rights_taken.results,
    "clock-back": clock_back.results,
    "two-apps": two_apps.results,
    "told-to-end": told_to_end.results,
    "terminal-closed": terminal_closed.results,
    "widget-broken": widget_broken.results,
}


def main(given: Sequence[str] | None = None) -> int:
    """Do the faults and print the table; return 0 where all that was promised holds, else 1."""
    parser = argparse.ArgumentParser(prog="python -m torture", description="Do to the app what should never happen.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of: {', '.join(_FAULTS)}; else all")
    parser.add_argument("--count", type=int, default=_KILLS, metavar="N", help="times that the app is killed in all")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="of the moments and of what is said")
    args = parser.parse_args(given)
    if unknown := set(args.names) - _FAULTS.keys():
        parser.error(f"no such fault: {', '.join(sorted(unknown))}")
    warm(talk.SCENARIO)
    found: list[Result] = []
    for name in args.names or _FAULTS:
        for result in _FAULTS[name](args.count, args.seed):
            print(f"{result.fault}: {'; '.join(result.broken[:1]) or 'held'}", file=sys.stderr)
            found.append(result)
    print(table(found))
    return 1 if any(result.broken for result in found) else 0


if __name__ == "__main__":
    sys.exit(main())
