"""Weighs what could answer in the flow of talk: by its likeness to the question, and by where it stands in the talk."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from rehearse.contact.find import Found
from rehearse.contact.telling import next_layer, persona_of
from rehearse.contact.vocabulary import is_vague
from rehearse.meeting.state import State
from rehearse.reading.codebook import Label, Turn
from rehearse.reading.spans import words

WEIGHTS: Mapping[str, float] = {
    "said": 0.31,
    "shared": 0.31,
    "after": 0.68,
    "after, said": 0.3,
    "next": 0.47,
    "later": 0.2,
    "passed": 0.16,
    "begun": 0.14,
    "ahead": -0.12,
    "far ahead": -0.2,
    "next, asked on": 0.01,
    "next, vague": 0.21,
    "ahead, pointed": -0.2,
}
"""What each sign counts, beside likeness, which counts 1.

Fitted by `python -m training.placing` to which items answer the learner turns of `training/data/flow.jsonl`.
"""
ENOUGH = 0.9
"""Weight from which something is told as the answer."""
_POINTING = frozenset("he she him her his hers they them their it that those this these there then".split())
"""Words by which a question points to what was just said."""


class Place(NamedTuple):
    """How a question stands to the talk."""

    story: str | None
    """The story that is being told, if any."""
    layer: int
    """The furthest of its layers that was told."""
    following: int
    """The layer that comes next; 0 where there is none."""
    asks_on: bool
    points: bool
    vague: bool

    @classmethod
    def of(cls, state: State, turn: Turn, question: str) -> "Place":
        """Where the question stands."""
        stories = {story.id for story in persona_of(state).stories}
        story = state.current if state.current in stories else None
        following = next_layer(state, story)
        return cls(
            story,
            max(state.told.get(story or "", ()), default=0),
            following.layer if following else 0,
            turn.has(Label.FOLLOW_UP),
            points_back(question),
            is_vague(question),
        )


def points_back(question: str) -> bool:
    """Whether a word of the question points to what was just said."""
    return bool(_POINTING & set(words(question)))


def signs(state: State, place: Place, found: Found) -> dict[str, float]:
    """Return what bears on whether an item answers, by the names of `WEIGHTS`."""
    item = found.item
    here, unopened = item.ref == place.story, item.layer > 0 and item.ref not in state.told
    following = here and item.layer == place.following
    return {
        "said": found.said,
        "shared": found.shared,
        "after": found.after,
        "after, said": found.after_said,
        "next": following,
        "later": here and not following and item.layer > place.layer,
        "passed": here and item.layer <= place.layer,
        "begun": item.ref in state.told and item.ref != state.current,
        "ahead": unopened,
        "far ahead": unopened and item.layer > 1,
        "next, asked on": following and place.asks_on,
        "next, vague": following and place.vague,
        "ahead, pointed": unopened and place.points,
    }


def weighed(state: State, turn: Turn, question: str, found: Iterable[Found]) -> list[Found]:
    """Return the items with their weight as likeness and sureness."""
    place = Place.of(state, turn, question)

    def weight(one: Found) -> float:
        return one.likeness + sum(WEIGHTS[name] * value for name, value in signs(state, place, one).items())

    return [one._replace(likeness=(sum_ := weight(one)), sureness=sum_) for one in found]
