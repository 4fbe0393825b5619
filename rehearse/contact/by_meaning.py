"""How like the things a contact can say are to a question, by what they mean, whatever the words."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from rehearse.contact.items import Item
from rehearse.contact.remembered import vectors_of
from rehearse.reading.encoder.meaning import Meaning

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]


BEST, NEXT, SAID = 0.62, 0.3, 0.08
"""What an item's best phrase counts, the two that follow it together, and the item's own words.

One phrase may be like a question by chance; an item whose other ways of being asked for are like it, too, is meant.
"""
NEARBY = 2
"""Phrases that are looked at beside the best."""


class Alike(NamedTuple):
    """How like each item is to a question, -1 to 1."""

    phrases: list[float]
    """By the best of its phrases, and a little by its own words."""
    said: list[float]
    """By its own words alone."""


class ByMeaning:
    """The index of one persona's items, one or more: where each phrase lies.

    What all phrases of a file have in common (a person's trade, the form of a question) is taken off each of them and
    off the question, so that likeness is what tells one item from another (all-but-the-mean; Mu and Viswanath 2018).
    """

    def __init__(self, items: Sequence[Item], meaning: Meaning) -> None:
        import numpy as np

        self._meaning = meaning
        row: dict[str, int] = {}
        ways = [[row.setdefault(text, len(row)) for text in dict.fromkeys(item.phrases)] for item in items]
        self._says = np.array([row.setdefault(item.says, len(row)) for item in items])
        vectors = vectors_of(list(row), meaning)
        self._mean = vectors.mean(0)
        self._vectors = self._told_apart(vectors)
        self._ways = _square(ways)

    def alike(self, questions: Sequence[str]) -> list[Alike]:
        """Return how like all items are to each question."""
        import numpy as np

        every = self._told_apart(self._meaning.vectors(questions)) @ self._vectors.T
        ways = -np.sort(-np.where(self._ways < 0, -np.inf, every[:, self._ways]), axis=2)[:, :, : 1 + NEARBY]
        best = ways[:, :, 0]
        nearby = np.where(np.isfinite(ways), ways, best[:, :, None])[:, :, 1:].mean(2)
        said = every[:, self._says]
        both = BEST * best + NEXT * nearby + SAID * said
        return [Alike(*row) for row in zip(both.tolist(), said.tolist(), strict=True)]

    def _told_apart(self, vectors: "Vectors") -> "Vectors":
        import numpy as np

        apart = vectors - self._mean
        lengths: Vectors = np.maximum(np.linalg.norm(apart, axis=1, keepdims=True), 1e-6)
        divided: Vectors = apart / lengths
        return divided


def _square(ways: Sequence[Sequence[int]]) -> "NDArray[np.int64]":
    """Rows of different lengths as one array, filled up with -1; at least as wide as what is looked at."""
    import numpy as np

    width = max(1 + NEARBY, *map(len, ways))
    square = np.full((len(ways), width), -1)
    for number, each in enumerate(ways):
        square[number, : len(each)] = each
    return square
