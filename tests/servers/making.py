"""What the making of a server needs: tools that may be missing, and commands that have to succeed."""

import shutil
import subprocess
import sys
from pathlib import Path

from tests.servers.process import MADE


class CannotMakeError(Exception):
    """A server cannot be made on this machine; says why."""


def need(*tools: str) -> None:
    """Raise CannotMakeError where one of these programs is missing."""
    missing = [tool for tool in tools if shutil.which(tool) is None]
    if missing:
        raise CannotMakeError(f"{' and '.join(missing)} cannot be found")


def do(*command: str | Path, cwd: Path = MADE) -> None:
    """Run a command that has to succeed, out of everybody's way. Raises CannotMakeError."""
    cwd.mkdir(parents=True, exist_ok=True)
    polite = [shutil.which("nice") or "", "-n", "19"] if shutil.which("nice") else []
    print("+", *command, file=sys.stderr, flush=True)
    if subprocess.run([*polite, *command], cwd=cwd, check=False).returncode:
        raise CannotMakeError(f"this failed: {' '.join(map(str, command))}")
