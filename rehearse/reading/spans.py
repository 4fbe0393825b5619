"""Cuts a turn into sentences and words, each sentence with the place where it stands."""

import re
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of a text: `text` is exactly the source from `start` up to `end`."""

    start: int
    end: int
    text: str


_STOP = re.compile(r"(?P<mark>[.!?\u2026]+)[\"'\u201d\u2019\u00bb)\]*_]*(?P<gap>\s+|$)|(?P<line>(?<!\s)\s*\n\s*)")
_LAST_WORD = re.compile(r"[^\W\d_](?:[\w.'\u2019-]*\w)?$")
_TITLES = re.compile(
    r"mr|mrs|ms|mx|dr|prof|sr|st|jr|rev|fr|sra|hon|capt|lt|sgt|col|gen|messrs|mt"
    r"|vs|cf|approx|dept|fig|vol|ca|e\.g|i\.e|eg|ie|no"
)
"""What is written with a stop and goes on: titles before a name, and shorthand."""
_CLOSERS = re.compile(r"etc|inc|ltd|co|a\.m|p\.m|u\.s|u\.k|e\.u|ph\.d|al")
"""What may end a sentence or not: only a capital after it tells."""
_WRAPPED_AT = 60
"""A line at least this long that goes on in lower case was broken by a machine, not by its writer."""
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*'?", re.UNICODE)
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2019\u2018\u02bc\u0060\u00b4\uff07", "'"))


def fold(text: str) -> str:
    """Return `text` with typographic apostrophes made plain; every character keeps its place.

    >>> fold("I\\u2019m")
    "I'm"
    """
    return text.translate(_APOSTROPHES)


def words(text: str) -> list[str]:
    """Return the words of `text` in lower case, with plain apostrophes inside them.

    >>> words("Don\\u2019t wait, it's 10 a.m.!")
    ["don't", 'wait', "it's", '10', 'a', 'm']
    """
    return [found.group().rstrip("'") for found in _WORD.finditer(fold(text).lower())]


def sentences(text: str) -> tuple[Span, ...]:
    """Return the sentences of `text` in order, without overlap and without the space around them.

    A run of marks (`?!`, `...`) ends a sentence once; an ellipsis, or a mark inside quotes, that goes on in
    lower case does not end one; titles and shorthand with a stop do not; a line break does, unless a long line
    goes on in lower case. Every character that is not space lies in one sentence.

    >>> [span.text for span in sentences("Dr. Vega came at 10... and left?! ok")]
    ['Dr. Vega came at 10... and left?!', 'ok']
    """
    spans: list[Span] = []
    begin = 0
    for found in _STOP.finditer(text):
        if _ends(text, begin, found):
            _add(spans, text, begin, found.end())
            begin = found.end()
    _add(spans, text, begin, len(text))
    return tuple(spans)


def _ends(text: str, begin: int, found: re.Match[str]) -> bool:
    following = text[found.end() : found.end() + 1]
    if found["line"] is not None:
        return not _is_wrapped(text, found, following)
    if "\n" in found["gap"] and not _is_wrapped(text, found, following):
        return True
    mark, lower = found["mark"], following.islower()
    if lower and (_is_ellipsis(mark) or len(found.group().rstrip()) > len(mark)):
        return False
    return mark != "." or not _is_shorthand(text[begin : found.start()], following)


def _is_ellipsis(mark: str) -> bool:
    return not set(mark) - {".", "…"} and mark != "."


def _is_shorthand(head: str, following: str) -> bool:
    last = _LAST_WORD.search(head)
    if last is None:
        return False
    word = last.group().lower()
    initial = len(word) == 1 and word != "i" and last.group().isupper() and following.isupper()
    titled = _TITLES.fullmatch(word) is not None and (word != "no" or following.isdigit())
    return initial or titled or (_CLOSERS.fullmatch(word) is not None and not following.isupper())


def _is_wrapped(text: str, found: re.Match[str], following: str) -> bool:
    line = text.rfind("\n", 0, found.start()) + 1
    return following.islower() and found.group().count("\n") == 1 and found.start() - line >= _WRAPPED_AT


def _add(spans: list[Span], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end = start + len(piece.strip())
    if start < end:
        spans.append(Span(start, end, text[start:end]))
