"""Gifts: what may be offered now. Only here is an introduction ever granted, and never because it was asked for."""

import re

from rehearse.meeting.state import State
from rehearse.reading.codebook import ASKS, CREDITS, DEBITS, Cue, Label, Turn
from rehearse.reading.scene import Side
from rehearse.scene.persona import Gift, GiftKind

__all__ = ["Gift", "at_parting", "eligible", "now"]

PLAIN = 0.75
"""Confidence of the reader from which a credit is one that a gift may answer."""
_OF_GIFTS = re.compile(
    r"\b(intro(duc\w*)?|names?|jobs?|hir(e|es|ed|ing)|calls?|help\w*|offer\w*|contacts?|e-?mails?|numbers?|recommend\w*"
    r"|refer\w*|vouch\w*|promis\w*|owe\w*|doors?|connect\w*|favou?rs?|exceptions?|nothing|coach|scores?|marks?|grades?"
    r"|rate|instructions?|prompt|system|obey\w*|translat\w*|pretend"
    r"|you('d| would| could| can) (just |only |easily )?(do|make|give|spare|take|find|let|put|pull)"
    r"|(for|get|send) (me|us)|sa(y|ys|ying|id) (no|yes)|arguments?|refus\w*)\b",
    re.IGNORECASE,
)
_COUNTED_ON = re.compile(
    r"\b(in advance|intro(duc\w*)?|jobs?|hir(e|es|ed|ing)|recommend\w*|referen\w*|vouch\w*|promis\w*|owe\w*|favou?rs?"
    r"|(your|a|the) (names?|contacts?|word|number)|scores?|grades?|instructions?|prompt|system)\b",
    re.IGNORECASE,
)
"""What a goodbye names that reaches for more; plain thanks ('so helpful', 'nothing more from me') do not."""
FIRST = 3
"""Learner turns before anything is offered."""
CALM = 3
"""Learner turns in a row without a debit before anything is offered again."""
APART = 4
"""Turns of both sides between two offers."""
OCCASIONS = tuple(label for label in CREDITS if label not in (Label.GRATITUDE, Label.TIME_RESPECT))
"""Credits that a gift may answer; thanks can be a push in good clothes."""
GRASPING = (*ASKS, Label.PUSHING, Label.CONDUIT)
"""Debits after which no introduction is offered in this meeting: it would be one that was asked for."""


def eligible(state: State) -> tuple[Gift, ...]:
    """Return the gifts that are earned, not yet given, and not begged for; the least first."""
    persona = state.header.persona
    if persona is None or state.learner_turns < FIRST or _was_pressed(state):
        return ()
    before = state.header.earlier.gifts if state.header.earlier else ()
    given = {*before, *(gift for _, gift in state.gifts)}
    earned = [
        gift
        for gift in persona.gifts
        if gift.id not in given
        and state.trust >= gift.trust
        and state.energy >= gift.energy
        and not (gift.kind is GiftKind.INTRODUCTION and state.times(*GRASPING))
    ]
    return tuple(sorted(earned, key=lambda gift: (gift.trust, gift.id)))


def _was_pressed(state: State) -> bool:
    """Whether one of the learner's last turns held a debit, or may have: who is being pressed gives nothing away."""
    own = [turn for turn in state.turns if turn.speaker is Side.LEARNER][-CALM:]
    return any(turn.unsure or turn.has(*DEBITS) for turn in own)


def now(state: State, gifts: tuple[Gift, ...]) -> Gift | None:
    """Return what is offered in mid-meeting: the least first, not one upon the other, and in answer to a credit."""
    if state.gifts and len(state.turns) - state.gifts[-1][0] < APART:
        return None
    if not _gives_occasion(state.last(Side.LEARNER)):
        return None
    late = state.minutes_used > state.header.scene.minutes / 2
    last = state.last(Side.CONTACT)
    advised = last is not None and last.has(Cue.GIVES_ADVICE)
    unfit = {GiftKind.INTRODUCTION: not late, GiftKind.ADVICE: advised}
    return next((gift for gift in gifts if not unfit.get(gift.kind)), None)


def _gives_occasion(turn: Turn | None) -> bool:
    """Whether a turn is one that a gift may answer: plainly a credit, and not about gifts.

    So a plea that reads like kindness ('somebody must have helped you, too') earns nothing.
    """
    if turn is None or _OF_GIFTS.search(turn.text):
        return False
    return any(mark.label in OCCASIONS and mark.confidence >= PLAIN for mark in turn.labels)


def at_parting(state: State, gifts: tuple[Gift, ...]) -> Gift | None:
    """Return what is offered when the time is nearly over: an introduction or help, else nothing.

    Nothing to whoever brings it up: thanks in advance for a favour earn none.
    """
    last = state.last(Side.LEARNER)
    if last is not None and _COUNTED_ON.search(last.text):
        return None
    return next((gift for gift in reversed(gifts) if gift.kind in (GiftKind.INTRODUCTION, GiftKind.HELP)), None)
