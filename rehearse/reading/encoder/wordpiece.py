"""Cuts text into word pieces, each with the place where it stands.

The method of BERT (Devlin et al. 2019, uncased), whose vocabulary the model was trained with: controls go, accents and
case are folded, words and marks are told apart, and a word is cut greedily into the longest known pieces. Our own few
lines, since the package that does it at the hub's pace brings a client of that hub with it.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

PIECES = 30_522
"""Pieces of the vocabulary."""
LONGEST_WORD = 100
"""Characters of a word at most; a longer one is one unknown piece."""
_CJK = (
    (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F), (0x2B920, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
)  # fmt: skip
"""Blocks of which each character is a word of its own."""


class Piece(NamedTuple):
    """A piece of a word: `text[start:end]` is what it was cut from."""

    id: int
    start: int
    end: int


class WordPiece:
    """Cuts text by a vocabulary: `vocabulary[id]` is a piece, `##` before it where it goes on with a word."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._ids = {piece: at for at, piece in enumerate(vocabulary)}
        self.cls, self.sep, self.mask, self._unknown = (
            self._ids[f"[{name}]"] for name in ("CLS", "SEP", "MASK", "UNK")
        )
        self._word = lru_cache(maxsize=20_000)(self._cut)

    def pieces(self, text: str) -> list[Piece]:
        """Return the pieces of `text` in order."""
        found: list[Piece] = []
        for word, places in _words(text):
            for at, begin, end in self._word(word) if len(word) <= LONGEST_WORD else self._cut(word):
                found.append(Piece(at, places[begin], places[end - 1] + 1))
        return found

    def _cut(self, word: str) -> tuple[tuple[int, int, int], ...]:
        """Return the pieces of a folded word as id, first and last character in it; one unknown where none fits."""
        whole = ((self._unknown, 0, len(word)),)
        if len(word) > LONGEST_WORD:
            return whole
        cut, begin = [], 0
        while begin < len(word):
            lead = "##" if begin else ""
            end = next((e for e in range(len(word), begin, -1) if lead + word[begin:e] in self._ids), None)
            if end is None:
                return whole
            cut.append((self._ids[lead + word[begin:end]], begin, end))
            begin = end
        return tuple(cut)


def _words(text: str) -> Iterator[tuple[str, list[int]]]:
    """Yield the folded words and marks of `text`, each with the place of every character of it."""
    word: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        for folded in _fold(char):
            alone = folded == " " or _is_mark(folded) or _is_cjk(folded)
            if alone and word:
                yield "".join(word), places
                word, places = [], []
            if not alone:
                word.append(folded)
                places.append(place)
            elif folded != " ":
                yield folded, [place]
    if word:
        yield "".join(word), places


@lru_cache(maxsize=4_096)
def _fold(char: str) -> str:
    """Return a character without accents and in lower case, a space for any white space, nothing for a control."""
    if char in "\t\n\r":
        return " "
    if char in "\x00\ufffd" or unicodedata.category(char) in ("Cc", "Cf", "Co", "Cs"):
        return ""
    if char.isspace():
        return " "
    bare = (each for each in unicodedata.normalize("NFD", char) if unicodedata.category(each) != "Mn")
    return "".join(each.lower() for each in bare)


@lru_cache(maxsize=4_096)
def _is_mark(char: str) -> bool:
    ascii_mark = char.isascii() and char.isprintable() and not char.isalnum() and char != " "
    return ascii_mark or unicodedata.category(char).startswith("P")


def _is_cjk(char: str) -> bool:
    return char > "\u33ff" and any(first <= ord(char) <= last for first, last in _CJK)
