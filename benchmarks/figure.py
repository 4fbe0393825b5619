"""A figure beside its baseline, and the table that shows them."""

import statistics
from collections.abc import Callable
from dataclasses import dataclass

_RUNS = 7


@dataclass(frozen=True)
class Figure:
    """What something of ours costs, as a multiple of what it is measured against."""

    name: str
    ours: float
    """Seconds, the median of several runs."""
    baseline_name: str
    baseline: float
    """Seconds, the median of as many runs, taken in turn with ours."""
    bound: float
    """How many times the baseline ours may cost."""

    @property
    def ratio(self) -> float:
        """How many times the baseline ours costs."""
        return self.ours / self.baseline

    @property
    def holds(self) -> bool:
        """Whether the ratio is within its bound."""
        return self.ratio <= self.bound


def medians(ours: Callable[[], float], baseline: Callable[[], float], runs: int = _RUNS) -> tuple[float, float]:
    """Return the medians of `runs` measurements each, in seconds.

    Both are measured in turn, so that a machine that slows down slows both; a first round warms the caches.
    """
    pairs = [(ours(), baseline()) for _ in range(runs + 1)][1:]
    return statistics.median(mine for mine, _ in pairs), statistics.median(other for _, other in pairs)


def table(figures: list[Figure]) -> str:
    """Return the figures as lines of text, one a figure, under a heading."""
    lines = [f"{'':34}{'ours':>9}{'baseline':>10}{'ratio':>8}{'bound':>8}"]
    for each in figures:
        verdict = "" if each.holds else "  too slow"
        lines.append(
            f"{each.name:34}{each.ours:8.3f}s{each.baseline:9.3f}s{each.ratio:7.2f}x{each.bound:7.2f}x"
            f"{verdict}  (baseline: {each.baseline_name})"
        )
    return "\n".join(lines)
