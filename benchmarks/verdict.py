"""How well the ledger's verdict agrees with the ratings of labelled meetings, gold labels and the reader's own.

Fits the weights on the rated meetings of `train.jsonl` by ridge regression, beside those that ship, and
measures both on `dev.jsonl`, which took no part in the fit: `python -m benchmarks.verdict`.
"""

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from rehearse.archive.corpus import from_corpus
from rehearse.engines import make_reader
from rehearse.meeting.state import State, fold
from rehearse.reading.codebook import CREDITS, DEBITS
from rehearse.review.labelling import labelled
from rehearse.review.scoring import scored, verdict
from rehearse.scene import library
from rehearse.scene.rubric import STANDARD, Rubric

DATA = Path(__file__).resolve().parent.parent / "training" / "data"
RIDGE = 0.3
"""How strongly the weights are held near zero: the meetings to fit on are few."""


def main() -> int:
    """Print the weights, fitted and shipped, and how the shipped ones agree with the ratings left out."""
    rubric, reader = library.rubric(STANDARD), make_reader()
    by, stands = rubric.gladness, rubric.standing
    fitted = _fit([(_features(_folded(line)), line["overall"]) for line in rated("train.jsonl")])
    print("overall: fitted ", *(f"{weight:6.2f}" for weight in fitted))
    print("         shipped", *(f"{weight:6.2f}" for weight in (by.base, by.energy, by.trust, by.debits, by.kinds)))
    stood = [line for line in rated("train.jsonl") if line["referrer_standing"] is not None]
    fitted = _fit([(_standing_features(_folded(line), fitted), line["referrer_standing"]) for line in stood])
    print("standing: fitted ", *(f"{weight:6.2f}" for weight in fitted))
    print("          shipped", *(f"{weight:6.2f}" for weight in (stands.base, stands.gladness, stands.entered)))
    dev = rated("dev.jsonl")
    for labels, lines in (
        ("gold labels", dev),
        ("the reader's labels", [labelled(each, reader, rubric) for each in dev]),
    ):
        found = agreement(dev, lines, rubric)
        print(
            f"dev, {labels}: rank correlation {found.ranks:.3f}, mean error {found.error:.2f}, meet again "
            f"{found.again:.3f}, standing off by {found.standing:.2f}; the score's rank correlation {found.score:.3f}"
        )
    return 0


class Agreement(NamedTuple):
    """How ratings found agree with those that people gave."""

    ranks: float
    """Spearman's correlation of `overall`."""
    error: float
    """Mean distance of `overall`."""
    again: float
    """Share of the meetings where both would meet again, or neither would."""
    standing: float
    """Mean distance of the referrer's standing."""
    score: float
    """Spearman's correlation of the score, 0 to 100, with `overall`."""


def rated(name: str) -> list[dict[str, Any]]:
    """Return the meetings of a file of labelled data that somebody rated."""
    lines = map(json.loads, (DATA / name).read_text("utf-8").splitlines())
    return [line for line in lines if line.get("overall") is not None]


def _folded(line: dict[str, Any]) -> State:
    header, events, _ = from_corpus(line)
    return fold(header, events)


def _features(state: State) -> list[float]:
    debits = sum(state.counts.get(label, 0) for label in DEBITS) / max(state.learner_turns, 1)
    return [1.0, state.energy, state.trust, debits, sum(label in state.counts for label in CREDITS)]


def _standing_features(state: State, weights: Sequence[float]) -> list[float]:
    gladness = sum(weight * value for weight, value in zip(weights, _features(state), strict=True))
    return [1.0, gladness, state.standing]


def _fit(rows: Sequence[tuple[Sequence[float], float]]) -> list[float]:
    """Return ridge weights, the first (the base) held by nothing: the normal equations, solved by elimination."""
    size = len(rows[0][0])
    matrix = [[sum(x[i] * x[j] for x, _ in rows) + RIDGE * (i == j > 0) for j in range(size)] for i in range(size)]
    right = [sum(x[i] * y for x, y in rows) for i in range(size)]
    for i in range(size):
        for j in range(i + 1, size):
            factor = matrix[j][i] / matrix[i][i]
            matrix[j] = [a - factor * b for a, b in zip(matrix[j], matrix[i], strict=True)]
            right[j] -= factor * right[i]
    weights = [0.0] * size
    for i in reversed(range(size)):
        weights[i] = (right[i] - sum(matrix[i][j] * weights[j] for j in range(i + 1, size))) / matrix[i][i]
    return weights


def agreement(gold: Sequence[dict[str, Any]], lines: Sequence[dict[str, Any]], rubric: Rubric) -> Agreement:
    """Return how the ratings of labelled lines, made anew from their labels, agree with the gold ones."""
    states = [_folded(line) for line in lines]
    found = [verdict(state, rubric) for state in states]
    said = [line["overall"] for line in gold]
    stood = [(g["referrer_standing"], f.referrer_standing) for g, f in zip(gold, found, strict=True)]
    return Agreement(
        ranks=_spearman(said, [each.overall or 0 for each in found]),
        error=_mean(abs(a - each.overall) for a, each in zip(said, found, strict=True)),
        again=_mean(g["would_meet_again"] == f.would_meet_again for g, f in zip(gold, found, strict=True)),
        standing=_mean(abs(a - b) for a, b in stood if a is not None and b is not None),
        score=_spearman(said, [scored(state, rubric) or 0 for state in states]),
    )


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found)


def _spearman(one: Sequence[float], other: Sequence[float]) -> float:
    a, b = _ranks(one), _ranks(other)
    mean = (len(a) - 1) / 2
    shared = sum((x - mean) * (y - mean) for x, y in zip(a, b, strict=True))
    return float(shared / (sum((x - mean) ** 2 for x in a) * sum((y - mean) ** 2 for y in b)) ** 0.5)


def _ranks(values: Sequence[float]) -> list[float]:
    ordered = sorted(values)
    return [ordered.index(value) + (ordered.count(value) - 1) / 2 for value in values]


if __name__ == "__main__":
    sys.exit(main())
