"""Finds what fits a question: by what is asked, and by what is being told."""

import re
from typing import NamedTuple

from rehearse.contact.find import Found
from rehearse.contact.items import Item
from rehearse.contact.placing import ENOUGH, points_back, weighed
from rehearse.contact.telling import finder, next_layer, open_items, persona_of
from rehearse.contact.vocabulary import is_open, is_vague
from rehearse.meeting.state import State
from rehearse.reading.codebook import Cue, Label, Turn
from rehearse.reading.scene import Side
from rehearse.reading.spans import sentences
from rehearse.reading.spelling import spelled_out

AHEAD = 0.85
"""What likeness counts of a layer whose story is not begun, where nothing was told yet: its own opening comes first."""
PLAIN = 0.52
"""Likeness from which a question of empty words, such as 'so what do you do?', is taken at its word."""
VERBATIM = 0.75
"""Sureness from which it is taken so before the running story goes on: 'tell me about yourself'."""
SURE = 0.48
"""Sureness from which something is told as the answer, where nothing was told yet."""
_RECIPROCAL = re.compile(
    r"(^|[.!,;]\s*|\band\s+)(and (you|yours|yourself)|(what|how) about (you|yours|yourself)|you)\s*\?+\s*$",
    re.IGNORECASE,
)
"""Gives a question back to who asked it."""


class Fit(NamedTuple):
    """What answers a question, if anything does, and whether it is about the running story."""

    found: Found | None
    follows: bool
    """Whether the question asks on about what is being told."""


def asked(state: State, turn: Turn) -> str:
    """Return what a turn asks; 'and you?' asks what the contact has just asked."""
    last = state.last(Side.CONTACT)
    if last is None or not last.has(Cue.INVITES_BACKGROUND) or not _RECIPROCAL.search(turn.text.strip()):
        own = []
    else:
        own = [span.text for span in sentences(last.text) if "?" in span.text]
    return own[-1] if own else spelled_out(turn.text).text


def asked_after(state: State) -> str:
    """Return what the contact said last, of what is being told: its last sentence; nothing before anything is told."""
    last = state.last(Side.CONTACT)
    parts = sentences(last.text) if last and state.current is not None else []
    return parts[-1].text if parts else ""


def fitting(state: State, turn: Turn) -> Fit:
    """Return what answers the question, if anything is likely enough to."""
    question = asked(state, turn)
    found = finder(persona_of(state)).find(question, open_items(state, turn), asked_after(state))
    if is_open(question):
        plain = [one for one in found if one.item.layer == 0 and one.likeness >= PLAIN]
        deeper = next_layer(state, state.current)
        goes_on = Found(deeper, 1.0, 1.0) if deeper else None
        return Fit(sure(best(plain), VERBATIM) or goes_on or best(plain), follows=state.current is not None)
    if state.current is None:
        return Fit(sure(best([_drawn(one) for one in found])), follows=False)
    answer = sure(best(weighed(state, turn, question, found)), ENOUGH)
    asks_on = turn.has(Label.FOLLOW_UP) or (points_back(question) and is_vague(question))
    over = _is_story(state, state.current) and next_layer(state, state.current) is None
    return Fit(answer, follows=answer is None and asks_on and over)


def best(found: list[Found]) -> Found | None:
    """Return what fits best."""
    return max(found, key=lambda one: one.likeness, default=None)


def sure(found: Found | None, enough: float = SURE) -> Found | None:
    """Return what was found, if it is sure enough that it answers."""
    return found if found and found.sureness >= enough else None


def nearest_story(state: State, unopened: list[Item]) -> Item | None:
    """Return that of these stories which lies nearest to what was told last."""
    last = next((item for item in finder(persona_of(state)).items if item.ref == state.current), None)
    if last is None or not unopened:
        return None
    near = best(finder(persona_of(state)).find(f"{last.phrases[0]}. {last.says}", unopened))
    return near.item if near else None


def _drawn(found: Found) -> Found:
    """What lies deep in a story is less at hand."""
    if not found.item.layer:
        return found
    return found._replace(likeness=found.likeness * AHEAD, sureness=found.sureness - (1 - AHEAD) * found.likeness)


def _is_story(state: State, ref: str) -> bool:
    """Whether it is a story, which can be over, and no remark."""
    return any(story.id == ref for story in persona_of(state).stories)
