"""Files on their way from a learner's app to the same learner's browser. Kept in memory until they are fetched."""

import base64
import re
import secrets
from collections import OrderedDict
from collections.abc import Mapping
from typing import NamedTuple

from rehearse.serving.packets import NotAPacket

WAITING = 3
"""Files that wait at once; with one more the oldest is let go."""
LARGEST = 16_000_000
"""Bytes of a file."""
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9._-]+")


class File(NamedTuple):
    """One of them."""

    name: str
    """Letters, digits and `._-`, for a header and for any disk."""
    content: bytes


class Handing:
    """The files that one app has handed over."""

    def __init__(self) -> None:
        self._files: OrderedDict[str, File] = OrderedDict()

    def take(self, said: Mapping[str, object]) -> str:
        """Keep the file of an app's remark; return the key that fetches it, once. Raises NotAPacket."""
        name, content = said.get("name"), said.get("content")
        if not isinstance(name, str) or not isinstance(content, str) or len(content) > LARGEST * 4 // 3 + 4:
            raise NotAPacket("a file without a name or content, or a large one")
        try:
            file = File(_plain(name), base64.b64decode(content, validate=True))
        except ValueError:
            raise NotAPacket("a file that is no base64") from None
        key = secrets.token_urlsafe()
        self._files[key] = file
        if len(self._files) > WAITING:
            self._files.popitem(last=False)
        return key

    def fetch(self, key: str) -> File | None:
        """Return the file of this key and forget it."""
        return self._files.pop(key, None)


def _plain(name: str) -> str:
    return _NOT_PLAIN.sub("-", name)[-100:].lstrip(".-") or "rehearse"
