"""What is weighed: one row for each turn of the meetings, with what counts for it and what it carries."""

from collections.abc import Iterable
from typing import NamedTuple

from rehearse.archive.corpus import CorpusLine
from rehearse.reading.invitations import Invitations, invitations
from rehearse.reading.rules.features import of_contact, of_learner
from rehearse.reading.scene import Scene, Side
from training.corpus import Turns, as_labelled, brief, marks


class Row(NamedTuple):
    """One turn in its context."""

    brief: str
    """Under which brief it was written; rows of one brief are never told apart when rows are held out."""
    scene: Scene
    text: str
    open: Invitations
    """What the turns before it left open and closed."""
    features: frozenset[str]
    """All that counts for it."""
    carries: frozenset[str]
    """Its labels or cues, as the file has them."""


class Rows(NamedTuple):
    """The turns of both sides."""

    learner: tuple[Row, ...]
    contact: tuple[Row, ...]

    def without(self, left_out: str) -> "Rows":
        """Return the rows of all briefs but one."""
        learner = tuple(row for row in self.learner if row.brief != left_out)
        return Rows(learner, tuple(row for row in self.contact if row.brief != left_out))


def joined(one: Rows, other: Rows) -> Rows:
    """Return the rows of both."""
    return Rows((*one.learner, *other.learner), (*one.contact, *other.contact))


def rows(talks: Iterable[tuple[CorpusLine, Turns]]) -> Rows:
    """Return a row for each turn: `talks` are meetings, each with its turns marked as the context is to have them."""
    found: dict[Side, list[Row]] = {Side.LEARNER: [], Side.CONTACT: []}
    for line, context in talks:
        for i, turn in enumerate(as_labelled(line)):
            before, text = context[:i], turn.text
            open_ = invitations(line.scene, before)
            learns = turn.speaker is Side.LEARNER
            features = of_learner(line.scene, before, text, open_) if learns else of_contact(before, text)
            found[turn.speaker].append(Row(brief(line), line.scene, text, open_, features, marks(turn)))
    return Rows(tuple(found[Side.LEARNER]), tuple(found[Side.CONTACT]))
