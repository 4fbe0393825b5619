"""The folder of the transcripts is moved away in the midst of a meeting, or deleted."""

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from torture.refused import SENTENCE, refused
from torture.result import Result
from torture.terminal import sat_down

_TOLD = "the file is gone from its folder"


def results(_count: int, _seed: int) -> Iterator[Result]:
    """Move the folder away and back; then delete it for good."""
    for plain in (False, True):
        where = "line by line" if plain else "in the app"
        yield _tried(f"the folder is moved away and back, {where}", lambda home: _moved(home, plain=plain))  # noqa: B023
        yield _tried(f"the folder is deleted, {where}", lambda home: _deleted(home, plain=plain))  # noqa: B023


def _tried(fault: str, doing: Callable[[Path], list[str]]) -> Result:
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="torture-") as scratch:
        broken = doing(Path(scratch, "home"))
    return Result(fault, 1, tuple(broken), _TOLD, time.monotonic() - began)


def _moved(home: Path, *, plain: bool) -> list[str]:
    folder, aside = home / "transcripts", home / "elsewhere"
    with sat_down(home, plain=plain) as table:
        folder.rename(aside)
        return refused(table, home, _TOLD, lambda: aside.rename(folder))


def _deleted(home: Path, *, plain: bool) -> list[str]:
    with sat_down(home, plain=plain) as table:
        shutil.rmtree(home)
        table.paste(SENTENCE)
        table.type("\r" if table.is_app else "\n")
        table.wait(_TOLD)
        if plain:
            table.type("\x04")
            code, well = table.wait_for_end(), 2
        else:
            table.type("\x11")
            table.wait_until(lambda: "draft" in table.said and "without" in table.said, "that the draft is lost")
            table.type("\x11")
            code, well = table.wait_for_end(), 0
        broken = table.left() if code == well else [f"it ended with {code}, not {well}", *table.left()]
    return [*broken, *(f"{path} was made anew" for path in home.rglob("*.jsonl"))]
