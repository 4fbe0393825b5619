"""YAML as people write it: lines, indents, words without quotes, and all that YAML has beyond what anybody needs."""

import json
import re
from random import Random
from typing import Any

import yaml

from fuzz import raw, values

_LINES = (
    "---",
    "...",
    "%YAML 1.3",
    "%TAG ! tag:example.com,2000:",
    "? [a, b]",
    "? - x",
    ": y",
    "- - - - - x",
    "<<: *a",
    "a: &a [*a]",
    "a: &a x",
    "b: *a",
    "a: !!python/object/apply:os.system ['true']",
    "a: !!binary aGk=",
    "a: !!float 1",
    "a: !<tag:yaml.org,2002:str> 5",
    "!!set {a, b}",
    "a: |",
    "a: >9",
    "a: |+2",
    'a: "\\x1b[2J"',
    'a: "\\ud800"',
    "a: 'it''s",
    "\ta: 1",
    "a:b",
    "a: b: c",
    "@a",
    "`a",
    "%a",
    "[" * 30,
    "{a: " * 30,
    "- " * 40,
    "'",
    '"',
    "# yaml-language-server: $schema=scenario.schema.json",
    "# yaml-language-server: $schema=rubric.schema.json",
)

_WORDS = (
    "~",
    "null",
    "yes",
    "off",
    "012",
    "1e5",
    "0x1F",
    "1_000",
    ".inf",
    "-.NaN",
    "12:30:45",
    "2026-01-01",
    "2026-12-10T18:00+01:00",
    "2026-12-10T18:00",
    "9" * 5_000,
    "9" * 18,
    "1." + "0" * 31,
    "=",
    "<<",
    "!",
    "!x y",
    "&a",
    "*a",
    "|",
    ">-",
    "[]",
    "{}",
    "[1, 2]",
    "{a: 1}",
    '""',
    "''",
    "'\u00e9'",
    "\u202e",
    "\ufeff",
    "\x85",
    "x" * 2_100,
    "0.5",
    "-1",
    "1000000",
    "curiosity",
    "small-one",
    "good-coffee",
    "hanna-vogel",
)

_SCALAR = re.compile(r"^(\s*(?:- )*(?:[\w-]+:)? ?)(.*)$")


def lines(rng: Random, one: bytes, other: bytes) -> bytes:
    """Change one or two lines as a slip of a hand would, or as somebody who wants to do harm."""
    try:
        text = one.decode().split("\n")
    except UnicodeDecodeError:
        return raw.changed(rng, one, other)
    for _ in range(rng.choice((1, 1, 2))):
        if text:
            rng.choice(_CHANGES)(rng, text, rng.randrange(len(text)))
    return "\n".join(text).encode("utf-8", "surrogatepass")


def tree(rng: Random, one: bytes, other: bytes) -> bytes:
    """Change one thing in what the file holds, and write it as JSON, which is YAML, too."""
    try:
        return values.encoded(values.changed(rng, _pairs(yaml.load(one, Loader=_LOADER))))
    except (yaml.YAMLError, ValueError, RecursionError, TypeError):
        return lines(rng, one, other)


_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def _pairs(value: Any) -> Any:
    """Return what was loaded as a tree whose words are again what they stand for."""
    if isinstance(value, dict):
        return values.Pairs((str(key), _pairs(item)) for key, item in value.items())
    if isinstance(value, list):
        return [_pairs(item) for item in value]
    try:
        return json.loads(value)
    except ValueError:
        return value


def _indent(rng: Random, text: list[str], at: int) -> None:
    by = rng.choice((1, 2, 4, -1, -2))
    text[at] = " " * by + text[at] if by > 0 else text[at][-by:]


def _delete(_rng: Random, text: list[str], at: int) -> None:
    del text[at]


def _repeat(rng: Random, text: list[str], at: int) -> None:
    text[at:at] = [text[at]] * rng.choice((1, 1, 1, 3, 200))


def _insert(rng: Random, text: list[str], at: int) -> None:
    lead = re.match(r" *", text[at])
    text.insert(at, (lead[0] if lead and rng.randrange(2) else "") + rng.choice(_LINES))


def _value(rng: Random, text: list[str], at: int) -> None:
    found = _SCALAR.match(text[at])
    if found:
        text[at] = found[1] + rng.choice(_WORDS)


def _key(rng: Random, text: list[str], at: int) -> None:
    text[at] = re.sub(
        r"(?<![\w-])[\w-]++(?=:)", rng.choice(("", "id", "x y", "schema", "says", "[a]", "null", '"a"')), text[at]
    )


def _empty(_rng: Random, text: list[str], at: int) -> None:
    text[at] = re.sub(r": .*", ":", text[at])


_CHANGES = (_indent, _indent, _delete, _delete, _repeat, _insert, _insert, _value, _value, _value, _key, _empty)
