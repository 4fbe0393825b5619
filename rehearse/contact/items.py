"""What a persona's contact can say next, and the phrases that lead to each."""

from collections.abc import Iterable
from typing import NamedTuple

from rehearse.scene.persona import Persona


class Item(NamedTuple):
    """Something the contact can say next."""

    ref: str
    """Id of a story or a remark."""
    layer: int
    phrases: tuple[str, ...]
    """Topics and questions that lead to it."""
    says: str
    scenarios: tuple[str, ...]
    """The only scenarios in which it is said; empty: all."""


def items_of(persona: Persona) -> Iterable[Item]:
    """Yield all that a persona can tell: stories with their layers, then remarks."""
    for story in persona.stories:
        yield Item(story.id, 0, (*story.topics, *story.questions), story.opens, story.scenarios)
        for number, layer in enumerate(story.deeper, start=1):
            yield Item(story.id, number, (*layer.answers, *story.topics), layer.says, story.scenarios)
    for remark in persona.remarks:
        yield Item(remark.id, 0, (*remark.topics, *remark.questions), remark.says, remark.scenarios)
