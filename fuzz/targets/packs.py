"""Packs of strangers: a zip, and a folder."""

import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from random import Random
from shutil import rmtree

from fuzz import raw
from fuzz.forms import as_yaml, as_zip
from fuzz.place import written
from fuzz.target import Target
from rehearse.packs.pack import read_pack, whole
from tests.packs import packing
from tests.scene import small

_GAP = b"\n\0"
"""Between the files of a folder that is written as one input: a name, a line end, what it holds."""


@cache
def _zips() -> Sequence[bytes]:
    light = {packing.ABOUT: packing.files()[packing.ABOUT], packing.SCENARIO: small.scenario()}
    return (
        packing.zipped(packing.files()),
        packing.zipped(light | {packing.RUBRIC: small.rubric(), "notes.md": "Hi."}),
        packing.zipped({f"around/{name}": text for name, text in light.items()}),
        packing.Raw().add(b"rubrics/small-rubric.yaml", small.rubric().encode(), method=0).done(),
    )


@cache
def _folders() -> Sequence[bytes]:
    light = {packing.ABOUT: packing.files()[packing.ABOUT], packing.RUBRIC: small.rubric()}
    return (_joined(light), _joined(light | {packing.SCENARIO: small.scenario(), "notes.md": "Hi."}))


def _joined(files: dict[str, str]) -> bytes:
    return _GAP.join(f"{name}\n{text}".encode() for name, text in files.items())


def _parse_zip(data: bytes) -> None:
    whole(read_pack(written(data, "pack.zip")))


def _parse_folder(data: bytes) -> None:
    """Lay the files out, as far as a disk takes such names, and read the folder."""
    top = Path(os.environ["REHEARSE_HOME"]) / "try" / f"{os.getpid()}-pack"
    top.mkdir()
    try:
        for file in data.split(_GAP)[:40]:
            name, _, content = file.partition(b"\n")
            _lay(top, name, content)
        whole(read_pack(top))
    finally:
        rmtree(top)


def _lay(top: Path, name: bytes, content: bytes) -> None:
    path = top / os.fsdecode(name.replace(b"\0", b"").lstrip(b"/"))
    if ".." in path.parts:
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if content.startswith(b"->"):
            path.symlink_to(os.fsdecode(content[2:].replace(b"\0", b"")) or "x")
        else:
            path.write_bytes(content)
    except OSError:
        return


def _file(rng: Random, one: bytes, other: bytes) -> bytes:
    """Change a file of a folder, or its name."""
    files = one.split(_GAP)
    at = rng.randrange(len(files))
    name, _, content = files[at].partition(b"\n")
    match rng.randrange(5):
        case 0:
            name = rng.choice(as_zip.NAMES).encode()
        case 1:
            name = raw.changed(rng, name, other[:40])
        case 2:
            content = rng.choice((b"->pack.yaml", b"->/etc/passwd", b"->.", b"", content + content))
        case _:
            content = as_yaml.lines(rng, content, other)
    files.insert(at, b"\n".join((name, content)))
    if rng.randrange(3):
        del files[at + 1]
    return _GAP.join(files)


TARGETS = (
    Target("pack", "a pack as a zip", 60, _zips, _parse_zip, (as_zip.entries, as_zip.headers, as_zip.headers)),
    Target("pack-folder", "a pack as a folder", 20, _folders, _parse_folder, (_file, _file)),
)
