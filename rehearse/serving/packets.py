"""What a served app and the server say to each other over the app's standard streams: Textual's packets.

A packet is a letter (D: what a terminal is sent; M: a remark, as JSON), a length in four bytes, and so many bytes.
"""

import json
from asyncio import IncompleteReadError, StreamReader
from collections.abc import Mapping
from typing import NamedTuple

READY = b"__GANGLION__\n"
"""The line after which packets begin."""
DATA, META = b"D", b"M"
LARGEST = 32_000_000
"""Bytes of a packet; a larger one is no packet of ours."""
_LINES_BEFORE = 20
"""Lines that may stand before the packets: a library's warnings."""


class NotAPacket(Exception):
    """The app wrote what is no packet; nothing after it can be understood."""


class Packet(NamedTuple):
    """One of them."""

    kind: bytes
    payload: bytes


def encode(kind: bytes, payload: bytes) -> bytes:
    """Return a packet as bytes."""
    return kind + len(payload).to_bytes(4, "big") + payload


def remark(kind: str, **more: int) -> bytes:
    """Return a remark to the app as bytes, such as its new size."""
    return encode(META, json.dumps({"type": kind, **more}).encode())


def read_remark(packet: Packet) -> Mapping[str, object]:
    """Return what a remark says. Raises NotAPacket."""
    try:
        said = json.loads(packet.payload)
    except ValueError:
        raise NotAPacket("a remark is no JSON") from None
    if not isinstance(said, dict):
        raise NotAPacket("a remark is no object")
    return said


async def wait_ready(stream: StreamReader) -> bool:
    """Return whether the app began to send packets; False where it ended before, or never was such an app."""
    for _ in range(_LINES_BEFORE):
        try:
            line = await stream.readline()
        except ValueError:
            return False
        if line == READY:
            return True
        if not line:
            return False
    return False


async def read_packet(stream: StreamReader) -> Packet | None:
    """Return the next packet, or None when the app has ended. Raises NotAPacket."""
    try:
        head = await stream.readexactly(5)
        size = int.from_bytes(head[1:], "big")
        if size > LARGEST:
            raise NotAPacket(f"a packet of {size:,} bytes")
        return Packet(head[:1], await stream.readexactly(size))
    except (IncompleteReadError, ConnectionResetError):
        return None
