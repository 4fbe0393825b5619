"""Zips: packed anew with other names and contents, and headers whose figures claim something else."""

import warnings
import zlib
from collections.abc import Sequence
from io import BytesIO
from random import Random
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from fuzz import raw
from fuzz.forms import as_yaml

NAMES = (
    "../x.yaml",
    "/etc/passwd",
    "personas/../../x.yaml",
    "personas\\x.yaml",
    "C:x.yaml",
    "personas/small-one.yml",
    "Personas/small-one.yaml",
    "personas/",
    "personas/a/b/c.yaml",
    ".git/config",
    "__MACOSX/x",
    "around/personas/small-one.yaml",
    "pack.yaml",
    "pack.yaml/",
    "personas/\u202ex.yaml",
    "personas/\u0131.yaml",
    "rubrics/con.yaml",
    "x" * 300,
    "personas/" + "a" * 70 + ".yaml",
    "notes.md",
    "run.py",
    "scenarios/.yaml",
)
_FIGURES = (0, 1, 0xFFFF, 0xFFFFFFFF, 0x7FFFFFFF, 0xA1FF0000, 0x41ED0010, 30, 46)
_MARKS = (b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07")
_LENGTHS = {b"PK\x03\x04": 30, b"PK\x01\x02": 46, b"PK\x05\x06": 22}
_Entry = tuple[ZipInfo, bytes]


def entries(rng: Random, one: bytes, other: bytes) -> bytes:
    """Pack anew with one entry changed: its name, what it holds, what it claims to be."""
    try:
        with ZipFile(BytesIO(one)) as archive:
            found = [(info, archive.read(info)) for info in archive.infolist()]
    except (BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, zlib.error, EOFError):
        return headers(rng, one, other)
    if not found:
        return raw.changed(rng, one, other)
    return _joined(_changed(rng, found, rng.randrange(len(found))))


def _changed(rng: Random, found: list[_Entry], at: int) -> list[_Entry]:
    info, content = found[at]
    match rng.randrange(7):
        case 0:
            info.filename = rng.choice(NAMES)
        case 1:
            found.insert(rng.randrange(len(found) + 1), (ZipInfo(rng.choice(NAMES)), content))
        case 2:
            info.external_attr = rng.choice((0o120777, 0o040755, 0o010644, 0o100644, 0o020644)) << 16
        case 3:
            del found[at]
        case 4:
            found[at] = (info, as_yaml.tree(rng, content, b""))
        case _:
            found[at] = (info, as_yaml.lines(rng, content, b""))
    return found


def _joined(found: Sequence[_Entry]) -> bytes:
    buffer = BytesIO()
    with warnings.catch_warnings(), ZipFile(buffer, "w") as archive:
        # That a name stands there twice is as it should be.
        warnings.simplefilter("ignore")
        for info, content in found:
            written = ZipInfo(info.filename[:60_000])
            written.external_attr = info.external_attr
            # What repeats itself is packed; all else may stand as it is, which costs less.
            written.compress_type = ZIP_DEFLATED if len(content) > 2_000 else ZIP_STORED  # noqa: PLR2004
            archive.writestr(written, content[: raw.LONGEST], compresslevel=1)
    return buffer.getvalue()


def headers(rng: Random, one: bytes, other: bytes) -> bytes:
    """Change a figure in a header, wherever one stands."""
    mark = rng.choice(_MARKS)
    places = [at for at in range(len(one)) if one.startswith(mark, at)] if mark in one else []
    if not places:
        return raw.changed(rng, one, other)
    at = rng.choice(places) + rng.randrange(4, _LENGTHS.get(mark, 56), 2)
    size = rng.choice((2, 4))
    figure = rng.choice((*_FIGURES, rng.randrange(len(one) + 1), rng.randrange(1 << 32))) & ((1 << 8 * size) - 1)
    return one[:at] + figure.to_bytes(size, "little") + one[at + size :]
