"""What servers answer: a streamed reply, what the LLM contact makes of it, and a judge's answer."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import aclosing, contextmanager
from functools import cache
from io import BytesIO
from pathlib import Path
from unittest.mock import patch
from zlib import crc32

import httpx2
import openai

from fuzz import held
from fuzz.forms import as_json, as_reply
from fuzz.target import Target
from rehearse.archive.transcript import parse
from rehearse.config import Config
from rehearse.contact import stream
from rehearse.contact.client import Patience
from rehearse.contact.llm import LLMContact
from rehearse.contact.planner import make_plan
from rehearse.contact.stream import Endpoint
from rehearse.meeting.events import Read
from rehearse.meeting.plan import Plan
from rehearse.meeting.state import State, fold
from rehearse.review.ballot import read_ballot
from rehearse.text import clean
from tests.contact.chat_server import delta

PIECE = 700
"""Bytes of a piece of an answer at most."""
_CONFIG = Config(base_url="http://localhost:1/v1", model="m", api_key_env=None)
_TURN = 'Let me walk you through my resume. Then I asked “why”,\nand he said "no".'
_BALLOTS = (
    '{"labels": [{"label": "resume_walkthrough", "quote": "walk you through my resume", "why": "uninvited"}]}',
    'Here it is:\n```json\n{"labels": []}\n```\n{"labels": [{"label": "curiosity", "quote": "I asked"}]} Done.',
)


@cache
def _answers() -> Sequence[bytes]:
    usage = {"prompt_tokens": 9, "completion_tokens": 3, "prompt_tokens_details": {"cached_tokens": 1}}
    spoken = _events(delta("My aunt "), delta("left me a box."), delta(finish="stop"), {"choices": [], "usage": usage})
    thought = _events(
        delta([{"type": "text", "text": "Hm. (nods) You "}, {"type": "thinking"}]), delta("see.", "length")
    )
    broken = _events(delta("Well"), {"error": {"message": "overloaded", "code": 5}})
    whole = {"choices": [{"message": {"content": "Good day."}, "finish_reason": "stop"}], "usage": usage}
    refused = {"error": {"message": "max_tokens is not supported", "param": "max_tokens"}}
    return (
        b"200|text/event-stream|\n" + spoken,
        b"200|text/event-stream|\n" + thought,
        b"200|text/event-stream|\n" + broken,
        b"200|application/json|\n" + json.dumps(whole).encode(),
        b"400|application/json|\n" + json.dumps(refused).encode(),
        b"500|text/html|\n<html><title>Bad gateway</title><script>x</script></html>",
    )


def _events(*items: object) -> bytes:
    return b"".join(b"data: %s\n\n" % json.dumps(item).encode() for item in items) + b"data: [DONE]\n\n"


def _stream(answer: bytes) -> None:
    """Stream an answer: text comes out, and figures that are figures."""

    async def ask() -> Endpoint:
        endpoint = Endpoint(_CONFIG)
        async with aclosing(endpoint.stream([{"role": "user", "content": "Hi."}])) as words:
            async for text in words:
                assert isinstance(text, str), "what is no text came as some"
        return endpoint

    with _answering(answer):
        found = asyncio.run(ask())
    assert found.finish is None or isinstance(found.finish, str), "an end that is no word"
    assert found.usage is None or all(isinstance(count, int) for count in found.usage), "a cost that is no number"


def _speak(answer: bytes) -> None:
    """Let the LLM contact speak: the guard, and the persona's own words where the model's are of no use."""

    state, plan = _table()

    async def speak() -> str:
        contact = LLMContact(_CONFIG, held.READER)
        return "".join([chunk async for chunk in contact.speak(state, plan)])

    with _answering(answer):
        said = asyncio.run(speak())
    assert said.strip(), "a contact who says nothing"
    clean(said).encode()


@contextmanager
def _answering(answer: bytes) -> Iterator[None]:
    """Let every server answer so, without a socket: the client library reads what came, piece by piece."""
    status, kind, encoding, body = as_reply.split(answer)
    headers = {b"content-type": kind, b"content-encoding": encoding}

    def answer_it(_request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(status, headers=[each for each in headers.items() if each[1]], stream=_Pieces(body))

    def client(base_url: str, _key: str | None, _patience: Patience) -> openai.AsyncOpenAI:
        return openai.AsyncOpenAI(
            base_url=base_url,
            api_key="none",
            max_retries=0,
            http_client=httpx2.AsyncClient(transport=httpx2.MockTransport(answer_it), trust_env=False),
        )

    with patch.object(stream, "make_client", client):
        yield


class _Pieces(httpx2.AsyncByteStream):
    """A body as it comes over a wire: in pieces whose ends mean nothing."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    async def __aiter__(self) -> AsyncIterator[bytes]:
        size = 1 + crc32(self._body) % PIECE
        for at in range(0, len(self._body), size):
            yield self._body[at : at + size]


@cache
def _table() -> tuple[State, Plan]:
    """A turn that awaits its reply, and what the contact means to do."""
    found = parse(
        Path("a.jsonl"),
        BytesIO(next(each for each in held.transcripts() if b'"reading"' in each and b'"kind":"end"' not in each)),
    )
    said = max(number for number, event in enumerate(found.events) if isinstance(event, Read))
    state = fold(found.header, found.events[: said + 1])
    return state, make_plan(state)


def _ballot(data: bytes) -> str:
    """Read a judge's answer: every quote that counts stands in the turn."""
    found = read_ballot(data.decode("utf-8", "replace"), _TURN)
    for vote in found.votes.values() if found else ():
        assert vote.quote in _TURN, "a quote that does not stand in the turn"
        vote.why.encode()
    return f"{len(found.votes)} votes, {found.dropped} dropped" if found else "no ballot"


def _ballots() -> Sequence[bytes]:
    return [text.encode() for text in _BALLOTS]


_CHANGES = (as_reply.head, as_reply.events, as_reply.events, as_reply.body)
TARGETS = (
    Target("stream", "a server's answer", 40, _answers, _stream, _CHANGES),
    Target("llm", "a server's answer, up to the contact's words", 10, _answers, _speak, _CHANGES),
    Target("ballot", "a judge's answer", 80, _ballots, _ballot, (as_json.document,)),
)
