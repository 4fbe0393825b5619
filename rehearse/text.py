"""The one door for untrusted text: what a model, a file, a coach or a paste may put on a screen.

Terminals obey control characters, and neither Rich nor Textual removes them all. Cleaning works
character by character, so that a sequence split over two chunks of a stream is caught as well.
"""

import json
import re

_CONTROLS = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 but tab and newline, DEL, C1
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidi marks, embeddings, overrides, isolates
    "\u2028\u2029\ufeff"  # separators that some terminals treat as newlines, byte order mark
    "\ufff9-\ufffb\U000e0000-\U000e007f"  # interlinear annotation, invisible tag characters
)
_FORBIDDEN = re.compile(f"[{_CONTROLS}]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_SPACE = re.compile(r"\s+")


def clean(text: str) -> str:
    """Return `text` without anything a terminal could obey; tabs and newlines stay.

    A lone surrogate, which no encoder would take, becomes U+FFFD.

    >>> clean("hi\\x1b]52;c;aGk=\\x07 there")
    'hi]52;c;aGk= there'
    """
    return _SURROGATES.sub("\ufffd", _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))


def one_line(text: str, limit: int | None = None) -> str:
    """Return `text` cleaned and folded to one line, cut to `limit` characters with an ellipsis."""
    line = _SPACE.sub(" ", clean(text)).strip()
    if limit is not None and len(line) > limit:
        return line[: max(limit - 1, 0)].rstrip() + "…"
    return line


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


def first_name(name: str) -> str:
    """Return what somebody is called by, on one clean line: the first word of a name.

    >>> first_name("Hanna Vogel")
    'Hanna'
    """
    return one_line(name, 60).split(" ")[0]
