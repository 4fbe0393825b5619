"""How long a start takes: until the home screen can be used, and until the version or the help is said.

`python -m benchmarks.startup` takes these figures alone.
"""

import os
import subprocess
import sys
import sysconfig
import tempfile
import time
from pathlib import Path

from benchmarks.bare import READY
from benchmarks.figure import Figure, medians, table
from benchmarks.terminal import seconds_until

HOME_SHOWS = "New rehearsal"
_FRAME_BOUND = 1.35
_VERSION_BOUND = 3.0
_HELP_BOUND = 6.0


def figures() -> list[Figure]:
    """Measure both starts with user data of their own, as on a first start."""
    with tempfile.TemporaryDirectory() as home:
        ours = environment(Path(home))
        return [_frame(ours), _said("--version", ours, _VERSION_BOUND), _said("--help", ours, _HELP_BOUND)]


def environment(home: Path) -> dict[str, str]:
    """Return an environment without the person's settings, in a terminal that knows colours.

    Python may keep what it compiled, as it does where somebody installed the app.
    """
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("REHEARSE_", "TEXTUAL", "PYTHONDONT"))
    }
    ours = {"HOME": str(home), "REHEARSE_HOME": str(home / "rehearse")}
    return kept | ours | {"TERM": "xterm-256color", "COLORTERM": "truecolor"}


def _frame(environment: dict[str, str]) -> Figure:
    def start(module: str, text: str) -> float:
        return seconds_until(text, [sys.executable, "-m", module], environment)

    ours, baseline = medians(lambda: start("rehearse", HOME_SHOWS), lambda: start("benchmarks.bare", READY))
    return Figure("rehearse, to a usable frame", ours, "a bare Textual app", baseline, _FRAME_BOUND)


def _said(option: str, environment: dict[str, str], bound: float) -> Figure:
    def run(*command: str) -> float:
        start = time.perf_counter()
        subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
        return time.perf_counter() - start

    script = str(Path(sysconfig.get_path("scripts"), "rehearse"))
    ours, baseline = medians(lambda: run(script, option), lambda: run(sys.executable, "-c", "pass"))
    return Figure(f"rehearse {option}", ours, "python -c pass", baseline, bound)


if __name__ == "__main__":
    print(table(figures()))
