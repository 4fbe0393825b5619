"""Where the checkout lies, and how its tests start other programs."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def outcome(*command: str | Path, cwd: Path = ROOT, given: str = "") -> subprocess.CompletedProcess[str]:
    """Run a command to its end, whatever the end, without the traces of a make or a Python around it.

    `given` is what it reads on its standard input.
    """
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS", "PYTHON"))}
    return subprocess.run(
        command, cwd=cwd, env=ours, input=given, capture_output=True, text=True, check=False, timeout=120
    )


def output(*command: str | Path, cwd: Path = ROOT) -> str:
    """Run a command that has to succeed; return what it wrote to standard output."""
    done = outcome(*command, cwd=cwd)
    assert done.returncode == 0, f"{command} ended with {done.returncode}:\n{done.stdout}{done.stderr}"
    return done.stdout


def python(code: str, cwd: Path = ROOT) -> str:
    """Run `code` in a Python of its own; return what it printed."""
    return output(sys.executable, "-c", code, cwd=cwd)
