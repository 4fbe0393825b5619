"""The text that a PNG carries beside its picture. The file may come from anybody: nothing in it is taken on trust."""

import struct
import zlib
from collections.abc import Iterator, Sequence

from rehearse.errors import InputError

SIGNATURE = b"\x89PNG\r\n\x1a\n"
MOST_INFLATED = 4 * 1024 * 1024
"""Bytes that a packed text may come to; a thousandth of that can be packed to hold a gigabyte."""

_HEAD = struct.Struct(">I4s")
_SUM = struct.Struct(">I")
_TEXTS = (b"tEXt", b"zTXt", b"iTXt")
_AGAIN = "Save or export it once more."


def text_of(raw: bytes, keywords: Sequence[str]) -> bytes | None:
    """Return the text under the first of these keywords that the PNG has, letter case aside; None where it has none.

    Raises InputError: truncated, damaged, or larger when unpacked than MOST_INFLATED.
    """
    found: dict[str, tuple[bytes, bytes]] = {}
    for kind, body in _chunks(raw):
        if kind in _TEXTS:
            keyword, _, rest = body.partition(b"\0")
            # The first one counts, as in the apps that write cards.
            found.setdefault(keyword.decode("latin-1").lower(), (kind, rest))
    # Only the text that is wanted is unpacked, so that no other one can cost anything.
    return next((_unpacked(*found[keyword]) for keyword in keywords if keyword in found), None)


def _chunks(raw: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield kind and content of each chunk up to the end; texts may stand after the picture."""
    at = len(SIGNATURE)
    while True:
        end = at + _HEAD.size
        if end > len(raw):
            raise InputError("the picture is truncated: its end is missing", cure=_AGAIN)
        length, kind = _HEAD.unpack_from(raw, at)
        start, end = end, end + length
        if end + _SUM.size > len(raw):
            raise InputError("the picture is truncated: it ends in the middle of a part", cure=_AGAIN)
        body = raw[start:end]
        if zlib.crc32(body, zlib.crc32(kind)) != _SUM.unpack_from(raw, end)[0]:
            raise InputError("the picture is damaged: a part does not fit its checksum", cure=_AGAIN)
        if kind == b"IEND":
            return
        yield kind, body
        at = end + _SUM.size


def _unpacked(kind: bytes, rest: bytes) -> bytes:
    """Return the text of a chunk from what stands behind its keyword."""
    if kind == b"tEXt":
        return rest
    if kind == b"zTXt":
        return _inflated(rest[:1], rest[1:])
    packed, method = rest[:1], rest[1:2]
    # Its language and its translated keyword come first.
    text = rest[2:].split(b"\0", 2)[-1]
    return _inflated(method, text) if packed == b"\1" else text


def _inflated(method: bytes, packed: bytes) -> bytes:
    damaged = InputError("the card in the picture cannot be unpacked", cure=_AGAIN)
    if method != b"\0":
        raise damaged
    unpacker = zlib.decompressobj()
    try:
        text = unpacker.decompress(packed, MOST_INFLATED + 1)
    except zlib.error:
        raise damaged from None
    if len(text) > MOST_INFLATED:
        raise InputError(
            "the card in the picture is too large when unpacked", cure=f"{MOST_INFLATED >> 20} MiB is the most."
        )
    if not unpacker.eof:
        raise damaged
    return text
