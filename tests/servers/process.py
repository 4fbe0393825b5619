"""Starts servers of other makers, which `make servers` brought to this machine, and stops them."""

import os
import socket
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.project.checkout import ROOT

MADE = ROOT / "build" / "servers"
"""Where `make servers` puts them; nothing of it is ours, and none of it is committed."""
PATIENCE = 60.0
"""Seconds that a server may take to start: far more than it needs, so that a broken one ends."""
LOOK_AGAIN = 0.02


class Running(NamedTuple):
    """A server of another maker, as a contact's `base_url` finds it."""

    root: str
    process: subprocess.Popen[bytes]
    path: str = "/v1"

    @property
    def url(self) -> str:
        """The base_url."""
        return self.root + self.path

    def get(self, path: str) -> str:
        """What the server says at a path of its own."""
        with urllib.request.urlopen(self.root + path, timeout=PATIENCE) as answer:
            said: bytes = answer.read()
        return said.decode()

    def post(self, path: str, body: bytes) -> None:
        """Tell the server something at a path of its own."""
        asked = urllib.request.Request(self.root + path, body, {"Content-Type": "application/json"})
        with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:
            answer.read()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
    return port


@contextmanager
def running(
    command: Sequence[str | Path], port: int, log: Path, *, ready: str, environment: Mapping[str, str] | None = None
) -> Iterator[Running]:
    """Run a server until the block ends; what it writes goes to `log`. It has started when `ready` answers."""
    with log.open("wb") as written:
        process = subprocess.Popen(
            command, stdout=written, stderr=written, stdin=subprocess.DEVNULL, env={**os.environ, **(environment or {})}
        )
    with process:
        try:
            server = Running(f"http://127.0.0.1:{port}", process)
            _wait_for(server, ready, log)
            yield server
        finally:
            process.kill()


def _wait_for(server: Running, ready: str, log: Path) -> None:
    for _ in range(round(PATIENCE / LOOK_AGAIN)):
        try:
            server.get(ready)
        except OSError:
            try:
                server.process.wait(LOOK_AGAIN)
            except subprocess.TimeoutExpired:
                continue
            raise AssertionError(f"the server ended:\n{log.read_text(errors='replace')}") from None
        else:
            return
    raise AssertionError(f"the server did not start:\n{log.read_text(errors='replace')}")
