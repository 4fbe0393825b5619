"""The words that a person looks for: as a question that SQLite's full-text search takes, and found again in a turn."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from rehearse.text import clean, one_line

MOST_WORDS = 32
"""Words that count; what is typed beyond them narrows no further."""

_RUN = re.compile(r"[^\W_]+")
_BETWEEN = r"[\W_]+"
_BEFORE = 36
"""Characters of a quote before the first word found."""


class Quote(NamedTuple):
    """A piece of a turn, on one line."""

    text: str
    """Word for word; `…` where something was left out."""
    marks: tuple[tuple[int, int], ...]
    """From where to where the words stand that were looked for."""


class _Folding(dict[int, str]):
    """Letters without case and accents, one for one, as the index compares them."""

    def __missing__(self, letter: int) -> str:
        parts = unicodedata.normalize("NFD", chr(letter))
        folded = parts[0].lower() if all(map(unicodedata.combining, parts[1:])) else chr(letter)
        self[letter] = folded if len(folded) == 1 else chr(letter)
        return self[letter]


_FOLDING = _Folding()


def folded(text: str) -> str:
    """Return a text without case and accents, to compare it."""
    return text.translate(_FOLDING).casefold()


class Phrases:
    """What a person typed, cut into words. `e-mail` is one, of two parts that follow each other."""

    def __init__(self, typed: str) -> None:
        words = unicodedata.normalize("NFC", clean(typed)).split()
        found = dict.fromkeys(tuple(_RUN.findall(word)) for word in words)
        self._words = [parts for parts in found if parts][:MOST_WORDS]
        self.blank = not words
        """Whether nothing was typed."""
        self._pattern = self._compiled()

    @property
    def query(self) -> str | None:
        """The question to the full-text search: each word may go on, and all must be found.

        None where what was typed holds neither letter nor digit, and so can be found nowhere.
        """
        return " AND ".join(f'"{" ".join(parts)}"*' for parts in self._words) or None

    def found(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where words stand in a text, and the number of each."""
        if self._pattern:
            for found in self._pattern.finditer(text.translate(_FOLDING)):
                yield found.start(), found.lastindex or 0

    def quote(self, text: str, width: int) -> Quote:
        """Return the piece of a turn of about `width` characters that begins shortly before the first word found."""
        text = one_line(text)
        found = self._pattern.finditer(text.translate(_FOLDING)) if self._pattern else ()
        spans = [each.span() for each in found]
        first = spans[0][0] if spans else 0
        start = _word_start(text, first - _BEFORE, first)
        end = len(text) if len(text) - start <= width else _word_end(text, start + width)
        shift = (start > 0) - start
        marks = tuple((a + shift, min(b, end) + shift) for a, b in spans if a < end)
        return Quote("…" * (start > 0) + text[start:end] + "…" * (end < len(text)), marks)

    def __len__(self) -> int:
        """How many words count."""
        return len(self._words)

    def _compiled(self) -> re.Pattern[str] | None:
        """Return a pattern with a group a word, the longest first, so that `be` takes nothing from `bees`."""
        if not self._words:
            return None
        folded = [[part.translate(_FOLDING) for part in parts] for parts in self._words]
        folded.sort(key=lambda parts: sum(map(len, parts)), reverse=True)
        words = "|".join(f"({_BETWEEN.join(map(re.escape, parts))})" for parts in folded)
        return re.compile(rf"(?<![^\W_])(?:{words})[^\W_]*")


def _word_start(text: str, at: int, last: int) -> int:
    """Return where the first word that begins from here to `last` does; here, where none does."""
    if at <= 0:
        return 0
    space = text.find(" ", at - 1, last)
    return at if space < 0 else space + 1


def _word_end(text: str, at: int) -> int:
    """Return where the last whole word up to here ends; here, where one word fills the line."""
    end = text.rfind(" ", at - 24, at + 1)
    return end if end > 0 else at
