"""Tells the first line of a transcript from the first line of anything else.

Light: no model is needed to say what a file is, and the list of transcripts asks this of each.
"""

import codecs
import json
import re
from typing import Any

from rehearse.errors import InputError

NEWEST_SCHEMA = 4
"""The newest schema of transcripts that is read here; the one that `meeting.events` writes."""

BEGINNING = b'{"kind":"header"'
"""How a transcript begins, byte for byte."""

PERSONA = b',"persona":{'
"""Before the persona, and nowhere else: JSON writes the quotes of a text as \\"."""

_LISTED = frozenset(("kind", "schema", "id", "started", "scene", "scenario", "engine", "parent"))
_ID = re.compile(rb'"schema":\d+,"id":"([a-z0-9-]{1,64})"')
_EVENTS = ("learner", "reading", "plan", "contact", "cancelled", "note", "correction", "end", "letter", "answer")
_CURE = "Give a transcript that Rehearse wrote."


def opening(raw: bytes, *, brief: bool = False) -> dict[str, Any]:
    """Return the header as plain data, not yet checked beyond its kind and schema.

    `brief` leaves all but the id of the persona out where it comes last, as the log writes it: it is most of the line.
    Raises InputError, without a place, which says what the file is instead.
    """
    if not raw:
        raise empty()
    raw = raw.removeprefix(codecs.BOM_UTF8)
    if not raw.endswith(b"\n") and (raw.startswith(BEGINNING) or BEGINNING.startswith(raw)):
        cure = "Nothing was said in it yet: delete it and begin anew."
        raise InputError("the file ends within its first line, the header", cure=cure)
    data = _brief(raw) if brief else None
    if data is None:
        data = _object(raw)
    _check_kind(data)
    _check_schema(data.get("schema"))
    return data


def empty(where: str = "") -> InputError:
    """Return the error of a file of no bytes."""
    return InputError("the file is empty", where=where, cure="Delete it: nothing was said in it.")


def _brief(raw: bytes) -> dict[str, Any] | None:
    cut = raw.find(PERSONA)
    named = _ID.match(raw, cut + len(PERSONA)) if cut >= 0 else None
    if named is None:
        return None
    try:
        data = json.loads(raw[:cut] + b"}")
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict) or not data.keys() >= _LISTED:
        return None
    return data | {"persona": {"id": named[1].decode()}}


def _object(raw: bytes) -> dict[str, Any]:
    if b"\0" in raw:
        raise InputError("this is no text file", cure=_CURE)
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        raise InputError("this is no UTF-8 text", cure=_CURE) from None
    try:
        data = json.loads(text)
    except RecursionError:
        raise InputError("this is no transcript: its first line is nested too deeply", cure=_CURE) from None
    except ValueError:
        raise InputError("this is no transcript: its first line is not JSON", cure=_CURE) from None
    if not isinstance(data, dict):
        raise InputError("this is no transcript: its first line is no JSON object", cure=_CURE)
    return data


def _check_kind(data: dict[str, Any]) -> None:
    kind = data.get("kind")
    if kind == "header":
        return
    if "scene" in data and "turns" in data:
        raise InputError("this is a corpus line, no transcript", cure="Use `rehearse label` for it.")
    if kind in _EVENTS:
        cure = "Put its first line back, from a copy."
        raise InputError("the header is missing: the first line is an event already", cure=cure)
    raise InputError("this is no transcript, but JSON of another kind", cure=_CURE)


def _check_schema(schema: object) -> None:
    if not isinstance(schema, int) or isinstance(schema, bool) or schema < 1:
        raise InputError("the header does not say its schema, a number from 1", cure=_CURE)
    if schema > NEWEST_SCHEMA:
        what = f"written by a newer Rehearse (schema {schema}); this one reads up to {NEWEST_SCHEMA}"
        raise InputError(what, cure="Update.")
