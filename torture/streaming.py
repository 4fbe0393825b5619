"""Killed while a reply streams in from a server that speaks slowly, word by word."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import Pipe
from pathlib import Path
from threading import Event

from tests.contact.chat_server import ChatServer, Wire, delta
from torture.forked import fork
from torture.talking import Talking

_PAUSE = 0.002
"""Seconds between two words."""
_WORDS = "That is a long story. I began with one van, and a friend who could not drive. Nobody told us how to do it."


class Streaming(Talking):
    """A meeting in lines with an LLM."""

    name = "while a reply streams"
    contact = "llm"

    def __init__(self, url: str) -> None:
        self._url = url

    def environment(self, home: Path) -> dict[str, str]:
        """Name the server."""
        return {"REHEARSE_BASE_URL": self._url, "REHEARSE_MODEL": "slow"}


@contextmanager
def slow_server(scratch: Path) -> Iterator[str]:
    """Give the address of a server in a process of its own, since one with threads must not fork."""
    here, there = Pipe()

    def serve() -> None:
        with ChatServer(_speak) as server:
            there.send(server.url)
            signal.sigwait({signal.SIGTERM})

    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
    server = fork(serve, {}, scratch / "server")
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    try:
        yield here.recv()
    finally:
        server.kill()


def _speak(wire: Wire) -> None:
    pace = Event()
    wire.begin()
    for number, word in enumerate(_WORDS.split(" ")):
        pace.wait(_PAUSE)
        wire.data(delta(word if number == 0 else f" {word}"))
    wire.data(delta(finish="stop"))
    wire.data("[DONE]")
    wire.end()
