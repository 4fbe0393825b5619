"""Changes to bytes that know nothing of their form: flips, cuts, splices, lines, numbers, what editors leave behind."""

import re
from random import Random

LONGEST = 300_000
"""Bytes of an input; what is longer is cut, so that inputs stay cheap."""

PIECES = (
    b"\0",
    b"\r\n",
    b"\r",
    b"\n\n",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xc3\x28",
    b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80",
    b"\xe2\x80\xa8",
    b"\xc2\x85",
    b"\x1b]52;c;aGk=\x07",
    b"\x1b[2J",
    b"\x9b",
    b'"',
    b"'",
    b"\\",
    b"\\u0000",
    b"\\ud800",
    b"{",
    b"}",
    b"[",
    b"]",
    b":",
    b",",
    b"null",
    b"NaN",
    b"-",
    b"#",
    b"PK\x01\x02",
    b"PK\x05\x06",
    b"IEND",
    b"data: ",
    b"[DONE]",
)

SIZES = tuple(map(bytes.fromhex, "00000000 ffffffff 7fffffff ffffff7f 01000000 00000001 ffff".split()))

_DIGITS = re.compile(rb"-?\d+")
_FIGURES = (b"0", b"-1", b"1", b"65536", b"4294967296", b"99999999999999999999", b"1e400", b"9" * 4_301, b"1.5", b"007")


def changed(rng: Random, one: bytes, other: bytes) -> bytes:
    """Return the input with one change."""
    if not one:
        return other[: rng.randrange(len(other) + 1)]
    return rng.choice(_CHANGES)(rng, one, other)


def _flip(rng: Random, one: bytes, _: bytes) -> bytes:
    at = rng.randrange(len(one))
    return one[:at] + bytes([one[at] ^ 1 << rng.randrange(8)]) + one[at + 1 :]


def _set(rng: Random, one: bytes, _: bytes) -> bytes:
    at = rng.randrange(len(one))
    return one[:at] + bytes([rng.randrange(256)]) + one[at + 1 :]


def _insert(rng: Random, one: bytes, _: bytes) -> bytes:
    at = rng.randrange(len(one) + 1)
    return one[:at] + rng.choice(PIECES) + one[at:]


def _size(rng: Random, one: bytes, _: bytes) -> bytes:
    at, size = rng.randrange(len(one)), rng.choice(SIZES)
    return one[:at] + size + one[at + len(size) :]


def _drop(rng: Random, one: bytes, _: bytes) -> bytes:
    at, length = rng.randrange(len(one)), rng.choice((1, 2, 8, 64, 512))
    return one[:at] + one[at + length :]


def _cut(rng: Random, one: bytes, _: bytes) -> bytes:
    return one[: rng.randrange(len(one))]


def _copy(rng: Random, one: bytes, _: bytes) -> bytes:
    """Put a piece of it in a second time, elsewhere, or many times over."""
    start, at = rng.randrange(len(one)), rng.randrange(len(one) + 1)
    piece = one[start : start + rng.choice((1, 4, 30, 200, 2_000))]
    return one[:at] + piece * rng.choice((1, 1, 1, 2, 3, 100)) + one[at:]


def _splice(rng: Random, one: bytes, other: bytes) -> bytes:
    return one[: rng.randrange(len(one) + 1)] + other[rng.randrange(len(other) + 1) :]


def _number(rng: Random, one: bytes, other: bytes) -> bytes:
    found = list(_DIGITS.finditer(one))
    if not found:
        return _set(rng, one, other)
    number = rng.choice(found)
    return one[: number.start()] + rng.choice(_FIGURES) + one[number.end() :]


def _line(rng: Random, one: bytes, other: bytes) -> bytes:
    """Delete, repeat, swap or borrow a line."""
    lines, others = one.splitlines(keepends=True), other.splitlines(keepends=True)
    at, to = rng.randrange(len(lines)), rng.randrange(len(lines))
    match rng.randrange(4):
        case 0:
            del lines[at]
        case 1:
            lines[to:to] = [lines[at]] * rng.choice((1, 1, 2, 50))
        case 2:
            lines[at], lines[to] = lines[to], lines[at]
        case _:
            lines.insert(at, rng.choice(others or lines))
    return b"".join(lines)


def _saved(rng: Random, one: bytes, _: bytes) -> bytes:
    """As another editor, or another system, would have saved it."""
    match rng.randrange(5):
        case 0:
            return one.replace(b"\n", b"\r\n")
        case 1:
            return b"\xef\xbb\xbf" + one
        case 2:
            return one.decode("latin-1").encode("utf-16")
        case 3:
            return one.decode("utf-8", "replace").encode("latin-1", "replace")
        case _:
            return one.rstrip()


_CHANGES = (_flip, _set, _insert, _insert, _size, _drop, _drop, _cut, _copy, _splice, _number, _number, _line, _saved)
