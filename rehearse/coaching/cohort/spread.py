"""How numbers are spread over meetings: exact counts of whole numbers, and a few meetings behind each."""

from collections import Counter
from math import ceil, floor

from pydantic import Field

from rehearse.coaching.cohort.held import Words
from rehearse.coaching.cohort.sample import Sample
from rehearse.model import Model

LOWEST, HIGHEST = -300, 300
"""Between which numbers are counted; what lies beyond counts as the bound."""
BEHIND = 3
"""Meetings that are kept behind each bar."""
BARS = 12
"""Of a histogram at most."""
STEPS = (1, 2, 5, 10, 20, 50, 100)


class Bar(Model):
    """The meetings of one range of numbers."""

    low: int
    high: int = Field(description="the last number that it holds")
    meetings: int
    words: tuple[Words, ...] = Field(description="a few of them")


class Spread(Model):
    """How a number is spread."""

    name: str
    meetings: int
    mean: float
    low_quarter: float = Field(description="a quarter of the meetings have this or less")
    median: float
    high_quarter: float = Field(description="a quarter of the meetings have this or more")
    bars: tuple[Bar, ...]


class Spreading:
    """A spread under way."""

    def __init__(self) -> None:
        self._counts: Counter[int] = Counter()
        self._behind: dict[int, Sample[Words]] = {}

    def add(self, value: float, key: object, words: Words) -> None:
        """Count a meeting; `key` decides which ones are kept behind the bars."""
        number = round(min(max(value, LOWEST), HIGHEST))
        self._counts[number] += 1
        self._behind.setdefault(number, Sample(BEHIND)).add(key, words)

    def spread(self, name: str, step: int | None = None, within: tuple[int, int] | None = None) -> Spread:
        """Return what was counted, in bars of `step` numbers each; without a step, of so many that they are few.

        With `within`, bars begin and end there, however empty. Raises ValueError where nothing was counted.
        """
        low, high = within or (min(self._counts), max(self._counts))
        step = step or next((step for step in STEPS if (high // step - low // step) < BARS), STEPS[-1])
        edges = [*range(floor(low / step) * step, high + 1, step)]
        if within and len(edges) > 1 and edges[-1] == high:
            # The highest of all scores belongs to the last ten, and is no bar of its own.
            edges.pop()
        ends = [*(edge - 1 for edge in edges[1:]), max(high, edges[-1] + step - 1 if not within else high)]
        total = self._counts.total()
        return Spread(
            name=name,
            meetings=total,
            mean=round(sum(number * count for number, count in self._counts.items()) / total, 1),
            low_quarter=quantile(self._counts, 0.25),
            median=quantile(self._counts, 0.5),
            high_quarter=quantile(self._counts, 0.75),
            bars=tuple(self._bar(*ends_of_bar) for ends_of_bar in zip(edges, ends, strict=True)),
        )

    def _bar(self, low: int, high: int) -> Bar:
        numbers = [number for number in sorted(self._counts) if low <= number <= high]
        words = [words for number in numbers for words in self._behind[number]]
        return Bar(
            low=low,
            high=high,
            meetings=sum(self._counts[number] for number in numbers),
            words=tuple(words[:: max(ceil(len(words) / BEHIND), 1)]),
        )


def quantile(counts: Counter[int], share: float) -> float:
    """Return the number below which this share of the counted lies, in a straight line between two of them.

    >>> quantile(Counter([40, 60]), 0.5)
    50.0
    """
    place = share * (counts.total() - 1)
    numbers = sorted(counts)
    low, high = _at(counts, numbers, floor(place)), _at(counts, numbers, ceil(place))
    return round(low + (high - low) * (place - floor(place)), 2)


def _at(counts: Counter[int], numbers: list[int], place: int) -> int:
    for number in numbers:
        place -= counts[number]
        if place < 0:
            return number
    return numbers[-1]
