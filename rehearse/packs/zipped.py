"""Reads a zip that a stranger made: what its headers claim is checked, never believed.

The standard library reads the list of entries. Each entry is then unpacked here, from bytes at hand, and counted while
it grows: so no header decides how much memory an entry takes.
"""

import stat
import struct
import zlib
from collections.abc import Callable
from functools import partial
from io import BytesIO
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from rehearse.errors import InputError
from rehearse.packs.names import shown
from rehearse.text import one_line

BEGINS = b"PK"
MOST_ENTRIES = 400
MOST_RATIO = 100
"""Bytes that one packed byte may become; words that people write become three to five."""
SMALL = 4_096
"""Packed bytes up to which the ratio says nothing."""

_LISTED = b"PK\x01\x02"
_LOCAL = struct.Struct("<4s5H3I2H")
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_CURE = "Nothing was installed; ask whoever made the pack for another."
_PACK_AGAIN = "Pack it anew, as an ordinary zip."


class Entry(NamedTuple):
    """One thing in a pack."""

    name: str
    folder: bool
    read: Callable[[int], bytes]
    """Gives its content, no more than so many bytes. Raises InputError: too large, damaged, unreadable."""


class _Span(NamedTuple):
    """Where an entry lies in the zip."""

    start: int
    content: int
    end: int
    info: ZipInfo


def read_zip(raw: bytes) -> list[Entry]:
    """Return what a zip holds. Raises InputError for what is none, is damaged, encrypted, or made to do harm."""
    # Each entry is listed under this mark, so that counting it bounds a list before any of it is read.
    if raw.count(_LISTED) > MOST_ENTRIES:
        raise InputError("the zip holds too many entries", cure=f"{MOST_ENTRIES} are the most.")
    try:
        with ZipFile(BytesIO(raw)) as archive:
            spans = [_span(raw, info) for info in archive.infolist()]
            listed_from = archive.start_dir
    except (BadZipFile, NotImplementedError, struct.error, ValueError, EOFError, OverflowError, OSError) as error:
        told = one_line(str(error), 80).rstrip(".")
        raise InputError(f"the zip is damaged ({told})", cure="Download or copy it once more.") from None
    _check_apart(spans, listed_from)
    return [_entry(raw, span) for span in spans]


def _span(raw: bytes, info: ZipInfo) -> _Span:
    # The library cuts a name at a NUL; what was written is what counts.
    name = info.orig_filename
    if info.flag_bits & _ENCRYPTED:
        raise _refused(name, "it is encrypted", "Pack it without a password.")
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise _refused(name, "it is compressed in an unusual way", _PACK_AGAIN)
    mode = stat.S_IFMT(info.external_attr >> 16)
    if mode not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise _refused(name, "it is a link or no ordinary file", _CURE)
    start = info.header_offset
    mark, *_, name_size, extra_size = _LOCAL.unpack_from(raw, start)
    content = start + _LOCAL.size + name_size + extra_size
    if mark != b"PK\x03\x04" or raw[start + _LOCAL.size :][:name_size] != _as_written(info):
        raise _refused(name, "the zip calls it by two names", _CURE)
    return _Span(start, content, content + info.compress_size, info)


def _as_written(info: ZipInfo) -> bytes:
    return info.orig_filename.encode("utf-8" if info.flag_bits & 0x800 else "cp437")


def _check_apart(spans: list[_Span], listed_from: int) -> None:
    """Raise InputError where entries share bytes, as in bombs that unpack one content many times."""
    end = 0
    for span in sorted(spans):
        if span.start < end or span.end > listed_from:
            raise _refused(span.info.orig_filename, "it overlaps another entry", _CURE)
        end = span.end


def _entry(raw: bytes, span: _Span) -> Entry:
    folder = span.info.orig_filename.endswith("/")
    if not folder and stat.S_ISDIR(span.info.external_attr >> 16):
        raise _refused(span.info.orig_filename, "it is both a file and a folder", _CURE)
    return Entry(span.info.orig_filename, folder, partial(_unpacked, raw, span))


def _unpacked(raw: bytes, span: _Span, most: int) -> bytes:
    info, packed = span.info, raw[span.content : span.end]
    try:
        data = packed[: most + 1] if info.compress_type == ZIP_STORED else _inflated(packed, most)
    except zlib.error:
        raise _damaged(info) from None
    if len(data) > most:
        raise _refused(info.orig_filename, f"it is larger than {most // 1_000_000} MB", _CURE)
    if len(data) > MOST_RATIO * max(len(packed), SMALL):
        raise _refused(info.orig_filename, f"it grows more than {MOST_RATIO} times when unpacked", _CURE)
    if len(data) != info.file_size or zlib.crc32(data) != info.CRC:
        raise _damaged(info)
    return data


def _inflated(packed: bytes, most: int) -> bytes:
    """Return at most `most` bytes and one more: that one tells that there is more. Raises zlib.error."""
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    data = stream.decompress(packed, most + 1)
    if len(data) <= most and (not stream.eof or stream.unused_data):
        raise zlib.error("cut off, or followed by something else")
    return data


def _damaged(info: ZipInfo) -> InputError:
    return _refused(info.orig_filename, "it is damaged", "Download or copy the zip once more.")


def _refused(name: str, what: str, cure: str) -> InputError:
    return InputError(what, where=shown(name), cure=cure)
