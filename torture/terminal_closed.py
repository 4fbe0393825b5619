"""The terminal is closed under the program: with the signal that says so, and without it."""

import sys
from collections.abc import Iterator
from functools import partial

from torture import talk
from torture.half_said import half_said, lost
from torture.result import Result, tried, where
from torture.terminal import REHEARSE

_UNHEARD = (
    sys.executable,
    "-c",
    """
import fcntl, signal, sys, termios
signal.signal(signal.SIGHUP, signal.SIG_IGN)
fcntl.ioctl(0, termios.TIOCNOTTY)
signal.signal(signal.SIGHUP, signal.SIG_DFL)
from rehearse.cli.main import main
sys.exit(main(sys.argv[1:]))
""",
)
"""A program that gives up its terminal, though it goes on to draw there, and so is sent no signal."""


def results(_count: int, _seed: int) -> Iterator[Result]:
    """Close it, in the app and line by line."""
    for plain in (False, True):
        for fault, before in (("the terminal is closed", REHEARSE), ("the same without SIGHUP", _UNHEARD)):
            yield tried(f"{fault}, {where(plain)}", partial(_closed, before, plain))


def _closed(before: tuple[str, ...], plain: bool) -> list[str]:
    with half_said(plain=plain, before=before) as (home, table):
        table.close()
        ended = table.wait_without_terminal() is not None
        broken = [] if ended else ["the program never ended"]
        return [*broken, *lost(home, half=not plain), *talk.unopened(home / "transcripts")]
