"""Coaches beside the reader, and beside each other, on the turns that they corrected."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from typing import NamedTuple

from pydantic import Field

from rehearse.coaching.cohort.held import NAME, QUOTE, Held, Words
from rehearse.coaching.cohort.kappa import FEWEST_FOUND, FEWEST_MEETINGS, FEWEST_TURNS, Table
from rehearse.coaching.cohort.sample import Sample
from rehearse.coaching.facts import Judged, MeetingFacts
from rehearse.model import Model
from rehearse.reading.codebook import Cue, Label
from rehearse.reading.scene import Side
from rehearse.text import one_line

READER = "the reader"
BEHIND = 3
"""Turns that are kept behind each way of differing."""
BIAS = (
    "Coaches correct what they find wrong. A turn that a coach looked at and left alone is not counted as agreement, "
    "unless it was corrected as the same as the reader. So these turns are harder than turns are, and the agreement "
    "over all turns is likely higher than what stands here."
)
TOO_FEW = (
    f"Kappa is agreement beyond chance: 1 is the same on each turn, 0 is what chance alone gives; in brackets its 95 % "
    f"interval. Too few to say: fewer than {FEWEST_TURNS} turns, fewer than {FEWEST_FOUND} on which either found it, "
    f"fewer than {FEWEST_MEETINGS} meetings, or one of the two never found it."
)

Name = Label | Cue
Pair = tuple[str, str]


class Agreement(Model):
    """Two raters on one label or cue."""

    label: Name
    turns: int = Field(description="that both rated")
    both: int = Field(description="turns on which both found it")
    first_only: int
    second_only: int
    kappa: float | None = Field(description="Cohen's, -1 to 1; none where too few turns hold it")
    low: float | None = Field(description="the 95 % interval's lower end")
    high: float | None
    differing: tuple[Words, ...] = Field(description="a few turns on which only one of them found it, and who did")

    @property
    def found(self) -> int:
        """Turns on which either found it."""
        return self.both + self.first_only + self.second_only


class Beside(Model):
    """Two raters beside each other."""

    first: str = Field(description="the reader, or a coach")
    second: str = Field(description="a coach")
    turns: int
    meetings: int
    same: int = Field(description="turns on which both found exactly the same")
    agreements: tuple[Agreement, ...] = Field(description="by label and cue that either found, in the codebook's order")


class _Turn(NamedTuple):
    """A turn that was rated by several."""

    side: Side
    raters: dict[str, frozenset[Name]]
    words: Words
    key: tuple[str, str, int]


class _Raters:
    """Two raters, under way."""

    def __init__(self, pair: Pair) -> None:
        self._pair = pair
        self._tables: defaultdict[Name, Table] = defaultdict(Table)
        self._differing: defaultdict[Name, tuple[Sample[Words], Sample[Words]]] = defaultdict(
            lambda: (Sample(BEHIND), Sample(BEHIND))
        )
        self._meetings = self._same = 0
        self.turns = 0

    def add(self, turns: Sequence[_Turn]) -> None:
        """Count the turns of one meeting that both rated."""
        first, second = self._pair
        self._meetings += 1
        self.turns += len(turns)
        self._same += sum(turn.raters[first] == turn.raters[second] for turn in turns)
        for side, names in ((Side.LEARNER, Label), (Side.CONTACT, Cue)):
            of_side = [turn for turn in turns if turn.side is side]
            for name in names if of_side else ():
                self._count(name, of_side)

    def _count(self, name: Name, turns: Sequence[_Turn]) -> None:
        marks = [tuple(name in turn.raters[rater] for rater in self._pair) for turn in turns]
        both, first, second, neither = (marks.count(cell) for cell in _CELLS)
        self._tables[name].add((both, first, second, neither))
        for turn, (by_first, by_second) in zip(turns, marks, strict=True):
            if by_first != by_second:
                said = f"{name.words}, says {self._pair[by_second]}"
                self._differing[name][by_second].add(turn.key, replace(turn.words, label=said))

    def beside(self) -> Beside:
        """Return what it comes to."""
        return Beside(
            first=self._pair[0],
            second=self._pair[1],
            turns=self.turns,
            meetings=self._meetings,
            same=self._same,
            agreements=tuple(self._agreement(name) for name in (*Label, *Cue) if self._found(name)),
        )

    def _found(self, name: Name) -> bool:
        """Whether either found it anywhere."""
        return name in self._tables and any(self._tables[name].cells[:3])

    def _agreement(self, name: Name) -> Agreement:
        table = self._tables[name]
        kappa = None if table.too_few else table.kappa()
        return Agreement(
            label=name,
            turns=sum(table.cells),
            both=table.cells[0],
            first_only=table.cells[1],
            second_only=table.cells[2],
            kappa=round(kappa.value, 3) if kappa else None,
            low=round(kappa.low, 3) if kappa else None,
            high=round(kappa.high, 3) if kappa else None,
            differing=tuple(words for side in self._differing[name] for words in side),
        )


_CELLS = ((True, True), (True, False), (False, True), (False, False))


class Comparing:
    """All raters, under way."""

    def __init__(self) -> None:
        self._pairs: dict[Pair, _Raters] = {}

    def add(self, facts: MeetingFacts, row: Held) -> None:
        """Count the turns of a meeting that were corrected."""
        rated: dict[tuple[int, Side], _Turn] = {}
        for judged in facts.judged:
            turn = rated.setdefault((judged.turn, judged.side), _turn(judged, facts, row))
            turn.raters[_coach(judged)] = _of_side(judged.coach, judged.side)
        for pair in sorted({pair for turn in rated.values() for pair in _pairs(turn.raters)}):
            both = [turn for turn in rated.values() if turn.raters.keys() >= set(pair)]
            self._pairs.setdefault(pair, _Raters(pair)).add(both)

    def besides(self) -> Iterator[Beside]:
        """Yield the pairs: coaches beside the reader first, who rated most first."""
        for _, found in sorted(self._pairs.items(), key=lambda item: (item[0][0] != READER, -item[1].turns, item[0])):
            yield found.beside()


def _turn(judged: Judged, facts: MeetingFacts, row: Held) -> _Turn:
    """The turn as the reader read it, before any coach."""
    words = Words(row.learner, row.transcript, row.title, judged.turn, one_line(judged.quote, QUOTE))
    raters = {READER: _of_side(judged.reader, judged.side)}
    return _Turn(judged.side, raters, words, (facts.sha256, facts.source, judged.turn))


def kappa_in_words(agreement: Agreement) -> str:
    """Return kappa with its interval, or that there is too little to say."""
    if agreement.kappa is None or agreement.low is None or agreement.high is None:
        return "too few to say"
    value, low, high = (f"{round(number, 2) + 0.0:.2f}" for number in (agreement.kappa, agreement.low, agreement.high))
    return f"kappa {value} ({low} to {high})"


def found_by(beside: Beside, agreement: Agreement) -> str:
    """Return how often it was found, and by whom."""
    first, second = agreement.first_only, agreement.second_only
    alone = [f"{who} alone {count}" for who, count in ((beside.first, first), (beside.second, second)) if count]
    return ", ".join([f"both {agreement.both}", *alone, f"of {agreement.turns}"])


def _pairs(raters: Iterable[str]) -> list[Pair]:
    """The reader with each coach, and each coach with each other, by name."""
    coaches = sorted(set(raters) - {READER})
    return [*((READER, coach) for coach in coaches), *combinations(coaches, 2)]


def _of_side(names: Sequence[Name], side: Side) -> frozenset[Name]:
    kind = Label if side is Side.LEARNER else Cue
    return frozenset(name for name in names if isinstance(name, kind))


def _coach(judged: Judged) -> str:
    """The coach's name; nobody is called what the reader is."""
    name = one_line(judged.author, NAME)
    return f"{name} (a coach)" if name == READER else name
