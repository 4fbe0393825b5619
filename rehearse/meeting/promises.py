"""What the learner promised to bring or to send, and whether a turn keeps such a promise. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rehearse.reading.codebook import Label, Turn
from rehearse.reading.scene import Side
from rehearse.reading.spans import fold, sentences, words
from rehearse.text import one_line

QUOTED = 200
"""Characters of a promise that are kept."""
STEM = 5
"""Letters by which two words are one thing: photo, photos, photographs."""
SHORT = 4
"""Letters that a word has at least which names a thing."""
_MEANS_TO = re.compile(
    r"\b(i'll|i will|i'd (like|love|be glad|be happy)|i (can|could|want|promise|mean|plan)|i'm (going|happy|glad) to"
    r"|let me|would you like|if you (like|want))\b",
    re.IGNORECASE,
)
"""Says what is yet to come."""
_BRINGS = re.compile(
    r"\b(i|we)('ve| have| did)? (just |also |already |finally |even )?"
    r"(brought|bring|sent|e-?mailed|mailed|posted|found|dug out|printed|bought|made|got|have|finished|wrote|asked)"
    r"\b|\bhere(('s|'re)| is| are| you (go|are)| it is| they are)\b|\bwith me\b|\bin my bag\b|\bdid you get\b",
    re.IGNORECASE,
)
"""Says that something is here, or done."""
_PROMISED = re.compile(r"\bpromised\b", re.IGNORECASE)
_OTHERS_PROMISED = re.compile(r"\b(you|they|he|she|was|were|been) promised\b", re.IGNORECASE)
_BARE = frozenset(
    """
    send sent bring brought give gave have promised promise mentioned said told would could will some something thing
    things that this these those them they with about from your yours like love happy glad next time when also just here
    email mail post week tomorrow today later there know want back need maybe good really little think might meeting
    """.split()
)
"""Words that name no thing."""


_WILL_GIVE = re.compile(
    r"\b(i'll|i will|i promise to|i'm going to|let me) (also |just |gladly |happily )?"
    r"(send|bring|e-?mail|mail|lend|post|forward|show|text) (you|it|them|that|those|the|a|over)\b",
    re.IGNORECASE,
)
"""Promises in plain words, whether or not the reader saw a gift in them."""


def offers(turn: Turn) -> Iterator[str]:
    """Yield what the learner offered in a turn to give, in their own words."""
    marks = [mark for mark in turn.labels if mark.label is Label.GIVE_BACK]
    yield from (one_line(mark.quote, QUOTED) for mark in marks)
    for span in sentences(turn.text):
        seen = any(mark.start < span.end and span.start < mark.end for mark in marks)
        if not seen and _WILL_GIVE.search(fold(span.text)):
            yield one_line(span.text, QUOTED)


def kept_by(turn: Turn, owed: Sequence[str]) -> str | None:
    """Return which of the owed promises a turn keeps: one whose thing it brings, else the last, if it says so."""
    for text in (span.text for span in sentences(fold(turn.text)) if _BRINGS.search(span.text) or _says_so(span.text)):
        if _MEANS_TO.search(text) and not _says_so(text):
            continue
        same = [promise for promise in owed if things(promise) & things(text)]
        if same or (owed and _says_so(text)):
            return (same or list(owed))[-1]
    return None


class Reckoning(NamedTuple):
    """How things stand with the learner's promises."""

    owed: tuple[str, ...]
    """What is promised and still to come, the oldest first."""
    kept: tuple[str, ...]
    """What was promised, and has come."""


NOTHING = Reckoning((), ())
"""Nothing promised, and nothing kept."""


def reckon(owed: Iterable[str], turns: Iterable[Turn]) -> Reckoning:
    """Return how things stand after these turns, with what was owed before and what was promised in them."""
    left, kept = list(owed), list[str]()
    for turn in turns:
        if turn.speaker is not Side.LEARNER:
            continue
        done = kept_by(turn, left)
        if done is not None:
            left.remove(done)
            kept.append(done)
            continue
        left += [offer for offer in offers(turn) if _MEANS_TO.search(fold(offer)) and offer not in left]
    return Reckoning(tuple(left), tuple(kept))


def things(text: str) -> frozenset[str]:
    """Return the beginnings of those words that name a thing."""
    return frozenset(
        word[:STEM] for word in words(text) if len(word) >= SHORT and word not in _BARE and "'" not in word
    )


def _says_so(text: str) -> bool:
    return _PROMISED.search(text) is not None and _OTHERS_PROMISED.search(text) is None
