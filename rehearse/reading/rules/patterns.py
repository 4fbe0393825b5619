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


class Sentence(NamedTuple):
    """A sentence of a turn."""

    span: Span
    plain: str
    """The form that patterns are matched against."""


def table(*rows: tuple[str, str]) -> tuple[Pattern, ...]:
    """Return compiled patterns from rows of name and expression."""
    return tuple(Pattern(name, re.compile(expression)) for name, expression in rows)


@lru_cache(maxsize=_CACHED)
def read_sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of a turn with their plain forms."""
    return tuple(Sentence(span, plain(span.text)) for span in sentences(text))
