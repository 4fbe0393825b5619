"""Decides what stands: a weighed sum of signs for each label, and how sure one must be for it to be said."""

from collections.abc import Mapping
from math import exp
from typing import Any, NamedTuple

from rehearse.reading.codebook import Cue, Label


class Weighing(NamedTuple):
    """How the signs of one label or cue are weighed."""

    base: float
    """Log-odds where no sign speaks."""
    tells: Mapping[str, float]
    """Log-odds that each sign adds, times its value."""
    sure: float
    """From which probability on the label is given."""
    unsure: float
    """From which on, below that, a debit is a question and no more."""

    def chance(self, signs: Mapping[str, float]) -> float:
        """Return how likely the label is, 0 to 1."""
        odds = self.base + sum(weight * signs.get(name, 0.0) for name, weight in self.tells.items())
        return 1 / (1 + exp(-max(-30.0, min(30.0, odds))))


def weighings(rows: Mapping[str, Mapping[str, Any]]) -> dict[str, Weighing]:
    """Return the weighings of a card, by label or cue. Raises KeyError or TypeError where one is missing or odd."""
    return {name.value: Weighing(**rows[name.value]) for name in (*Label, *Cue)}
