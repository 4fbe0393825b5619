"""Listings in columns, as people read them."""

from collections.abc import Sequence

from rehearse.text import one_line


def columns(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Return rows of cells as lines, with all but the last cell padded to one width."""
    cleaned = [tuple(one_line(str(cell)) for cell in row) for row in rows]
    widths = [max((len(row[column]) for row in cleaned), default=0) for column in range(2)]
    return ["  ".join((row[0].ljust(widths[0]), row[1].ljust(widths[1]), *row[2:])).rstrip() for row in cleaned]
