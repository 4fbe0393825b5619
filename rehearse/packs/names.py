"""The names in a pack: which may stand there at all, and what each is for.

A name comes from a stranger and becomes the name of a file. So only a few forms are taken, and a name that is made to
look like another, or to lead elsewhere, is refused with the whole pack.
"""

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from rehearse.errors import InputError
from rehearse.scene.shelf import FOLDERS, ID, Kind
from rehearse.text import counted, one_line

LONGEST = 200
"""Characters of a name with its folders."""
LONGEST_ID = 64
"""As in `rehearse.model.Slug`."""
MOST_PARTS = 4
"""A folder around the pack, a folder of a kind, a file, and one to spare for what is passed over."""
ABOUT = "pack.yaml"
SCHEMA = ".schema.json"

_YAML = (".yaml", ".yml")
_PASSED_OVER = (".md", ".txt", SCHEMA)
"""Endings of what people and editors put beside: not read."""
_LEFT_BY_SYSTEMS = frozenset({"__MACOSX", "Thumbs.db", "desktop.ini"})
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
"""Categories of characters that nobody sees, and those that no font has."""
_KINDS: dict[str, Kind] = {folder: kind for kind, folder in FOLDERS.items()}


class Place(NamedTuple):
    """Where a file of a pack belongs."""

    kind: Kind
    id: str


def shown(name: str) -> str:
    """Return a name for a line that people read: short, and what nobody sees as a mark that everybody does."""
    return one_line("".join(letter if letter.isprintable() else "\ufffd" for letter in name[:LONGEST]), 60)


def parts_of(name: str) -> tuple[str, ...]:
    """Return the folders and the name proper. Raises InputError for a name that no honest pack holds."""
    if len(name) > LONGEST:
        raise _odd(f"a name has {counted(len(name), 'character')}")
    for character in name:
        if unicodedata.category(character) in _UNSEEN:
            raise _odd(f"a name holds an invisible character (U+{ord(character):04X})")
    if "\\" in name:
        raise _odd("a name holds a backslash")
    if ":" in name:
        raise _odd("a name holds a colon")
    if name.startswith(("/", "~")):
        raise _odd("a name begins at the top of a disk")
    parts = tuple(name.removesuffix("/").split("/"))
    if ".." in parts:
        raise _odd("a name leads out of the pack")
    if any(part in ("", ".") or part != part.strip() for part in parts):
        raise _odd("a part of a name is empty")
    return parts


def check_different(names: Sequence[str]) -> None:
    """Raise InputError where two names are one: letter case, accents and widths aside."""
    first: dict[str, str] = {}
    for name in names:
        folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
        if first.setdefault(folded, name) is not name:
            raise InputError("two names in it are the same, or look the same", where=shown(name), cure=_CURE)


def is_hidden(parts: Sequence[str]) -> bool:
    """Whether this is nobody's: what a system or an editor left behind."""
    return any(part.startswith(".") or part in _LEFT_BY_SYSTEMS for part in parts)


def wrapper(names: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the one folder around everything, as a zip of a folder has it; nothing where there is none."""
    tops = {parts[0] for parts in names}
    around = len(tops) == 1 and all(len(parts) > 1 for parts in names)
    top = next(iter(tops), "")
    return (top,) if around and top not in _KINDS else ()


def place_of(parts: Sequence[str]) -> Place | None:
    """Return where the file belongs; None for what is passed over. Raises InputError: not a file of a pack."""
    name = parts[-1]
    if len(parts) > MOST_PARTS - 1:
        raise _odd("it lies too many folders deep")
    if name.endswith(_PASSED_OVER):
        return None
    stem, dot, _ = name.rpartition(".")
    if not name.endswith(_YAML):
        raise InputError("this is no file of a pack", cure="A pack holds .yaml files, and .md and .txt beside them.")
    kind = _KINDS.get(parts[0]) if len(parts) > 1 else None
    if kind is None or len(parts) != 2:  # noqa: PLR2004 - its folder and its name
        folders = ", ".join(f"{folder}/" for folder in _KINDS)
        raise InputError("it lies in no folder of a pack", cure=f"Put it into one of {folders}.")
    assert dot
    if not ID.fullmatch(stem) or len(stem) > LONGEST_ID:
        cure = "Name it as its id, in lower case, digits and single hyphens, such as anna-berg.yaml."
        raise InputError("the file's name is no id", cure=cure)
    return Place(kind, stem)


_CURE = "Nothing was installed; ask whoever made the pack for another."


def _odd(what: str) -> InputError:
    return InputError(what, cure=_CURE)
