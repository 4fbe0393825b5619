"""Writes the JSON Schemas that editors check the files with: `python -m rehearse.scene.schemas DIR`."""

import json
import os
import sys
from contextlib import suppress
from pathlib import Path

from rehearse.scene.files import MODELS
from rehearse.scene.shape import shape_of
from rehearse.scene.shelf import FOLDERS, Kind


def schema_text(kind: Kind) -> str:
    """Return the JSON Schema of one kind of file, as it is committed."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **shape_of(MODELS[kind])}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def write(folder: Path) -> list[Path]:
    """Write all schemas below `folder`, such as `personas/persona.schema.json`; return their paths."""
    written = []
    for kind, name in FOLDERS.items():
        path = folder / name / f"{kind}.schema.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(schema_text(kind), encoding="utf-8")
        written.append(path)
    return written


def lay_beside(folder: Path, kind: Kind) -> None:
    """Put the schema of a kind beside the files of a folder, so that editors find it by the first line of each.

    It is only a help: where the disk refuses, editors do without.
    """
    path, text = folder / f"{kind}.schema.json", schema_text(kind)
    with suppress(OSError):
        if not _is_there(path, text.encode()):
            made = path.with_name(f".{path.name}")
            made.unlink(missing_ok=True)
            descriptor = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(text)
            made.replace(path)


def _is_there(path: Path, content: bytes) -> bool:
    """Whether the file holds just that; of a larger one no more is read."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(content) + 1) == content


if __name__ == "__main__":
    for done in write(Path(sys.argv[1] if len(sys.argv) > 1 else ".")):
        print(done)
