"""The ledger: each change of energy, trust and the referrer's standing, by turn and named rule.

Credits gain less the more often they come and the closer the table is to its best; debits cost more with
each repetition, and more again when the ask was declined before. The sizes are this project's own choice,
ordered by PRINCIPLES: what is taken from a third person (a name, an introduction) costs trust and standing,
what bores costs energy.
"""

from collections.abc import Mapping
from typing import NamedTuple

from rehearse.reading.codebook import ASKS, CREDITS, DEBITS, Label, Turn


class Rule(NamedTuple):
    """What a label does, the first time and in an even mood."""

    energy: float
    trust: float
    standing: float
    why: str
    """One clause for the review: what the learner did."""


class Entry(NamedTuple):
    """One change, as it was applied."""

    turn: int
    """Number of the turn that caused it, from 1."""
    rule: str
    """A label's name, or `monologue`, `overtime`."""
    energy: float
    trust: float
    standing: float
    why: str


RULES: Mapping[Label, Rule] = {
    Label.CURIOSITY: Rule(0.05, 0.03, 0.1, "asked about them"),
    Label.FOLLOW_UP: Rule(0.06, 0.04, 0.1, "asked on about what they had said"),
    Label.REFLECTION: Rule(0.06, 0.05, 0.15, "showed that it was heard"),
    Label.ADVICE_ASK: Rule(0.02, 0.02, 0.05, "asked for their view"),
    Label.GRATITUDE: Rule(0.03, 0.03, 0.15, "gave thanks"),
    Label.GIVE_BACK: Rule(0.05, 0.06, 0.2, "offered something of use"),
    Label.PREPARATION: Rule(0.06, 0.06, 0.2, "had taken the trouble to learn about their work"),
    Label.TIME_RESPECT: Rule(0.03, 0.04, 0.15, "kept their time"),
    Label.GRACEFUL_RESPONSE: Rule(0.04, 0.05, 0.15, "took it well, and reached for no more"),
    Label.RESUME_WALKTHROUGH: Rule(-0.14, -0.12, -0.5, "walked through the resume, uninvited"),
    Label.INTRODUCTION_ASK: Rule(-0.1, -0.15, -0.6, "asked for an introduction that nobody had offered"),
    Label.JOB_ASK: Rule(-0.11, -0.15, -0.6, "asked for a job or a door to one, uninvited"),
    Label.SALES_PITCH: Rule(-0.14, -0.18, -0.7, "made a sales pitch"),
    Label.FREE_WORK_ASK: Rule(-0.12, -0.14, -0.6, "asked for work that people are paid for"),
    Label.NAME_DROP: Rule(-0.1, -0.2, -0.8, "used a name without its owner's blessing"),
    Label.CONDUIT: Rule(-0.1, -0.12, -0.4, "valued them for whom they know"),
    Label.ME_FIRST: Rule(-0.08, -0.05, -0.3, "claimed the floor"),
    Label.PUSHING: Rule(-0.14, -0.16, -0.7, "pushed on after a no or a boundary"),
    Label.UNPREPARED: Rule(-0.07, -0.07, -0.3, "sought the meeting without knowing who they are"),
}

MONOLOGUE = Rule(-0.06, 0.0, 0.0, "talked for a very long time")
OVERTIME = Rule(-0.05, -0.02, -0.2, "went on after the time was over")
HEADROOM = 1.5
"""How strongly gains shrink as energy and trust near 1."""


def charge(turn: int, read: Turn, before: Mapping[str, int], state: "Table") -> tuple[Entry, ...]:
    """Return the ledger entries of a learner turn.

    `before` counts the rules entered so far in this meeting.
    """
    entries: list[Entry] = []
    energy, trust, standing = state.energy, state.trust, state.standing
    for name, rule in _rules(read, state):
        change = _sized(name, rule, before.get(name, 0), read, state)
        after_energy = _kept(energy + _room(change.energy, energy), 0.0, 1.0)
        after_trust = _kept(trust + _room(change.trust, trust), 0.0, 1.0)
        after_standing = _kept(standing + change.standing, -2.0, 2.0) if state.has_referrer else standing
        entry = Entry(
            turn,
            name,
            round(after_energy - energy, 4),
            round(after_trust - trust, 4),
            round(after_standing - standing, 4),
            rule.why,
        )
        energy, trust, standing = after_energy, after_trust, after_standing
        entries.append(entry)
    return tuple(entries)


class Table(NamedTuple):
    """What a charge depends on: how things stand at the table before the turn is counted."""

    energy: float
    trust: float
    standing: float
    patience: float
    has_referrer: bool
    """Whether the contact knows of somebody who pays for how the learner behaves."""
    minutes_left: float
    monologue: int
    """Words of one turn from which it is a monologue."""


def _rules(read: Turn, state: Table) -> list[tuple[str, Rule]]:
    held = {mark.label for mark in read.labels}
    found = [(label.value, RULES[label]) for label in (*CREDITS, *DEBITS) if label in held]
    if len(read.text.split()) > state.monologue:
        found.append(("monologue", MONOLOGUE))
    if state.minutes_left < 0 and not read.has(Label.TIME_RESPECT, Label.GRATITUDE, Label.GRACEFUL_RESPONSE):
        found.append(("overtime", OVERTIME))
    return found


def _sized(name: str, rule: Rule, times: int, read: Turn, state: Table) -> Rule:
    """Gains shrink with repetition; losses grow with it, with a no before it, and with impatience."""
    if rule.energy > 0:
        factor = 1 / (1 + 0.2 * times)
        return rule._replace(energy=rule.energy * factor, trust=rule.trust * factor, standing=rule.standing * factor)
    factor = (1.25 - 0.5 * state.patience) * (1 + 0.3 * times)
    if name in ASKS and read.has(Label.PUSHING):
        factor *= 1.5
    repeated = 1 + 0.3 * times
    return rule._replace(energy=rule.energy * factor, trust=rule.trust * factor, standing=rule.standing * repeated)


def _room(change: float, value: float) -> float:
    return change * HEADROOM * (1 - value) if change > 0 else change


def _kept(value: float, low: float, high: float) -> float:
    return round(min(max(value, low), high), 4)
