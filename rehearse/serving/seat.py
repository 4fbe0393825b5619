"""One learner at one app: keys go in, the screen comes out, until one of the two ends or the server ends it."""

import asyncio
import json
import time
from collections.abc import Mapping

from aiohttp import WSMessage, WSMsgType, web

from rehearse.serving.ending import BROKEN, GONE, IDLE, LEFT, UNREADABLE, Ending
from rehearse.serving.handing import Handing
from rehearse.serving.packets import DATA, META, NotAPacket, read_remark
from rehearse.serving.process import AppProcess, Size
from rehearse.serving.register import Learner

LARGEST_MESSAGE = 1_000_000
"""Bytes of what a browser sends at once: the longest turn, pasted, with room to spare."""


class Seat:
    """A learner's place at the table. Made for each websocket."""

    def __init__(self, learner: Learner) -> None:
        self.learner = learner
        self.files = Handing()
        self.left = asyncio.Event()
        """Set when the app is gone and the seat is free."""
        self.last_words = ""
        """What an app that broke said last, for the server's log."""
        self.telling: asyncio.Task[None] | None = None
        """While the browser is told why the session ended; a browser that hangs keeps the seat from nobody."""
        self._over: asyncio.Future[Ending] = asyncio.get_running_loop().create_future()
        self._active = time.monotonic()

    @property
    def quiet(self) -> float:
        """Seconds since the learner last did something."""
        return time.monotonic() - self._active

    def end(self, ending: Ending) -> None:
        """Let the session end; what was first to end it is the reason."""
        if not self._over.done():
            self._over.set_result(ending)

    async def sit(self, app: AppProcess, socket: web.WebSocketResponse, idle: float) -> Ending:
        """Carry keys and screens until the end, end the app, and return why. `idle` is in seconds."""
        tasks = [
            asyncio.create_task(self._show(app, socket)),
            asyncio.create_task(self._type(app, socket)),
            asyncio.create_task(self._watch(idle)),
        ]
        for task in tasks:
            task.add_done_callback(self._ended)
        ending = GONE
        try:
            ending = await self._over
            return ending
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            self.telling = asyncio.create_task(tell(socket, ending))
            await app.stop()

    def _ended(self, task: asyncio.Task[Ending]) -> None:
        if task.cancelled():
            return
        fault = task.exception()
        if fault is None:
            self.end(task.result())
        elif isinstance(fault, ConnectionError):
            self.end(GONE)
        else:
            self.last_words = type(fault).__name__
            self.end(BROKEN)

    async def _show(self, app: AppProcess, socket: web.WebSocketResponse) -> Ending:
        """Carry what the app draws to the browser, as fast as that takes it."""
        drew = await app.ready()
        if drew:
            try:
                while packet := await app.read():
                    if packet.kind == DATA:
                        await socket.send_bytes(packet.payload)
                    elif packet.kind == META:
                        await self._heed(read_remark(packet), socket)
            except NotAPacket as error:
                self.last_words = str(error)
                return BROKEN
        code = await app.wait()
        if drew and code == 0:
            return LEFT
        self.last_words = f"exit code {code}. {app.last_words}"
        return BROKEN

    async def _heed(self, said: Mapping[str, object], socket: web.WebSocketResponse) -> None:
        """Heed the app's remark. A file is handed over; an address that it would open is none of a learner's."""
        if said.get("type") == "file":
            await socket.send_json(["deliver_file_start", self.files.take(said)])

    async def _type(self, app: AppProcess, socket: web.WebSocketResponse) -> Ending:
        """Carry what the browser sends to the app, as fast as that takes it."""
        async for message in socket:
            if message.type is not WSMsgType.TEXT or not await self._pass_on(message, app, socket):
                return UNREADABLE
        return GONE

    async def _pass_on(self, message: WSMessage, app: AppProcess, socket: web.WebSocketResponse) -> bool:
        """Pass one message on; return False where it is none."""
        try:
            said = json.loads(message.data)
        except (ValueError, RecursionError):
            return False
        match said:
            case ["stdin", str(keys)]:
                self._active = time.monotonic()
                await app.type(keys)
            case ["resize", {"width": width, "height": height}]:
                await app.resize(Size.within(width, height))
            case ["focus" | "blur" as which, *_]:
                await app.remark(which)
            case ["ping", str(when)]:
                await socket.send_json(["pong", when[:40]])
            case _:
                return False
        return True

    async def _watch(self, idle: float) -> Ending:
        """Return when nobody did anything for so long."""
        while (left := idle - self.quiet) > 0:
            await asyncio.sleep(left)
        return IDLE


async def tell(socket: web.WebSocketResponse, ending: Ending) -> None:
    """Close the connection, and say why; it is closed already where the browser went first."""
    if not socket.closed:
        await socket.close(code=ending.code, message=ending.says.encode())
