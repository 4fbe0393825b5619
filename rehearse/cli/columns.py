"""Listings in columns, as people read them."""

from collections.abc import Sequence

from rehearse.text import cells, one_line


def columns(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Return rows of cells as lines, with all but the last cell padded to one width."""
    cleaned = [tuple(one_line(str(cell)) for cell in row) for row in rows]
    widths = [max((cells(row[column]) for row in cleaned), default=0) for column in range(2)]
    return ["  ".join((_filled(row[0], widths[0]), _filled(row[1], widths[1]), *row[2:])).rstrip() for row in cleaned]


def table(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Return rows of cells, the first of them the heads, as lines with every column padded to its widest cell."""
    cleaned = [tuple(one_line(str(cell), 60) for cell in row) for row in rows]
    widths = [max(cells(row[column]) for row in cleaned) for column in range(len(cleaned[0]))]
    return [
        "  ".join(_filled(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cleaned
    ]


def _filled(text: str, width: int) -> str:
    return text + " " * (width - cells(text))
