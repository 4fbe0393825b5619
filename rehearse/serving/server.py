"""The server: what a browser may ask for, and who it has to be for that."""

import asyncio
import logging
import signal
from collections.abc import Awaitable, Callable, Sequence

from aiohttp import web

from rehearse import __version__
from rehearse.errors import StorageError
from rehearse.serving import pages
from rehearse.serving.doors import Doors, dress
from rehearse.serving.ending import SIGNED_OUT
from rehearse.serving.process import COMMAND, Size
from rehearse.serving.register import LONGEST, Learner
from rehearse.serving.room import Room
from rehearse.serving.seat import LARGEST_MESSAGE, tell
from rehearse.serving.terms import ALONE, Terms
from rehearse.serving.visits import Tries, Visits
from rehearse.text import one_line

LOG = logging.getLogger("rehearse.serving")
COOKIE = "rehearse"
LARGEST_FORM = 4_096
"""Bytes of a form: a token, with room to spare."""
HEARTBEAT = 20.0
"""Seconds after which a browser is asked whether it is still there."""
CLOSING = 3.0
"""Seconds that a browser has to hear why its session ended."""
ROUND = 5.0
"""Seconds between two looks at who may still be here."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Server:
    """Serves Rehearse on these terms."""

    def __init__(self, terms: Terms, command: Sequence[str] = COMMAND) -> None:
        self.terms = terms
        self.doors = Doors(terms.host, terms.public_url, terms.behind_proxy)
        self.room = Room(terms.most, terms.idle, terms.llm, command)
        self.visits = Visits()
        self.tries = Tries()

    def application(self) -> web.Application:
        """Return what answers; all that it does not name is not there."""
        app = web.Application(middlewares=[self._at_the_door], client_max_size=LARGEST_FORM)
        app.on_response_prepare.append(dress)
        app.add_routes(
            [
                web.get("/", self._show_room),
                web.get("/ws", self._play),
                web.get("/sign-in", self._show_sign_in),
                web.post("/sign-in", self._sign_in),
                web.post("/sign-out", self._sign_out),
                web.get("/here", self._say_who),
                web.get("/download/{key}", self._hand_over),
                web.get("/static/{name}", self._fetch),
                web.get("/health", self._health),
            ]
        )
        return app

    @web.middleware
    async def _at_the_door(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Answer those only who mean us, and whom a page of ours has sent where something is done."""
        if request.path == "/health":
            return await handler(request)
        if not self.doors.knows_host(request):
            return pages.plain("This server is not called so. (--public-url names it.)", 421)
        if (request.method != "GET" or request.path == "/ws") and not self.doors.is_from_us(request):
            LOG.info("refused: a page of another site, from %s", self.doors.address(request))
            return pages.plain("Only a page of this server may ask for this.", 403)
        return await handler(request)

    def _who(self, request: web.Request) -> Learner | None:
        """Return who asks; None where nobody has signed in, or the register has them no longer."""
        if self.terms.register is None:
            return ALONE
        learner = self.visits.who(request.cookies.get(COOKIE, ""))
        return learner if learner and self.terms.register.knows(learner) else None

    async def _show_room(self, request: web.Request) -> web.StreamResponse:
        learner = self._who(request)
        if learner is None:
            raise web.HTTPSeeOther("/sign-in")
        return pages.room(name=learner.name)

    async def _show_sign_in(self, request: web.Request) -> web.StreamResponse:
        learner = self._who(request)
        return pages.sign_in(name=learner.name if learner else "")

    async def _sign_in(self, request: web.Request) -> web.StreamResponse:
        address = self.doors.address(request)
        wait = self.tries.wait(address)
        if wait:
            answer = pages.sign_in(trouble="Too many tries from here. Wait a minute, then try again.", status=429)
            answer.headers["Retry-After"] = str(round(wait) + 1)
            return answer
        learner = self._find(await _token(request))
        if learner is None:
            self.tries.count(address)
            LOG.info("refused: a wrong token, from %s", address)
            return pages.sign_in(trouble="This token opens nothing. Look at your link again.", status=403)
        LOG.info("%s: signed in", learner.name)
        found = web.HTTPSeeOther("/")
        found.set_cookie(
            COOKIE,
            self.visits.begin(learner),
            path="/",
            httponly=True,
            samesite="Strict",
            secure=self.doors.is_encrypted(request),
        )
        raise found

    def _find(self, token: str) -> Learner | None:
        register = self.terms.register
        return register.find(token) if register and 0 < len(token) <= LONGEST else None

    async def _sign_out(self, request: web.Request) -> web.StreamResponse:
        learner = self._who(request)
        if learner:
            self.room.send_away(learner, SIGNED_OUT)
        self.visits.end(request.cookies.get(COOKIE, ""))
        found = web.HTTPSeeOther("/sign-in")
        found.del_cookie(COOKIE, path="/")
        raise found

    async def _say_who(self, request: web.Request) -> web.StreamResponse:
        """Tell a page that came from a link of another site whether somebody has signed in here."""
        return web.json_response({"here": self._who(request) is not None})

    async def _play(self, request: web.Request) -> web.StreamResponse:
        learner = self._who(request)
        socket = web.WebSocketResponse(heartbeat=HEARTBEAT, max_msg_size=LARGEST_MESSAGE, timeout=CLOSING)
        if learner is None:
            await socket.prepare(request)
            await tell(socket, SIGNED_OUT)
            return socket
        size = Size.within(request.query.get("width"), request.query.get("height"))
        await socket.prepare(request)
        await tell(socket, await self.room.sit(learner, self.terms.home(learner), size, socket))
        return socket

    async def _hand_over(self, request: web.Request) -> web.StreamResponse:
        """Hand a file over to the learner whose app it comes from, once."""
        learner = self._who(request)
        seat = self.room.seat_of(learner) if learner else None
        file = seat.files.fetch(request.match_info["key"]) if seat else None
        if file is None:
            raise web.HTTPNotFound
        return web.Response(
            body=file.content,
            content_type="application/octet-stream",
            headers={"Content-Disposition": f'attachment; filename="{file.name}"'},
        )

    async def _fetch(self, request: web.Request) -> web.StreamResponse:
        path = pages.shelf().get(request.match_info["name"])
        if path is None:
            raise web.HTTPNotFound
        return web.FileResponse(path, headers={"Cache-Control": "no-cache"})

    async def _health(self, _request: web.Request) -> web.StreamResponse:
        return web.json_response({"status": "ok", "sessions": len(self.room), "version": __version__})

    async def see_off(self) -> None:
        """Go round for ever, and send those away whose token was taken back."""
        register = self.terms.register
        told = None
        while register is not None:
            for learner in self.room.learners():
                if not register.knows(learner):
                    self.room.send_away(learner, SIGNED_OUT)
            if register.trouble is not told:
                told = register.trouble
                if told:
                    LOG.warning("%s Until then those may come in who stood in it before.", one_line(str(told)))
            await asyncio.sleep(ROUND)


async def serve(server: Server, ready: Callable[[str], None]) -> None:
    """Listen until SIGINT or SIGTERM, then end all apps. `ready` is called with the address once it can be opened.

    Raises StorageError where the address cannot be had.
    """
    terms = server.terms
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    runner = web.AppRunner(server.application(), access_log=None, shutdown_timeout=CLOSING)
    await runner.setup()
    seeing_off = asyncio.create_task(server.see_off())
    try:
        site = web.TCPSite(runner, terms.host, terms.port)
        try:
            await site.start()
        except OSError as error:
            cure = "Choose another --port or --host."
            raise StorageError(
                f"nothing can listen there: {error.strerror}", where=f"{terms.host}, port {terms.port}", cure=cure
            ) from error
        ready(terms.public_url or _address(runner))
        await stop.wait()
    finally:
        seeing_off.cancel()
        await server.room.close()
        await runner.cleanup()


async def _token(request: web.Request) -> str:
    """Return what stands in the form; nothing where it is none that can be read."""
    try:
        token = (await request.post()).get("token", "")
    except (LookupError, ValueError):
        return ""
    return token.strip() if isinstance(token, str) else ""


def _address(runner: web.AppRunner) -> str:
    host, port = runner.addresses[0][:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
