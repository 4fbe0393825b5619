"""JSON: one document, or one on each line."""

from random import Random

from fuzz import raw, values


def document(rng: Random, one: bytes, other: bytes) -> bytes:
    """Change one thing in a document of JSON."""
    try:
        return values.encoded(values.changed(rng, values.read(one)))
    except (ValueError, RecursionError):
        return raw.changed(rng, one, other)


def line(rng: Random, one: bytes, other: bytes) -> bytes:
    """Change one thing in one of the lines: the first one, which says most, as often as all others."""
    lines = one.splitlines(keepends=True)
    if not lines:
        return raw.changed(rng, one, other)
    at = 0 if rng.randrange(2) else rng.randrange(len(lines))
    end = b"\n" if lines[at].endswith(b"\n") else b""
    lines[at] = document(rng, lines[at], other) + end
    return b"".join(lines)
