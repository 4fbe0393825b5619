"""Coaches beside the reader, and beside each other, on the turns that they corrected."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from pydantic import Field

from rehearse.coaching.facts import Judged, MeetingFacts
from rehearse.coaching.held import NAME, QUOTE, Held, Words
from rehearse.coaching.kappa import FEWEST_FOUND, FEWEST_MEETINGS, FEWEST_TURNS, Table
from rehearse.coaching.sample import Sample
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
    "over all turns is higher than what stands here."
)
TOO_FEW = (
    f"Too few to say: fewer than {FEWEST_TURNS} turns, fewer than {FEWEST_FOUND} on which either found it, or fewer "
    f"than {FEWEST_MEETINGS} meetings."
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


class _Raters:
    """Two raters, under way."""

    def __init__(self) -> None:
        self.meetings = self.turns = self.same = 0
        self.tables: defaultdict[Name, Table] = defaultdict(Table)
        self.differing: defaultdict[Name, tuple[Sample[Words], Sample[Words]]] = defaultdict(
            lambda: (Sample(BEHIND), Sample(BEHIND))
        )


class Comparing:
    """All raters, under way."""

    def __init__(self) -> None:
        self._pairs: defaultdict[Pair, _Raters] = defaultdict(_Raters)

    def add(self, facts: MeetingFacts, row: Held) -> None:
        """Count the turns of a meeting that were corrected."""
        rated: defaultdict[tuple[int, Side], dict[str, frozenset[Name]]] = defaultdict(dict)
        quotes: dict[int, str] = {}
        for judged in facts.judged:
            raters = rated[judged.turn, judged.side]
            raters[READER] = _of_side(judged.reader, judged.side)
            raters[_coach(judged)] = _of_side(judged.coach, judged.side)
            quotes[judged.turn] = one_line(judged.quote, QUOTE)
        for pair in sorted({pair for raters in rated.values() for pair in _pairs(raters)}):
            turns = {key: raters for key, raters in rated.items() if pair[0] in raters and pair[1] in raters}
            self._add(pair, turns, quotes, facts, row)

    def _add(  # noqa: PLR0913, PLR0917 - a pair, its turns, and where they are
        self,
        pair: Pair,
        turns: dict[tuple[int, Side], dict[str, frozenset[Name]]],
        quotes: dict[int, str],
        facts: MeetingFacts,
        row: Held,
    ) -> None:
        found = self._pairs[pair]
        found.meetings += 1
        found.turns += len(turns)
        found.same += sum(raters[pair[0]] == raters[pair[1]] for raters in turns.values())
        for side, names in ((Side.LEARNER, Label), (Side.CONTACT, Cue)):
            here = {turn: raters for (turn, of), raters in turns.items() if of is side}
            if not here:
                continue
            for name in names:
                marks = {turn: (name in raters[pair[0]], name in raters[pair[1]]) for turn, raters in here.items()}
                counts = [[*marks.values()].count(cell) for cell in _CELLS]
                found.tables[name].add((counts[0], counts[1], counts[2], counts[3]))
                for turn, mark in marks.items():
                    if mark[0] != mark[1]:
                        who = pair[0] if mark[0] else pair[1]
                        said = f"{name.words}, says {who}"
                        words = Words(row.learner, row.transcript, row.title, turn, quotes[turn], said)
                        found.differing[name][mark[1]].add((facts.sha256, facts.source, turn), words)

    def besides(self) -> Iterator[Beside]:
        """Yield the pairs: coaches beside the reader first, who rated most first."""
        order = sorted(self._pairs.items(), key=lambda item: (item[0][0] != READER, -item[1].turns, item[0]))
        for (first, second), found in order:
            yield Beside(
                first=first,
                second=second,
                turns=found.turns,
                meetings=found.meetings,
                same=found.same,
                agreements=tuple(_agreements(found)),
            )


_CELLS = ((True, True), (True, False), (False, True), (False, False))


def _agreements(found: _Raters) -> Iterator[Agreement]:
    for name in (*Label, *Cue):
        if name not in found.tables or not sum(found.tables[name].cells[:3]):
            continue
        table = found.tables[name]
        both, first, second, neither = table.cells
        kappa = None if table.too_few else table.kappa()
        yield Agreement(
            label=name,
            turns=both + first + second + neither,
            both=both,
            first_only=first,
            second_only=second,
            kappa=round(kappa.value, 3) if kappa else None,
            low=round(kappa.low, 3) if kappa else None,
            high=round(kappa.high, 3) if kappa else None,
            differing=tuple(words for side in found.differing[name] for words in side),
        )


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
