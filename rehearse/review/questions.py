"""What a judge is asked: the codebook first, the same in every request; then the talk up to a turn, and that turn.

What people said stands between marks that nothing in it can pass for.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from rehearse.contact.prompt import HEARD, Message, defused, render, tokens
from rehearse.contact.tokens import count
from rehearse.contact.window import Size, cuts
from rehearse.reading.scene import Side
from rehearse.reading.spans import words
from rehearse.review.facts import Review
from rehearse.text import one_line

LEFT_OUT = 16
"""Tokens of the line that stands for the turns left out."""


class Question(NamedTuple):
    """One learner turn, to be labelled."""

    turn: int
    """Its number, both sides counted, from 1."""
    said: str
    """Its words, as they stand in the transcript."""
    first: int
    """How many of the oldest turns are left out, so that the rest fits into the window."""


class Questions:
    """All that a judge is asked about one meeting, at most `window` tokens at once."""

    def __init__(self, found: Review, window: int) -> None:
        self._found = found
        self._window = window
        who = {Side.LEARNER: "learner", Side.CONTACT: "contact"}
        self._lines = [f"{who[turn.speaker]}: {_fenced(turn.text)}" for turn in found.turns]

    @cached_property
    def all(self) -> tuple[Question, ...]:
        """A question for each turn in which the learner said a word. The first count of tokens takes 0.2 s."""
        sizes = [Size(count(line) + 1, 0) for line in self._lines]
        fixed = tokens(self._messages("", [], 0))
        firsts = cuts(sizes, fixed, self._window, lambda number: LEFT_OUT * (number > 0))
        return tuple(
            Question(turn.turn, turn.text, first)
            for turn, first in zip(self._found.turns, firsts, strict=True)
            if turn.speaker is Side.LEARNER and words(turn.text)
        )

    @cached_property
    def tokens(self) -> int:
        """About how many tokens it takes to ask all of them once."""
        return sum(tokens(self.messages(question)) for question in self.all)

    def messages(self, question: Question) -> list[Message]:
        """Return what is sent for one question: a system message and one of the user."""
        before = self._lines[question.first : question.turn - 1]
        return self._messages(_fenced(question.said), before, question.first)

    def _messages(self, turn: str, before: list[str], left_out: int) -> list[Message]:
        scene = self._found.scene
        asked = render(
            "judge/turn.j2",
            scene=scene,
            contact=_fenced(f"{scene.contact.name}, {scene.contact.role}"),
            agenda=_fenced(scene.agenda or ""),
            referrer=_fenced(scene.referrer.name if scene.referrer else ""),
            before=before,
            left_out=left_out,
            turn=turn,
        )
        return [{"role": "system", "content": render("judge/system.j2")}, {"role": "user", "content": asked}]

    def __iter__(self) -> Iterator[Question]:
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)


def _fenced(text: str) -> str:
    """Foreign text on one line, no longer than anybody listens, in which no mark can stand."""
    return defused(one_line(text, HEARD))
