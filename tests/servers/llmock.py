"""LLMock, a server that breaks as it is told: PyPI's `llmock`, in a venv of its own."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.servers.making import do
from tests.servers.process import MADE, Running, free_port, running

VERSION = "0.2.2"
FOLDER = MADE / "llmock"
PROGRAM = FOLDER / "bin" / "llmock"


def make() -> None:
    """Install it. Raises CannotMakeError."""
    do(sys.executable, "-m", "venv", "--clear", FOLDER)
    pip = (FOLDER / "bin" / "python", "-m", "pip", "--quiet", "--disable-pip-version-check")
    do(*pip, "install", f"llmock=={VERSION}")


@contextmanager
def serving(log: Path) -> Iterator[Running]:
    """Run it; `tell` says how it is to behave."""
    port = free_port()
    with running([PROGRAM, "serve", "--port", str(port)], port, log, ready="/health") as server:
        yield server


def tell(server: Running, *behaviors: dict[str, object]) -> None:
    """Forget what was told before, and behave like this, one request after the other."""
    server.post("/_llmock/reset", b"")
    server.post("/_llmock/scenario", json.dumps({"behaviors": behaviors}).encode())
