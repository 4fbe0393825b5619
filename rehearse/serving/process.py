"""The app of one learner, a process of its own: what it is told of this machine, and how it is ended."""

import asyncio
import os
import site
import sys
import sysconfig
from asyncio.subprocess import PIPE, Process
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import rehearse
from rehearse.serving import packets
from rehearse.serving.packets import DATA, Packet
from rehearse.settings import cache_dir
from rehearse.text import one_line

COMMAND = (sys.executable, "-m", "rehearse")
GRACE = 8.0
"""Seconds that an app has to put itself away before it is killed."""
_PASSED_ON = ("PATH", "LANG", "LANGUAGE", "LC_ALL", "LC_CTYPE", "LC_TIME", "TZ", "TMPDIR", "SYSTEMROOT")
"""Of the server's environment: where programs lie, and how dates and letters are written here. No keys, no tokens."""
_LAST_WORDS = 2_000
"""Bytes kept of what an app says on standard error."""


class Size(NamedTuple):
    """Of a terminal, in characters."""

    width: int
    height: int

    @classmethod
    def within(cls, width: object, height: object) -> "Size":
        """Return a size that an app can be shown in, whatever a browser says."""
        return cls(_between(width, 20, 500, 80), _between(height, 5, 300, 24))


def environment(home: Path, size: Size, extra: Mapping[str, str]) -> dict[str, str]:
    """Return all that an app is told of this machine: little, and its learner's folder as its data folder and home.

    The cache is the server's own; in it lie vectors of personas' phrases, and nothing of a learner.
    """
    found = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    found |= {
        "HOME": str(home),
        "REHEARSE_HOME": str(home),
        "REHEARSE_SERVED": "1",
        "XDG_CACHE_HOME": str(cache_dir().parent),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONSAFEPATH": "1",
        "PYTHONUTF8": "1",
        "TEXTUAL_DRIVER": "rehearse.tui.served:ServedDriver",
        "TEXTUAL_COLOR_SYSTEM": "truecolor",
        "TERM_PROGRAM": "textual",
        "COLUMNS": str(size.width),
        "ROWS": str(size.height),
    }
    root = Path(rehearse.__file__).resolve().parent.parent
    if str(root) not in (sysconfig.get_path("purelib"), *site.getsitepackages()):
        # A checkout: the app has to be of the same as the server, whatever else is installed.
        found["PYTHONPATH"] = str(root)
    return {**found, **extra}


class AppProcess:
    """A running app."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self._said = b""
        self._listening = asyncio.create_task(self._listen())

    @classmethod
    async def start(
        cls, home: Path, size: Size, extra: Mapping[str, str], command: Sequence[str] = COMMAND
    ) -> "AppProcess":
        """Start the app of the learner whose folder this is, with `extra` in its environment. Raises OSError."""
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            env=environment(home, size, extra),
            cwd=home,
            umask=0o077,
            # Ctrl+C in the server's terminal is for the server, which then ends its apps.
            start_new_session=True,
        )
        return cls(process)

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    @property
    def code(self) -> int | None:
        """The exit code; None while it runs."""
        return self._process.returncode

    @property
    def last_words(self) -> str:
        """What it said last on standard error, on one line."""
        return one_line(self._said.decode("utf-8", "replace"), 300)

    async def ready(self) -> bool:
        """Wait until it draws; False where it ended instead."""
        assert self._process.stdout is not None
        return await packets.wait_ready(self._process.stdout)

    async def read(self) -> Packet | None:
        """Return its next packet, or None at its end. Raises NotAPacket."""
        assert self._process.stdout is not None
        return await packets.read_packet(self._process.stdout)

    async def type(self, keys: str) -> None:
        """Send what a terminal would send: keys, pastes, the mouse."""
        await self._send(packets.encode(DATA, keys.encode("utf-8", "replace")))

    async def resize(self, size: Size) -> None:
        """Tell it the size of its terminal."""
        await self._send(packets.remark("resize", width=size.width, height=size.height))

    async def remark(self, kind: str) -> None:
        """Tell it something that needs no more words: `focus` or `blur`."""
        await self._send(packets.remark(kind))

    async def wait(self) -> int:
        """Wait for its end; return the exit code. What it still writes has to be read meanwhile."""
        return await self._process.wait()

    async def stop(self) -> None:
        """End it: it is asked, and after GRACE seconds killed. What it still writes is read, and let go."""
        draining = asyncio.create_task(self._drain())
        try:
            if self.code is None:
                with suppress(ProcessLookupError):
                    self._process.terminate()
            try:
                await asyncio.wait_for(self._process.wait(), GRACE)
            except TimeoutError:
                with suppress(ProcessLookupError):
                    self._process.kill()
                await self._process.wait()
        finally:
            draining.cancel()
            self._listening.cancel()
            await asyncio.gather(draining, self._listening, return_exceptions=True)

    async def _send(self, data: bytes) -> None:
        assert self._process.stdin is not None
        # An app that has just ended takes nothing; its end is noticed where it is read.
        with suppress(ConnectionError, RuntimeError):
            self._process.stdin.write(data)
            await self._process.stdin.drain()

    async def _drain(self) -> None:
        assert self._process.stdout is not None
        while await self._process.stdout.read(65_536):
            pass

    async def _listen(self) -> None:
        assert self._process.stderr is not None
        while data := await self._process.stderr.read(4_096):
            self._said = (self._said + data)[-_LAST_WORDS:]


def _between(value: object, least: int, most: int, otherwise: int) -> int:
    try:
        number = int(value) if isinstance(value, (int, str)) else otherwise
    except ValueError:
        return otherwise
    return min(max(number, least), most)
