"""Keeps what was found: one file for each way in which a parser failed, named by the parser."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from fuzz.share import Find
from rehearse.settings import private_folder


def keep(find: Find, folder: Path) -> Path:
    """Write the input, and beside it where it went wrong; return the input's file. Named by its content."""
    name = hashlib.sha256(find.data).hexdigest()[:16]
    path = private_folder(folder / find.target) / f"{name}.bin"
    path.write_bytes(find.data)
    path.with_suffix(".txt").write_text(f"{find.sign}\n\n{find.trace}\n", encoding="utf-8")
    return path


def kept(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the parser and the file of each input that was found in a folder, by name."""
    for path in sorted(folder.glob("*/*.bin")):
        yield path.parent.name, path
