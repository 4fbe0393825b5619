"""Holds a model's reply to what was planned: sentence by sentence, before the learner sees it."""

import asyncio
import re
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from typing import NamedTuple

from rehearse.contact.cues import GRANTED, planned_cues
from rehearse.contact.prompt import instructions, runs
from rehearse.contact.spoken import spoken_sentences, without_directions, without_name
from rehearse.contact.wording import said, sentence_keys
from rehearse.meeting.plan import Plan
from rehearse.meeting.state import State
from rehearse.reading.codebook import Cue
from rehearse.reading.invitations import mentions, names
from rehearse.reading.reader import Reader
from rehearse.reading.spans import fold, words
from rehearse.scene.persona import GiftKind

TOO_MANY = 2
"""A reply ends before the sentence that passes this many times the planned words."""
REFRAIN = 2
"""Words up to which a sentence may be said twice: 'Go on.'"""
_UNSPOKEN = re.compile(
    r"[*\[\]<>{}|`]|^\W*([-•#]|\d+[.)])(\s|$)|https?:|www\.|\w@\w+\.\w|\d{3}[ .-]?\d{3,}[ .-]?\d{2,}"
)
"""Marks that nobody says, and addresses and numbers that a model can only have made up."""
_OTHER = re.compile(
    r"^\W*(you|learner|user|them|they( say)?|human|guest|visitor|interviewer|other( person)?|narrator|assistant|system"
    r"|contact|me)\s*(\([^)]*\)\s*)?:",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"^\W*(mood|now|you may offer|at most \d+ words|\d+ minutes left)\b\W*(:|\.?$)|\bminutes left\. mood\b"
    r"|^\W*they (have just sat|get up to leave)",
    re.IGNORECASE,
)
_ASSISTANT = re.compile(
    r"\b(as|i am|i'm|am i|being) (an?|just an?|only an?) (ai|a\.i\.|artificial|large|language|virtual|chat ?bot|bot\b)"
    r"|\blanguage model|\bllm\b|\b(chatgpt|openai|gpt-\d)|\bi('m| am) here to (help|assist)|\bgreat question\b"
    r"|\bsystem prompt|\bmy (instructions|prompt|guidelines|programming|training data)\b|\brole-?play"
    r"|\b(ignore|previous) instructions\b|\bi (cannot|can't|am unable to|'m unable to) "
    r"(fulfil|assist|comply|help (you )?with that)",
    re.IGNORECASE,
)
_AT_SERVICE = re.compile(r"\bhow (can|may|could) i (help|assist|be of)|\bwhat can i (do|help)\b", re.IGNORECASE)


class Checked(NamedTuple):
    """A sentence that was looked at."""

    text: str
    fault: str | None
    """Why it may not be shown; None where it may."""
    trimmed: bool
    """Whether stage directions were taken out of it."""


class Bounds(NamedTuple):
    """What a sentence is held against."""

    state: State
    plan: Plan
    before: str
    """The reply so far."""
    keys: frozenset[str]
    """All sentences that the contact has said, folded."""


async def release(
    chunks: AsyncIterator[str], state: State, plan: Plan, reader: Reader
) -> AsyncGenerator[Checked, None]:
    """Yield the reply sentence by sentence, each with its fault, if it has one; the first fault ends it.

    What stands before a fault may be shown; what comes after it is never asked for.
    """
    bounds = Bounds(state, plan, "", said(state))
    async with aclosing(spoken_sentences(chunks)) as pieces:
        async for piece in pieces:
            spoken = without_name(piece, state.header.scene.contact.name)
            text = without_directions(spoken)
            fault = await asyncio.to_thread(find_fault, text, bounds, reader) if words(text) else None
            yield Checked(text if words(text) else "", fault, trimmed=len(words(text)) < len(words(spoken)))
            if fault:
                return
            bounds = bounds._replace(before=f"{bounds.before} {text}".strip(), keys=bounds.keys | sentence_keys(text))


def find_fault(text: str, bounds: Bounds, reader: Reader) -> str | None:
    """Return why a sentence may not be shown, or None."""
    plain = fold(text)
    allowed = planned_cues(bounds.plan, bounds.state.header.persona)
    faults = {
        "it went on for too long": len(words(f"{bounds.before} {text}")) > TOO_MANY * bounds.plan.words,
        "it wrote what nobody says aloud": _UNSPOKEN.search(plain),
        "it spoke for the learner": _OTHER.search(plain),
        "it gave away its instructions": _NOTE.search(plain) or _is_instruction(plain, bounds.state),
        "it spoke as an assistant": sounds_like_an_assistant(text)
        or (_AT_SERVICE.search(plain) and Cue.INVITES_ASK not in allowed),
        "it said something twice": len(words(text)) > REFRAIN and sentence_keys(text) & bounds.keys,
        "it offered what was not earned": _oversteps(text, bounds, reader, allowed),
    }
    return next((fault for fault, found in faults.items() if found), None)


def sounds_like_an_assistant(text: str) -> bool:
    """Whether a text speaks as an assistant or a model does, and no person."""
    return _ASSISTANT.search(fold(text)) is not None


def _is_instruction(text: str, state: State) -> bool:
    """Whether a sentence stands in the system message, but for what the persona can tell."""
    persona = state.header.persona
    own = runs(persona.voice.register_) if persona else frozenset[str]()
    opening = f"you are {state.header.scene.contact.name} ".lower()
    return not runs(text).isdisjoint(instructions() | own) or text.lower().startswith(opening)


def _oversteps(text: str, bounds: Bounds, reader: Reader, allowed: frozenset[Cue]) -> bool:
    """Whether a sentence, alone or with those before it, grants what the plan does not."""
    scene, turns = bounds.state.header.scene, bounds.state.turns
    for whole in {text, f"{bounds.before} {text}".strip()}:
        cues = {mark.label for mark in reader.cues(scene, turns, whole)}
        if any(cue in cues and cue not in allowed for cue in GRANTED):
            return True
    return Cue.OFFERS_INTRODUCTION in allowed and _names_another(text, bounds, reader)


def _names_another(text: str, bounds: Bounds, reader: Reader) -> bool:
    """Whether a sentence offers an introduction to somebody else than the plan does."""
    state, persona = bounds.state, bounds.state.header.persona
    cues = {mark.label for mark in reader.cues(state.header.scene, state.turns, text)}
    if persona is None or Cue.OFFERS_INTRODUCTION not in cues:
        return False
    gift = next((gift for gift in persona.gifts if gift.id == bounds.plan.offer), None)
    if gift is None or gift.kind is not GiftKind.INTRODUCTION or gift.to is None:
        return False
    known = words(" ".join((gift.to, *gift.says, persona.name, persona.organisation, persona.place)))
    return bool(names(text) - frozenset(known)) and not mentions(text, frozenset(words(gift.to)))
