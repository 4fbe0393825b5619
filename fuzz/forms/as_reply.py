"""What a server answers: a line with status and kind, then the body, a stream of events or plain JSON.

The line is ours, so that one input holds all of an answer; `split` tells the two apart again.
"""

from random import Random

from fuzz import raw
from fuzz.forms import as_json

KINDS = (
    b"text/event-stream",
    b"text/event-stream; charset=utf-16",
    b"application/json",
    b"text/html",
    b"text/plain",
    b"",
    b"application/octet-stream",
)
STATUSES = (b"200", b"200", b"200", b"200", b"400", b"401", b"404", b"422", b"429", b"500", b"204", b"302")
ENCODINGS = (b"", b"", b"", b"gzip", b"deflate", b"br", b"x")
_EVENTS = (
    b"data: [DONE]\n\n",
    b": hello\n\n",
    b"event: error\n",
    b"event: thread.message\n",
    b"id: 1\nretry: 99999999999999999999\n",
    b"data:\n\n",
    b"data: 5\n\n",
    b"data: null\n\n",
    b"data: []\n\n",
    b'data: "x"\n\n',
    b"data: {}\n\n",
    b'data: {"error":{"message":{"message":["x"]}}}\n\n',
    b'data: {"error":"x"}\n\n',
    b"data: {\n",
    b"data\n\n",
)
_MARK = b"data: "


def split(answer: bytes) -> tuple[int, bytes, bytes, bytes]:
    """Return status, kind, encoding and body."""
    line, _, body = answer.partition(b"\n")
    words = [*line.split(b"|"), b"", b"", b""]
    status = int(words[0]) if words[0] in STATUSES else 200
    encoding = words[2] if words[2] in ENCODINGS else b""
    return status, words[1] if words[1] in KINDS else KINDS[0], encoding, body


def head(rng: Random, one: bytes, _: bytes) -> bytes:
    """Change the line."""
    _, _, body = one.partition(b"\n")
    return b"%s|%s|%s\n%s" % (rng.choice(STATUSES), rng.choice(KINDS), rng.choice(ENCODINGS), body)


def events(rng: Random, one: bytes, other: bytes) -> bytes:
    """Change, repeat, borrow or delete an event; an answer in JSON is changed as such."""
    line, _, body = one.partition(b"\n")
    if _MARK not in body:
        return line + b"\n" + as_json.document(rng, body, other)
    found = body.splitlines(keepends=True)
    places = [at for at, text in enumerate(found) if text.startswith(_MARK)] or [0]
    at = rng.choice(places)
    match rng.randrange(6):
        case 0:
            found.insert(at, rng.choice(_EVENTS))
        case 1:
            found[at:at] = [found[at], b"\n"] * rng.choice((1, 3, 40))
        case 2:
            del found[at]
        case _:
            found[at] = _MARK + as_json.document(rng, found[at].removeprefix(_MARK).strip(), other) + b"\n"
    return line + b"\n" + b"".join(found)


def body(rng: Random, one: bytes, other: bytes) -> bytes:
    """Change the bytes of the body."""
    line, _, rest = one.partition(b"\n")
    return line + b"\n" + raw.changed(rng, rest, other)
