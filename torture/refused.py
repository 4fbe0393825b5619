"""What the faults of the disk share: a turn is said that cannot be kept, the cause is taken away, and one goes on."""

from collections.abc import Callable
from pathlib import Path

from torture import talk
from torture.terminal import Watched, kept, transcript

SENTENCE = "How did you end up in this work, and what made you stay in it for so long? "
LONG = SENTENCE * 40
"""A turn for which no disk that is full has room: 3,000 characters, as many as a terminal takes in a line."""
_TURNS = 4
"""Turns that are said until the disk refuses at the latest."""


def refused(table: Watched, home: Path, told: str, mend: Callable[[], object], *, text: str = SENTENCE) -> list[str]:
    """Say a turn that the disk refuses, then mend that, and say it again; return what of this did not hold."""
    for _ in range(_TURNS):
        before = kept(home)
        _send(table, text)
        table.wait_until(lambda: told in table.said or len(kept(home)) >= len(before) + 2, told)  # noqa: B023
        if told in table.said:
            break
    else:
        return [f"it was never told: {told}"]
    mend()
    stands = kept(home)
    broken = talk.unopened(home / "transcripts")
    _again(table, stands, text)
    table.wait_until(lambda: len(kept(home)) > len(stands) and len(kept(home)) % 2 == 1, "an answer")
    return [*broken, *talk.missing(stands, kept(home)), *left_well(table, home)]


def left_well(table: Watched, home: Path) -> list[str]:
    """Leave, and look at what is left: the terminal as it was, every transcript whole, no half of anything."""
    table.type("\x11" if table.is_app else "\x04")
    code = table.wait_for_end()
    broken = [] if code == 0 else [f"it ended with {code}"]
    broken += [*table.left(), *talk.unopened(home / "transcripts")]
    if not broken:
        broken += talk.gone_on(transcript(home)) if table.is_app else []
    return broken


def _send(table: Watched, text: str) -> None:
    table.paste(text)
    if table.is_app:
        table.wait_until(lambda: "Write what you say" not in table.said, "what was written")
    table.type("\r" if table.is_app else "\n")


def _again(table: Watched, stands: list[str], text: str) -> None:
    """Ask again for what failed: for the answer, where the turn was kept, else by sending the turn once more."""
    if len(stands) % 2 == 0:
        table.type("\x12" if table.is_app else "\n")
    elif table.is_app:
        table.type("\r")
    else:
        _send(table, text)
