"""Measures the reader made of rules: in sample, with each brief held out, and on what took no part in the fit."""

from collections.abc import Iterable, Sequence

from rehearse.archive.corpus import CorpusLine
from rehearse.reading.rules import RulesReader
from rehearse.reading.rules.weights import Sets
from training.corpus import Turns, as_labelled, as_read, brief
from training.rules.fit import fit
from training.rules.rows import Rows, joined, rows
from training.scoring import Figures, compare

Talk = tuple[CorpusLine, Turns]
"""A meeting, and its turns as they were read."""


def with_own_context(lines: Sequence[CorpusLine]) -> Rows:
    """Return the rows of the meetings twice: in the context as labelled, and as a reader reads it.

    The second context is that of the held-out briefs, with the mistakes that a reader makes in play.
    """
    labelled = rows((line, as_labelled(line)) for line in lines)
    return joined(labelled, rows(held_out(lines, labelled)))


def held_out(lines: Sequence[CorpusLine], known: Rows) -> tuple[Talk, ...]:
    """Return the meetings of each brief as read by a fit to the rows of all others."""
    found: list[Talk] = []
    for name in sorted(set(map(brief, lines))):
        found += read_by(fit(known.without(name)), (line for line in lines if brief(line) == name))
    return tuple(found)


def read_by(weights: Sets, lines: Iterable[CorpusLine]) -> tuple[Talk, ...]:
    """Return the meetings as read with these weights, end to end: the reader's own marks are the context."""
    reader = RulesReader(weights)
    return tuple((line, as_read(line, reader)) for line in lines)


def figures(talks: Iterable[Talk]) -> Figures:
    """Return how the meetings as read agree with their labels."""
    return compare(pair for line, turns in talks for pair in zip(as_labelled(line), turns, strict=True))


def table(columns: Sequence[tuple[str, Figures]]) -> str:
    """Return the figures side by side: the whole above, then F1 by label and cue with its support in the first."""
    heads = "".join(f"{name:>12}" for name, _ in columns)
    whole = [
        f"{name:<20}{'':>8}" + "".join(f"{getattr(each, name):>12.3f}" for _, each in columns)
        for name in ("credits", "debits", "cues", "accused", "caught")
    ]
    each = [
        f"{name:<20}{row.support:>8}" + "".join(f"{column.each[name].f1:>12.3f}" for _, column in columns)
        for name, row in columns[0][1].each.items()
    ]
    return "\n".join([f"{'':<20}{'turns':>8}{heads}", *whole, "", *each])
