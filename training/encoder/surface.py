"""Alters the surface of a turn so that its labels stay true: marks and case left out, slips of the finger."""

import random
from collections.abc import Callable, Iterable

Change = Callable[[str], list[str]]
"""What each character of a text becomes: as many strings as the text has characters."""

_TYPO = 0.02
"""Share of letters that a hasty writer drops, doubles or gets wrong."""
_NEAR = "qwertyuiop asdfghjkl zxcvbnm"


def moved(
    text: str, spans: Iterable[tuple[str, int, int]], change: Change
) -> tuple[str, tuple[tuple[str, int, int], ...]]:
    """Return the changed text and the same marks on it; unchanged where nothing would be left."""
    parts = change(text)
    if not "".join(parts).strip():
        return text, tuple(spans)
    places = [0]
    for part in parts:
        places.append(places[-1] + len(part))
    return "".join(parts), tuple((name, places[start], places[end]) for name, start, end in spans)


def bare(text: str) -> list[str]:
    """Return the characters in lower case without punctuation, as speech is written down: `don't.` becomes `dont`."""
    return [
        char.lower() if char.isalnum() or char.isspace() else " " if char in "-/\u2013\u2014" else "" for char in text
    ]


def hasty(rng: random.Random) -> Change:
    """Return a change that slips on some letters."""

    def change(text: str) -> list[str]:
        return [_slip(char, rng) if char.isalpha() and rng.random() < _TYPO else char for char in text]

    return change


def any_change(rng: random.Random) -> Change:
    """Return one of the changes: half of them bare, some hasty, some both."""
    slip, kind = hasty(rng), rng.random()
    if kind < 0.5:  # noqa: PLR2004 - a half
        return bare
    if kind < 0.8:  # noqa: PLR2004 - and three tenths
        return slip
    return lambda text: ["".join(bare(part)) for part in slip(text)]


def _slip(char: str, rng: random.Random) -> str:
    at = _NEAR.find(char.lower())
    near = _NEAR[at + 1 : at + 2].strip() if at >= 0 else ""
    return rng.choice(["", char + char, near or char])
