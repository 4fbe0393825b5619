"""Reads one answer of a judge: only labels of the codebook, each with words that stand in the turn, count."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from rehearse.contact.prompt import defused
from rehearse.reading.codebook import Label
from rehearse.reading.spans import fold, words
from rehearse.text import clean, one_line

MOST = 40
"""Entries of an answer that are looked at: twice the labels there are."""
TRIES = 100
"""Places of an answer at which a JSON object is looked for."""
_NAMES = frozenset(Label)
_MARKS = str.maketrans(dict.fromkeys("\u201c\u201d\u201e\u201f", '"'))


class Vote(NamedTuple):
    """A label that was given, and that holds."""

    label: Label
    quote: str
    """The words as they stand in the turn."""
    why: str
    """The judge's reason, on one clean line; may be empty."""


class Ballot(NamedTuple):
    """What one answer gives a turn."""

    votes: Mapping[Label, Vote]
    dropped: int
    """Entries that do not hold: no label of the codebook, or words that do not stand in the turn."""


def read_ballot(answer: str, turn: str) -> Ballot | None:
    """Return the labels that an answer gives the turn, each checked; None where it holds no answer of the form.

    JSON is found in prose and in fences; of several objects of the form the last counts.
    """
    entries = next(reversed(list(_lists(answer))), None)
    if entries is None:
        return None
    found = [_vote(entry, turn) for entry in entries[:MOST]]
    votes: dict[Label, Vote] = {}
    for vote in found:
        if vote:
            votes.setdefault(vote.label, vote)
    return Ballot(votes, found.count(None))


def standing(quote: str, turn: str) -> str | None:
    """Return the words of the turn that a quote repeats, or None.

    Only white space, typographic quotes and the marks that were defused before the turn was sent may differ.

    >>> standing('I said  "no"', "Then I said “no”.")
    'I said “no”'
    """
    if not words(quote):
        return None
    pieces = _plain(clean(quote)).split()
    # A word is not found in the middle of another.
    begin = r"\b" if pieces[0][0].isalnum() else ""
    end = r"\b" if pieces[-1][-1].isalnum() else ""
    found = re.search(begin + r"\s+".join(map(re.escape, pieces)) + end, _plain(turn))
    return turn[found.start() : found.end()] if found else None


def _plain(text: str) -> str:
    """Fold what may differ; every character keeps its place."""
    return defused(fold(text).translate(_MARKS))


def _vote(entry: object, turn: str) -> Vote | None:
    if not isinstance(entry, dict):
        return None
    label, quote, why = (entry.get(name) for name in ("label", "quote", "why"))
    if not isinstance(label, str) or label not in _NAMES or not isinstance(quote, str):
        return None
    own = standing(quote, turn)
    return Vote(Label(label), own, one_line(why) if isinstance(why, str) else "") if own else None


def _lists(answer: str) -> Iterator[list[Any]]:
    """Yield the labels of each object of the form in the answer."""
    decoder, at = json.JSONDecoder(), 0
    for _ in range(TRIES):
        at = answer.find("{", at)
        if at < 0:
            return
        try:
            found, at = decoder.raw_decode(answer, at)
        except (ValueError, RecursionError):
            at += 1
        else:
            if isinstance(found.get("labels"), list):
                yield found["labels"]
