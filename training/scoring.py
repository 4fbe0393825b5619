"""How well marks agree with those of labelled meetings: F1 by label, and how often an innocent turn is accused."""

from collections import Counter
from collections.abc import Iterable, Mapping
from statistics import fmean
from typing import NamedTuple

from rehearse.reading.codebook import CREDITS, DEBITS, Cue, Turn
from rehearse.reading.scene import Side
from training.corpus import marks

_DEBITS = frozenset(label.value for label in DEBITS)


class Agreement(NamedTuple):
    """How one label or cue was found."""

    support: int
    """Turns that carry it."""
    precision: float
    """Share of the turns given it that carry it, 0 to 1; 0 where none was given it."""
    recall: float
    """Share of the turns that carry it that were given it, 0 to 1; 0 where none carries it."""

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 0 to 1."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


class Figures(NamedTuple):
    """The agreement over a set of meetings; each figure 0 to 1, NaN where nothing is there to measure."""

    credits: float
    """Mean F1 over the credits that occur."""
    debits: float
    """Mean F1 over the debits that occur."""
    cues: float
    """Mean F1 over the cues that occur."""
    accused: float
    """Share of learner turns without any debit that were given one."""
    caught: float
    """Share of learner turns with a debit that were given at least one."""
    each: Mapping[str, Agreement]
    """By label or cue, in the codebook's order."""


def compare(pairs: Iterable[tuple[Turn, Turn]]) -> Figures:
    """Return how the second turn of each pair, as it was read, agrees with the first, as it is labelled."""
    right: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    given: Counter[str] = Counter()
    blamed: dict[bool, list[bool]] = {True: [], False: []}
    for gold, read in pairs:
        want, got = marks(gold), marks(read)
        right.update(want & got)
        wanted.update(want)
        given.update(got)
        if gold.speaker is Side.LEARNER:
            blamed[bool(want & _DEBITS)].append(bool(got & _DEBITS))
    names = [mark.value for mark in (*CREDITS, *DEBITS, *Cue)]
    each = {name: _agreement(right[name], wanted[name], given[name]) for name in names}
    return Figures(
        credits=_macro(each[label.value] for label in CREDITS),
        debits=_macro(each[label.value] for label in DEBITS),
        cues=_macro(each[cue.value] for cue in Cue),
        accused=_mean(blamed[False]),
        caught=_mean(blamed[True]),
        each=each,
    )


def _agreement(right: int, wanted: int, given: int) -> Agreement:
    return Agreement(wanted, right / given if given else 0.0, right / wanted if wanted else 0.0)


def _macro(rows: Iterable[Agreement]) -> float:
    return _mean([row.f1 for row in rows if row.support])


def _mean(values: list[float] | list[bool]) -> float:
    return fmean(values) if values else float("nan")
