"""Takes all figures and prints them; ends with 1 when one is beyond its bound or cannot be taken."""

import sys
from collections.abc import Callable, Iterable, Sequence

from benchmarks import echo, meeting, memory, replaying, reviewing, searching, session, startup, streaming
from benchmarks.figure import Figure, table
from benchmarks.terminal import NeverShown

Part = Callable[[], Iterable[Figure]]
PARTS: Sequence[Part] = (
    startup.figures,
    memory.figures,
    echo.figures,
    streaming.figures,
    session.figures,
    replaying.figures,
    meeting.figures,
    reviewing.figures,
    searching.figures,
)
"""What is measured, in the order of the table."""


def main(parts: Sequence[Part] = PARTS) -> int:
    """Measure and print; return 0 when all figures hold, else 1."""
    try:
        figures = [figure for part in parts for figure in part()]
    except NeverShown as problem:
        print(problem, file=sys.stderr)
        return 1
    print(table(figures))
    beyond = [figure.name for figure in figures if not figure.holds]
    if beyond:
        print(f"beyond their bounds: {'; '.join(beyond)}", file=sys.stderr)
    return 1 if beyond else 0


if __name__ == "__main__":
    sys.exit(main())
