"""Reads a transcript from its lines, strictly: what is whole is kept, what is torn at the end is set aside."""

import codecs
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, NamedTuple

from pydantic import ValidationError

from rehearse.archive.lines import RawLine, numbered, open_file, shown
from rehearse.archive.opening import PERSONA, empty, opening
from rehearse.errors import InputError
from rehearse.meeting.events import EVENT, AnyEvent, Ended, Header, Read, Replied, Said, Wrote
from rehearse.reading.codebook import Mark
from rehearse.scene.persona import Persona
from rehearse.text import counted, one_line

_REPAIR = "Mend the line, or take a copy of the file."


class Transcript(NamedTuple):
    """A meeting as it was kept."""

    header: Header
    events: tuple[AnyEvent, ...]
    recovered: str | None = None
    """One line for the person where the end of the file was torn."""


class Parsed(NamedTuple):
    """What a file holds."""

    header: Header
    events: tuple[AnyEvent, ...]
    kept: int
    """Bytes of all whole lines."""
    torn: bytes
    """What comes after them: a line that was never finished."""


class NotJSON(InputError):
    """A line that is cut short, or was never JSON."""


class Misquoted(InputError):
    """An event quotes words that do not stand in what was said: one of the two was changed."""


def read_transcript(path: Path) -> Transcript:
    """Return the transcript in a file, which is only read; a torn last line is left out, and `recovered` says so.

    Raises InputError, in one line with file, line, cause and cure, for all that is no whole transcript.
    """
    with open_file(path) as file:
        found = parse(path, file)
    return Transcript(found.header, found.events, left_out(path, found.torn))


def left_out(path: Path, torn: bytes) -> str | None:
    """Return one line for the person on the line that was torn; None where none was."""
    return f"{torn_line(path, torn)} and is left out; the rest is whole." if torn else None


def torn_line(path: Path, torn: bytes) -> str:
    """Return the beginning of a sentence on the line that was torn."""
    return f"The last line of {one_line(path.name)} was cut off ({counted(len(torn), 'byte')})"


def parse(path: Path, file: BinaryIO) -> Parsed:
    """Return what the file holds, `path` being its name in errors. Raises InputError."""
    parsing = Parsing(path, file)
    return Parsed(parsing.header, tuple(parsing), parsing.kept, parsing.torn)


class Heard(NamedTuple):
    """What a reading would be of, after some events: the learner's last turn, or the note after the meeting."""

    text: str | None = None
    ended: bool = False
    note: bool = False
    """Whether the note is written: only the first one counts, and only after the end."""

    def after(self, event: AnyEvent) -> "Heard":
        """Return the same after one more event."""
        match event:
            case Said() if not self.note:
                return self._replace(text=event.text)
            case Ended():
                return self._replace(ended=True)
            case Wrote() if self.ended and not self.note:
                return self._replace(text=event.text, note=True)
            case _:
                return self


class Parsing:
    """A transcript that is being read: its header at once, then event after event, as one asks for them.

    `path` is the file's name in errors. Making it and going on raise InputError, as `read_transcript` does.
    """

    def __init__(self, path: Path, file: BinaryIO) -> None:
        self._path = path
        self._lines = numbered(path, file)
        first = next(self._lines, None)
        if first is None:
            raise empty(shown(path))
        try:
            self.header: Header = parse_header(first.raw)
        except InputError as error:
            raise _placed(error, path, first) from None
        self.kept = len(first.raw)
        """Bytes of the whole lines so far."""
        self.torn = b""
        """Once all is read: what comes after them, a line that was never finished."""

    def __iter__(self) -> Iterator[AnyEvent]:
        """Yield the events; to be gone through once."""
        heard = Heard()
        for number, line in enumerate(self._lines, start=1):
            if not line.whole:
                self.torn = line.raw
                return
            try:
                event = parse_event(line.raw, number, heard.text)
            except InputError as error:
                if line.last and isinstance(error, NotJSON):
                    self.torn = line.raw
                    return
                raise _placed(error, self._path, line) from None
            heard = heard.after(event)
            self.kept += len(line.raw)
            yield event


