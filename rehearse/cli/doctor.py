"""`rehearse doctor`: what is set up, what is wrong, and the cure."""

import argparse
import json
import os
import platform
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from importlib.metadata import version

from rehearse import __version__
from rehearse.archive.examined import examine_folder, examine_index
from rehearse.cli import FOUND_WANTING
from rehearse.cli.terminal import wait_for
from rehearse.engines import chosen, describe, known_reader, require_llm
from rehearse.errors import RehearseError
from rehearse.scene import library
from rehearse.settings import (
    Config,
    api_key,
    config_path,
    index_path,
    load_config,
    shipped,
    transcripts_dir,
    user_dir,
)
from rehearse.text import in_json, one_line


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
    yield _tried("index", lambda: examine_index(index_path()))
    yield from _contact()
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
    broken = [entry for entry in entries if entry.problem]
    if broken or not entries:
        what = "; ".join((entry.problem or "").removesuffix(".") for entry in broken) or "there are none"
        own = all(entry.own for entry in broken) and bool(broken)
        raise RehearseError(
            what, cure="`rehearse check FILE` says all that is wrong." if own else "Install rehearse anew."
        )
    return f"{len(entries)} at hand"


def _tried(what: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(what, True, look())
    except RehearseError as error:
        return Finding(what, False, str(error))


def _data() -> str:
    folder = user_dir()
    examine_folder(folder)
    if os.path.lexists(transcripts_dir()):
        examine_folder(transcripts_dir())
    return f"{folder}{'' if folder.exists() else ' (made when the first meeting starts)'}"


def _contact() -> Iterator[Finding]:
    """Say what is set and who plays; nothing of the second where the first cannot be read."""
    try:
        path, config = config_path(), load_config()
    except RehearseError as error:
        yield Finding("configuration", False, str(error))
        return
    yield Finding("configuration", True, str(path) if path.exists() else f"none; the defaults hold ({path} is read)")
    yield _tried("contact", partial(_player, config))


def _player(config: Config) -> str:
    plays = f"{describe(None, config)} ({'a key is set' if api_key(config) else 'no key is set'})"
    if chosen(None, config) != "llm" and not _names_an_llm(config):
        return plays
    require_llm(config, 'say contact = "offline"')
    from rehearse.contact.reachable import look

    return f"{plays}; {wait_for(look(config))}"


def _names_an_llm(config: Config) -> bool:
    """Whether somebody set an LLM up and left it to us who plays: then a missing key is a mistake."""
    return config.contact == "auto" and config != Config(theme=config.theme, window=config.window)


def _tokenizer() -> str:
    from rehearse.contact.tokens import RANKS

    if not RANKS.is_file():
        raise RehearseError("the tokenizer's ranks are gone", where=str(RANKS), cure="Install rehearse anew.")
    return f"{RANKS.name}, no network needed; shipped files in {shipped('personas').parent}"
