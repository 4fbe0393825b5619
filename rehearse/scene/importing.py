"""Begins a persona file from a character card: what can be taken over safely, and the rest as comments to write from.

Nothing of a card becomes YAML as it stands. It is a quoted value or a comment, line by line; and no comment begins
as the notes do that programs obey, such as the one that names a file's schema.
"""

import re
import textwrap
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

from rehearse.errors import InputError
from rehearse.reading.spans import sentences, words
from rehearse.scene.card import MOST_BYTES, Card, read_card
from rehearse.scene.hints import HINTS
from rehearse.scene.scaffold import scaffold
from rehearse.scene.shelf import LONGEST, shelf
from rehearse.text import one_line

LONGEST_VALUE = 400
"""Characters of what is asked for in one sentence, and of a first line."""
SPOKEN = (2, 45)
"""Words of a spoken line, as the template asks for them."""

_LEFT = (
    "Begun from a card. The story, the gift and the public line below are still hints: write theirs in their places."
)
_DIRECTIONS = re.compile(r"\*+[^*]+\*+")
_QUOTED = re.compile(r"\"([^\"]*)\"|“([^”]*)”")
_UNSPOKEN = re.compile(r"[*\"“”]|\{\{")
"""Where this is left, somebody has to look at the line."""


class Imported(NamedTuple):
    """What became of a card."""

    path: Path
    warning: str
    """What may be amiss with the card; nothing where all is well."""


def import_card(source: Path, name: str | None = None) -> Imported:
    """Write a persona of the person's own, begun from the card in `source`; its id is `name`, or made from the card's.

    Raises InputError for a file that is no card and for an id that is none or is taken, StorageError when the disk
    refuses.
    """
    try:
        card = read_card(_bytes(source))
    except InputError as error:
        raise InputError(error.what, where=one_line(str(source)), cure=error.cure) from None
    chosen = _id(card.name) if name is None else name
    return Imported(scaffold("persona", chosen, _values(card), _notes(card)), card.warning)


def spoken(greeting: str) -> str:
    """Return a greeting as one spoken line, stage directions and quotation marks removed; nothing where it is none.

    >>> spoken('*She looks up.* "Oh. You came early."')
    'Oh. You came early.'
    """
    text = _DIRECTIONS.sub(" ", greeting)
    if not _QUOTED.sub("", text).strip():
        text = " ".join(found[1] or found[2] or "" for found in _QUOTED.finditer(text))
    line = one_line(text)
    fits = SPOKEN[0] <= len(words(line)) <= SPOKEN[1] and len(line) <= LONGEST_VALUE
    return line if fits and not _UNSPOKEN.search(line) else ""


def _bytes(source: Path) -> bytes:
    try:
        with source.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise InputError(f"the file cannot be read: {error.strerror}", cure="Check the name and the folder.") from None


def _id(name: str) -> str:
    """Return an id made from a name. Raises InputError where none can be, or where it would hide a shipped persona."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    made = "-".join(re.findall(r"[a-z0-9]+", plain))[:LONGEST].strip("-")
    if not made:
        raise InputError(f"no id can be made from the name {name}", cure="Give one, such as `--id anna-berg`.")
    taken = shelf("persona").get(made)
    if taken is not None and not taken.own:
        raise InputError(f"the app has a persona `{made}` already", cure="Give another id with `--id`.")
    return made


def _values(card: Card) -> dict[str, str]:
    """Return what stands in the template's places; what the card leaves open is empty, so that `check` names it."""
    said = {
        "name": card.name,
        "about": next((span.text for span in sentences(card.description[: 2 * LONGEST_VALUE])), ""),
        "register": card.personality,
    }
    values = {key: f"# {hint}" for key, hint in HINTS.items() if key != "openings"}
    values |= {key: _quoted(one_line(text, LONGEST_VALUE)) for key, text in said.items() if text}
    openings = list(dict.fromkeys(filter(None, map(spoken, card.greetings))))
    if openings:
        values["openings"] = "# at least 3 first lines" + "".join(f"\n    - {_quoted(line)}" for line in openings)
    return values


def _quoted(line: str) -> str:
    return yaml.safe_dump(line, default_style='"', allow_unicode=True, width=100 * LONGEST_VALUE).strip()


def _notes(card: Card) -> str:
    """Return the comments at the top of the file. They begin below the lines in which editors look for settings."""
    lines = ["#", f"# {_LEFT}", "#", "# From the card; write stories, facts and views out of this:"]
    for title, text in _parts(card):
        lines += ["#", f"# {title}", *(f"# | {line}".rstrip() for line in _folded(text))]
    return "".join(f"{line}\n" for line in [*lines, "#"])


def _parts(card: Card) -> Iterator[tuple[str, str]]:
    parts = [
        ("Description", card.description),
        ("Personality", card.personality),
        ("Scenario", card.scenario),
        ("Sample dialogue", card.examples),
        *((f"Lorebook: {entry.keys}".rstrip(": "), entry.text) for entry in card.lore),
        *(("A greeting that is more than a first spoken line", text) for text in card.greetings if not spoken(text)),
        ("The card's orders to a model (system_prompt): never used", card.system_prompt),
        ("The card's orders to a model (post_history_instructions): never used", card.last_orders),
    ]
    return ((title, text) for title, text in parts if text)


def _folded(text: str) -> Iterator[str]:
    for line in text.splitlines():
        yield from textwrap.wrap(line, 110, expand_tabs=False, break_on_hyphens=False) or [""]
