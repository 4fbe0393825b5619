"""The folder of the transcripts is moved away in the midst of a meeting, or deleted."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from torture.refused import SENTENCE, refused
from torture.result import Result, tried, where
from torture.terminal import sat_down

_TOLD = "the file is gone from its folder"


def results(_count: int, _seed: int) -> Iterator[Result]:
    """Move the folder away and back; then delete it for good."""
    for plain in (False, True):
        for fault, do in (("moved away and back", _moved), ("deleted", _deleted)):
            yield tried(f"the folder is {fault}, {where(plain)}", partial(_in_a_home, do, plain), _TOLD)


def _in_a_home(do: Callable[[Path, bool], list[str]], plain: bool) -> list[str]:
    with tempfile.TemporaryDirectory(prefix="torture-") as scratch:
        return do(Path(scratch, "home"), plain)


def _moved(home: Path, plain: bool) -> list[str]:
    folder, aside = home / "transcripts", home / "elsewhere"
    with sat_down(home, plain=plain) as table:
        folder.rename(aside)
        return refused(table, home, _TOLD, lambda: aside.rename(folder))


def _deleted(home: Path, plain: bool) -> list[str]:
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