def parse_header(raw: bytes) -> Header:
    """Return the header in a transcript's first line. Raises InputError without a place."""
    opening(raw, brief=True)
    known = _header_of_known_persona(raw)
    if known is not None:
        return known
    opening(raw)
    try:
        return Header.model_validate_json(raw.removeprefix(codecs.BOM_UTF8), strict=True)
    except ValidationError as error:
        raise InputError(f"the header is not as it should be: {fault(error)}", cure=_REPAIR) from None


def _header_of_known_persona(raw: bytes) -> Header | None:
    """Return the header with its persona read apart; None where it does not come last, or is not whole.

    A persona is most of a header, and the same one stands in many.
    """
    before, comma, persona = raw.removeprefix(codecs.BOM_UTF8).rstrip().partition(PERSONA)
    if not comma or not persona.endswith(b"}}"):
        return None
    try:
        known = _persona(b"{" + persona[:-1])
        return Header.model_validate_json(before + b"}", strict=True).model_copy(update={"persona": known})
    except ValidationError:
        return None


@lru_cache(maxsize=32)
def _persona(raw: bytes) -> Persona:
    return Persona.model_validate_json(raw, strict=True)


def parse_event(raw: bytes, number: int, said: str | None) -> AnyEvent:
    """Return the event in a line, which has to be the one of this number.

    `said` is what a reading here has to quote, as `Heard` tells it. Raises InputError without a place.
    """
    try:
        event = EVENT.validate_json(raw, strict=True)
    except ValidationError as error:
        wrong = error.errors(include_url=False, include_input=False)[0]["type"]
        if wrong == "json_invalid":
            raise _no_json(raw) from None
        if wrong == "union_tag_invalid":
            cure = "Update, if a newer Rehearse wrote it; else mend the line."
            raise InputError("this event is of a kind that is not known here", cure=cure) from None
        raise InputError(f"this is no event: {fault(error, of_event=True)}", cure=_REPAIR) from None
    if event.n != number:
        cure = "Lines were lost, added or moved; take a copy of the file."
        raise InputError(f"event {event.n} stands where event {number} should be", cure=cure)
    _check_quotes(event, said)
    return event


def fault(error: ValidationError, *, of_event: bool = False) -> str:
    """Return the first thing that is wrong, in a line: where in the record, and what."""
    first = error.errors(include_url=False, include_input=False)[0]
    # The kind of an event, which says nothing about where, comes first in its place.
    steps = first["loc"][1:] if of_event else first["loc"]
    place = one_line(".".join(map(str, steps)), 80)
    what = one_line(first["msg"].removeprefix("Value error, ").rstrip("."), 160)
    return f"`{place}`: {what}" if place else what


def _check_quotes(event: AnyEvent, said: str | None) -> None:
    marks: tuple[Mark, ...] = ()
    text: str | None = None
    if isinstance(event, Read):
        marks, text = (*event.labels, *event.unsure), said
    elif isinstance(event, Replied):
        marks, text = event.cues, event.text
    if marks and text is None:
        raise InputError("it reads a learner turn, and none stands before it", cure=_REPAIR)
    for mark in marks:
        if text is not None and not _stands(mark, text):
            quote = one_line(mark.quote, 60)
            what = f"the quote “{quote}” does not stand at {mark.start} to {mark.end} of its turn"
            raise Misquoted(what, cure="Quote the turn word for word, or leave the mark out.")


def _stands(mark: Mark, text: str) -> bool:
    return mark.start <= mark.end <= len(text) and mark.quote == text[mark.start : mark.end]


def _no_json(raw: bytes) -> NotJSON:
    if not raw.strip():
        return NotJSON("the line is empty", cure="Delete it.")
    try:
        raw.decode()
    except UnicodeDecodeError:
        return NotJSON("the line is no UTF-8 text", cure=_REPAIR)
    return NotJSON("the line is no whole JSON", cure=_REPAIR)


def _placed(error: InputError, path: Path, line: RawLine) -> InputError:
    return type(error)(error.what, where=shown(path, line.number), cure=error.cure)
