"""A figure beside its baseline, and the table that shows them."""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_RUNS = 7
DIGITS = {"s": 3, "ms": 2}
"""Of a figure in this unit, behind the point."""


@dataclass(frozen=True)
class Figure:
    """What something of ours costs, as a multiple of what it is measured against."""

    name: str
    ours: float
    """In its unit; of what is timed, mostly the median of several runs."""
    baseline_name: str
    baseline: float
    """The same of what it is measured against, taken in turn with ours."""
    bound: float
    """How many times the baseline ours may cost."""
    unit: str = "s"

    @property
    def ratio(self) -> float:
        """How many times the baseline ours costs."""
        return self.ours / self.baseline

    @property
    def holds(self) -> bool:
        """Whether the ratio is within its bound."""
        return self.ratio <= self.bound

    @property
    def compared(self) -> tuple[str, str]:
        """How ours stands to the baseline, and how it may stand."""
        return f"{self.ratio:.2f}x", f"{self.bound:.2f}x"


@dataclass(frozen=True)
class Excess(Figure):
    """What something of ours costs more than its baseline; `bound` is how much more it may be."""

    @property
    def holds(self) -> bool:
        """Whether it is no more than allowed."""
        return self.ours - self.baseline <= self.bound

    @property
    def compared(self) -> tuple[str, str]:
        """How much more it is, and how much more it may be."""
        return f"{self.ours - self.baseline:+.3f}", f"{self.bound:+.3f}"


@dataclass(frozen=True)
class Limit(Figure):
    """What something of ours costs; `bound` is how much it may be, whatever the baseline costs."""

    @property
    def holds(self) -> bool:
        """Whether it is no more than allowed."""
        return self.ours <= self.bound

    @property
    def compared(self) -> tuple[str, str]:
        """How ours stands to the baseline, and how much it may be."""
        return f"{self.ratio:.2f}x", f"{self.bound:.3f}{self.unit}"


@dataclass(frozen=True)
class Promptness(Limit):
    """How late something of ours is at most, `bound`; a baseline that is later says that the machine cannot tell.

    Ours may then be later than the baseline by half.
    """

    @property
    def holds(self) -> bool:
        """Whether it is no later than allowed."""
        return super().holds or (self.baseline > self.bound and self.ours <= 1.5 * self.baseline)


def medians(ours: Callable[[], float], baseline: Callable[[], float], runs: int = _RUNS) -> tuple[float, float]:
    """Return the medians of `runs` measurements each, in seconds.

    Both are measured in turn, so that a machine that slows down slows both; a first round warms the caches.
    """
    pairs = [(ours(), baseline()) for _ in range(runs + 1)][1:]
    return statistics.median(mine for mine, _ in pairs), statistics.median(other for _, other in pairs)


def table(figures: Sequence[Figure]) -> str:
    """Return the figures as lines of text, one a figure, under a heading."""
    lines = [f"{'':44}{'ours':>9}{'baseline':>10}{'':>9}{'bound':>9}"]
    for each in figures:
        digits = DIGITS.get(each.unit, 0)
        ours, baseline = (f"{value:,.{digits}f}{each.unit}" for value in (each.ours, each.baseline))
        stands, bound = each.compared
        verdict = "" if each.holds else "  beyond its bound"
        lines.append(
            f"{each.name:44}{ours:>9}{baseline:>10}{stands:>9}{bound:>9}{verdict}  (baseline: {each.baseline_name})"
        )
    return "\n".join(lines)
