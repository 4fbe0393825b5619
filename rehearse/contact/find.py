"""Finds what in a persona answers a question, by the words the two share.

Cosine of stemmed words weighted by how rare they are in the persona's file (tf-idf, as in Salton and
Buckley 1988, with the Porter 2 stemmer), between the question and each phrase that an item is filed under.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from typing import NamedTuple

import snowballstemmer

from rehearse.reading.spans import sentences, words
from rehearse.scene.persona import Persona

ENOUGH = 0.5
"""Likeness from which an item answers a question."""

SAID = 0.15
"""What the item's own words count beside the phrases that it is filed under."""
ALL = 0.3
"""What all of an item's phrases together count beside the one that is most like the question."""
AHEAD = 0.85
"""What a phrase counts that leads to a deeper layer, while the story is not begun."""

_STEM = snowballstemmer.stemmer("english")
_EMPTY = frozenset(
    """
    a an the of in on at and or but so to for with as is are was were be been am do does did you your yours i me my it
    its this that these those he she they we them there have has had would could can will just really like well oh um
    uh ok okay then yeah please tell about u ur r whats how what
    """.split()
)
_FAINT = 0.25
"""Weight of words that every question has."""


class Item(NamedTuple):
    """Something the contact can say next."""

    ref: str
    """Id of a story or a remark."""
    layer: int
    phrases: tuple[str, ...]
    """Topics and questions that lead to it."""
    says: str
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


class _Filed(NamedTuple):
    """What leads to an item, as vectors."""

    phrases: list[_Vector]
    later: list[_Vector]
    together: _Vector
    says: _Vector


class Finder:
    """The index of one persona. Build it once; `find` is pure."""

    def __init__(self, persona: Persona) -> None:
        self.items = tuple(_items(persona))

    @cached_property
    def _rarity(self) -> Mapping[str, float]:
        documents = [set(stems(" ".join((*item.phrases, item.says)))) for item in self.items]
        counts = Counter(stem for document in documents for stem in document)
        return {stem: math.log(1 + len(documents) / count) for stem, count in counts.items()}

    def find(self, question: str, open_items: Iterable[Item]) -> list[Found]:
        """Return those items that share words with the question, the best first."""
        asked = [self._vector(part) for part in _parts(question)]
        found = [Found(item, max(self._likeness(item, vector) for vector in asked)) for item in open_items]
        return sorted((one for one in found if one.likeness > 0), key=lambda one: (-one.likeness, one.item.ref))

    @cached_property
    def _filed(self) -> Mapping[Item, "_Filed"]:
        """Each item's phrases and words as vectors."""
        return {
            item: _Filed(
                phrases=[self._vector(phrase) for phrase in item.phrases],
                later=[self._vector(phrase) for phrase in item.later],
                together=self._vector(" ".join(item.phrases)),
                says=self._vector(item.says),
            )
            for item in self.items
        }

    def _likeness(self, item: Item, asked: "_Vector") -> float:
        filed = self._filed[item]
        by_phrase = max((_cosine(asked, phrase) for phrase in filed.phrases), default=0.0)
        by_later = AHEAD * max((_cosine(asked, phrase) for phrase in filed.later), default=0.0)
        around = ALL * _cosine(asked, filed.together) + SAID * _cosine(asked, filed.says)
        return max(by_phrase, by_later) + around

    def _vector(self, text: str) -> "_Vector":
        unseen = math.log(1 + len(self.items))
        weights = {stem: weight * self._rarity.get(stem, unseen) for stem, weight in stems(text).items()}
        return _Vector(weights, math.sqrt(sum(weight * weight for weight in weights.values())))


def stems(text: str) -> dict[str, float]:
    """Return the stems of a text, those of empty words at a faint weight."""
    return dict(_stems(text))


@lru_cache(maxsize=8192)
def _stems(text: str) -> tuple[tuple[str, float], ...]:
    spoken = [part for word in words(text) for part in word.split("'") if len(part) > 1 or part == "u"]
    return tuple({_STEM.stemWord(word): _FAINT if word in _EMPTY else 1.0 for word in spoken}.items())


def _parts(question: str) -> list[str]:
    """The sentences of a turn, those that ask if any do, and the whole."""
    parts = [span.text for span in sentences(question)]
    asking = [part for part in parts if "?" in part] or parts
    return [*asking, question]


def _cosine(one: _Vector, other: _Vector) -> float:
    shared = sum(weight * other.weights[stem] for stem, weight in one.weights.items() if stem in other.weights)
    return shared / (one.length * other.length) if shared else 0.0


def _items(persona: Persona) -> Iterable[Item]:
    for story in persona.stories:
        later = tuple(question for layer in story.deeper for question in layer.answers)
        yield Item(story.id, 0, (*story.topics, *story.questions), story.opens, later)
        for number, layer in enumerate(story.deeper, start=1):
            yield Item(story.id, number, (*layer.answers, *story.topics), layer.says)
    for remark in persona.remarks:
        yield Item(remark.id, 0, (*remark.topics, *remark.questions), remark.says)
