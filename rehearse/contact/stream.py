"""One adapter over Chat Completions: streams a reply from any server, and says plainly what went wrong.

What servers do, and what the client library lets through unsaid, is in `docs/llm.md`.
"""

import json
from collections.abc import AsyncIterator
from importlib import import_module
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from rehearse.config import Config, api_key
from rehearse.contact.prompt import Message
from rehearse.errors import ContactError
from rehearse.text import one_line

if TYPE_CHECKING:
    from openai import APIStatusError, AsyncOpenAI

CONNECT_SECONDS, GAP_SECONDS = 10.0, 60.0
"""Patience for a connection, and for each gap within a stream."""
KEPT = "Your turn is kept."
CURES = {
    401: "Check the key.",
    403: "Check the key and what it may use.",
    404: "Check base_url and the model's name.",
    429: "Wait a little and try again, or go on offline.",
}


class Endpoint:
    """A server with a model; remembers which parameters it refused, so that it is asked for them once."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._client: AsyncOpenAI | None = None
        self._extras: dict[str, Any] = {"stream_options": {"include_usage": True}, "temperature": 0.8}
        self._limit = "max_tokens"

    async def stream(self, messages: list[Message], tokens: int) -> AsyncIterator[str]:
        """Yield the reply's text as it comes. Raises ContactError: what happened, what was kept, what to do."""
        import openai

        try:
            chunks = await self._open(messages, tokens)
            finished = False
            async for chunk in chunks:
                for choice in chunk.choices or ():
                    finished = finished or choice.finish_reason is not None
                    if choice.delta is not None and choice.delta.content:
                        yield choice.delta.content
        except openai.APIStatusError as error:
            raise self._refused(error) from error
        except openai.APITimeoutError as error:
            raise self._failed("the model has gone silent") from error
        except openai.APIConnectionError as error:
            raise self._failed(f"the connection broke: {error.__cause__ or error}") from error
        except (openai.OpenAIError, json.JSONDecodeError, ValueError) as error:
            raise self._failed(f"the model's answer is broken: {error}") from error
        if not finished:
            raise self._failed("the model's answer broke off, or was no stream at all")

    async def _open(self, messages: list[Message], tokens: int) -> Any:
        """Send the request; where a parameter is refused, drop it and send again."""
        import openai

        while True:
            request: dict[str, Any] = {
                "model": self._config.model,
                "messages": messages,
                "stream": True,
                self._limit: tokens,
                **self._extras,
            }
            try:
                return await self._connected().chat.completions.create(**request)
            except (openai.BadRequestError, openai.UnprocessableEntityError) as error:
                if not self._degrade(str(error.body) + str(error)):
                    raise

    def _degrade(self, body: str) -> bool:
        """Give up the parameter that the server's answer names; return whether there was one."""
        for name in tuple(self._extras):
            if name in body:
                del self._extras[name]
                return True
        if self._limit == "max_tokens" and "max_tokens" in body:
            self._limit = "max_completion_tokens"
            return True
        return False

    def _connected(self) -> "AsyncOpenAI":
        if self._client is None:
            import openai

            self._client = openai.AsyncOpenAI(
                base_url=self._config.base_url,
                api_key=api_key(self._config) or "none",
                max_retries=0,
                timeout=openai.Timeout(GAP_SECONDS, connect=CONNECT_SECONDS),
            )
        return self._client

    def _refused(self, error: "APIStatusError") -> ContactError:
        says = error.body if error.body else error.message
        cure = CURES.get(error.status_code, "Try again, or go on offline.")
        return self._failed(f"the server answered {error.status_code}: {says}", cure)

    def _failed(self, what: str, cure: str = "Try again, or go on offline.") -> ContactError:
        host = urlsplit(self._config.base_url).hostname or self._config.base_url
        return ContactError(one_line(what, 300).rstrip("."), where=host, cure=f"{KEPT} {cure}")


def load_client() -> None:
    """Import the client library, which takes up to a second: call it in a thread."""
    import_module("openai")
