"""How like the things a contact can say are to a question, by the words they share.

Cosine of stemmed words weighted by how rare they are in the persona's file (tf-idf, as in Salton and
Buckley 1988, with the Porter 2 stemmer), between the question and each phrase that an item is filed under.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple

from rehearse.contact.items import Item
from rehearse.contact.vocabulary import stems

SAID = 0.15
"""What the item's own words count beside the phrases that it is filed under."""
ALL = 0.3
"""What all of an item's phrases together count beside the one that is most like the question."""
BARE = 0.45
"""What likeness counts when hardly a word of the question is in the item; it counts in full from half of them."""


class _Vector(NamedTuple):
    """Stems with their weights, and how long they are together."""

    weights: Mapping[str, float]
    length: float


class _Way(NamedTuple):
    """One phrase that leads to an item."""

    item: int
    counts: float
    """What it counts: in full, or only beside the best (then below zero)."""
    length: float


class ByWord:
    """The index of one persona's items: from each stem to the phrases that hold it."""

    def __init__(self, items: Sequence[Item]) -> None:
        documents = [set(stems(" ".join((*item.phrases, item.says)))) for item in items]
        counts = Counter(stem for document in documents for stem in document)
        self._rarity = {stem: math.log(1 + len(items) / count) for stem, count in counts.items()}
        self._unseen = math.log(1 + len(items))
        self._ways: list[_Way] = []
        self._holding: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, item in enumerate(items):
            for phrase in item.phrases:
                self._file(number, 1.0, phrase)
            self._file(number, -ALL, " ".join(item.phrases))
            self._file(number, -SAID, item.says)
        self._known = tuple(map(frozenset, documents))

    def alike(self, question: str) -> dict[int, float]:
        """Return how like items are to what is asked, by number: its best phrase, and a little of all it holds."""
        asked, shared = self._vector(question), defaultdict[int, float](float)
        for stem, weight in asked.weights.items():
            for number, held in self._holding.get(stem, ()):
                shared[number] += weight * held
        best: dict[int, float] = defaultdict(float)
        around: dict[int, float] = defaultdict(float)
        for number, product in shared.items():
            way = self._ways[number]
            cosine = product / (way.length * asked.length)
            if way.counts < 0:
                around[way.item] -= way.counts * cosine
            else:
                best[way.item] = max(best[way.item], way.counts * cosine)
        return {item: (best[item] + around[item]) * self._covered(item, asked) for item in best | around}

    @property
    def vocabulary(self) -> Set[str]:
        """The stems of all words of the file."""
        return self._rarity.keys()

    def known(self, item: int) -> frozenset[str]:
        """Return the stems that an item holds, by number."""
        return self._known[item]

    def _covered(self, item: int, asked: _Vector) -> float:
        known = sum(weight * weight for stem, weight in asked.weights.items() if stem in self._known[item])
        return min(1.0, BARE + known / asked.length**2)

    def _file(self, item: int, counts: float, text: str) -> None:
        vector = self._vector(text)
        for stem, weight in vector.weights.items():
            self._holding[stem].append((len(self._ways), weight))
        self._ways.append(_Way(item, counts, vector.length))

    def _vector(self, text: str) -> _Vector:
        weights = {stem: weight * self._rarity.get(stem, self._unseen) for stem, weight in stems(text).items()}
        return _Vector(weights, math.sqrt(sum(weight * weight for weight in weights.values())))
