"""A server on this machine that speaks Chat Completions as it is told to: rightly, oddly, or not at all."""

import json
import threading
from collections.abc import Callable, Iterable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, NamedTuple, Self

PATIENCE = 20.0
"""Seconds after which a server that waits for somebody gives up, so that a broken test ends."""


class Request(NamedTuple):
    """One request as it came."""

    path: str
    headers: Mapping[str, str]
    body: dict[str, Any]

    @property
    def messages(self) -> list[dict[str, str]]:
        """What was said to the model."""
        found: list[dict[str, str]] = self.body["messages"]
        return found


class Wire:
    """What a step writes its answer to."""

    def __init__(self, handler: "_Handler", request: Request) -> None:
        self._handler = handler
        self.request = request
        """What is answered."""

    def begin(self, kind: str = "text/event-stream", status: int = 200, **headers: str) -> None:
        """Send the status and the headers; the body follows in parts."""
        self._handler.send_response(status)
        for name, value in {
            "Content-Type": kind,
            "Transfer-Encoding": "chunked",
            "Connection": "close",
            **headers,
        }.items():
            self._handler.send_header(name.replace("_", "-"), value)
        self._handler.end_headers()

    def send(self, part: bytes) -> None:
        """Send one part of the body."""
        self._handler.wfile.write(b"%x\r\n%s\r\n" % (len(part), part))
        self._handler.wfile.flush()

    def data(self, item: object) -> None:
        """Send one event of the stream."""
        self.send(f"data: {item if isinstance(item, str) else json.dumps(item)}\n\n".encode())

    def end(self) -> None:
        """End the body as it should end."""
        self._handler.wfile.write(b"0\r\n\r\n")

    def refuse_in_the_status_line(self, status: int, reason: str) -> None:
        """Refuse without a body."""
        self._handler.send_response(status, reason)
        self._handler.send_header("Content-Length", "0")
        self._handler.send_header("Connection", "close")
        self._handler.end_headers()

    def wait_for_the_client_to_leave(self) -> None:
        """Say nothing more; return when the connection is closed from the other side."""
        self._handler.connection.settimeout(PATIENCE)
        if self._handler.connection.recv(1) == b"":
            self._handler.chat.left.set()


Step = Callable[[Wire], None]


def delta(content: object = None, finish: str | None = None, **more: object) -> dict[str, object]:
    """One chunk of a reply."""
    return {
        "id": "c",
        "object": "chat.completion.chunk",
        "created": 0,
        "model": "m",
        "choices": [{"index": 0, "delta": {"content": content} | more, "finish_reason": finish}],
    }


def pieces(text: str) -> Iterable[str]:
    """A reply word by word, as models send it."""
    return (word if number == 0 else f" {word}" for number, word in enumerate(text.split(" ")))


def say(text: str, *, finish: str | None = "stop") -> Step:
    """Answer with this, word by word."""
    return events(*(delta(piece) for piece in pieces(text)), *([delta(finish=finish)] if finish else []), "[DONE]")


def events(*items: object) -> Step:
    """Answer with these events."""

    def step(wire: Wire) -> None:
        wire.begin()
        for item in items:
            wire.data(item)
        wire.end()

    return step


def raw(*parts: bytes, kind: str = "text/event-stream", status: int = 200, **headers: str) -> Step:
    """Answer with these bytes, in these parts."""

    def step(wire: Wire) -> None:
        wire.begin(kind, status, **headers)
        for part in parts:
            wire.send(part)
        wire.end()

    return step


def refuse(status: int, body: object, **headers: str) -> Step:
    """Answer with an error."""
    text = body if isinstance(body, str) else json.dumps(body)
    kind = "application/json" if not isinstance(body, str) else "text/html"
    return raw(*([text.encode()] if text else []), kind=kind, status=status, **headers)


def stall(said: str = "") -> Step:
    """Say this, then nothing more, until the client leaves."""

    def step(wire: Wire) -> None:
        wire.begin()
        if said:
            wire.data(delta(said))
        wire.wait_for_the_client_to_leave()

    return step


def never_answer(wire: Wire) -> None:
    """Take the request and say nothing at all."""
    wire.wait_for_the_client_to_leave()


def cut(said: str = "") -> Step:
    """Say this, then drop the connection in mid-body."""

    def step(wire: Wire) -> None:
        wire.begin()
        if said:
            wire.data(delta(said))

    return step


def listing(*models: str) -> Step:
    """Answer which models there are."""
    rows = [{"id": name, "object": "model"} for name in models]
    return raw(json.dumps({"object": "list", "data": rows}).encode(), kind="application/json")


class ChatServer:
    """Serves one step a request, in order, then the last one again and again; keeps every request."""

    def __init__(self, *script: Step, models: Step | None = None) -> None:
        self.script = list(script)
        self.models = models or refuse(404, {"error": {"message": "no such route"}})
        """What is answered when the list of models is asked for."""
        self.requests: list[Request] = []
        self.faults: list[BaseException] = []
        self.left = threading.Event()
        """Set when a client has closed a connection that it was kept waiting on."""
        handler = type("Handler", (_Handler,), {"chat": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})

    @property
    def url(self) -> str:
        """The base_url."""
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        if error is None:
            assert self.faults == []


class _Handler(BaseHTTPRequestHandler):
    chat: ChatServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._answer(self.chat.models, Request(self.path, dict(self.headers), {}))

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        request = Request(self.path, dict(self.headers), json.loads(self.rfile.read(length)))
        script = self.chat.script
        self._answer(script.pop(0) if len(script) > 1 else script[0], request)

    def _answer(self, step: Step, request: Request) -> None:
        self.chat.requests.append(request)
        self.close_connection = True
        try:
            step(Wire(self, request))
        except ConnectionError:
            self.chat.left.set()
        except BaseException as error:
            self.chat.faults.append(error)
            raise

    def log_message(self, format: str, *args: object) -> None:
        """Tests are quiet."""
