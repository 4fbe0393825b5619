"""Cuts the text of a turn at its evidence, so that a page can mark the very words that were quoted."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Literal, NamedTuple

from rehearse.reading.codebook import Mark
from rehearse.review.facts import TurnFacts

Kind = Literal["spent", "unsure", "earned", "cue"]
STRONGEST: tuple[Kind, ...] = ("spent", "unsure", "earned", "cue")
"""Which kind shows where several marks lie on the same words."""


class Note(NamedTuple):
    """What was read in a turn, and on which of its words."""

    number: int
    """From 1, within the turn."""
    kind: Kind
    words: str
    """The label's or the cue's name."""
    mark: Mark


class Piece(NamedTuple):
    """Some words of a turn that carry the same marks."""

    text: str
    kind: Kind | None
    """None where nothing was read in them."""
    ends: tuple[int, ...]
    """Numbers of the notes whose quote ends with them."""


def notes(turn: TurnFacts) -> tuple[Note, ...]:
    """Return what was read in a turn, in the order in which the quotes end."""
    found: list[tuple[Kind, str, Mark]] = [
        *(("spent" if mark.label.is_debit else "earned", mark.label.words, mark) for mark in turn.labels),
        *(("unsure", mark.label.words, mark) for mark in turn.unsure),
        *(("cue", mark.label.words, mark) for mark in turn.cues),
    ]
    found.sort(key=lambda each: (each[2].end, each[2].start))
    return tuple(Note(number, *each) for number, each in enumerate(found, start=1))


def pieces(text: str, found: tuple[Note, ...]) -> Iterator[Piece]:
    """Yield the text in pieces that together are the text, cut where a quote begins or ends."""
    edges = {0, len(text), *(edge for note in found for edge in (note.mark.start, note.mark.end))}
    for start, end in pairwise(sorted(edges)):
        over = [note for note in found if note.mark.start <= start and end <= note.mark.end]
        kinds = {note.kind for note in over}
        kind = next((kind for kind in STRONGEST if kind in kinds), None)
        yield Piece(text[start:end], kind, tuple(note.number for note in over if note.mark.end == end))
