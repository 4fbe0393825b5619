"""JSON as a tree that may hold what JSON should not: keys twice, numbers beyond all bounds, half characters.

`read` and `written` keep all of it; `changed` changes one thing in it, knowing what kind of thing it is.
"""

import json
from collections.abc import Iterator
from random import Random
from typing import Any


class Pairs(list[tuple[str, Any]]):
    """An object as the pairs that it was written as."""


class Raw(str):
    """A piece of text that stands in the JSON as it is."""


_PLAIN = (
    "0 1 -1 2 3 -0.0 0.5 1.0000001 1e999 -1e999 1e-999 NaN Infinity -Infinity 0x10 01 1_000 4294967296 "
    "9223372036854775808 -9223372036854775809 true false null 2026 99 100 101 9999999"
)
NUMBERS = tuple(map(Raw, (*_PLAIN.split(), "9" * 400, "9" * 5_000, "1" + "0" * 310 + ".5")))

TEXTS = (
    "",
    " ",
    "\t\r\n",
    "\0",
    "a\0b",
    "\x1b]52;c;aGk=\x07",
    "\x1b[2J",
    "\x9b31m",
    "[bold red]x[/]",
    "{{char}}",
    "{0}",
    "%s%n",
    "../../etc/passwd",
    "\u202etxt.exe",
    "\ufeff",
    "\u2028",
    "\ufffe\uffff",
    "e\u0301" * 40,
    "👩‍👩‍👧‍👦 谢谢",
    "\U000e0041",
    "a" * 81,
    "a" * 2_001,
    "ß" * 4_100,
    "x " * 700,
    "x" * 100_001,
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    "- a: [b",
    "null",
    "2026-01-01T00:00:00",
    "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59-14:00",
    "2026-02-30T00:00:00Z",
    "2026-01-01T00:00:00+23:59",
    "0" * 64,
    "curiosity",
    "job_ask",
    "contact",
    "learner",
    "offline",
    "header",
    "good-coffee",
    "hanna-vogel",
)

ESCAPES = tuple(map(Raw, (r'"\ud800"', r'"\udc00\ud800"', r'"a\ud83d"', r'"\u0000"', r'"\x"', '"\x01"', "'a'", '"a')))

BOXES = (Raw("[]"), Raw("{}"), Raw("[[]]"), Raw("[null]"), Raw('{"a":{}}'), Raw('{"":""}'), Raw("[" * 60 + "]" * 60))

DEEP = tuple(Raw(opens * depth + closes * depth) for opens, closes in ("[]", ('{"a":', "}")) for depth in (300, 20_000))

KEYS = ("", "id", "kind", "schema", "n", "a", "__class__", "id ", "ID", "\0", "text", "label", "x" * 500, "says", "to")


def read(data: bytes) -> Any:
    """Return the tree. Raises ValueError where the bytes are no JSON, RecursionError where they are too deep."""
    return json.loads(data, object_pairs_hook=Pairs)


