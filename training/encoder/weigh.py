"""Fits how the signs are weighed, on talks that the network which tells of them never saw."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from sklearn.model_selection import GroupKFold

from rehearse.archive.corpus import CorpusLine
from rehearse.reading.codebook import Cue, Label
from rehearse.reading.encoder.decide import Weighing
from rehearse.reading.encoder.model import Told
from rehearse.reading.encoder.reader import judge
from rehearse.reading.encoder.signs import Signs, weighed_for
from rehearse.reading.scene import Side
from training.encoder.logistic import logistic

Heard = tuple[CorpusLine, Sequence[Told]]
"""A labelled talk, and what the network tells of each of its turns."""
OWN = 25.0
"""How much more give what is told of the very label has than any other sign."""
FOLDS = 5
"""Groups of talks that are left out in turn to set a threshold."""
AT_ITS_WORD = 4.0
"""Weight of what the network tells that takes it at its word: signs hold a quarter of the log-odds."""
HELD = 0.2
"""How far the fit of a debit may leave the network's word.

Of .02, .1, .2, .5 and 3 it made little difference from .1 to .5, on the first two folds.
"""
STRENGTH = 0.05
"""How far the fit may follow the rows: the inverse of the penalty on large weights."""
SMALLEST = 0.02
"""Weights nearer to zero are left out."""
STRICT = 0.6
"""The beta of F-beta by which a debit's threshold is set: below 1, a false accusation weighs more than a miss.

Of .5, .6, .7 and .85 the largest with which at most .03 of the innocent turns are accused, on the chosen briefs.
"""
DOUBT = 0.5
"""A debit is asked about, not said, from this share of its threshold on."""
_STEPS = range(10, 92, 2)


class Row(NamedTuple):
    """One turn: its signs, what it carries, and what decides over it beside the signs."""

    signs: Signs
    carries: frozenset[str]
    barred: frozenset[Label]
    """Labels that a ruling keeps off this turn, whatever the signs."""
    talk: str
    """The talk that it stands in; turns of one talk are never on two sides."""


def fit(talks: Sequence[Heard]) -> dict[str, Weighing]:
    """Return the weighings that tell the labels and cues of the talks best."""
    found = as_told()
    for _ in range(2):
        learner, contact = rows(talks, found)
        found = {label.value: _fit_one(label, learner, STRICT if label.is_debit else 1.0) for label in Label}
        found |= {cue.value: _fit_one(cue, contact, 1.0) for cue in Cue}
    return found


def as_told() -> dict[str, Weighing]:
    """Return weighings that take the network at its word."""
    return {name.value: Weighing(0.0, {f"told:{name}": AT_ITS_WORD}, 0.5, 0.5) for name in (*Label, *Cue)}


def rows(talks: Sequence[Heard], known: Mapping[str, Weighing]) -> tuple[list[Row], list[Row]]:
    """Return the learner's and the contact's turns, in the context as it is read with the weighings `known`."""
    found: dict[Side, list[Row]] = {Side.LEARNER: [], Side.CONTACT: []}
    for line, told in talks:
        talk = [(turn.speaker, turn.text) for turn in line.turns]
        for turn, judged in zip(line.turns, judge(line.scene, talk, told, known), strict=True):
            carries = frozenset(each.value for each in (*(turn.labels or ()), *(turn.cues or ())))
            found[turn.speaker].append(Row(judged.signs, carries, judged.barred, line.id))
    return found[Side.LEARNER], found[Side.CONTACT]


def _fit_one(name: Label | Cue, all_rows: Sequence[Row], beta: float) -> Weighing:
    kept = [row for row in all_rows if name not in row.barred]
    names = sorted(each for each in kept[0].signs if isinstance(name, Cue) or weighed_for(name, each))
    if isinstance(name, Label) and name.is_debit:
        prior, give = [AT_ITS_WORD * (each == f"told:{name}") for each in names], [HELD] * len(names)
    else:
        own = (f"told:{name}", f"act:{name}", f"rules:{name}")
        prior, give = [0.0] * len(names), [STRENGTH * (OWN if each in own else 1.0) for each in names]
    table = np.array([[row.signs[each] for each in names] for row in kept])
    carries = np.array([name in row.carries for row in kept])
    chances, talks = np.zeros(len(kept)), [row.talk for row in kept]
    for fitted, left_out in GroupKFold(FOLDS).split(table, carries, talks):
        chances[left_out] = logistic(table[fitted], carries[fitted], prior, give).chances(table[left_out])
    missed = sum(name in row.carries for row in all_rows) - int(carries.sum())
    scores = {step / 100: f_beta(step / 100, chances.tolist(), carries.tolist(), missed, beta) for step in _STEPS}
    sure = max(scores, key=lambda at: sum(scores.get(round(at + shift / 100, 2), 0.0) for shift in (-4, -2, 0, 2, 4)))
    base, weights = logistic(table, carries, prior, give)
    told = {
        each: round(float(weight), 3)
        for each, weight in zip(names, weights, strict=True)
        if abs(float(weight)) >= SMALLEST
    }
    return Weighing(round(base, 3), told, sure, round(sure * DOUBT, 3))


def f_beta(at: float, chances: Sequence[float], carries: Sequence[bool], missed: int, beta: float) -> float:
    """Return the F-beta, 0 to 1, of giving the label from the chance `at` on; `missed` more carry it unseen."""
    given = [carried for chance, carried in zip(chances, carries, strict=True) if chance >= at]
    wanted = sum(carries) + missed
    return (1 + beta**2) * sum(given) / (beta**2 * wanted + len(given)) if wanted else 0.0
