"""Logistic regression that stays near weights given beforehand: what few rows say moves them only a little."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Table = NDArray[np.float64]


class Fitted(NamedTuple):
    """A base and a weight for each column, in log-odds."""

    base: float
    weights: Table

    def chances(self, table: Table) -> Table:
        """Return the chance of each row, 0 to 1."""
        chances: Table = 1 / (1 + np.exp(-(table @ self.weights + self.base)))
        return chances


def logistic(table: Table, carries: NDArray[np.bool_], prior: Sequence[float], give: Sequence[float]) -> Fitted:
    """Return the weights of least log-loss plus half of the squared distance of each to its `prior`, over its `give`.

    The base is not held back. With a prior of zeros and one give this is ridge-penalised logistic regression.
    """
    given, first, free = (np.asarray(each, np.float64) for each in (carries, prior, give))
    at_first = table @ first

    def loss(moved: Table) -> tuple[float, Table]:
        weights, base = moved[:-1], moved[-1]
        odds = at_first + table @ weights + base
        off = 1 / (1 + np.exp(-odds)) - given
        total = np.logaddexp(0, odds).sum() - (given * odds).sum() + weights @ (weights / free) / 2
        return float(total), np.append(table.T @ off + weights / free, off.sum())

    found = minimize(loss, np.zeros(table.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 1000})
    return Fitted(float(found.x[-1]), first + found.x[:-1])
