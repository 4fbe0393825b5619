"""From records to a transcript's lines: nothing is written that would not read back as the same record."""

import json

from rehearse.archive.lines import LINE_BYTES
from rehearse.archive.transcript import parse_event, parse_header
from rehearse.errors import InputError
from rehearse.meeting.events import AnyEvent, Header

_UNWRITTEN = "Nothing was written."


def header_line(header: Header) -> bytes:
    """Return the first line of a transcript: the persona comes last, so that a list can do without reading it.

    Raises InputError, without a place, for a header that could not be read again.
    """
    data = header.model_dump(mode="json", by_alias=True)
    data["persona"] = data.pop("persona")
    try:
        line = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode() + b"\n"
        same = len(line) <= LINE_BYTES and parse_header(line) == header
    except InputError as error:
        raise InputError(error.what, cure=_UNWRITTEN) from None
    except ValueError:
        same = False
    if not same:
        raise InputError("the header holds what no transcript can keep", cure=_UNWRITTEN)
    return line


def event_line(event: AnyEvent, number: int, said: str | None) -> bytes:
    """Return the line of the event of this number, `said` being what a reading would be of.

    Raises InputError, without a place, for an event that could not be read again: not of this number, a quote
    that does not stand in its turn, a line longer than a transcript's may be.
    """
    try:
        line = event.model_dump_json().encode() + b"\n"
        same = len(line) <= LINE_BYTES and parse_event(line, number, said) == event
    except InputError as error:
        raise InputError(error.what, cure=_UNWRITTEN) from None
    except ValueError:
        same = False
    if not same:
        raise InputError(f"event {event.n} holds what no transcript can keep", cure=_UNWRITTEN)
    return line
