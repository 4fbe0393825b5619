"""What a contact could tell now: unopened stories, untold layers, remarks, and what trust allows."""

import random
import re
from dataclasses import dataclass, field
from functools import lru_cache
from threading import Lock

from rehearse.contact.find import Finder
from rehearse.contact.items import Item
from rehearse.contact.wording import said, sentence_keys
from rehearse.meeting.state import State
from rehearse.reading.codebook import Label, Turn
from rehearse.reading.encoder.loading import shipped_meaning
from rehearse.reading.encoder.model import Unreadable
from rehearse.scene.hashing import content_hash
from rehearse.scene.persona import Persona

ADVICE = re.compile(
    r"\b(advi[cs]e|tips?|recommend|suggest|in my (place|shoes)|would you do|(do|should|can|could|am|must|would) i)\b",
    re.IGNORECASE,
)
"""How advice is asked for, where the reader has not said so."""
_INDEXING = Lock()
"""Held while an index is made, so that two threads do not both make it."""


def open_items(state: State, turn: Turn) -> list[Item]:
    """What can be told now: unopened stories, untold layers of all, remarks, what trust allows."""
    persona, spoken, stories = persona_of(state), said(state), _stories(state)
    scenario = state.header.scenario.id if state.header.scenario else None
    barred = {secret.id for secret in persona.private if secret.trust > state.trust}
    if not (turn.has(Label.ADVICE_ASK) or ADVICE.search(turn.text)):
        barred |= {remark.id for remark in persona.advice}
    return [
        item
        for item in finder(persona).items
        if item.ref not in barred
        and not (item.scenarios and scenario not in item.scenarios)
        and not sentence_keys(item.says) & spoken
        and (item.ref not in stories or item.layer or item.ref not in state.told)
        and not was_told_before(state, item)
    ]


def was_told_before(state: State, item: Item) -> bool:
    """Whether it was told in an earlier meeting."""
    earlier = state.header.earlier
    return earlier is not None and (item.ref in earlier.remarks or item.layer in earlier.told.get(item.ref, ()))


def unopened(state: State) -> list[Item]:
    """Return the openings of the stories not yet begun."""
    spoken = said(state)
    return [
        item
        for item in finder(persona_of(state)).items
        if item.layer == 0
        and item.ref in _stories(state) - set(state.told)
        and not item.scenarios
        and not sentence_keys(item.says) & spoken
    ]


def volunteer(state: State) -> Item | None:
    """Return a story not yet begun, drawn by the meeting's seed."""
    stories = unopened(state)
    return random.Random(f"{state.header.seed}:{len(state.turns)}:story").choice(stories) if stories else None


def next_layer(state: State, story: str | None) -> Item | None:
    """Return what comes next in a story that was begun; None of any other. Who has told its end goes back no more."""
    told = state.told.get(story or "", ())
    items = finder(persona_of(state)).items
    return next((item for item in items if told and item.ref == story and item.layer > max(told)), None)


def persona_of(state: State) -> Persona:
    """Return the persona who plays."""
    assert state.header.persona is not None, "make_plan lets no other state in"
    return state.header.persona


def _stories(state: State) -> set[str]:
    return {story.id for story in persona_of(state).stories}


def finder(persona: Persona) -> Finder:
    """The index of a persona, made once while it is in use: the very first time takes seconds."""
    with _INDEXING:
        return _index(_Known(_content(_ById(persona)), persona))


@dataclass(frozen=True)
class _Known:
    """A persona as a cache's key, whichever transcript or file it was read from."""

    content: str
    persona: Persona = field(compare=False)


@lru_cache(maxsize=4)
def _index(known: _Known) -> Finder:
    try:
        return Finder(known.persona, shipped_meaning())
    except Unreadable:
        return Finder(known.persona, None)


@lru_cache(maxsize=16)
def _content(persona: "_ById") -> str:
    return content_hash(persona.persona)


class _ById:
    """A persona as a cache's key: a frozen model, but one that holds dicts and so has no hash of its own."""

    def __init__(self, persona: Persona) -> None:
        self.persona = persona

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ById) and other.persona is self.persona

    def __hash__(self) -> int:
        return id(self.persona)
