"""One adapter over Chat Completions: streams a reply from any server, and says plainly what went wrong.

What servers do, and what the client library lets through unsaid, is in `docs/llm.md`.
"""

import asyncio
import json
from collections.abc import AsyncGenerator, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from rehearse.config import Config, api_key
from rehearse.contact.client import ANSWER_BYTES, PATIENT, Patience, TooMuch, make_client
from rehearse.contact.prompt import Message
from rehearse.contact.refusal import AGAIN, cure, overflows, says
from rehearse.contact.terms import Terms, Wishes, common_wishes
from rehearse.errors import ContactError
from rehearse.text import one_line

if TYPE_CHECKING:
    from openai import APIStatusError, AsyncOpenAI, AsyncStream
    from openai.types.chat import ChatCompletionChunk

LONGEST = 300
"""Characters that a person is shown of what happened."""
_SAYS_NOTHING = (400, 404, 405, 501)
"""Statuses of a server that lists no models."""


class Overflow(ContactError):
    """More was sent than the model can read."""


class Usage(NamedTuple):
    """What a reply cost, in tokens as the server counts them."""

    sent: int
    cached: int
    """Of those sent, how many the server knew from the request before."""
    answered: int


class Words(NamedTuple):
    """What a person is told beside what happened and the cure."""

    kept: str
    """What was kept."""
    otherwise: str
    """What can be done instead of the cure; may be empty."""


AT_THE_TABLE = Words("Your turn is kept.", ", or go on offline")


