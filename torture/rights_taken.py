"""The rights to write are taken away in the midst of a meeting: of the file, and of its folder."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from torture.refused import refused
from torture.result import Result, tried, where
from torture.terminal import REHEARSE, sat_down, transcript

_FILE, _FOLDER = "the file was made read-only", "you may not write there"
_HEEDING = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search", "--inh-caps", "-all")
"""Begins a program of root's that heeds rights as others have to."""


def results(_count: int, _seed: int) -> Iterator[Result]:
    """Take the rights of the file, then of the folder, in the app and line by line."""
    for plain in (False, True):
        yield tried(f"the file is made read-only, {where(plain)}", partial(_taken, 0o400, _FILE, plain), _FILE)
        yield tried(f"the folder is shut, {where(plain)}", partial(_taken, 0, _FOLDER, plain), _FOLDER)


def _taken(mode: int, told: str, plain: bool) -> list[str]:
    with tempfile.TemporaryDirectory(prefix="torture-") as scratch:
        home = Path(scratch, "home")
        with sat_down(home, plain=plain, before=(*_heeding(), *REHEARSE)) as table:
            path = transcript(home) if told == _FILE else home / "transcripts"
            before = path.stat().st_mode
            path.chmod(mode)
            return refused(table, home, told, lambda: path.chmod(before))


def _heeding() -> tuple[str, ...]:
    return _HEEDING if os.geteuid() == 0 and shutil.which("setpriv") else ()
