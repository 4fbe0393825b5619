"""The thank-you note: what the learner wrote after the meeting, what it changed, and what came back. Pure.

It is kept apart from the meeting: the score, the energy and the turns are those of the table.
"""

import math
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from rehearse.meeting.events import Read
from rehearse.meeting.ledger import Entry, Table, charge
from rehearse.meeting.plan import Plan
from rehearse.reading.codebook import DEBITS, Turn


@dataclass(frozen=True, slots=True)
class Afterwards:
    """What came after a meeting. Never written down: folded from the transcript's events."""

    letter: Turn
    """The learner's note, with its labels once it is read."""
    at: datetime
    """When it was written."""
    trust: float
    """The trust after it, 0 to 1."""
    standing: float
    """The referrer's standing after it, -2 to 2."""
    entries: tuple[Entry, ...] = ()
    """What it earned and cost; its turn is the one after the meeting's last."""
    unread: bool = True
    """Whether it awaits its reading."""
    plan: Plan | None = None
    """What the contact means to answer."""
    answer: str | None = None
    """What the contact wrote back; none while it is awaited."""

    @property
    def gained(self) -> float:
        """The change of trust."""
        return round(sum(entry.trust for entry in self.entries), 4)


def read(after: Afterwards, event: Read, turn: int, counts: Mapping[str, int], table: Table) -> Afterwards:
    """Put the labels on the note and enter what they change.

    `turn` is the number it is entered under, `counts` are the rules entered in the meeting, and `table` is how things
    stood when that ended. A debit is dearer for those before it, at the table as well; a credit
    counts in full, for a note is an occasion of its own. A note may be long, costs no minutes and changes no energy.
    """
    letter = after.letter.model_copy(update={"labels": event.labels, "unsure": event.unsure})
    debits = {rule: count for rule, count in counts.items() if rule in DEBITS}
    desk = table._replace(minutes_left=math.inf, monologue=sys.maxsize)
    entries = tuple(entry._replace(energy=0.0) for entry in charge(turn, letter, debits, desk))
    return replace(
        after,
        letter=letter,
        entries=entries,
        unread=False,
        trust=round(after.trust + sum(entry.trust for entry in entries), 4),
        standing=round(after.standing + sum(entry.standing for entry in entries), 4),
    )
