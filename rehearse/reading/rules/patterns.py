"""Named patterns, and a turn cut into the sentences that they are matched against."""

import re
from functools import lru_cache
from typing import NamedTuple

from rehearse.reading.rules.plain import plain
from rehearse.reading.spans import Span, sentences

_CACHED = 2_048
"""Turns kept as read: many more than any meeting has."""


class Pattern(NamedTuple):
    """One way of saying a thing."""

    name: str
    regex: re.Pattern[str]
    unless: re.Pattern[str] | None = None
    """What shows that a sentence says something else in the same words."""

    def is_in(self, sentence: str) -> bool:
        """Whether the plain form of a sentence says it this way."""
        return bool(self.regex.search(sentence)) and not (self.unless and self.unless.search(sentence))


class Sentence(NamedTuple):
    """A sentence of a turn."""

    span: Span
    plain: str
    """The form that patterns are matched against."""


def table(*rows: tuple[str, str], unless: str | None = None) -> tuple[Pattern, ...]:
    """Return compiled patterns from rows of name and expression; none is in a sentence that says `unless`."""
    other = None if unless is None else re.compile(unless)
    return tuple(Pattern(name, re.compile(expression), other) for name, expression in rows)


@lru_cache(maxsize=_CACHED)
def read_sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of a turn with their plain forms."""
    return tuple(Sentence(span, plain(span.text)) for span in sentences(text))
