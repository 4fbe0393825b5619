"""Brings how sure the reader says it is to how often it is right, by Platt's scaling (1999).

The weights come from networks that were shown everything twice; the one that ships, shown it seven times, is surer
of itself than it may be. Which labels are given stays as it is, for the thresholds move along; what asks for so much
confidence (a credit that a gift may answer, a time signal that is on record) asks for it as it is now.
"""

from collections.abc import Iterable, Mapping
from math import exp, log

import numpy as np

from rehearse.reading.codebook import CREDITS, DEBITS, Cue
from rehearse.reading.encoder.decide import Weighing
from training.encoder.report import Pair, said

KINDS = (frozenset(CREDITS), frozenset(DEBITS), frozenset(Cue))
"""What is scaled alike."""
SUREST = 0.999
"""Beyond this, and below its counterpart, what was said counts as this."""
_STEPS = 20
"""Steps of Newton's method: four are enough."""


def calibrated(found: Mapping[str, Weighing], read: Iterable[Pair]) -> dict[str, Weighing]:
    """Return the weighings, their log-odds scaled so that what was read with them is as sure as it is right."""
    given, scaled = list(said(read)), dict(found)
    for kind in KINDS:
        own = [(_odds(sure), right) for name, sure, right in given if name in kind]
        scaled |= {name: _moved(found[name], *_line(own)) for name in map(str, kind)}
    return scaled


def _line(own: Iterable[tuple[float, bool]]) -> tuple[float, float]:
    """Return the slope and the base of a logistic regression from log-odds to whether they were right.

    By hand, for `logistic` needs scipy, which is only there where a network is fitted; this is tested everywhere.
    """
    odds, right = (np.array(column, np.float64) for column in zip(*own, strict=True))
    table, found = np.stack([odds, np.ones_like(odds)], 1), np.array([1.0, 0.0])
    for _ in range(_STEPS):
        chances = 1 / (1 + np.exp(-table @ found))
        bent = (table * (chances * (1 - chances))[:, None]).T @ table
        found -= np.linalg.solve(bent + np.eye(2) * 1e-6, table.T @ (chances - right))
    return float(found[0]), float(found[1])


def _moved(row: Weighing, slope: float, base: float) -> Weighing:
    return Weighing(
        round(slope * row.base + base, 3),
        {name: round(slope * weight, 4) for name, weight in row.tells.items()},
        *(round(1 / (1 + exp(-slope * _odds(at) - base)), 4) for at in (row.sure, row.unsure)),
    )


def _odds(chance: float) -> float:
    within = min(SUREST, max(1 - SUREST, chance))
    return log(within / (1 - within))
