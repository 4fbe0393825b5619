"""How sure one must be to give a label: the threshold with the best F-beta on rows held out."""

from collections.abc import Sequence

_STEPS = range(20, 80, 2)
"""Thresholds that are tried, in per cent."""


def best_threshold(likely: Sequence[float], carries: Sequence[bool], beta: float) -> float:
    """Return the threshold, 0.2 to 0.78, with the best F-beta, and of equals the lowest."""
    return max((step / 100 for step in _STEPS), key=lambda at: _f_beta(at, likely, carries, beta))


def _f_beta(at: float, likely: Sequence[float], carries: Sequence[bool], beta: float) -> float:
    given = [carried for chance, carried in zip(likely, carries, strict=True) if chance >= at]
    return (1 + beta**2) * sum(given) / (beta**2 * sum(carries) + len(given)) if any(carries) else 0.0
