"""The contact whose words an LLM finds, for a plan that the engine made and under a guard that holds it to it."""

import asyncio
from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing

from rehearse.config import Config
from rehearse.contact.client import PATIENT, Patience, load_library
from rehearse.contact.guard import Checked, release
from rehearse.contact.offline import compose
from rehearse.contact.prompt import Message, messages, tokens
from rehearse.contact.stream import Endpoint, Overflow
from rehearse.errors import ContactError
from rehearse.meeting.gifts import GIFTS
from rehearse.meeting.plan import Beat, Move, Plan
from rehearse.meeting.state import State
from rehearse.reading.codebook import Cue
from rehearse.reading.reader import Reader
from rehearse.reading.spans import sentences, words
from rehearse.scene.persona import Gift

CUT_BY_SERVER = {"length": "it ran into its length limit", "content_filter": "its server held it back"}
ENDS = (".", "!", "?", "…", '"', "”", ")")
SMALLER = 0.7
"""What is sent at most from then on, as a share of what was too much."""
SAID_INSTEAD = "the persona's own words were said instead"


class LLMContact:
    """Plays a persona through any server that speaks Chat Completions.

    Raises InputError for a key that no server could be sent.
    """

    engine = "llm"

    def __init__(self, config: Config, reader: Reader, patience: Patience = PATIENT) -> None:
        self.model: str | None = config.model
        self.note: str | None = None
        self._endpoint = Endpoint(config, patience)
        self._reader = reader
        self._window = config.window

    async def speak(self, state: State, plan: Plan) -> AsyncGenerator[str, None]:
        """Yield the reply sentence by sentence, each checked before.

        At the first sentence that may not be shown the reply ends, and what the plan still owes (an offer, a
        goodbye) is said in the persona's own words; so is the whole turn when nothing was shown. `note` tells
        why. Raises ContactError.
        """
        self.note = None
        shown = ""
        async with (
            aclosing(self._words(state, plan)) as written,
            aclosing(release(written, state, plan, self._reader)) as checked,
        ):
            async for sentence in checked:
                fault = self._fault(sentence) or sentence.fault
                if fault:
                    self.note = f"the model's reply was cut: {fault}"
                    break
                if sentence.trimmed:
                    self.note = "stage directions were left out of the model's reply"
                if sentence.text:
                    yield f" {sentence.text}" if shown else sentence.text
                    shown = f"{shown} {sentence.text}".strip()
            else:
                fault = CUT_BY_SERVER.get(self._endpoint.finish or "")
                self.note = f"the model's reply was cut: {fault}" if fault else self.note
        async for line in self._own_words(state, plan, shown, cut=fault is not None):
            yield line

    async def _words(self, state: State, plan: Plan) -> AsyncGenerator[str, None]:
        """Yield what the model streams; where it could not read all that was sent, send less from now on."""
        await asyncio.to_thread(load_library)
        while True:
            sent = await asyncio.to_thread(messages, state, plan, self._window)
            try:
                async with aclosing(self._endpoint.stream(sent)) as chunks:
                    async for chunk in chunks:
                        yield chunk
                return
            except Overflow:
                if not _can_shrink(sent):
                    raise
                self._window = round(await asyncio.to_thread(tokens, sent) * SMALLER)

    def _fault(self, sentence: Checked) -> str | None:
        """What only this side of the guard can know of a sentence."""
        if self._endpoint.gives_away(sentence.text):
            return "it gave away a key"
        cut = CUT_BY_SERVER.get(self._endpoint.finish or "")
        return cut if cut and sentence.text and not sentence.text.endswith(ENDS) else None

    async def _own_words(self, state: State, plan: Plan, shown: str, *, cut: bool) -> AsyncGenerator[str, None]:
        """Yield in the persona's own words what the model left unsaid and the plan counts on."""
        if not shown:
            self.note = f"{self.note or 'the model said nothing'}; {SAID_INSTEAD}"
            text = compose(state, plan)
            if not text:
                raise ContactError("neither the model nor the persona's file has words left", cure="End the meeting.")
        else:
            owed = tuple(self._owed(state, plan, shown, cut=cut))
            text = compose(state, plan.model_copy(update={"beats": owed})) if owed else ""
            if text:
                self.note = f"{self.note or 'the model left out an offer'}; the persona's own words were added"
        for number, span in enumerate(sentences(text)):
            yield f" {span.text}" if number or shown else span.text

    def _owed(self, state: State, plan: Plan, shown: str, *, cut: bool) -> Iterator[Beat]:
        read = {mark.label for mark in self._reader.cues(state.header.scene, state.turns, shown)}
        persona = state.header.persona
        gifts = {gift.id: gift for gift in persona.gifts} if persona else {}
        for beat in plan.beats:
            if beat.move is Move.OFFER and beat.ref in gifts and not _is_made(gifts[beat.ref], shown, read):
                yield beat
            if beat.move is Move.LEAVE and cut:
                yield beat


def _is_made(gift: Gift, shown: str, read: set[Cue]) -> bool:
    """Whether an offer was made: the reader finds it, or half of what the persona would have said stands there."""
    spoken = set(words(shown))
    return GIFTS[gift.kind] in read or any(
        2 * len(spoken.intersection(words(line))) >= len(set(words(line))) for line in gift.says
    )


def _can_shrink(sent: list[Message]) -> bool:
    """Whether anything is left to leave out: a system message and one turn is the least."""
    return len(sent) > len(("system", "user"))
