"""Finds the words that carry a label: the stretch of pieces that tell for it, widened to the sentences it stands in, or
to clauses where those are long."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

from rehearse.reading.encoder.wordpiece import Piece
from rehearse.reading.spans import Span, sentences

_JOINT = re.compile(r"[,;:\u2013\u2014]\s+|\s[-\u2013\u2014]\s|(?<!\s)\s+(?=[(*])|(?<=[)*])\s+")
"""Where one clause ends and the next begins."""
_LIFT = 0.7
"""Added to the log-odds of each piece: a quote may rather hold a word too many than lack one that carries."""
_LITTLE = 0.1
"""Share of what tells in the sentence that tells most; sentences at either end that tell less are left out."""
_WHOLE = 32
"""Words of the sentences that are shown whole, together."""
_LONGEST = 18
"""Words of a clause that nobody divided by any mark; of a longer one, a few words around the stretch are shown."""
_MOST = 40
"""Words of a quote that runs over several clauses; it ends with the last clause that fits."""
_AROUND = 5
_GAP = 60
"""Characters between two pieces that say that something between them was not read (`windows.LONGEST_TURN`)."""
_WORD = re.compile(r"\S+")


def evidence(text: str, places: Sequence[Piece], odds: Sequence[float]) -> Span:
    """Return the words of `text` that carry a label; `odds` are the log-odds of each of its pieces, at `places`.

    >>> pieces = [Piece(0, 0, 4), Piece(0, 5, 9), Piece(0, 11, 14), Piece(0, 15, 18), Piece(0, 19, 22)]
    >>> evidence("Nice boat, any job now?", pieces, [-3.0, -2.0, 1.0, 2.0, 1.0]).text
    'any job now?'
    """
    if not places:
        return Span(0, len(text), text)
    odds = [each + _LIFT for each in odds]
    first, last = _best_run(places, odds)
    start, end = places[first].start, places[last].end
    touched = _telling([each for each in sentences(text) if each.start < end and each.end > start], places, odds)
    if not touched:
        return Span(start, end, text[start:end])
    begin, stop = touched[0].start, touched[-1].end
    if len(text[begin:stop].split()) <= _WHOLE:
        return Span(begin, stop, text[begin:stop])
    return _by_clauses(text, max(start, begin), min(end, stop))


def _telling(touched: Sequence[Span], places: Sequence[Piece], odds: Sequence[float]) -> Sequence[Span]:
    """Return the sentences without those at either end that tell little."""
    told = [
        sum(max(0.0, odd) for place, odd in zip(places, odds, strict=True) if each.start <= place.start < each.end)
        for each in touched
    ]
    kept = [at for at, each in enumerate(told) if each >= _LITTLE * max(told)]
    return touched[kept[0] : kept[-1] + 1] if kept else touched


def _best_run(places: Sequence[Piece], odds: Sequence[float]) -> tuple[int, int]:
    """Return the run with the largest sum (Kadane's method), as its first and last index."""
    best, best_run, total, begin = float("-inf"), (0, 0), 0.0, 0
    for at, each in enumerate(odds):
        if total <= 0 or places[at].start - places[at - 1].end > _GAP:
            total, begin = 0.0, at
        total += each
        if total > best:
            best, best_run = total, (begin, at)
    return best_run


def _by_clauses(text: str, start: int, end: int) -> Span:
    """Return the clauses that a stretch touches, as many from the first on as a quote may hold."""
    touched = [part for part in all_clauses(text) if part.start < end and part.end > start]
    if len(touched[0].text.split()) > _LONGEST:
        return _around(text, touched[0], start, end)
    sizes = accumulate(len(part.text.split()) for part in touched)
    kept = [part for part, size in zip(touched, sizes, strict=True) if size <= _MOST]
    return Span(kept[0].start, kept[-1].end, text[kept[0].start : kept[-1].end])


@lru_cache(maxsize=64)
def all_clauses(text: str) -> tuple[Span, ...]:
    """Return the clauses of a text, in order, without overlap."""
    return tuple(part for sentence in sentences(text) for part in clauses(sentence))


def clauses(sentence: Span) -> list[Span]:
    """Return the clauses of a sentence, each with the mark that ends it."""
    cuts = [found.end() for found in _JOINT.finditer(sentence.text)]
    found = []
    for begin, end in zip([0, *cuts], [*cuts, len(sentence.text)], strict=True):
        part = sentence.text[begin:end].strip()
        if part:
            at = sentence.start + sentence.text.index(part, begin)
            found.append(Span(at, at + len(part), part))
    return found


def _around(text: str, clause: Span, start: int, end: int) -> Span:
    """Return the stretch with a few words on either side, within its clause, as far as a quote may go."""
    found = [(each.start() + clause.start, each.end() + clause.start) for each in _WORD.finditer(clause.text)]
    inside = [at for at, (begin, stop) in enumerate(found) if begin < end and stop > start]
    first = max(0, inside[0] - _AROUND)
    last = min(len(found) - 1, inside[-1] + _AROUND, first + _MOST - 1)
    begin, stop = found[first][0], found[last][1]
    return Span(begin, stop, text[begin:stop])
