"""`rehearse doctor`: what is set up, what is wrong, and the cure."""

import argparse
import json
import os
import platform
import socket
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from importlib.metadata import version
from urllib.parse import urlsplit

from rehearse import __version__
from rehearse.cli import FOUND_WANTING
from rehearse.engines import chosen, describe, known_reader
from rehearse.errors import RehearseError
from rehearse.scene import library
from rehearse.settings import api_key, config_path, load_config, shipped, user_dir
from rehearse.text import in_json, one_line

PATIENCE = 3.0
"""Seconds that an LLM's server has to take a connection."""


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    what: str
    well: bool
    says: str
    """What is there; where it is not well, what is wrong and the cure."""


def run(args: argparse.Namespace) -> int:
    """Print what was found; exit code 1 if anything is wrong."""
    findings = list(_findings())
    if args.json:
        print(in_json(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=2)))
    else:
        width = max(len(finding.what) for finding in findings)
        for finding in findings:
            print(f"{'ok   ' if finding.well else 'WRONG'}  {finding.what.ljust(width)}  {one_line(finding.says)}")
    return 0 if all(finding.well for finding in findings) else FOUND_WANTING


def _findings() -> Iterator[Finding]:
    packages = ", ".join(f"{name} {version(name)}" for name in ("textual", "openai", "pydantic"))
    yield Finding("rehearse", True, f"{__version__} on Python {platform.python_version()}; {packages}")
    yield _tried("data", _data)
    yield _tried("configuration", _configuration)
    yield _tried("contact", _contact)
    reader = known_reader()
    yield Finding("reader", reader.whole, reader.says)
    yield _tried("meanings", _meanings)
    yield _tried("tokenizer", _tokenizer)
    for what, look in (("personas", library.personas), ("scenarios", library.scenarios), ("rubrics", library.rubrics)):
        yield _tried(what, partial(_shelf, look))
    yield _tried("assignments", _assignments)


def _meanings() -> str:
    from rehearse.reading.encoder.loading import shipped_meaning
    from rehearse.reading.encoder.model import Unreadable

    try:
        return f"told, sha256 {shipped_meaning().sha256}"
    except Unreadable as error:
        raise RehearseError(
            f"{error}; the offline contact finds its answers by words alone", cure="Install rehearse anew."
        ) from error


def _assignments() -> str:
    return _shelf(library.assignments) if library.assignments() else "none written yet"


def _shelf(look: Callable[[], list[library.Entry]]) -> str:
    entries = look()
    broken = [entry.problem for entry in entries if entry.problem]
    if broken or not entries:
        raise RehearseError("; ".join(broken) or "there are none", cure="Mend them, or install rehearse anew.")
    return f"{len(entries)} at hand"


def _tried(what: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(what, True, look())
    except RehearseError as error:
        return Finding(what, False, str(error))


def _data() -> str:
    folder = user_dir()
    there = next(path for path in (folder, *folder.parents) if path.exists())
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        cure = "Set REHEARSE_HOME to a folder of yours."
        raise RehearseError("nothing can be written there", where=str(folder), cure=cure)
    return f"{folder}{'' if folder.exists() else ' (made when the first meeting starts)'}"


def _configuration() -> str:
    path = config_path()
    load_config()
    return str(path) if path.exists() else f"none; the defaults hold ({path} would be read)"


def _contact() -> str:
    config = load_config()
    engine = chosen(None, config)
    if engine == "llm":
        _connect(config.base_url)
    key = "a key is set" if api_key(config) else "no key is set"
    return f"{describe(None, config)} ({key})"


def _connect(base_url: str) -> None:
    """Raise RehearseError where the LLM's server takes no connection."""
    url = urlsplit(base_url)
    port = url.port or (443 if url.scheme == "https" else 80)
    try:
        socket.create_connection((url.hostname or "", port), timeout=PATIENCE).close()
    except OSError as error:
        raise RehearseError(
            f"nobody answers there: {error}", where=base_url, cure="Start that server, mend base_url, or play offline."
        ) from None


def _tokenizer() -> str:
    from rehearse.contact.tokens import RANKS

    if not RANKS.is_file():
        raise RehearseError("the tokenizer's ranks are gone", where=str(RANKS), cure="Install rehearse anew.")
    return f"{RANKS.name}, no network needed; shipped files in {shipped('personas').parent}"
