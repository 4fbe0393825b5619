"""SIGTERM, SIGHUP and SIGINT while a reply stands half said, and while one writes."""

import signal
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from torture import talk
from torture.half_said import half_said, lost
from torture.result import Result, tried, where
from torture.terminal import Watched, sat_down

_SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)


def results(_count: int, _seed: int) -> Iterator[Result]:
    """Send each signal, in the app and line by line."""
    for plain in (False, True):
        for number in _SIGNALS:
            yield tried(f"{number.name} in a reply, {where(plain)}", partial(_in_a_reply, number, plain))
            yield tried(f"{number.name} while one writes, {where(plain)}", partial(_at_the_prompt, number, plain))


def _in_a_reply(number: signal.Signals, plain: bool) -> list[str]:
    with half_said(plain=plain) as (home, table):
        table.signal(number)
        broken = _ended(table, number)
        # Where lines are all there is, only Ctrl+C leaves the time to keep what was shown of a reply.
        return [*broken, *lost(home, half=not plain or number is signal.SIGINT), *_whole(home)]


def _at_the_prompt(number: signal.Signals, plain: bool) -> list[str]:
    with tempfile.TemporaryDirectory(prefix="torture-") as scratch:
        home = Path(scratch, "home")
        with sat_down(home, plain=plain) as table:
            table.type("half a thought")
            table.wait("half a thought")
            table.signal(number)
            broken = [*_ended(table, number), *_whole(home)]
        drafts = [path.read_text("utf-8") for path in (home / "transcripts").glob("*.draft")]
        return broken if plain or drafts == ["half a thought"] else [*broken, f"the draft is not kept: {drafts}"]


def _ended(table: Watched, number: signal.Signals) -> list[str]:
    code = table.wait_for_end()
    asked = table.is_app or number is signal.SIGINT
    wanted = 128 + number if asked else -number
    return [*([] if code == wanted else [f"it ended with {code}, not {wanted}"]), *table.left()]


def _whole(home: Path) -> list[str]:
    return talk.unopened(home / "transcripts")
