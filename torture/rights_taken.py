"""The rights to write are taken away in the midst of a meeting: of the file, and of its folder."""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from torture.refused import refused
from torture.result import Result
from torture.terminal import REHEARSE, sat_down, transcript

_HEEDING = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search", "--inh-caps", "-all")
"""Begins a program of root's that heeds rights as others have to."""


def results(_count: int, _seed: int) -> Iterator[Result]:
    """Take the rights of the file, then of the folder, in the app and line by line."""
    for plain in (False, True):
        where = "line by line" if plain else "in the app"
        yield _taken("the file is made read-only", "the file was made read-only", where, plain=plain)
        yield _taken("the folder is shut", "you may not write there", where, plain=plain)


def _taken(fault: str, told: str, where: str, *, plain: bool) -> Result:
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="torture-") as scratch:
        home = Path(scratch, "home")
        with sat_down(home, plain=plain, before=(*_heeding(), *REHEARSE)) as table:
            path = transcript(home) if "file" in fault else home / "transcripts"
            mode = path.stat().st_mode
            path.chmod(0o400 if "file" in fault else 0)
            broken = refused(table, home, told, lambda: path.chmod(mode))
    return Result(f"{fault}, {where}", 1, tuple(broken), told, time.monotonic() - began)


def _heeding() -> tuple[str, ...]:
    return _HEEDING if os.geteuid() == 0 and shutil.which("setpriv") else ()
