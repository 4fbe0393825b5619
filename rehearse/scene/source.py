"""From a path to text: what is no text, too large or unreadable ends here, in words that help."""

import re
from pathlib import Path

from rehearse.scene.problem import FileError, problem_in
from rehearse.text import one_line

MOST_BYTES = 1_000_000
"""A persona of a hundred stories takes a tenth of it."""

_BINARY = re.compile(b"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_UNSEEN = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""What YAML forbids, and the separators that it would count as line ends while editors do not."""


def read_text(path: Path) -> str:
    """Return the file's text, line ends as newlines. Raises FileError: missing, a folder, unreadable, no text."""
    return as_text(path, read_bytes(path))


def as_text(path: Path, raw: bytes) -> str:
    """Return these bytes as text, line ends as newlines; `path` names them. Raises FileError: too many, no text."""
    if len(raw) > MOST_BYTES:
        raise fault(path, 1, 1, "the file is larger than 1 MB", "Keep one persona, scenario or rubric in a file.")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise fault(path, 1, 1, "the file is UTF-16 text", "Save it as UTF-8.")
    if found := _BINARY.search(raw):
        place = _place(raw[: found.start()].decode("utf-8", "replace"))
        raise fault(path, *place, "this is no text file", "Give a YAML file, saved as UTF-8.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = _place(raw[: error.start].decode("utf-8-sig", "replace"))
        raise fault(path, *place, "the text is not UTF-8 from here on", "Save the file as UTF-8.") from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if found_text := _UNSEEN.search(text):
        place = _place(text[: found_text.start()])
        name = f"U+{ord(found_text.group()):04X}"
        raise fault(path, *place, f"an invisible character stands here ({name})", "Delete it.")
    if not text.strip():
        raise fault(path, 1, 1, "the file is empty", "Start from a copy of a file that came with the app.")
    return text


def fault(path: Path, line: int, column: int, what: str, cure: str) -> FileError:
    """Return the error of one problem."""
    return FileError([problem_in(path, line, column, what, cure)])


def read_bytes(path: Path) -> bytes:
    """Return the bytes of an ordinary file, of one that is too large a few too many. Raises FileError."""
    try:
        if path.is_dir():
            raise fault(path, 1, 1, "this is a folder, not a file", "Name a file in it.")
        if path.exists() and not path.is_file():
            raise fault(path, 1, 1, "this is no ordinary file", "Give a YAML file.")
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise fault(path, 1, 1, "there is no such file", "Check the name and the folder.") from None
    except PermissionError:
        raise fault(path, 1, 1, "you may not read this file", "Give yourself the right to read it.") from None
    except (OSError, ValueError) as error:
        why = one_line(getattr(error, "strerror", None) or str(error))
        raise fault(path, 1, 1, f"the file cannot be read: {why}", "Check the name and the disk.") from None


def _place(before: str) -> tuple[int, int]:
    lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return len(lines), len(lines[-1]) + 1
