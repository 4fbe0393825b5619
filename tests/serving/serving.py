"""What the tests of the server share: a token file, a server in this process, and learners who come to it."""

import asyncio
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiohttp import web

from benchmarks.visitor import Visitor
from rehearse.serving.register import Register, add_learner
from rehearse.serving.server import Server
from rehearse.serving.terms import Terms

STAND_IN = (sys.executable, "-S", "-E", str(Path(__file__).with_name("stand_in.py")))
"""Starts in a blink; what is tested with it is the server, whatever app it serves."""
WELL = 200


def tokens_of(folder: Path, *names: str) -> Mapping[str, str]:
    """Write a token file, `folder/tokens`, and return each learner's token."""
    return {name: add_learner(folder / "tokens", name) for name in names}


def terms(folder: Path, **changed: Any) -> Terms:
    """Return terms for learners of `folder/tokens`, if there is one; their folders lie in `folder/data`."""
    file = folder / "tokens"
    register = Register(file) if file.exists() else None
    found: dict[str, Any] = {"host": "127.0.0.1", "port": 0, "register": register, "data": folder / "data"}
    return Terms(**(found | {"most": 5, "idle": 600.0} | changed))


@asynccontextmanager
async def served(folder: Path, command: Sequence[str] = STAND_IN, **changed: Any) -> AsyncIterator[tuple[Server, str]]:
    """Serve until the block ends; gives the server and its address."""
    server = Server(terms(folder, **changed), command)
    runner = web.AppRunner(server.application(), access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    seeing_off = asyncio.create_task(server.see_off())
    try:
        yield server, f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        seeing_off.cancel()
        await server.room.close()
        await runner.cleanup()


async def status(guest: Visitor, path: str, method: str = "GET", **options: Any) -> int:
    """Return with what status a path is answered, redirects not followed."""
    async with guest.client.request(method, guest.url + path, allow_redirects=False, **options) as answer:
        await answer.read()
        return answer.status
