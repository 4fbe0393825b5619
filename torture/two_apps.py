"""Two apps on one transcript: the second is told who has it, and changes nothing."""

import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from torture.refused import SENTENCE, left_well
from torture.result import Result, tried, where
from torture.terminal import REHEARSE, Watched, kept, sat_down, transcript

_TOLD = "another Rehearse has this transcript open"


def results(_count: int, _seed: int) -> Iterator[Result]:
    """Go on with a meeting that is open in another app, in the app and from the command line."""
    yield tried(f"two apps on one transcript, {where(False)}", partial(_both, _in_the_app), _TOLD)
    yield tried(f"two apps on one transcript, {where(True)}", partial(_both, _in_lines), _TOLD)


def _both(second: Callable[[Path], list[str]]) -> list[str]:
    with tempfile.TemporaryDirectory(prefix="torture-") as scratch:
        home = Path(scratch, "home")
        with sat_down(home, plain=False) as table:
            before = transcript(home).read_bytes()
            broken = second(home)
            if transcript(home).read_bytes() != before:
                broken.append("the second app wrote into the transcript")
            table.paste(SENTENCE)
            table.type("\r")
            table.wait_until(lambda: len(kept(home)) > 2, "an answer")  # noqa: PLR2004 - the opening and the turn
            return [*broken, *left_well(table, home)]


def _in_the_app(home: Path) -> list[str]:
    with Watched(REHEARSE, home, app=True) as second:
        second.wait("Continue")
        second.type("c")
        second.wait(_TOLD)
        second.wait("here it can be reviewed")
        second.wait("New rehearsal")
        second.type("\x11")
        code = second.wait_for_end()
        return [*([f"the second ended with {code}"] if code else []), *second.left()]


def _in_lines(home: Path) -> list[str]:
    done = subprocess.run(
        [*REHEARSE, "thank", str(transcript(home)), "--text", "Thank you."],
        env={**os.environ, "REHEARSE_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    told = done.returncode == 2 and _TOLD in done.stderr and "Traceback" not in done.stderr  # noqa: PLR2004
    return [] if told else [f"thank ended with {done.returncode}: {done.stderr[-300:]}"]
