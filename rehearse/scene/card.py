"""Reads character cards, the persona files of role-play apps: V1, V2 and V3, as JSON or inside a PNG.

A card comes from a stranger: its size is bounded, each text is cut and cleaned, and what does not fit is left out.
`creator`, `creator_notes` and `character_version` are not even read: they are about the card and not about the person.
"""

import base64
import json
import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from rehearse.errors import InputError
from rehearse.scene.png import SIGNATURE, text_of
from rehearse.text import clean, one_line

MOST_BYTES = 16 * 1024 * 1024
LONGEST_NAME = 80
LONGEST = 12_000
"""Characters of a field. All limits together keep the file that is written below what the checker reads."""
LONGEST_GREETING = 4_000
LONGEST_ENTRY = 1_500
MOST_GREETINGS = 12
MOST_ENTRIES = 40

_KEYWORDS = ("ccv3", "chara")
"""Where a PNG has both, the newer one is meant, and the older one is there for old apps."""
_NEWEST = {"chara_card_v2": 2.0, "chara_card_v3": 3.0}
_MACRO = re.compile(r"\{\{\s*(char|user)\s*\}\}|<(bot|user)>", re.IGNORECASE)
_NO_CHARACTERS = re.compile("[\ufffe\uffff]")
"""Harmless on a screen, but YAML forbids them."""


class Entry(NamedTuple):
    """One entry of a card's lorebook."""

    keys: str
    text: str


class Card(NamedTuple):
    """What a card says of a person: cleaned, cut, macros replaced. What it does not say is empty."""

    name: str
    description: str
    personality: str
    scenario: str
    examples: str
    """Sample dialogue."""
    greetings: tuple[str, ...]
    lore: tuple[Entry, ...]
    system_prompt: str
    """Orders for a model from a stranger: to be shown, and never followed."""
    last_orders: str
    """The card's `post_history_instructions`; to be shown, and never followed."""
    warning: str = ""
    """What may be amiss although it was read."""


def read_card(raw: bytes) -> Card:
    """Return the card that the bytes of a file hold. Raises InputError: what is wrong with it, without its place."""
    if len(raw) > MOST_BYTES:
        raise InputError("the file is too large", cure=f"{MOST_BYTES >> 20} MiB is the most.")
    if not raw.startswith(SIGNATURE):
        if not raw.removeprefix(b"\xef\xbb\xbf").lstrip().startswith((b"{", b"[")):
            raise InputError("this is neither PNG nor JSON", cure="Export the card as one of the two.")
        return _card(raw)
    packed = text_of(raw, _KEYWORDS)
    if packed is None:
        raise InputError("there is no card in this picture", cure="Pictures that were converted or sent lose it.")
    try:
        text = base64.b64decode(b"".join(packed.split()), validate=True)
    except ValueError:
        raise InputError("the card in the picture is not base64", cure="Export it once more.") from None
    return _card(text)


def _card(raw: bytes) -> Card:
    try:
        top = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise InputError("the card is not UTF-8 text", cure="Export it once more.") from None
    except (ValueError, RecursionError):
        raise InputError("the card is no JSON that can be read", cure="Export it once more.") from None
    if not isinstance(top, dict):
        raise InputError("the card is no JSON object", cure="A card is `{…}` with a name in it.")
    # Many apps leave old copies of the fields beside `data`.
    inner = top.get("data")
    said: dict[str, Any] = inner if isinstance(inner, dict) else top
    name = one_line(_NO_CHARACTERS.sub("", _text(said.get("name"))), LONGEST_NAME)
    if not name:
        raise InputError("the card has no name", cure="Write one into its field `name`.")

    def field(key: str) -> str:
        return _filled(said.get(key), name, LONGEST)

    others = said.get("alternate_greetings")
    greetings = [said.get("first_mes"), *(others if isinstance(others, list) else [others])]
    return Card(
        name=name,
        description=field("description"),
        personality=field("personality"),
        scenario=field("scenario"),
        examples=field("mes_example"),
        greetings=_some((_filled(text, name, LONGEST_GREETING) for text in greetings), MOST_GREETINGS),
        lore=_lore(said.get("character_book"), name),
        system_prompt=field("system_prompt"),
        last_orders=field("post_history_instructions"),
        warning=_warning(top.get("spec"), top.get("spec_version")),
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _filled(value: object, name: str, limit: int) -> str:
    """Return a field as text: cleaned, macros replaced by names, and cut both before and after that."""

    def told(macro: re.Match[str]) -> str:
        return "you" if (macro[1] or macro[2]).lower() == "user" else name

    # Replaced in one pass: a name that looks like a macro is a name.
    whole = _text(value)
    text = _MACRO.sub(told, _NO_CHARACTERS.sub("", clean(whole[:limit]))).strip()
    return text if max(len(whole), len(text)) <= limit else text[: limit - 1].rstrip() + "…"


def _some(texts: Iterable[str], most: int) -> tuple[str, ...]:
    """Return the first texts that are none of them empty, each once."""
    return tuple(dict.fromkeys(filter(None, texts)))[:most]


def _lore(book: object, name: str) -> tuple[Entry, ...]:
    entries = book.get("entries") if isinstance(book, dict) else None
    # Some apps number the entries in an object where the form has a list.
    listed = list(entries.values()) if isinstance(entries, dict) else entries
    found: list[Entry] = []
    for entry in listed if isinstance(listed, list) else []:
        if not isinstance(entry, dict) or entry.get("enabled") is False:
            continue
        text = _filled(entry.get("content"), name, LONGEST_ENTRY)
        keys = entry.get("keys")
        title = ", ".join(map(_text, keys[:MOST_ENTRIES])) if isinstance(keys, list) else _text(keys)
        if text and len(found) < MOST_ENTRIES:
            found.append(Entry(one_line(_filled(title, name, LONGEST_NAME)), text))
    return tuple(found)


def _warning(spec: object, version: object) -> str:
    """Return what is to be said of the card's form; nothing for the known ones, and for V1, which names none."""
    if spec is None:
        return ""
    newest = _NEWEST.get(spec) if isinstance(spec, str) else None
    if newest is None:
        return "the card is of a form that this app does not know; what it knows of it was taken"
    try:
        newer = isinstance(version, str | int | float) and float(version) > newest
    except (ValueError, OverflowError):
        newer = False
    return "the card is of a newer version than this app knows; what it knows of it was taken" if newer else ""
