"""Finds what in a persona answers a question: by what both mean, and by the words they share."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from rehearse.contact.by_meaning import ByMeaning
from rehearse.contact.by_word import ByWord
from rehearse.contact.items import Item, items_of
from rehearse.contact.vocabulary import stems, telling_stems
from rehearse.reading.encoder.meaning import Meaning
from rehearse.reading.spans import sentences
from rehearse.scene.persona import Persona

MEANING, WORDS = 0.85, 0.13
"""What likeness by meaning and likeness by words count, so that a phrase of the file, word for word, has about 1.

Where meaning cannot be told, words count alone.
"""
PARTS, HEARD = 6, 2_000
"""Sentences of a turn that are looked at one by one, and characters that are looked at together: its last ones."""


KNOWN, FOREIGN = 0.3, 0.12
"""What it counts that an item holds all telling words of a question, and that the file lacks one of them.

Fitted, as MEANING and WORDS are, to which seen questions of `tests/contact/questions.yaml` were answered to the point.
"""


class Found(NamedTuple):
    """An item and how well it fits."""

    item: Item
    likeness: float
    """How like the question it is, -1 to about 1: the best is the likeliest answer of all."""
    sureness: float
    """How sure it is that it answers the question at all, 0 to about 1.3: by likeness, and by the question's words."""
    said: float = 0.0
    """How like the question its own words are, -1 to 1, by meaning; 0 where that cannot be told."""
    shared: float = 0.0
    """Share of the question's telling words that it holds, 0 to 1."""
    after: float = 0.0
    """How like it is to the question together with what it was asked after, -1 to 1; 0 where that is not known."""
    after_said: float = 0.0
    """The same of its own words."""


class Finder:
    """The index of one persona. Build it once, which may take seconds; `find` is pure."""

    def __init__(self, persona: Persona, meaning: Meaning | None) -> None:
        self.items = tuple(items_of(persona))
        self._numbers = {item: number for number, item in enumerate(self.items)}
        self._words = ByWord(self.items)
        self._meanings = ByMeaning(self.items, meaning) if meaning and self.items else None

    def find(self, question: str, open_items: Iterable[Item], after: str = "") -> list[Found]:
        """Return those items that are at all like the question, the best first.

        `after` is what the question was asked after: 'he never came back', before 'why not?'.
        """
        wanted, parts = set(open_items), _parts(question)
        by_word = [self._words.alike(part) for part in parts]
        flowing = [f"{after} {question[-HEARD:]}"] if after else []
        by_meaning = self._meanings.alike([*parts, *flowing]) if self._meanings else None
        flow = by_meaning[-1] if by_meaning and flowing else None
        likeness: dict[int, float] = {}
        said: dict[int, float] = {}
        for at, words in enumerate(by_word):
            alike = words if by_meaning is None else _both(by_meaning[at].phrases, words)
            for number, value in alike.items():
                likeness[number] = max(value, likeness.get(number, 0.0))
            for number, value in enumerate(by_meaning[at].said if by_meaning else ()):
                said[number] = max(value, said.get(number, -1.0))
        telling = telling_stems(" ".join(_asking(question)))
        against = FOREIGN * bool(telling - self._words.vocabulary)
        found = [
            Found(
                self.items[number],
                value,
                value + KNOWN * share - against,
                said.get(number, 0.0),
                share,
                *((flow.phrases[number], flow.said[number]) if flow else ()),
            )
            for number, value in likeness.items()
            if value > 0 and self.items[number] in wanted
            for share in [self._share(telling, number)]
        ]
        return sorted(found, key=lambda one: (-round(one.likeness, 6), one.item.ref, one.item.layer))

    def mentions(self, name: str) -> bool:
        """Whether the persona's file says all words of a name somewhere."""
        return bool(stems(name)) and stems(name).keys() <= self._words.vocabulary

    def spread(self, stem: str) -> int:
        """Return how many stories and remarks hold the stem of a word."""
        return len({item.ref for number, item in enumerate(self.items) if stem in self._words.known(number)})

    def shared(self, question: str, item: Item) -> frozenset[str]:
        """Return the stems of those telling words of a question that an item holds."""
        return telling_stems(question) & self._words.known(self._numbers[item])

    def _share(self, telling: frozenset[str], number: int) -> float:
        """The share of a question's telling words that an item holds."""
        return len(telling & self._words.known(number)) / len(telling) if telling else 0.0


def _both(by_meaning: Sequence[float], by_word: Mapping[int, float]) -> dict[int, float]:
    return {at: MEANING * value + WORDS * by_word.get(at, 0.0) for at, value in enumerate(by_meaning)}


def _parts(question: str) -> list[str]:
    """The last sentences of a turn, those that ask if any do, and the whole: each once.

    What asks in everyday words only ('How did you come to this work?') stands for itself, too, after any thanks.
    """
    asked = [span.text for span in sentences(question) if "?" in span.text]
    return list(dict.fromkeys([*_asking(question), *asked[-1:], question[-HEARD:]]))


def _asking(question: str) -> list[str]:
    """The sentences that ask; the others, where those say nothing: 'My boss shouts. What would you do?'."""
    parts = [span.text for span in sentences(question)]
    asking = [part for part in parts if "?" in part and telling_stems(part)]
    return (asking or [part for part in parts if telling_stems(part)] or parts)[-PARTS:]
