"""The reader for the commands, with a word on stderr where it is not the trained one."""

import sys

from rehearse.engines import known_reader
from rehearse.reading.reader import Reader
from rehearse.text import one_line


def reader_at_hand() -> Reader:
    """Return the reader that reads turns; say so where the rules stand in for the trained one."""
    found = known_reader()
    if not found.whole:
        print(one_line(f"rehearse: {found.says}", 500), file=sys.stderr)
    return found.reader
