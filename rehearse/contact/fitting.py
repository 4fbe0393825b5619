"""Finds what fits a question: what is asked decides, and only after it the story that is being told."""

import re
from typing import NamedTuple

from rehearse.contact.find import Found
from rehearse.contact.items import Item
from rehearse.contact.telling import finder, open_items, persona_of
from rehearse.contact.vocabulary import is_open, is_vague, telling_stems
from rehearse.meeting.state import State
from rehearse.reading.codebook import Cue, Label, Turn
from rehearse.reading.scene import Side
from rehearse.reading.spans import sentences, words

AHEAD = 0.85
"""What likeness counts of a layer whose story is not begun: its own opening comes first."""
PLAIN = 0.52
"""Likeness from which a question of empty words, such as 'so what do you do?', is taken at its word."""
VERBATIM = 0.75
"""Sureness from which it is taken so before the running story goes on: 'tell me about yourself'."""
SURE = 0.48
"""Sureness from which something is told as the answer."""
LEAN, POINTED, VAGUE = 0.1, 0.1, 0.2
"""Likeness that a follow-up's own story has ahead of all others, more where the question points back to it, and more
again where it holds hardly a telling word: 'was it worth it?', 'did you laugh?'.

Where it holds a rare word of the other item that the running story lacks, that is what it asks about.
"""
RARE = 3
"""Stories and remarks at most that hold a rare word."""
SKIPS = 0.12
"""Likeness that a later layer of the running story has to have ahead of the next one, to be told before it."""
AT_ALL = 0.28
"""Likeness to the running story from which a follow-up with words of its own is about it."""
POINTING = frozenset("he she him her his hers they them their it that those this these there then".split())
"""Words by which a question points to what was just said."""
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
        return turn.text
    own = [span.text for span in sentences(last.text) if "?" in span.text]
    return own[-1] if own else turn.text


def fitting(state: State, turn: Turn) -> Fit:
    """Return what answers the question: what is like it, else the next layer, where it asks on about the story."""
    question, items, index = asked(state, turn), open_items(state, turn), finder(persona_of(state))
    everything = index.find(question, index.items)
    wanted = set(items)
    found = [_drawn(state, one) for one in everything if one.item in wanted]
    here = max((one.likeness for one in everything if one.item.ref == state.current), default=0.0)
    own = [one for one in found if one.item.ref == state.current]
    deeper = next((Found(item, 1.0, 1.0) for item in items if item.ref == state.current and item.layer), None)
    if is_open(question):
        plain = [one for one in found if one.item.layer == 0 and one.likeness >= PLAIN]
        return Fit(sure(best(plain), VERBATIM) or deeper or best(plain), follows=state.current is not None)
    answer, points = best(found), bool(POINTING & set(words(question)))
    asks_on = turn.has(Label.FOLLOW_UP) or (_points(question) and not sure(answer))
    if not asks_on or state.current is None:
        return Fit(sure(answer), follows=False)
    others = [one for one in found if one.item.ref != state.current and not (points and _is_ahead(state, one.item))]
    elsewhere = sure(best(others))
    if elsewhere and elsewhere.likeness >= here + _lean(state, question, elsewhere.item):
        return Fit(elsewhere, follows=False)
    if not _points(question) and here < AT_ALL:
        return Fit(sure(answer), follows=False)
    return Fit(_layer(question, own, deeper), follows=True)


def _layer(question: str, own: list[Found], deeper: Found | None) -> Found | None:
    """Return the layer that goes on with the running story: the next, unless a later one is what the question asks.

    Layers build on one another, so that only a plain question leaves one out.
    """
    closest = sure(best(own))
    if closest is None or deeper is None or not telling_stems(question):
        return deeper
    next_one = next((one.likeness for one in own if one.item == deeper.item), 0.0)
    return closest if closest.likeness >= next_one + SKIPS else deeper


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


def _lean(state: State, question: str, other: Item) -> float:
    """How much liker the question another item has to be than the running story."""
    index, last = finder(persona_of(state)), state.last(Side.CONTACT)
    here = telling_stems(last.text if last else "")
    for item in index.items:
        if item.ref == state.current:
            here |= index.shared(question, item)
    pointed = POINTED * bool(POINTING & set(words(question)))
    named = [stem for stem in index.shared(question, other) - here if index.spread(stem) <= RARE]
    vague = VAGUE * is_vague(question)
    return pointed + (vague / 2 if named else LEAN + vague)


def _points(question: str) -> bool:
    """Whether all that a question holds is that it points back: 'why did she do that?'."""
    return bool(POINTING & set(words(question))) and is_vague(question)


def _drawn(state: State, found: Found) -> Found:
    """What lies deep in a story that is not begun is less at hand."""
    if not _is_ahead(state, found.item):
        return found
    return found._replace(likeness=found.likeness * AHEAD, sureness=found.sureness - (1 - AHEAD) * found.likeness)


def _is_ahead(state: State, item: Item) -> bool:
    """Whether it is a layer of a story that is not begun."""
    return item.layer > 0 and item.ref not in state.told
