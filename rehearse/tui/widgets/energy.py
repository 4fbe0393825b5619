"""The energy of a meeting as a line of little bars, always on the scale from 0 to 1."""

import itertools
from collections.abc import Collection, Sequence

from textual.content import Content
from textual.events import Resize

from rehearse.tui.widgets.plain import Plain

MARK = "▴"
WIDEST = 4
"""Cells of one turn at most."""
CAPTION = "their energy"
"""What the bars are, where no heading says it."""
BARS = "▁▂▃▄▅▆▇█"


def bars(values: Sequence[float], width: int) -> str:
    """Return at most `width` bars, each the mean of the turns that it stands for, or wider ones for few turns.

    >>> bars([0.0, 1.0], 2)
    '▁█'
    """
    return "".join(BARS[min(int(value * len(BARS)), len(BARS) - 1)] for value in resampled(values, width))


def resampled(values: Sequence[float], width: int) -> list[float]:
    """Return `width` values for these, or fewer where there are fewer."""
    count = min(len(values), max(width, 0))
    edges = [round(n * len(values) / count) for n in range(count + 1)] if count else []
    return [sum(values[a:b]) / (b - a) for a, b in itertools.pairwise(edges)]


def column(turn: int, turns: int, width: int) -> int:
    """Return the cell, from 0, in which a turn (from 1) stands."""
    count = min(turns, width)
    return min((turn - 1) * count // max(turns, 1), max(count - 1, 0))


def marks(points: Collection[int], turns: int, cells: int, stretch: int) -> str:
    """Return the line below the bars, with as many of these turns as have room; a turn takes `stretch` cells.

    >>> marks([3, 4], 4, 4, 4)
    '        ▴3  ▴4 '
    """
    found = ""
    for turn in sorted(points):
        place = column(turn, turns, cells) * stretch
        if place >= len(found):
            found = f"{found:<{place}}{MARK}{turn} "
    return found


class EnergyLine(Plain):
    """The energy after each turn; below it, what stands out."""

    def __init__(self, caption: str = "", *, id: str | None = None) -> None:
        """`caption` stands at the right of the line below, where there is room."""
        super().__init__(id=id)
        self._caption = caption
        self._values: Sequence[float] = ()
        self._points: Collection[int] = ()
        self._at: int | None = None
        self._span = 0
        self._drawn: tuple[int, str, str] | None = None
        """Cells of a turn, the bars and the marks, until the values or the width change."""

    def show(self, values: Sequence[float], points: Collection[int], at: int | None = None, *, span: int = 0) -> None:
        """Show these energies; `points` are the turning points, `at` the turn where one stands.

        `span` is how many turns the whole width stands for, where another line is to have the same scale.
        """
        self._span = span
        if values is not self._values or points is not self._points:
            self._drawn = None
        self._values, self._points, self._at = values, points, at
        self._draw()

    def on_resize(self, _event: Resize) -> None:
        """Use the room there is."""
        self._drawn = None
        self._draw()

    def _draw(self) -> None:
        count = len(self._values)
        span = max(self._span, count)
        if not count or not self.size.width:
            return
        cells = max(round(count * min(span, self.size.width) / span), 1)
        if self._drawn is None:
            stretch = max(min(self.size.width // span, WIDEST), 1)
            all_bars = "".join(bar * stretch for bar in bars(self._values, cells))
            below, room = marks(self._points, count, cells, stretch), self.size.width - len(self._caption)
            below = below[: self.size.width] if len(below) > room else f"{below:<{room}}{self._caption}"
            self._drawn = stretch, all_bars, below
        stretch, all_bars, below = self._drawn
        bar_line = Content(all_bars).stylize("$primary")
        if self._at is not None:
            place = column(self._at, count, cells) * stretch
            bar_line = bar_line.stylize("$foreground", place, place + stretch)
        self.update(Content.assemble(bar_line, "\n", (below, "$text-muted")))
