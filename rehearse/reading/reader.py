"""What reads turns, whatever is behind it: rules today, a trained model beside them."""

from collections.abc import Sequence
from typing import Protocol

from rehearse.reading.codebook import CueMark, LabelMark, Turn
from rehearse.reading.scene import Scene


class Reader(Protocol):
    """Reads one turn in its context. Pure: the same turn in the same context reads the same."""

    @property
    def version(self) -> str:
        """Name and version, as the transcript's header keeps it: `rules-1`."""
        ...

    def labels(self, scene: Scene, before: Sequence[Turn], text: str) -> tuple[LabelMark, ...]:
        """Return what the learner turn `text` does, `before` being all turns said so far, as read."""
        ...

    def cues(self, scene: Scene, before: Sequence[Turn], text: str) -> tuple[CueMark, ...]:
        """Return what the contact turn `text` opens or closes."""
        ...
