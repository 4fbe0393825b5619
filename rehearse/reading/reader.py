"""What reads turns, whatever is behind it: a trained model, or rules where it cannot be loaded."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from rehearse.reading.codebook import CueMark, LabelMark, Turn
from rehearse.reading.scene import Scene, Side


class Reading(NamedTuple):
    """What was found in a learner turn."""

    labels: tuple[LabelMark, ...]
    """What it does."""
    unsure: tuple[LabelMark, ...] = ()
    """Debits that it may hold: to be asked about, never charged."""


class Reader(Protocol):
    """Reads one turn in its context. Pure: the same turn in the same context reads the same."""

    @property
    def version(self) -> str:
        """Name and version, as the transcript's header keeps it: `rules-1`."""
        ...

    def read(self, scene: Scene, before: Sequence[Turn], text: str) -> Reading:
        """Return what the learner turn `text` does, `before` being all turns said so far, as read."""
        ...

    def cues(self, scene: Scene, before: Sequence[Turn], text: str) -> tuple[CueMark, ...]:
        """Return what the contact turn `text` opens or closes."""
        ...

    def read_all(self, scene: Scene, talk: Sequence[tuple[Side, str]]) -> tuple[Turn, ...]:
        """Return all turns of a talk as read, each as if nothing came after it."""
        ...


def turn_by_turn(reader: Reader, scene: Scene, talk: Sequence[tuple[Side, str]]) -> tuple[Turn, ...]:
    """Return all turns of a talk as read one after the other, its own earlier marks being the context."""
    turns: list[Turn] = []
    for side, text in talk:
        if side is Side.LEARNER:
            found = reader.read(scene, turns, text)
            turns.append(Turn(speaker=side, text=text, labels=found.labels, unsure=found.unsure))
        else:
            turns.append(Turn(speaker=side, text=text, cues=reader.cues(scene, turns, text)))
    return tuple(turns)
