"""Makes the client that talks to a server: it waits no longer than told, and sends what is needed and nothing else.

And takes no more than an answer can be, whatever a server sends.
"""

import sys
from collections.abc import AsyncIterator
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from rehearse.lasting import lasting

if TYPE_CHECKING:
    from ssl import SSLContext

    from httpx2 import AsyncByteStream, Request, Response
    from openai import AsyncOpenAI


class Patience(NamedTuple):
    """How long a server is waited for, in seconds."""

    connect: float = 10.0
    """For the connection."""
    gap: float = 60.0
    """For each gap: before the first word, and between two."""


PATIENT = Patience()
CHAT = "openai.resources.chat"
"""The part of the client library that is needed; the others are never imported."""
ANSWER_BYTES = 8_000_000
"""Bytes of an answer at most, streamed or whole; one of 3,000 tokens takes a tenth of it, event by event."""
SENT = frozenset({"host", "connection", "accept", "accept-encoding", "user-agent", "authorization"})
"""The headers that leave this machine, beside those of the content.

The client library would add the kind of this machine, and ids and headers from OPENAI_ variables, for any host.
"""
NO_KEY = "none"
"""Sent in a key's place to a server that wants none; without one the library takes OPENAI_API_KEY."""


class TooMuch(Exception):
    """The server sent more than an answer can be."""


def load_library() -> None:
    """Import the client library, which takes up to a second: call it in a thread."""
    if CHAT not in sys.modules:
        with lasting():
            import_module(CHAT)


def make_client(base_url: str, key: str | None, patience: Patience) -> "AsyncOpenAI":
    """Return a client that neither retries nor follows to another host. The first takes 0.2 s: call it in a thread."""
    import openai

    timeout = openai.Timeout(patience.gap, connect=patience.connect)
    client = openai.AsyncOpenAI(
        base_url=base_url,
        api_key=key or NO_KEY,
        # Said outright, so that no OPENAI_CUSTOM_HEADERS puts another key in its place.
        default_headers={"Authorization": f"Bearer {key or NO_KEY}"},
        max_retries=0,
        timeout=timeout,
        http_client=openai.DefaultAsyncHttpxClient(
            verify=_trusted(),
            timeout=timeout,
            follow_redirects=False,
            event_hooks={"request": [_leave_out], "response": [_bound]},
        ),
    )
    _ = client.chat.completions  # imported here, where it holds nobody up
    return client


@cache
def _trusted() -> "SSLContext":
    """The certificates that this machine trusts, read once: 30 ms each time otherwise."""
    import httpx2

    return httpx2.create_ssl_context()


async def _leave_out(request: "Request") -> None:
    """Take the headers off that the server does not need."""
    for name in list(request.headers):
        if name not in SENT and not name.startswith(("content-", "transfer-")):
            del request.headers[name]
    # A packed answer could be a thousand times what came over the line.
    request.headers["accept-encoding"] = "identity"


async def _bound(response: "Response") -> None:
    """Let the answer raise TooMuch where it grows too large, and unpack none that was packed all the same."""
    import httpx2

    came = response.stream
    assert isinstance(came, httpx2.AsyncByteStream)
    response.stream = _bounded(came)
    response.headers.pop("content-encoding", None)


def _bounded(came: "AsyncByteStream") -> "AsyncByteStream":
    import httpx2

    class Bounded(httpx2.AsyncByteStream):
        async def __aiter__(self) -> AsyncIterator[bytes]:
            taken = 0
            async for part in came:
                taken += len(part)
                if taken > ANSWER_BYTES:
                    raise TooMuch
                yield part

        async def aclose(self) -> None:
            await came.aclose()

    return Bounded()
