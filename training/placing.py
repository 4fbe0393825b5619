"""Fits how the signs of `rehearse/contact/placing.py` are weighed, and says what that is worth.

`python -m training.placing`, in the venv of `make reader`. A conditional logit (McFadden 1974) with a ridge: of all
that could be told, what somebody marked as an answer is to have the largest weight. `--round 3` fits to the meetings
of the other rounds and measures on those of the third.
"""

import argparse
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from rehearse.contact.fitting import asked, asked_after
from rehearse.contact.placing import ENOUGH, WEIGHTS, Place, signs
from rehearse.contact.telling import finder, open_items, persona_of
from rehearse.contact.vocabulary import is_open
from rehearse.reading.scene import Side
from training.meetings import marked

RIDGE = 0.5
Numbers = NDArray[np.float64]


class Row(NamedTuple):
    """One learner turn."""

    persona: str
    round: int
    table: Numbers
    """Likeness and signs of each item that could be told, (items, 1 + signs)."""
    answers: NDArray[np.bool_]
    """Which of them answer, (items,)."""


def main() -> None:
    """Fit, and print the weights and the figures."""
    parser = argparse.ArgumentParser(prog="python -m training.placing", description=__doc__)
    parser.add_argument("--round", type=int, choices=(1, 2, 3), help="fit to the other rounds, measure on this")
    wanted = parser.parse_args().round
    rows = list(_rows())
    if wanted:
        weights = fit([row for row in rows if row.round != wanted])
        found = [_weight(row, weights) for row in rows if row.round == wanted]
    else:
        weights, found = fit(rows), []
        for left_out in sorted({row.persona for row in rows}):
            known = fit([row for row in rows if row.persona != left_out])
            found += [_weight(row, known) for row in rows if row.persona == left_out]
    print({name: round(float(value), 2) for name, value in zip(WEIGHTS, weights[1:], strict=True)})
    there = sum(any_ for _, _, any_ in found)
    print(f"of {len(found)} turns that could not be seen, {there} have an answer; it is the first of", end=" ")
    print(sum(right for _, right, _ in found))
    for enough in sorted({0.7, 0.8, 0.9, 1.0, 1.1, 1.2, ENOUGH}):
        told = [right for weight, right, _ in found if weight >= enough]
        aside = sum(not any_ for weight, _, any_ in found if weight < enough)
        print(f"from {enough}: answered {sum(told)}, beside {len(told) - sum(told)}, rightly aside {aside}")


def fit(rows: Sequence[Row]) -> Numbers:
    """Return what likeness and each sign count, likeness counting 1."""
    kept = [(row.table, row.answers) for row in rows if row.answers.any()]

    def loss(weights: Numbers) -> tuple[float, Numbers]:
        total, slope = RIDGE * float(weights @ weights), 2 * RIDGE * weights
        for table, answers in kept:
            odds = table @ weights
            chances = np.exp(odds - odds.max())
            right = chances * answers
            total -= float(np.log(right.sum() / chances.sum()))
            slope = slope - table.T @ (right / right.sum() - chances / chances.sum())
        return total, slope

    found: Numbers = minimize(loss, np.zeros(1 + len(WEIGHTS)), jac=True, method="L-BFGS-B").x
    scaled: Numbers = found / found[0]
    return scaled


def _weight(row: Row, weights: Numbers) -> tuple[float, bool, bool]:
    """Return the largest weight, whether that item answers, and whether any does."""
    weight = row.table @ weights
    first = int(weight.argmax())
    return float(weight[first]), bool(row.answers[first]), bool(row.answers.any())


def _rows() -> Iterator[Row]:
    """Yield the turns in the flow of talk."""
    for state, answers, _, number in marked():
        turn = state.last(Side.LEARNER)
        if turn is None or state.current is None:
            continue
        question = asked(state, turn)
        if is_open(question):
            continue
        found = finder(persona_of(state)).find(question, open_items(state, turn), asked_after(state))
        place = Place.of(state, turn, question)
        table = [[one.likeness, *signs(state, place, one).values()] for one in found]
        right = [(one.item.ref, one.item.layer) in answers for one in found]
        yield Row(persona_of(state).id, number, np.array(table, float), np.array(right))


if __name__ == "__main__":
    main()
