"""The moments that mattered: the turns that changed most at the table."""

import random
from collections import defaultdict
from collections.abc import Sequence

from rehearse.meeting.ledger import RULES, Entry
from rehearse.meeting.state import State
from rehearse.reading.codebook import Cue, Label, Turn
from rehearse.review.facts import Moment

MOMENTS = 3
WORTH = 0.05
"""Change of energy and trust together from which a turn mattered."""


def moments(state: State) -> tuple[Moment, ...]:
    """Return at most three turns that changed most, in the order of the meeting."""
    by_turn = _by_turn(state.ledger)
    weights = {number: abs(_change(entries)) for number, entries in by_turn.items()}
    best = sorted((n for n, weight in weights.items() if weight >= WORTH), key=lambda n: (-weights[n], n))[:MOMENTS]
    return tuple(_moment(state, number, by_turn[number]) for number in sorted(best))


def turning_points(ledger: Sequence[Entry]) -> tuple[int, ...]:
    """Return the turns at which things began to go well, at the start or after a loss, and each that lost them."""
    found, rising = [], False
    for number, entries in _by_turn(ledger).items():
        change = _change(entries)
        if change <= -WORTH or (change >= WORTH and not rising):
            found.append(number)
            rising = change > 0
    return tuple(found)


def _by_turn(ledger: Sequence[Entry]) -> dict[int, list[Entry]]:
    found: dict[int, list[Entry]] = defaultdict(list)
    for entry in ledger:
        found[entry.turn].append(entry)
    return found


def _change(entries: Sequence[Entry]) -> float:
    return sum(entry.energy + entry.trust for entry in entries)


def _moment(state: State, number: int, entries: list[Entry]) -> Moment:
    turn = state.turns[number - 1]
    strongest = max(entries, key=_weight)
    return Moment(
        turn=number,
        quote=_quote(turn, strongest.rule),
        labels=tuple(mark.label for mark in turn.labels),
        energy=round(sum(entry.energy for entry in entries), 4),
        trust=round(sum(entry.trust for entry in entries), 4),
        why=strongest.why,
        thought=_thought(state, number, strongest.rule),
    )


def _weight(entry: Entry) -> float:
    """How much an entry weighs by its rule: at the floor even the worst changes nothing any more."""
    rule = RULES.get(Label(entry.rule)) if entry.rule in tuple(Label) else None
    return abs(rule.energy + rule.trust) if rule else abs(entry.energy + entry.trust)


def _quote(turn: Turn, rule: str) -> str:
    return next((mark.quote for mark in turn.labels if mark.label == rule), turn.text)


def _thought(state: State, number: int, rule: str) -> str | None:
    """What the persona thinks of it; drawn by the meeting's seed, none twice while there are others.

    As what they say to grace, what they think of it is about a no well taken: of advice or an offer, nothing.
    """
    persona = state.header.persona
    if persona is None or rule not in tuple(Label):
        return None
    after_a_no = number > 1 and state.turns[number - 2].has(Cue.DECLINES)
    if rule == Label.GRACEFUL_RESPONSE and not after_a_no:
        return None
    thoughts = list(persona.thoughts.get(Label(rule), ()))
    random.Random(f"{state.header.seed}:{rule}:thought").shuffle(thoughts)
    earlier = sum(entry.rule == rule and entry.turn < number for entry in state.ledger)
    return thoughts[earlier % len(thoughts)] if thoughts else None
