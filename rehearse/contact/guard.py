"""Holds a model's reply to what was planned: sentence by sentence, before the learner sees it."""

import re
from collections.abc import AsyncIterator
from typing import NamedTuple

from rehearse.contact.cues import planned_cues
from rehearse.contact.wording import sentence_keys
from rehearse.meeting.plan import Plan
from rehearse.meeting.state import State
from rehearse.reading.codebook import Cue
from rehearse.reading.reader import Reader
from rehearse.reading.spans import sentences
from rehearse.text import clean

GRANTED = (Cue.OFFERS_INTRODUCTION, Cue.OFFERS_HELP, Cue.INVITES_ASK, Cue.INVITES_RESUME)
"""Cues that only the engine may grant."""
SLACK = 2
"""A reply ends after the sentence that passes this many times the planned words."""
_STAGE = re.compile(
    r"\*[^*\n]{1,120}\*|\[[^\]\n]{0,200}\]|\((?:smil|laugh|sigh|nod|paus|lean|sip|look|chuckl|shrug)[^)\n]{0,80}\)",
    re.I,
)
_OTHER = re.compile(r"^\s*(you|learner|user|them|they say|human)\s*:", re.I | re.M)
_ASSISTANT = re.compile(
    r"\b(as an ai|language model|how (can|may) i (help|assist) you|i('m| am) here to help|great question|system prompt"
    r"|my instructions|role-?play|i cannot fulfil)\b",
    re.I,
)


class Checked(NamedTuple):
    """A sentence that was looked at."""

    text: str
    fault: str | None
    """Why it may not be shown; None where it may."""


async def release(chunks: AsyncIterator[str], state: State, plan: Plan, reader: Reader) -> AsyncIterator[Checked]:
    """Yield the reply sentence by sentence, each with its fault, if it has one; stop where it is long enough.

    What stands before the first fault may be shown; what comes after a fault is never asked for.
    """
    spoken: set[str] = set().union(*(sentence_keys(turn.text) for turn in state.turns))
    words = 0
    async for sentence in _sentences(chunks):
        text = _STAGE.sub("", sentence).strip(' "“”')
        if not text:
            continue
        fault = find_fault(text, state, plan, reader, frozenset(spoken))
        yield Checked(text, fault)
        spoken |= sentence_keys(text)
        words += len(text.split())
        if fault or words >= SLACK * plan.words:
            return


def find_fault(text: str, state: State, plan: Plan, reader: Reader, spoken: frozenset[str]) -> str | None:
    """Return why a sentence may not be shown, or None."""
    if _OTHER.search(text):
        return "it spoke for the learner"
    if _ASSISTANT.search(text):
        return "it spoke as an assistant"
    if sentence_keys(text) & spoken and len(text.split()) > SLACK:
        return "it said something twice"
    allowed = planned_cues(plan, state.header.persona)
    cues = {mark.label for mark in reader.cues(state.header.scene, state.turns, text)}
    if any(cue in cues and cue not in allowed for cue in GRANTED):
        return "it offered what was not earned"
    return None


async def _sentences(chunks: AsyncIterator[str]) -> AsyncIterator[str]:
    """Cut a stream into whole sentences; one is whole when the next has begun, or the stream ends."""
    held = ""
    async for chunk in chunks:
        held += clean(chunk)
        spans = sentences(held)
        if len(spans) > 1:
            for span in spans[:-1]:
                yield span.text
            held = held[spans[-1].start :]
    for span in sentences(held):
        yield span.text
