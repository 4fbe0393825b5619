"""PNGs: parts that are changed, moved, repeated and packed otherwise, with checksums that fit again."""

import base64
import struct
import zlib
from random import Random

from fuzz import raw
from fuzz.forms import as_json
from rehearse.scene.png import SIGNATURE

_HEAD = struct.Struct(">I4s")
_KINDS = (b"tEXt", b"zTXt", b"iTXt", b"IHDR", b"IDAT", b"IEND", b"eXIf")
_Part = tuple[bytes, bytes]


def parts(rng: Random, one: bytes, other: bytes) -> bytes:
    """Change one part of a picture."""
    found, others = _split(one), _split(other)
    if not found:
        return raw.changed(rng, one, other)
    at = rng.randrange(len(found))
    kind, body = found[at]
    match rng.randrange(6):
        case 0:
            found[at] = (rng.choice(_KINDS), body)
        case 1:
            found[at:at] = [found[at]] * rng.choice((1, 2, 300))
        case 2:
            del found[at]
        case 3:
            found.insert(at, rng.choice(others or found))
        case _:
            found[at] = (kind, raw.changed(rng, body, other))
    return joined(found)


def card(rng: Random, one: bytes, other: bytes) -> bytes:
    """Change the card that a picture carries, and pack it in one of the three ways."""
    found = _split(one)
    places = [at for at, (kind, _) in enumerate(found) if kind in _KINDS[:3]]
    if not places:
        return parts(rng, one, other)
    at = rng.choice(places)
    keyword, text = _unpacked(*found[at])
    try:
        inner = as_json.document(rng, base64.b64decode(text), b"{}")
    except ValueError:
        return parts(rng, one, other)
    found[at] = _packed(rng, keyword, base64.b64encode(inner))
    return joined(found)


def joined(parts: list[_Part]) -> bytes:
    """Return a picture of these parts, with lengths and checksums that fit."""
    return SIGNATURE + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in parts
    )


def _split(picture: bytes) -> list[_Part]:
    """Return its parts, as far as there are any."""
    found: list[_Part] = []
    at = len(SIGNATURE)
    while at + _HEAD.size <= len(picture):
        length, kind = _HEAD.unpack_from(picture, at)
        at += _HEAD.size
        found.append((kind, picture[at : at + length]))
        at += length + 4
    return found


def _unpacked(kind: bytes, body: bytes) -> tuple[bytes, bytes]:
    keyword, _, rest = body.partition(b"\0")
    if kind == b"tEXt":
        return keyword, rest
    text = rest[1:] if kind == b"zTXt" else rest[2:].split(b"\0", 2)[-1]
    try:
        return keyword, zlib.decompress(text)
    except zlib.error:
        return keyword, text


def _packed(rng: Random, keyword: bytes, text: bytes) -> _Part:
    match rng.randrange(4):
        case 0:
            return b"tEXt", keyword + b"\0" + text
        case 1:
            return b"zTXt", keyword + b"\0\0" + zlib.compress(text)
        case 2:
            return b"iTXt", keyword + b"\0\0\0sv\0kort\0" + text
        case _:
            return b"iTXt", keyword + b"\0\1\0sv\0kort\0" + zlib.compress(text)
