"""A meeting as one steps through it: how it went, with what belongs to each turn at hand."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple, Self

from rehearse.archive.exams import check_over
from rehearse.archive.lines import open_file
from rehearse.archive.transcript import Parsing, left_out
from rehearse.meeting.events import Cancelled, Replied
from rehearse.meeting.ledger import Entry
from rehearse.meeting.state import Folding, State, begin
from rehearse.review.moments import turning_points

FIRST = 40
"""Turns that are shown as soon as they are read; the rest follows while one reads them."""
GROWTH = 5
"""How many times as many turns the next course has."""


class Course(NamedTuple):
    """A meeting, or its beginning while the rest is still being read."""

    state: State
    entries: Mapping[int, Sequence[Entry]]
    """What the ledger entered, by turn."""
    trust: Sequence[float]
    """The trust after each turn."""
    points: Sequence[int]
    """The turning points, in their order."""
    remarked: Sequence[int]
    """The turns with a note or a correction, in their order."""
    whole: bool
    """Whether nothing comes after it."""
    recovered: str | None = None
    """One line for the person where the end of the file was torn."""

    @classmethod
    def of(cls, state: State, *, whole: bool = True) -> Self:
        """Return the course of a folded meeting."""
        entries: dict[int, list[Entry]] = {}
        for entry in state.ledger:
            entries.setdefault(entry.turn, []).append(entry)
        gains = (sum(e.trust for e in entries.get(n, ())) for n in range(1, len(state.turns) + 1))
        return cls(
            state,
            entries,
            list(accumulate(gains, initial=state.header.trust))[1:],
            turning_points(state.ledger),
            sorted({note.turn for note in state.notes} | {given.turn for given in state.corrections}),
            whole,
        )


def courses(path: Path) -> Iterator[Course]:
    """Yield the beginning of a meeting as soon as it is read, then ever longer ones, and at last the whole.

    Raises InputError for an exam that goes on, and at whatever point the file turns out to be no whole transcript.
    """
    check_over(path)
    with open_file(path) as file:
        parsing = Parsing(path, file)
        folding = Folding(begin(parsing.header))
        enough = FIRST
        for event in parsing:
            folding.take(event)
            # Only after the contact's turn is the learner's before it read for good.
            if folding.turns >= enough and isinstance(event, Replied | Cancelled):
                enough *= GROWTH
                yield Course.of(folding.state(), whole=False)
        torn = left_out(path, parsing.torn)
    yield Course.of(folding.state())._replace(recovered=torn)
