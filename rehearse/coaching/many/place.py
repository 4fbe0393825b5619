"""Where transcripts lie: a folder of this machine, or whatever else fsspec opens by a URL.

fsspec comes with the extra `cluster`; a folder needs none. It is imported where a URL is first opened.
"""

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from rehearse.errors import InputError
from rehearse.text import one_line

if TYPE_CHECKING:
    from fsspec.spec import AbstractFileSystem

EXTRA = "pip install 'rehearse[cluster]'"
_SECRET = re.compile(r"(?<=://)[^/@\s]*@|(?<=\S)\?\S*")
"""What may stand in a URL and is nobody's to read: user and password, and a question, which may be a signature."""
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*(::|://)", re.IGNORECASE)


class Place(NamedTuple):
    """A folder, below which names are told; plain data, so that it travels to workers."""

    url: str
    """An absolute path of this machine, or a URL."""
    only: str = ""
    """Name of the one file in it that is wanted; empty where all are."""

    @property
    def is_local(self) -> bool:
        """Whether it is a folder of this machine."""
        return not _SCHEME.match(self.url)

    @property
    def is_memory(self) -> bool:
        """Whether it lies in this very process, where no worker could read it."""
        return self.url.startswith("memory:")

    @property
    def shown(self) -> str:
        """Its name for people, without passwords and tokens."""
        return one_line(_SECRET.sub("", self.url), 300)


def place(given: str, suffix: str) -> Place:
    """Return the folder that a person named, by path or URL; what ends in `suffix` and is no folder is one file in it.

    Raises InputError where a path of this machine leads nowhere. A URL is not opened yet.
    """
    url = re.sub(r"^(file|local)://(localhost(?=/))?", "", given, flags=re.IGNORECASE)
    if _SCHEME.match(url):
        folder, slash, name = url.rpartition("/")
        return Place(folder, name) if slash and name.endswith(suffix) else Place(url.rstrip("/"))
    try:
        path = Path(url).resolve(strict=True)
    except (OSError, RuntimeError, ValueError):
        cure = "Check the path; a URL has :// in it."
        raise InputError("there is no such folder", where=one_line(given, 300), cure=cure) from None
    return Place(str(path)) if path.is_dir() else Place(str(path.parent), path.name)


def opened(where: Place) -> "tuple[AbstractFileSystem, str]":
    """Return the file system that a URL names, and the folder on it.

    Raises InputError, with what to install, where fsspec or the package for this kind of URL is missing.
    """
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415 - comes with an extra, and only URLs need it
    except ImportError:
        cure = f"Install what opens URLs: {EXTRA}."
        raise InputError("a URL needs fsspec, which is not installed", where=where.shown, cure=cure) from None
    try:
        # A listing that is kept would grow with the number of files.
        found: tuple[Any, str] = url_to_fs(where.url, use_listings_cache=False)
    except ImportError as error:
        cure = "Install the package here, and on every worker."
        raise InputError(_sentence(error), where=where.shown, cure=cure) from None
    except (ValueError, OSError) as error:
        cure = "Check the URL, and the rights that this machine has there."
        raise InputError(_sentence(error), where=where.shown, cure=cure) from None
    return found[0], found[1].rstrip("/")


def local_path(where: Place, name: str) -> Path:
    """Return where a file of a folder of this machine lies."""
    return Path(where.url) / name


def key(name: str) -> bytes:
    """Return the bytes of a name, by which files are sorted; they tell apart what looks the same when cleaned."""
    return os.fsencode(name)


def told(error: Exception) -> str:
    """Return what an error of a disk or a file system says, as the end of a sentence."""
    text = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return one_line(_SECRET.sub("", text), 200).rstrip(".")


def _sentence(error: Exception) -> str:
    return told(error)[:1].lower() + told(error)[1:]
