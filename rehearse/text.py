"""The one door for untrusted text: what a model, a file, a coach or a paste may put on a screen.

Terminals obey control characters, and neither Rich nor Textual removes them all. Cleaning works
character by character, so that a sequence split over two chunks of a stream is caught as well.
"""

import json
import re
import unicodedata

STACKED = 8
"""Marks on one letter at most: Hebrew with its accents takes four, Tibetan syllables up to eight, a prank hundreds."""

_CONTROLS = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 but tab and newline, DEL, C1
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidi marks, embeddings, overrides, isolates
    "\u2028\u2029\ufeff"  # separators that some terminals treat as newlines, byte order mark
    "\u00ad\u180e\u200b\u2060-\u2064\u206a-\u206f"  # nothing to see, and terminals differ on how wide it is
    "\ufff9-\ufffb\U000e0000-\U000e007f"  # interlinear annotation, invisible tag characters
)
_FORBIDDEN = re.compile(f"[{_CONTROLS}]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_SPACE = re.compile(r"\s+")
_DENSE = re.compile(f"[\u0300-\U0010ffff]{{{STACKED + 1},}}")
_MARKS = frozenset({"Mn", "Me", "Cf"})
"""Categories of what stands on, or joins, the letter before it and has no width of its own."""


def clean(text: str) -> str:
    """Return `text` without anything a terminal could obey; tabs and newlines stay.

    A lone surrogate, which no encoder would take, becomes U+FFFD. Joiners stay, for emoji and Persian are written
    with them, and so do up to STACKED marks on a letter.

    >>> clean("hi\\x1b]52;c;aGk=\\x07 there")
    'hi]52;c;aGk= there'
    """
    kept = _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _DENSE.sub(_thinned, _SURROGATES.sub("\ufffd", kept))


def _thinned(found: re.Match[str]) -> str:
    run = found[0]
    if run.isalpha():
        return run
    kept, stacked = [], 0
    for char in run:
        stacked = stacked + 1 if unicodedata.category(char) in _MARKS else 0
        if stacked <= STACKED:
            kept.append(char)
    return "".join(kept)


def one_line(text: str, limit: int | None = None) -> str:
    """Return `text` cleaned and folded to one line, cut to `limit` characters with an ellipsis."""
    line = _SPACE.sub(" ", clean(text)).strip()
    if limit is not None and len(line) > limit:
        return line[: max(limit - 1, 0)].rstrip() + "…"
    return line


def often(times: int) -> str:
    """Return how often, in words: once, twice, 3 times."""
    return ("once", "twice")[times - 1] if times in (1, 2) else f"{times} times"


def counted(count: int, one: str, many: str = "") -> str:
    """Return a number with what it counts.

    >>> counted(1, "meeting"), counted(4_000, "learner"), counted(2, "branch", "branches")
    ('1 meeting', '4,000 learners', '2 branches')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def in_json(text: str) -> str:
    """Return JSON in which what a terminal could obey is written as an escape: it means the same, to the character.

    >>> in_json('{"name": "a\x9b2J"}')
    '{"name": "a\\\\u009b2J"}'
    """
    return _FORBIDDEN.sub(lambda found: json.dumps(found[0])[1:-1], text)


def cells(text: str) -> int:
    """Return how many cells of a terminal a line takes: two for a wide letter, none for a mark.

    What joiners and skin tones make one picture counts as one; terminals that draw the parts need more.

    >>> cells("王Bo"), cells("e\u0301"), cells("👩🏽‍🚀")
    (4, 1, 2)
    """
    width, joined = 0, False
    for char in text:
        if not (joined or "\U0001f3fb" <= char <= "\U0001f3ff" or unicodedata.category(char) in _MARKS):
            width += 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1
        joined = char == "\u200d"
    return width


def first_name(name: str) -> str:
    """Return what somebody is called by, on one clean line: the first word of a name.

    >>> first_name("Hanna Vogel")
    'Hanna'
    """
    return one_line(name, 60).split(" ")[0]
