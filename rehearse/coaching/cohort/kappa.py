"""Cohen's kappa of two raters on one label, with its interval: pure arithmetic on counts."""

from math import sqrt
from typing import NamedTuple

Z = 1.959963984540054
"""The normal quantile of 0.975."""
FEWEST_TURNS = 20
"""Turns that both rated, below which nothing is said."""
FEWEST_FOUND = 5
"""Turns on which either found the label, below which nothing is said."""
FEWEST_MEETINGS = 10
"""Meetings that these turns come from, below which nothing is said."""

NONE_OF_N = 3.0
"""Turns of which none was seen, and which yet may be, at 95 %."""

Cells = tuple[int, int, int, int]
"""Turns on which both found the label, the first alone, the second alone, neither."""


class Kappa(NamedTuple):
    """Agreement beyond chance, with a 95 % interval."""

    value: float
    """-1 to 1: 1 is agreement on each turn, 0 is what chance alone would give."""
    low: float
    high: float


class Table:
    """The turns of many meetings that two raters rated: sums of the cells, and of their products within meetings.

    All are whole numbers, so that the order of the meetings changes nothing.
    """

    def __init__(self) -> None:
        self.meetings = 0
        self.cells: Cells = (0, 0, 0, 0)
        self._products = [[0] * 4 for _ in range(4)]

    def add(self, cells: Cells) -> None:
        """Add the turns of one meeting."""
        self.meetings += 1
        both, first, second, neither = self.cells
        self.cells = (both + cells[0], first + cells[1], second + cells[2], neither + cells[3])
        for row, one in enumerate(cells):
            for column, other in enumerate(cells):
                self._products[row][column] += one * other

    @property
    def too_few(self) -> bool:
        """Whether there is too little to say anything."""
        both, first, second, _ = self.cells
        few = sum(self.cells) < FEWEST_TURNS or both + first + second < FEWEST_FOUND or self.meetings < FEWEST_MEETINGS
        return few or not both + first or not both + second

    def kappa(self) -> Kappa | None:
        """Return kappa and its interval; None where it has no value, since chance alone would agree on each turn.

        Kappa is Cohen's (1960, "A coefficient of agreement for nominal scales"), (po - pe) / (1 - pe). Its variance is
        the large-sample one of Fleiss, Cohen and Everitt (1969, "Large sample standard errors of kappa and weighted
        kappa"): the mean square of what each turn contributes, by the delta method. Turns of one meeting are alike, so
        contributions are summed by meeting before they are squared (Liang and Zeger, 1986; G / (G - 1) for G
        meetings): with one turn a meeting and without that factor it is theirs. The interval takes Student's
        quantile for G - 1 degrees of freedom, and ends at -1 and 1. Where no turn differs there is no spread to see:
        the lower end is then the kappa of a table in which three more turns differ, for none in n tells that the share
        is below 3 / n (Hanley and Lippman-Hand, 1983, "If nothing goes wrong, is everything all right?").
        """
        value, weights = _kappa(self.cells)
        if value is None:
            return None
        both, first, second, neither = self.cells
        if not first + second:
            return Kappa(value, _kappa((both, NONE_OF_N / 2, NONE_OF_N / 2, neither))[0] or 0.0, value)
        turns = sum(self.cells)
        within = sum(
            weights[row] * weights[column] * self._products[row][column] for row in range(4) for column in range(4)
        )
        if self.meetings < 2:  # noqa: PLR2004 - one meeting has no spread
            return Kappa(value, -1.0, 1.0)
        spread = sqrt(max(within, 0.0) / turns**2 * self.meetings / (self.meetings - 1))
        reach = student(self.meetings - 1) * spread
        return Kappa(value, max(value - reach, -1.0), min(value + reach, 1.0))


def _kappa(cells: tuple[float, float, float, float]) -> tuple[float | None, tuple[float, ...]]:
    """Kappa, and what a turn in each cell contributes to it beyond the mean."""
    turns = sum(cells)
    if not turns:
        return None, ()
    both, first, second, neither = (count / turns for count in cells)
    by_first, by_second = both + first, both + second
    chance = by_first * by_second + (1 - by_first) * (1 - by_second)
    agreed = both + neither
    if chance == 1:
        return None, ()
    value = (agreed - chance) / (1 - chance)
    # How the agreement by chance grows with each cell: the other rater's share, for either rater.
    grows = (by_second + by_first, by_second + 1 - by_first, 1 - by_second + by_first, 2 - by_second - by_first)
    same = (1, 0, 0, 1)
    slopes = [((1 - chance) * a - (1 - agreed) * g) / (1 - chance) ** 2 for a, g in zip(same, grows, strict=True)]
    mean = sum(slope * share for slope, share in zip(slopes, (both, first, second, neither), strict=True))
    return value, tuple(slope - mean for slope in slopes)


def student(degrees: int) -> float:
    """Return Student's quantile of 0.975 for so many degrees of freedom.

    By the expansion in 1 / degrees (Abramowitz and Stegun 26.7.5, its first two terms): within 0.004 from 9 on.
    """
    return Z + (Z**3 + Z) / (4 * degrees) + (5 * Z**5 + 16 * Z**3 + 3 * Z) / (96 * degrees**2)
