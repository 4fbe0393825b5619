"""Takes all figures and prints them; ends with 1 when one is beyond its bound or cannot be taken."""

import sys

from benchmarks import meeting, replaying, reviewing, searching, startup
from benchmarks.figure import table
from benchmarks.terminal import NeverShown


def main() -> int:
    """Measure and print; return 0 when all figures hold, else 1."""
    try:
        figures = [
            *startup.figures(),
            *replaying.figures(),
            *meeting.figures(),
            *reviewing.figures(),
            *searching.figures(),
        ]
    except NeverShown as problem:
        print(problem, file=sys.stderr)
        return 1
    print(table(figures))
    return 0 if all(figure.holds for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
