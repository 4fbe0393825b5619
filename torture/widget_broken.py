"""Something of the app's own breaks at the table: where it paints, where it is told something, where it works."""

import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from rehearse.tui.crash import BROKEN
from torture import talk
from torture.half_said import half_said, lost
from torture.result import Result, tried
from torture.terminal import Watched

_SECRET = "what nobody else may read"
_TOLD = "Every turn that was shown is kept"
_TURN, _TABLE = "rehearse.tui.widgets.turns:TurnView", "rehearse.tui.screens.meeting:MeetingScreen"
_PLACES = (
    ("a widget breaks as it is painted", f"{_TURN}.render", "\x1b"),
    ("a widget breaks as it changes", f"{_TURN}.say", "\x1b"),
    ("a screen breaks at a message", f"{_TABLE}.on_text_area_changed", "x"),
    ("a screen breaks at a key", f"{_TABLE}.action_whisper", "\x14"),
    ("a screen breaks at a timer", f"{_TABLE}._keep_draft", "x"),
    ("a thread breaks", "rehearse.rehearsal:Rehearsal._write", "\x1b"),
)
"""What breaks, where that is, and the key at which it does."""
_BREAKING = f"""
import importlib, pathlib, sys
place, flag = sys.argv[1], pathlib.Path(sys.argv[2])
module, _, name = place.partition(":")
owner = getattr(importlib.import_module(module), name.partition(".")[0])
method = name.partition(".")[2]
whole = getattr(owner, method)

def broken(self, *given, **named):
    if flag.exists():
        told = {_SECRET!r}
        raise ValueError(told)
    return whole(self, *given, **named)

setattr(owner, method, broken)
from rehearse.cli.main import main
sys.exit(main(sys.argv[3:]))
"""


def results(_count: int, _seed: int) -> Iterator[Result]:
    """Let each place break."""
    for fault, place, key in _PLACES:
        yield tried(fault, partial(_broken, place, key), _TOLD)


def _broken(place: str, key: str) -> list[str]:
    with tempfile.TemporaryDirectory(prefix="torture-") as scratch:
        flag = Path(scratch, "break")
        with half_said(plain=False, before=(sys.executable, "-c", _BREAKING, place, str(flag))) as (home, table):
            flag.touch()
            table.type(key)
            return [*_ended(table, home), *lost(home, half=False), *talk.unopened(home / "transcripts")]


def _ended(table: Watched, home: Path) -> list[str]:
    code = table.wait_for_end()
    broken = [] if code == BROKEN else [f"it ended with {code}, not {BROKEN}"]
    if _SECRET.encode() in table.raw:
        broken.append("private text reached the terminal")
    if _TOLD.encode() not in table.raw:
        broken.append("nobody was told what is kept")
    traces = list(home.glob("crash-*.txt"))
    if not traces or traces[0].stat().st_mode & 0o077:
        broken.append("where it broke is not in a private file")
    return [*broken, *table.left()]
