"""Two small labelled meetings, and a reader that gives every turn the same marks."""

import json
from collections.abc import Sequence
from typing import Any

from rehearse.archive.corpus import CorpusLine
from rehearse.reading.codebook import Cue, CueMark, Label, LabelMark, Turn
from rehearse.reading.reader import Reading, turn_by_turn
from rehearse.reading.scene import Scene, Side

SCENE: dict[str, Any] = {
    "setting": "coffee",
    "invited_by": "learner",
    "agenda": None,
    "referrer": None,
    "minutes": 30,
    "contact": {"name": "Ines Falk", "role": "bookbinder"},
}


def line(name: str, *turns: tuple[str, list[str]]) -> CorpusLine:
    """A meeting that the contact opens, of texts with their marks, the two sides in turn."""
    sides = [("contact", "cues"), ("learner", "labels")]
    said = [{"speaker": sides[i % 2][0], "text": text, sides[i % 2][1]: marks} for i, (text, marks) in enumerate(turns)]
    return CorpusLine.model_validate_json(json.dumps({"id": name, "scene": SCENE, "turns": said}))


BIND = line(
    "b1-01",
    ("So, what can I do for you?", ["invites_ask"]),
    ("Could you introduce me to your gilder?", []),
    ("No, I never do that.", ["declines"]),
    ("Come on, just a line to her?", ["introduction_ask", "pushing"]),
)
GLUE = line(
    "b2-01",
    ("The glue has to rest for a day.", []),
    ("What made you choose that glue?", ["follow_up"]),
)


class Always:
    """Gives each learner turn one label and each contact turn one cue, and keeps what it was shown before."""

    version = "always-1"

    def __init__(self, label: Label = Label.JOB_ASK, cue: Cue = Cue.DECLINES) -> None:
        self.label, self.cue = label, cue
        self.seen: list[list[frozenset[str]]] = []

    def read(self, scene: Scene, before: Sequence[Turn], text: str) -> Reading:
        """The label, on the whole text."""
        self.seen.append([frozenset(mark.label.value for mark in (turn.labels or turn.cues)) for turn in before])
        return Reading((LabelMark(label=self.label, quote=text, start=0, end=len(text), confidence=1.0),))

    def read_all(self, scene: Scene, talk: Sequence[tuple[Side, str]]) -> tuple[Turn, ...]:
        """The same marks on every turn."""
        return turn_by_turn(self, scene, talk)

    def cues(self, scene: Scene, before: Sequence[Turn], text: str) -> tuple[CueMark, ...]:
        """The cue, on the whole text."""
        return (CueMark(label=self.cue, quote=text, start=0, end=len(text), confidence=1.0),)
