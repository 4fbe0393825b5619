"""How long a start takes: until the home screen can be used, and until the version is said."""

import os
import subprocess
import sys
import sysconfig
import tempfile
import time
from pathlib import Path

from benchmarks.bare import READY
from benchmarks.figure import Figure, medians
from benchmarks.terminal import seconds_until

_HOME_SHOWS = "New rehearsal"
_FRAME_BOUND = 2.0
_VERSION_BOUND = 3.0


def figures() -> list[Figure]:
    """Measure both starts with user data of their own, as on a first start."""
    with tempfile.TemporaryDirectory() as home:
        ours = environment(Path(home))
        return [_frame(ours), _version(ours)]


def environment(home: Path) -> dict[str, str]:
    """Return an environment without the person's settings, in a terminal that knows colours."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("REHEARSE_", "TEXTUAL"))}
    ours = {"HOME": str(home), "REHEARSE_HOME": str(home / "rehearse")}
    return kept | ours | {"TERM": "xterm-256color", "COLORTERM": "truecolor"}


def _frame(environment: dict[str, str]) -> Figure:
    def start(module: str, text: str) -> float:
        return seconds_until(text, [sys.executable, "-m", module], environment)

    ours, baseline = medians(lambda: start("rehearse", _HOME_SHOWS), lambda: start("benchmarks.bare", READY))
    return Figure("rehearse, to a usable frame", ours, "a bare Textual app", baseline, _FRAME_BOUND)


def _version(environment: dict[str, str]) -> Figure:
    def run(*command: str) -> float:
        start = time.perf_counter()
        subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
        return time.perf_counter() - start

    script = str(Path(sysconfig.get_path("scripts"), "rehearse"))
    ours, baseline = medians(lambda: run(script, "--version"), lambda: run(sys.executable, "-c", "pass"))
    return Figure("rehearse --version", ours, "python -c pass", baseline, _VERSION_BOUND)
