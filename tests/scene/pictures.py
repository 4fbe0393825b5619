"""PNGs, built byte by byte."""

import struct
import zlib

from rehearse.scene.png import SIGNATURE


def chunk(kind: bytes, body: bytes) -> bytes:
    """One part of a PNG, with its length and its checksum."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def plain(keyword: str, text: bytes) -> bytes:
    """A `tEXt` part."""
    return chunk(b"tEXt", keyword.encode() + b"\0" + text)


def compressed(keyword: str, text: bytes) -> bytes:
    """A `zTXt` part."""
    return chunk(b"zTXt", keyword.encode() + b"\0\0" + zlib.compress(text))


def international(keyword: str, text: bytes, *, pack: bool = False) -> bytes:
    """An `iTXt` part, with a language and a translated keyword."""
    head = keyword.encode() + (b"\0\1\0" if pack else b"\0\0\0") + b"sv\0kort\0"
    return chunk(b"iTXt", head + (zlib.compress(text) if pack else text))


def png(*chunks: bytes) -> bytes:
    """A PNG of these parts and an end."""
    return SIGNATURE + b"".join(chunks) + chunk(b"IEND", b"")


def picture(*before: bytes, after: list[bytes] | None = None) -> bytes:
    """A PNG of one grey point, with parts before and after its data."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return png(head, *before, chunk(b"IDAT", zlib.compress(b"\0\x80")), *(after or []))
