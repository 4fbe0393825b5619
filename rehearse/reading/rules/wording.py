"""The words of a turn, one by one and in pairs, that count beside the patterns written by hand."""

from functools import lru_cache
from itertools import pairwise

from rehearse.reading.rules.patterns import read_sentences
from rehearse.reading.spans import words

_CACHED = 2_048


@lru_cache(maxsize=_CACHED)
def wording(text: str) -> frozenset[str]:
    """Return `~word` for each word of the turn's plain form, and `~word_next` for each two in a row.

    A pair may also be the beginning of a sentence (`^`) with its first word, or its last word with the
    question mark (`?`) or any other end (`$`).

    >>> sorted(wording("Go on?"))
    ['~^_go', '~go', '~go_on', '~on', '~on_?']
    """
    found: set[str] = set()
    for sentence in read_sentences(text):
        own = words(sentence.plain)
        in_order = ["^", *own, "?" if "?" in sentence.span.text[-3:] else "$"]
        found.update(f"~{word}" for word in own)
        found.update(f"~{one}_{other}" for one, other in pairwise(in_order))
    return frozenset(found)
