"""Reads what a server says when it refuses or fails, in whatever form, and what a person can do about it."""

import json
import re
from collections.abc import Mapping

from rehearse.text import clean, counted

AGAIN = "Try again"
READ = 8_000
"""Characters of a web page or a text that are looked through for words; an error is at its beginning."""
_PLACE = "Check base_url and the model's name"
_CURES = {
    400: _PLACE,
    401: "Check the key",
    402: "Check the account behind the key",
    403: "Check the key and what it may use",
    404: _PLACE,
    422: _PLACE,
}
_BUSY = (429, 503, 529)
"""Too many requests, unavailable, and what some makers say when they are overloaded."""
_REDIRECTS = range(300, 400)
_FAILURES = range(500, 600)
_OVERFLOWS = re.compile(
    r"context[_ ](length|size|window)|maximum context|exceed_context|(prompt|input) is too long"
    r"|too many (input )?tokens|tokens exceed|reduce the length",
    re.IGNORECASE,
)
_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)
_TAGS = re.compile(r"<(script|style)\b.*?</\1\s*>|<[^>]*>", re.IGNORECASE | re.DOTALL)
LEVELS = 8
"""Objects and lists within each other in which a server's words are looked for; those known take three."""
_TELLING = ("message", "detail", "error", "msg", "error_description", "title")
"""Where servers put the words that are meant for people, the most telling first."""


def says(body: object) -> str:
    """Return a server's own words out of an error's body: JSON of any shape, a web page, plain text; may be empty."""
    if isinstance(body, str):
        body = body[:READ]
        title = _TITLE.search(body)
        return clean(title[1] if title else _TAGS.sub(" ", body)).strip()
    return clean(_message(body) or (_flat(body) if body else ""))


def overflows(body: object) -> bool:
    """Whether the body says that more was sent than the model can read."""
    return _OVERFLOWS.search(_flat(body)) is not None


def names(body: object, field: str) -> bool:
    """Whether an error's body names this field of the request."""
    return re.search(rf"(?<!\w){field}(?!\w)", _flat(body)) is not None


def cure(status: int, headers: Mapping[str, str]) -> str:
    """Return what to do about an HTTP status; a server's wish to wait is told, never waited out unseen."""
    wait = headers.get("retry-after", "").strip()
    if status in _BUSY or (status in _FAILURES and wait):
        known = re.fullmatch(r"[0-9]{1,6}", wait)
        return f"Wait {counted(int(wait), 'second') if known else 'a little'} and try again"
    if status in _REDIRECTS:
        return "Set base_url to where the server has moved"
    return _CURES.get(status, AGAIN)


def _message(body: object, levels: int = LEVELS) -> str | None:
    if isinstance(body, str):
        return body.strip() or None
    if not levels:
        return None
    if isinstance(body, Mapping):
        inner = [body[name] for name in _TELLING if name in body]
    else:
        inner = list(body) if isinstance(body, list) else []
    return next((found for each in inner if (found := _message(each, levels - 1))), None)


def _flat(body: object) -> str:
    try:
        return body if isinstance(body, str) else json.dumps(body, ensure_ascii=False, default=str)
    except RecursionError:
        return ""