def written(value: Any) -> str:
    """Return the tree as text."""
    if isinstance(value, Raw):
        return value
    if isinstance(value, Pairs):
        return "{" + ",".join(f"{written(key)}:{written(item)}" for key, item in value) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(written, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def encoded(value: Any) -> bytes:
    """Return the tree as bytes; half characters stand as they would in a file of somebody careless."""
    return written(value).encode("utf-8", "surrogatepass")


def changed(rng: Random, value: Any) -> Any:
    """Change one thing in the tree, in place, and return it."""
    places = list(_places(value))
    if not places:
        return nasty(rng, value)
    box, at = rng.choice(places)
    rng.choice(_CHANGES)(rng, box, at, places)
    return value


def nasty(rng: Random, instead: Any) -> Any:
    """Return what may stand in the place of a value: mostly of its own kind."""
    kinds: list[tuple[Any, ...]] = [NUMBERS, TEXTS, ESCAPES, BOXES]
    likely = TEXTS if isinstance(instead, str) else BOXES if isinstance(instead, list) else NUMBERS
    found = rng.choice(likely if rng.random() < 0.6 else rng.choice(kinds))  # noqa: PLR2004 - mostly
    return rng.choice(DEEP) if rng.random() < 0.005 else found  # noqa: PLR2004 - they cost the most


_Box = list[Any]
_Places = list[tuple[_Box, int]]


def _places(value: Any) -> Iterator[tuple[_Box, int]]:
    """Yield each place of the tree: the box, and where in it."""
    waiting = [value]
    while waiting:
        box = waiting.pop()
        if isinstance(box, list):
            for at in range(len(box)):
                yield box, at
                waiting.append(box[at][1] if isinstance(box, Pairs) else box[at])


def _get(box: _Box, at: int) -> Any:
    return box[at][1] if isinstance(box, Pairs) else box[at]


def _put(box: _Box, at: int, value: Any) -> None:
    box[at] = (box[at][0], value) if isinstance(box, Pairs) else value


def _replace(rng: Random, box: _Box, at: int, _: _Places) -> None:
    _put(box, at, nasty(rng, _get(box, at)))


def _take(rng: Random, box: _Box, at: int, places: _Places) -> None:
    """Put what stands elsewhere there; cut to text, so that no tree holds itself."""
    _put(box, at, Raw(written(_get(*rng.choice(places)))))


def _delete(_rng: Random, box: _Box, at: int, _: _Places) -> None:
    del box[at]


def _repeat(rng: Random, box: _Box, at: int, _: _Places) -> None:
    times = rng.choice((1, 1, 1, 2, 5, 60))
    box[at:at] = [box[at]] * times


def _twice(rng: Random, box: _Box, at: int, _: _Places) -> None:
    """A key, or a thing in a list, a second time, with another value."""
    value = nasty(rng, _get(box, at))
    box.insert(rng.randrange(len(box) + 1), (box[at][0], value) if isinstance(box, Pairs) else value)


def _rename(rng: Random, box: _Box, at: int, places: _Places) -> None:
    if not isinstance(box, Pairs):
        return _replace(rng, box, at, places)
    others = [other[place][0] for other, place in places if isinstance(other, Pairs)]
    box[at] = (rng.choice(rng.choice((KEYS, others))), box[at][1])
    return None


def _add(rng: Random, box: _Box, at: int, places: _Places) -> None:
    value = nasty(rng, _get(box, at))
    if not isinstance(box, Pairs):
        box.insert(at, value)
        return
    others = [other[place][0] for other, place in places if isinstance(other, Pairs)]
    box.insert(at, (rng.choice(rng.choice((KEYS, others))), value))


def _wrap(rng: Random, box: _Box, at: int, _: _Places) -> None:
    value = _get(box, at)
    _put(box, at, [value] if rng.random() < 0.5 else Pairs([("a", value)]))  # noqa: PLR2004 - the one or the other


def _edit(rng: Random, box: _Box, at: int, places: _Places) -> None:
    """Change a text or a number a little."""
    value = _get(box, at)
    if isinstance(value, Raw):
        return _replace(rng, box, at, places)
    if isinstance(value, str):
        cut = rng.randrange(len(value) + 1)
        _put(box, at, value[:cut] + rng.choice(TEXTS)[:200] + value[cut + rng.randrange(3) :])
    elif isinstance(value, int | float):
        _put(box, at, rng.choice((value + 1, value - 1, -value, value * 1000, str(value), value // 3)))
    elif isinstance(value, list):
        del value[rng.randrange(len(value) + 1) :]
    return None


def _shuffle(rng: Random, box: _Box, _at: int, _: _Places) -> None:
    rng.shuffle(box)


_CHANGES = (_replace, _replace, _edit, _edit, _take, _delete, _delete, _repeat, _twice, _rename, _add, _wrap, _shuffle)
