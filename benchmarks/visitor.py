"""A learner's browser without the browser: signs in, opens the websocket, presses keys, knows what the screen shows."""

import asyncio
import re
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import NamedTuple

import aiohttp
import pyte

from benchmarks.terminal import UNKNOWN_TO_PYTE

PATIENCE = 60.0
"""Seconds until something that was waited for is called missing."""
_STYLES = re.compile(rb"\x1b\[[0-9;:<=>?]*[ -/]*[@-~]")


class Closed(NamedTuple):
    """How a session ended."""

    code: int
    says: str


class Visitor:
    """One of them; takes cookies along, as a browser does."""

    def __init__(self, client: aiohttp.ClientSession, url: str) -> None:
        self.client = client
        self.url = url.rstrip("/")
        self.own_page = {"Origin": self.url}
        self.offered: list[str] = []
        """Keys of files that may be fetched."""
        self._socket: aiohttp.ClientWebSocketResponse | None = None
        self._screen = pyte.Screen(1, 1)
        self._stream = pyte.ByteStream(self._screen)
        self._unread = b""

    async def sign_in(self, token: str) -> int:
        """Send the form of the sign-in page; return the status of what comes, 200 where one is let in."""
        async with self.client.post(f"{self.url}/sign-in", data={"token": token}, headers=self.own_page) as answer:
            return answer.status

    async def sit(self, width: int = 100, height: int = 30) -> None:
        """Open the websocket, as the page does."""
        self._screen = pyte.Screen(width, height)
        self._stream = pyte.ByteStream(self._screen)
        self._unread = b""
        where = f"{self.url}/ws?width={width}&height={height}"
        self._socket = await self.client.ws_connect(where, headers=self.own_page, max_msg_size=0)
        await self.send(["resize", {"width": width, "height": height}])
        await self.send(["focus"])

    @property
    def socket(self) -> aiohttp.ClientWebSocketResponse:
        """The open websocket."""
        assert self._socket is not None
        return self._socket

    async def send(self, message: object) -> None:
        """Send a message as the page would."""
        await self.socket.send_json(message)

    async def type(self, keys: str) -> None:
        """Press keys."""
        await self.send(["stdin", keys])

    @property
    def text(self) -> str:
        """What stands on the screen."""
        self._stream.feed(UNKNOWN_TO_PYTE.sub(b"", self._unread))
        self._unread = b""
        return "\n".join(line.rstrip() for line in self._screen.display)

    async def wait_for(self, *texts: str) -> None:
        """Wait until all these stand on the screen."""
        try:
            async with asyncio.timeout(PATIENCE):
                while not all(text in self.text for text in texts):
                    if await self._receive() is None:
                        raise AssertionError(f"{texts} never showed; closed with {self._closed()}:\n{self.text}")
        except TimeoutError:
            raise AssertionError(f"{texts} never showed, but this:\n{self.text}") from None

    async def echo(self, letter: str) -> float:
        """Press a letter that stands nowhere on the screen; return the seconds until it was drawn."""
        start = time.perf_counter()
        await self.type(letter)
        async with asyncio.timeout(PATIENCE):
            while (drawn := await self._receive()) is not None:
                if letter.encode() in _STYLES.sub(b"", drawn):
                    return time.perf_counter() - start
        raise AssertionError(f"the session ended: {self._closed()}")

    async def draw(self) -> None:
        """Wait until the server draws something more."""
        async with asyncio.timeout(PATIENCE):
            if await self._receive() is None:
                raise AssertionError(f"the session ended: {self._closed()}")

    async def wait_for_end(self) -> Closed:
        """Wait until the server closes the session; return why."""
        async with asyncio.timeout(PATIENCE):
            while await self._receive() is not None:
                pass
        return self._closed()

    async def rise(self) -> None:
        """Close the window."""
        await self.socket.close()

    def _closed(self) -> Closed:
        return Closed(self.socket.close_code or 0, self._why)

    _why = ""

    async def _receive(self) -> bytes | None:
        """Take in the next message, and return what it draws; None when there will be no more."""
        message = await self.socket.receive()
        if message.type is aiohttp.WSMsgType.BINARY:
            data: bytes = message.data
            self._unread += data
            return data
        if message.type is aiohttp.WSMsgType.TEXT:
            kind, what = message.json()[:2]
            if kind == "deliver_file_start":
                self.offered.append(what)
            return b""
        if message.type is aiohttp.WSMsgType.CLOSE:
            self._why = message.extra or ""
        return None


@asynccontextmanager
async def visitor(url: str, token: str = "") -> AsyncIterator[Visitor]:
    """Give somebody a browser, and let them sign in where they have a token."""
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(cookie_jar=jar) as client:
        found = Visitor(client, url)
        if token:
            assert await found.sign_in(token) == 200  # noqa: PLR2004 - let in
        yield found