class Endpoint:
    """A server with a model. `terms` remembers what it refused; `wishes` stand beside those of every request.

    Raises InputError for a key that no server could be sent.
    """

    def __init__(
        self,
        config: Config,
        patience: Patience = PATIENT,
        terms: Terms | None = None,
        wishes: Wishes | None = None,
        words: Words = AT_THE_TABLE,
    ) -> None:
        self.finish: str | None = None
        """How the last answer ended, in the server's word: `stop`, `length`; None where it broke off."""
        self.usage: Usage | None = None
        """What the last answer cost, where the server tells."""
        self._config = config
        self._patience = patience
        self._key = api_key(config)
        self._terms = terms or Terms()
        self._wishes = common_wishes(config.base_url) | dict(wishes or {"temperature": [("temperature", 0.8)]})
        self._words = words

    async def stream(self, messages: list[Message]) -> AsyncGenerator[str, None]:
        """Yield the reply's text as it comes. Raises ContactError: what happened, what was kept, what to do.

        Closing the generator closes the connection. Each reply has a connection of its own: an idle one would
        seldom last from turn to turn, and none is left to whoever forgets to close it.
        """
        self.finish = self.usage = None
        with self._failures():
            client = await self._client()
            async with client, await self._open(client, messages) as answer:
                async for text in self._read(answer):
                    yield text

    async def models(self) -> list[str] | None:
        """Return the names of the models that the server says it has; None where it says nothing of them.

        Raises ContactError as `stream` does.
        """
        import openai

        with self._failures():
            async with await self._client() as client:
                try:
                    told = await client.get("/models", cast_to=object)
                except openai.APIStatusError as error:
                    if error.status_code in _SAYS_NOTHING:
                        return None
                    raise
        rows = told.get("data") if isinstance(told, dict) else None
        return [row["id"] for row in rows if _is_named(row)] if isinstance(rows, list) else None

    @contextmanager
    def _failures(self) -> Iterator[None]:
        """Say what went wrong, whatever the client library calls it."""
        import httpx2
        import openai

        try:
            yield
        except TooMuch:
            raise self._failed(f"the server sent more than {ANSWER_BYTES // 1_000_000} MB for one answer") from None
        except openai.APIStatusError as error:
            raise self._refused(error) from None
        except (openai.APITimeoutError, httpx2.TimeoutException) as error:
            late = isinstance(error.__cause__ or error, httpx2.ConnectTimeout)
            raise self._failed("the server cannot be reached" if late else "the model has gone silent") from None
        except (openai.APIConnectionError, httpx2.TransportError) as error:
            absent = isinstance(error.__cause__, httpx2.ConnectError)
            what = "the server cannot be reached" if absent else "the connection broke"
            then = "Start the server, or check base_url" if absent else AGAIN
            raise self._failed(f"{what}: {error.__cause__ or error}", then) from None
        except openai.APIError as error:
            raise self._failed(f"the server broke off: {says(error.body) or error}") from None
        except (openai.OpenAIError, httpx2.DecodingError, ValueError, RecursionError) as error:
            raise self._failed(f"the server's answer cannot be read: {error}") from None

    def gives_away(self, text: str) -> bool:
        """Whether `text` holds the key."""
        return self._key is not None and self._key in text

    async def _client(self) -> "AsyncOpenAI":
        return await asyncio.to_thread(make_client, self._config.base_url, self._key, self._patience)

    async def _open(self, client: "AsyncOpenAI", messages: list[Message]) -> "AsyncStream[ChatCompletionChunk]":
        """Send the request; where a parameter is refused, drop it and send again."""
        import openai

        while True:
            asked = self._terms.fit(self._wishes)
            request: dict[str, Any] = {"model": self._config.model, "messages": messages, "stream": True}
            request |= {each.name: each.value for each in asked}
            try:
                answer: AsyncStream[ChatCompletionChunk] = await client.chat.completions.create(**request)
            except (openai.BadRequestError, openai.UnprocessableEntityError) as error:
                if not self._terms.give_up(asked, error):
                    raise
            else:
                return answer

    async def _read(self, answer: "AsyncStream[ChatCompletionChunk]") -> AsyncGenerator[str, None]:
        kind = answer.response.headers.get("content-type", "").lower()
        if "json" in kind:
            yield self._whole(json.loads(await answer.response.aread()))
            return
        heard, stray = False, None
        async for chunk in answer:
            self._count(chunk)
            choices = getattr(chunk, "choices", None)
            stray = getattr(chunk, "model_extra", None) if choices is None else stray
            for choice in choices if isinstance(choices, list) else ():
                finish = getattr(choice, "finish_reason", None)
                self.finish = str(finish) if finish else self.finish
                for text in _texts(getattr(getattr(choice, "delta", None), "content", None)):
                    heard = True
                    yield text
        if self.finish is None and "html" in kind:
            raise self._failed("a web page came instead of a reply", "Check base_url, which often ends in /v1")
        if self.finish is None and stray:
            raise self._failed(f"the server broke off: {says(stray)}")
        if self.finish is None:
            raise self._failed("the model's reply broke off" if heard else "the server sent an empty answer")

    def _whole(self, body: Any) -> str:
        """Return the reply out of plain JSON, from a server that does not stream."""
        choices = body.get("choices") if isinstance(body, dict) else None
        choice = choices[0] if isinstance(choices, list) and choices else None
        message = choice.get("message") if isinstance(choice, dict) else None
        if not isinstance(choice, dict) or not isinstance(message, dict):
            raise self._failed(f"the server sent no reply: {says(body)}")
        self.finish = str(choice.get("finish_reason") or "stop")
        return "".join(_texts(message.get("content")))

    def _count(self, chunk: object) -> None:
        usage = getattr(chunk, "usage", None)
        if usage is not None:
            details = getattr(usage, "prompt_tokens_details", None)
            counts = ((usage, "prompt_tokens"), (details, "cached_tokens"), (usage, "completion_tokens"))
            self.usage = Usage(*(_number(getattr(told, name, None)) for told, name in counts))

    def _refused(self, error: "APIStatusError") -> ContactError:
        status, told = error.status_code, says(error.body)
        what = f"the server answered {status}: {told}"
        if overflows(error.body):
            return self._failed(what, "Set a smaller window in config.toml", Overflow)
        return self._failed(what, cure(status, error.response.headers))

    def _failed(self, what: str, then: str = AGAIN, kind: type[ContactError] = ContactError) -> ContactError:
        host = urlsplit(self._config.base_url).hostname or self._config.base_url
        what = one_line(what)
        if self._key:
            what = what.replace(self._key, "(the key)")
        cure = f"{self._words.kept} {then}{self._words.otherwise}."
        return kind(one_line(what, LONGEST).rstrip(".: "), where=host, cure=cure)


def _number(told: object) -> int:
    """Return a count as a server tells it; 0 for what is none, since the client library takes any JSON."""
    return told if isinstance(told, int) and not isinstance(told, bool) else 0


def _is_named(row: object) -> bool:
    return isinstance(row, dict) and isinstance(row.get("id"), str)


def _texts(content: object) -> Iterator[str]:
    """Yield what is spoken in a message's content: text, or a list of parts of which some are thoughts."""
    if isinstance(content, str) and content:
        yield content
    for part in content if isinstance(content, list) else ():
        if isinstance(part, dict) and part.get("type") == "text" and isinstance(part.get("text"), str):
            yield part["text"]
