"""How like the things a contact can say are to a question, by what they mean, whatever the words."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rehearse.contact.items import Item
from rehearse.contact.remembered import vectors_of
from rehearse.reading.encoder.meaning import Meaning

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]


class ByMeaning:
    """The index of one persona's items, one or more: where each phrase lies.

    What all phrases of a file have in common (a person's trade, the form of a question) is taken off each of them and
    off the question, so that likeness is what tells one item from another (all-but-the-mean; Mu and Viswanath 2018).
    """

    def __init__(self, items: Sequence[Item], meaning: Meaning) -> None:
        import numpy as np

        self._meaning = meaning
        ways = [(number, text) for number, item in enumerate(items) for text in (*item.phrases, item.says)]
        row = {text: at for at, text in enumerate(dict.fromkeys(text for _, text in ways))}
        vectors = vectors_of(list(row), meaning)
        self._mean = vectors.mean(0)
        self._vectors = self._told_apart(vectors)
        self._rows = np.array([row[text] for _, text in ways])
        self._first = np.array([at for at, way in enumerate(ways) if not at or ways[at - 1][0] != way[0]])

    def alike(self, questions: Sequence[str]) -> list[list[float]]:
        """Return how like each item is to each question, -1 to 1: the likeness of its best phrase."""
        import numpy as np

        asked = self._told_apart(self._meaning.vectors(questions))
        ways = (asked @ self._vectors.T)[:, self._rows]
        found: list[list[float]] = np.maximum.reduceat(ways, self._first, axis=1).tolist()
        return found

    def _told_apart(self, vectors: "Vectors") -> "Vectors":
        import numpy as np

        apart = vectors - self._mean
        lengths: Vectors = np.maximum(np.linalg.norm(apart, axis=1, keepdims=True), 1e-6)
        divided: Vectors = apart / lengths
        return divided
