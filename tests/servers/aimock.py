"""aimock, a server that plays what fixtures say: npm's `@copilotkit/aimock`, pinned in `aimock/package-lock.json`."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.servers.making import do, need
from tests.servers.process import MADE, Running, free_port, running

PINNED = Path(__file__).parent / "aimock"
FOLDER = MADE / "aimock"
PROGRAM = FOLDER / "node_modules" / "@copilotkit" / "aimock" / "dist" / "cli.js"


def make() -> None:
    """Install it. Raises CannotMakeError."""
    need("node", "npm")
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(PINNED / name, FOLDER)
    do("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", cwd=FOLDER)


@contextmanager
def serving(log: Path, *, key: str | None = None) -> Iterator[Running]:
    """Run it with the fixtures of `aimock/fixtures.json`; with a key it answers only who has that one."""
    port = free_port()
    command: list[str | Path] = ["node", PROGRAM, "--port", str(port), "--validate-on-load"]
    command += ["--fixtures", PINNED / "fixtures.json"]
    with running(command, port, log, ready="/health", environment={"AIMOCK_API_KEYS": key} if key else None) as server:
        yield server
