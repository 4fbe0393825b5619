"""Makes packs for tests: honest ones, and zips whose every byte is ours to bend."""

import stat
import struct
import zlib
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tests.scene import small

PERSONA, SCENARIO, RUBRIC = "personas/small-one.yaml", "scenarios/small-talk.yaml", "rubrics/small-rubric.yaml"
ABOUT = "pack.yaml"
REGULAR = (stat.S_IFREG | 0o600) << 16


def files() -> dict[str, str]:
    """A whole small pack."""
    return {
        ABOUT: "schema: 1\nid: small-pack\ntitle: Small things\nauthor: Ana\nabout: For whoever tests.\n",
        PERSONA: small.persona(),
        SCENARIO: small.scenario(),
        RUBRIC: small.rubric(),
    }


def zipped(content: Mapping[str, str | bytes]) -> bytes:
    """An ordinary zip."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, text in content.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def folder(place: Path, content: dict[str, str] | None = None) -> Path:
    """A pack as a folder."""
    for name, text in (files() if content is None else content).items():
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return place


def with_info(content: bytes, **changes: int) -> bytes:
    """The small pack's zip with one entry more, whose record holds these values."""
    buffer = BytesIO(zipped(files()))
    with ZipFile(buffer, "a") as archive:
        info = ZipInfo("personas/other.yaml")
        info.create_system, info.external_attr = 3, REGULAR
        for name, value in changes.items():
            setattr(info, name, value)
        archive.writestr(info, content)
    return buffer.getvalue()


class Raw:
    """A zip written by hand: headers say what a test wants them to say."""

    def __init__(self) -> None:
        self.bytes = bytearray()
        self.listed = bytearray()
        self.count = 0

    def add(
        self,
        name: bytes,
        content: bytes,
        *,
        claims: int | None = None,
        local_name: bytes | None = None,
        flags: int = 0,
        method: int = 8,
        attributes: int = REGULAR,
        at: int | None = None,
        packed: bytes | None = None,
    ) -> "Raw":
        """Add an entry; `claims` is the size that its headers tell, `at` where its listing says that it lies."""
        if packed is None:
            squeezer = zlib.compressobj(9, zlib.DEFLATED, -15)
            packed = squeezer.compress(content) + squeezer.flush() if method == 8 else content
        size, crc = len(content) if claims is None else claims, zlib.crc32(content)
        offset = len(self.bytes) if at is None else at
        if at is None:
            inner = name if local_name is None else local_name
            self.bytes += struct.pack(
                "<4s5H3I2H", b"PK\3\4", 20, flags, method, 0, 33, crc, len(packed), size, len(inner), 0
            )
            self.bytes += inner + packed
        told = (0x314, 20, flags, method, 0, 33, crc, len(packed), size, len(name), 0, 0, 0, 0, attributes, offset)
        self.listed += struct.pack("<4s6H3I5H2I", b"PK\1\2", *told)
        self.listed += name
        self.count += 1
        return self

    def done(self) -> bytes:
        """The whole zip."""
        end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, self.count, self.count, len(self.listed), len(self.bytes), 0)
        return bytes(self.bytes + self.listed + end)


def raw() -> Raw:
    """The small pack, to which a test adds."""
    made = Raw()
    for name, text in files().items():
        made.add(name.encode(), text.encode())
    return made
