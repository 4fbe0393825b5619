"""The disk is full in the midst of a meeting: a small one, where one may be mounted, else files have a limit."""

import resource
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from torture.refused import LONG, refused
from torture.result import Result, tried, where
from torture.terminal import Watched, sat_down, transcript

_SIZE = "512k"
Fill = Callable[[Watched], Callable[[], object]]
"""Lets the disk take no more; gives what lets it again."""


def results(_count: int, _seed: int) -> Iterator[Result]:
    """Fill the disk at the table, in the app and line by line."""
    for plain in (False, True):
        with _small_disk() as (home, told, fill):
            yield tried(f"the disk is full, {where(plain)}", partial(_filled, home, told, fill, plain), told)


def _filled(home: Path, told: str, fill: Fill, plain: bool) -> list[str]:
    with sat_down(home, plain=plain) as table:
        return refused(table, home, told, fill(table), text=LONG)


@contextmanager
def _small_disk() -> Iterator[tuple[Path, str, Fill]]:
    """Give a folder for a person, what they are told once it is full, and what fills it."""
    with tempfile.TemporaryDirectory(prefix="torture-") as folder:
        home, disk = Path(folder) / "home", Path(folder)
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={_SIZE}", "tmpfs", folder], capture_output=True, check=False
        )
        if mounted.returncode:
            yield home, "the file may grow no further on this disk", lambda table: _limit(table, home)
            return
        try:
            yield home, "the disk is full", lambda _table: _fill(disk)
        finally:
            subprocess.run(["umount", "--lazy", folder], check=True)


def _fill(disk: Path) -> Callable[[], object]:
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while file.write(bytes(4096)):
                pass
        except OSError:
            return filler.unlink
    raise AssertionError("the disk never filled")


def _limit(table: Watched, home: Path) -> Callable[[], object]:
    room = transcript(home).stat().st_size + 200
    before = resource.prlimit(table.pid, resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
    return lambda: resource.prlimit(table.pid, resource.RLIMIT_FSIZE, before)
