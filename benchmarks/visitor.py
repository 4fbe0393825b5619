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
GLANCE = 0.05
"""Seconds between two looks at the screen: to rebuild it costs more than to serve it."""
_STYLES = re.compile(rb"\x1b\[[0-9;:<=>?]*[ -/]*[@-~]")


class Closed(NamedTuple):
    """How a session ended."""

    code: int
    says: str


class Drawn(NamedTuple):
    """What the server sent at once."""

    at: float
    """When it came."""
    data: bytes
    """What a terminal would draw; nothing where it was something else."""


class Visitor:
    """One of them; takes cookies along, as a browser does."""

    def __init__(self, client: aiohttp.ClientSession, url: str) -> None:
        self.client = client
        self.url = url.rstrip("/")
        self.own_page = {"Origin": self.url}
        self.offered: list[str] = []
        """Keys of files that may be fetched."""
        self._socket: aiohttp.ClientWebSocketResponse | None = None
        self._arrived: asyncio.Queue[Drawn | None] = asyncio.Queue()
        self._reading: asyncio.Task[None] | None = None
        self._why = ""
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
        self._arrived = asyncio.Queue()
        where = f"{self.url}/ws?width={width}&height={height}"
        self._socket = await self.client.ws_connect(where, headers=self.own_page, max_msg_size=0)
        # All the time, as a browser does, which also answers when it is asked whether it is still there.
        self._reading = asyncio.create_task(self._read(self._socket, self._arrived))
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
                    await asyncio.sleep(GLANCE)
                    self._take_in()
        except TimeoutError:
            raise AssertionError(f"{texts} never showed, but this:\n{self.text}") from None

    async def echo(self, letter: str) -> float:
        """Press a letter that stands nowhere on the screen; return the seconds until it was drawn."""
        start = time.perf_counter()
        await self.type(letter)
        async with asyncio.timeout(PATIENCE):
            while (drawn := await self._receive()) is not None:
                if letter.encode() in _STYLES.sub(b"", drawn.data):
                    return drawn.at - start
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
        if self._reading:
            self._reading.cancel()
            await asyncio.gather(self._reading, return_exceptions=True)
        await self.socket.close()

    async def leave(self) -> None:
        """Close the browser."""
        if self._socket:
            await self.rise()

    def _closed(self) -> Closed:
        return Closed(self.socket.close_code or 0, self._why)

    async def _receive(self) -> Drawn | None:
        """Wait for the next message, and return what it draws; None when there will be no more."""
        drawn = await self._arrived.get()
        if drawn is None:
            self._arrived.put_nowait(None)
        else:
            self._unread += drawn.data
        return drawn

    def _take_in(self) -> None:
        """Take in what has come meanwhile."""
        while not self._arrived.empty():
            drawn = self._arrived.get_nowait()
            if drawn is None:
                self._arrived.put_nowait(None)
                return
            self._unread += drawn.data

    async def _read(self, socket: aiohttp.ClientWebSocketResponse, arrived: asyncio.Queue[Drawn | None]) -> None:
        async for message in _messages(socket):
            data = b""
            if message.type is aiohttp.WSMsgType.BINARY:
                data = message.data
            elif message.type is aiohttp.WSMsgType.TEXT:
                kind, what = message.json()[:2]
                if kind == "deliver_file_start":
                    self.offered.append(what)
            else:
                self._why = message.extra or ""
                break
            arrived.put_nowait(Drawn(time.perf_counter(), data))
        arrived.put_nowait(None)


async def _messages(socket: aiohttp.ClientWebSocketResponse) -> AsyncIterator[aiohttp.WSMessage]:
    """Yield all messages, the last one, which says why it closes, among them."""
    while True:
        yield await socket.receive()


@asynccontextmanager
async def visitor(url: str, token: str = "") -> AsyncIterator[Visitor]:
    """Give somebody a browser, and let them sign in where they have a token."""
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(cookie_jar=jar) as client:
        found = Visitor(client, url)
        if token:
            assert await found.sign_in(token) == 200  # noqa: PLR2004 - let in
        try:
            yield found
        finally:
            await found.leave()
