"""The contact whose words an LLM finds, for a plan that the engine made and under a guard that holds it to it."""

import asyncio
from collections.abc import AsyncIterator

from rehearse.config import Config
from rehearse.contact.guard import release
from rehearse.contact.offline import compose
from rehearse.contact.prompt import messages
from rehearse.contact.stream import Endpoint, load_client
from rehearse.errors import ContactError
from rehearse.meeting.plan import Plan
from rehearse.meeting.state import State
from rehearse.reading.reader import Reader
from rehearse.reading.spans import sentences

TOKENS_PER_WORD = 4
"""Room for a reply: more than the words planned, for a model that thinks aloud before it speaks."""
TOKENS_AT_LEAST = 400


class LLMContact:
    """Plays a persona through any server that speaks Chat Completions."""

    engine = "llm"

    def __init__(self, config: Config, reader: Reader) -> None:
        self.model: str | None = config.model
        self.note: str | None = None
        self._endpoint = Endpoint(config)
        self._reader = reader

    async def speak(self, state: State, plan: Plan) -> AsyncIterator[str]:
        """Yield the reply sentence by sentence, each checked before.

        At the first sentence that may not be shown the reply ends; when nothing was shown before it, the
        offline contact's words for the same plan are said, and `note` tells why. Raises ContactError.
        """
        self.note = None
        await asyncio.to_thread(load_client)
        limit = max(plan.words * TOKENS_PER_WORD, TOKENS_AT_LEAST)
        chunks = self._endpoint.stream(await asyncio.to_thread(messages, state, plan), limit)
        shown = False
        async for sentence in release(chunks, state, plan, self._reader):
            if sentence.fault:
                self.note = f"the model's reply was cut: {sentence.fault}"
                break
            yield f" {sentence.text}" if shown else sentence.text
            shown = True
        if not shown:
            self.note = self.note or "the model said nothing that could be shown"
            async for line in _own_words(state, plan):
                yield line


async def _own_words(state: State, plan: Plan) -> AsyncIterator[str]:
    text = compose(state, plan)
    if not text:
        raise ContactError("neither the model nor the persona's file has words left", cure="End the meeting.")
    for number, span in enumerate(sentences(text)):
        yield f" {span.text}" if number else span.text
