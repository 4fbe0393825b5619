"""Finds what in a persona answers a question, by the words the two share.

Cosine of stemmed words weighted by how rare they are in the persona's file (tf-idf, as in Salton and
Buckley 1988, with the Porter 2 stemmer), between the question and each phrase that an item is filed under.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from rehearse.contact.vocabulary import stems
from rehearse.reading.spans import sentences
from rehearse.scene.persona import Persona

ENOUGH = 0.52
"""Likeness from which an item answers a question."""

SAID = 0.15
"""What the item's own words count beside the phrases that it is filed under."""
ALL = 0.3
"""What all of an item's phrases together count beside the one that is most like the question."""
BARE = 0.45
"""What likeness counts when hardly a word of the question is in the item; it counts in full from half of them."""
AHEAD = 0.85
"""What a phrase counts that leads to a deeper layer, while the story is not begun."""


class Item(NamedTuple):
    """Something the contact can say next."""

    ref: str
    """Id of a story or a remark."""
    layer: int
    phrases: tuple[str, ...]
    """Topics and questions that lead to it."""
    says: str
    scenarios: tuple[str, ...]
    """The only scenarios in which it is said; empty: all."""
    later: tuple[str, ...] = ()
    """Questions that deeper layers of the same story answer."""


class Found(NamedTuple):
    """An item and how well it fits, 0 to 1."""

    item: Item
    likeness: float


class _Vector(NamedTuple):
    """Stems with their weights, and how long they are together."""

    weights: Mapping[str, float]
    length: float


class _Way(NamedTuple):
    """One phrase that leads to an item."""

    item: int
    counts: float
    """What it counts: in full, or less, or only beside the best (then below zero)."""
    length: float


class Finder:
    """The index of one persona: from each stem to the phrases that hold it. Build it once; `find` is pure."""

    def __init__(self, persona: Persona) -> None:
        self.items = tuple(_items(persona))
        self._rarity = self._rarities()
        self._ways: list[_Way] = []
        self._holding: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, item in enumerate(self.items):
            for counts, texts in (
                (1.0, item.phrases),
                (AHEAD, item.later),
                (-ALL, (" ".join(item.phrases),)),
                (-SAID, (item.says,)),
            ):
                for text in texts:
                    self._file(number, counts, text)
        self._known = tuple(frozenset(stems(" ".join((*i.phrases, *i.later, i.says)))) for i in self.items)

    def find(self, question: str, open_items: Iterable[Item]) -> list[Found]:
        """Return those items that share words with the question, the best first."""
        wanted = set(open_items)
        likeness: dict[int, float] = {}
        for part in _parts(question):
            for number, value in self._alike(self._vector(part)).items():
                likeness[number] = max(value, likeness.get(number, 0.0))
        found = [Found(self.items[number], value) for number, value in likeness.items() if self.items[number] in wanted]
        return sorted(found, key=lambda one: (-round(one.likeness, 6), one.item.ref, one.item.layer))

    def _alike(self, asked: _Vector) -> dict[int, float]:
        """How like each item is to what is asked: its best phrase, and a little of all it holds."""
        shared: dict[int, float] = defaultdict(float)
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

    def _covered(self, item: int, asked: _Vector) -> float:
        known = sum(weight * weight for stem, weight in asked.weights.items() if stem in self._known[item])
        return min(1.0, BARE + known / asked.length**2)

    def _file(self, item: int, counts: float, text: str) -> None:
        vector = self._vector(text)
        for stem, weight in vector.weights.items():
            self._holding[stem].append((len(self._ways), weight))
        self._ways.append(_Way(item, counts, vector.length))

    def _rarities(self) -> Mapping[str, float]:
        documents = [set(stems(" ".join((*item.phrases, item.says)))) for item in self.items]
        counts = Counter(stem for document in documents for stem in document)
        return {stem: math.log(1 + len(documents) / count) for stem, count in counts.items()}

    def _vector(self, text: str) -> _Vector:
        unseen = math.log(1 + len(self.items))
        weights = {stem: weight * self._rarity.get(stem, unseen) for stem, weight in stems(text).items()}
        return _Vector(weights, math.sqrt(sum(weight * weight for weight in weights.values())))


def _parts(question: str) -> list[str]:
    """The sentences of a turn, those that ask if any do, and the whole."""
    parts = [span.text for span in sentences(question)]
    asking = [part for part in parts if "?" in part] or parts
    return [*asking, question]


def _items(persona: Persona) -> Iterable[Item]:
    for story in persona.stories:
        later = tuple(question for layer in story.deeper for question in layer.answers)
        yield Item(story.id, 0, (*story.topics, *story.questions), story.opens, story.scenarios, later)
        for number, layer in enumerate(story.deeper, start=1):
            yield Item(story.id, number, (*layer.answers, *story.topics), layer.says, story.scenarios)
    for remark in persona.remarks:
        yield Item(remark.id, 0, (*remark.topics, *remark.questions), remark.says, remark.scenarios)
