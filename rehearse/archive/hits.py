"""The turns of a talk in which words were found, each with a quote."""

import re
from bisect import bisect_right
from typing import NamedTuple

from rehearse.archive.phrases import Phrases
from rehearse.archive.rows import SIDES
from rehearse.reading.scene import Side

MOST = 3
"""Turns quoted of one meeting at most."""
WIDTH = 120
"""Characters of a quote, about."""

_SIGN = re.compile(f"[{''.join(SIDES.values())}]")
_SPEAKERS = {sign: side for side, sign in SIDES.items()}


class Hit(NamedTuple):
    """A turn in which words were found."""

    turn: int
    """From 1, as a review counts."""
    speaker: Side
    quote: str
    """A piece of the turn, on one line."""
    marks: tuple[tuple[int, int], ...]
    """From where to where the words stand in the quote."""


def hits(talk: str, phrases: Phrases) -> tuple[Hit, ...]:
    """Return the turns that hold most of the words, the best first, and of equal ones the earlier."""
    begins = [sign.start() for sign in _SIGN.finditer(talk)]
    found = _words_by_turn(talk, begins, phrases)
    best = sorted(found, key=lambda turn: (-len(found[turn]), turn))[:MOST]
    return tuple(_hit(talk, begins, turn, phrases) for turn in best)


def _words_by_turn(talk: str, begins: list[int], phrases: Phrases) -> dict[int, set[int]]:
    """Return which words stand in each turn; none of the turns after as many as are shown hold them all."""
    found: dict[int, set[int]] = {}
    whole: set[int] = set()
    for at, word in phrases.found(talk):
        turn = bisect_right(begins, at)
        if turn not in found and len(whole) == MOST:
            break
        found.setdefault(turn, set()).add(word)
        if len(found[turn]) == len(phrases):
            whole.add(turn)
    return found


def _hit(talk: str, begins: list[int], turn: int, phrases: Phrases) -> Hit:
    begin, end = begins[turn - 1], [*begins, len(talk)][turn]
    quote = phrases.quote(talk[begin + 1 : end], WIDTH)
    return Hit(turn, _SPEAKERS[talk[begin]], quote.text, quote.marks)
