"""Finds what in a persona answers a question: by what both mean, and by the words they share."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from rehearse.contact.by_meaning import ByMeaning
from rehearse.contact.by_word import ByWord
from rehearse.contact.items import Item, items_of
from rehearse.reading.encoder.meaning import Meaning
from rehearse.reading.spans import sentences
from rehearse.scene.persona import Persona

MEANING, WORDS = 0.74, 0.22
"""What likeness by meaning and likeness by words count, so that a phrase of the file, word for word, has about 1.

Where meaning cannot be told, words count alone.
"""
PARTS, HEARD = 6, 2_000
"""Sentences of a turn that are looked at one by one, and characters that are looked at together: its last ones."""


class Found(NamedTuple):
    """An item and how well it fits, 0 to 1."""

    item: Item
    likeness: float


class Finder:
    """The index of one persona. Build it once, which may take seconds; `find` is pure."""

    def __init__(self, persona: Persona, meaning: Meaning | None) -> None:
        self.items = tuple(items_of(persona))
        self._words = ByWord(self.items)
        self._meanings = ByMeaning(self.items, meaning) if meaning and self.items else None

    def find(self, question: str, open_items: Iterable[Item]) -> list[Found]:
        """Return those items that are at all like the question, the best first."""
        wanted, parts = set(open_items), _parts(question)
        by_word = [self._words.alike(part) for part in parts]
        by_meaning = self._meanings.alike(parts) if self._meanings else None
        likeness: dict[int, float] = {}
        for at, words in enumerate(by_word):
            alike = words if by_meaning is None else _both(by_meaning[at], words)
            for number, value in alike.items():
                likeness[number] = max(value, likeness.get(number, 0.0))
        found = [
            Found(self.items[number], value)
            for number, value in likeness.items()
            if value > 0 and self.items[number] in wanted
        ]
        return sorted(found, key=lambda one: (-round(one.likeness, 6), one.item.ref, one.item.layer))


def _both(by_meaning: Sequence[float], by_word: Mapping[int, float]) -> dict[int, float]:
    return {at: MEANING * value + WORDS * by_word.get(at, 0.0) for at, value in enumerate(by_meaning)}


def _parts(question: str) -> list[str]:
    """The last sentences of a turn, those that ask if any do, and the whole: each once."""
    parts = [span.text for span in sentences(question)]
    asking = [part for part in parts if "?" in part] or parts
    return list(dict.fromkeys([*asking[-PARTS:], question[-HEARD:]]))
