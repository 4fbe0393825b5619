"""Gifts: what may be offered now. Only here is an introduction ever granted, and never because it was asked for."""

from rehearse.meeting.state import State
from rehearse.reading.codebook import ASKS, DEBITS, Cue, Label
from rehearse.reading.scene import Side
from rehearse.scene.persona import Gift, GiftKind

__all__ = ["Gift", "at_parting", "eligible", "now"]

FIRST = 3
"""Learner turns before anything is offered."""
APART = 4
"""Turns of both sides between two offers."""
TOLD = 8
"""Words of a learner turn from which it gives occasion for advice."""
GRASPING = (*ASKS, Label.PUSHING, Label.CONDUIT)
"""Debits after which no introduction is offered in this meeting: it would be one that was asked for."""


def eligible(state: State) -> tuple[Gift, ...]:
    """Return the gifts that are earned, not yet given, and not begged for; the least first."""
    persona = state.header.persona
    last = state.last(Side.LEARNER)
    if persona is None or last is None or state.learner_turns < FIRST or last.has(*DEBITS):
        return ()
    given = {gift for _, gift in state.gifts}
    earned = [
        gift
        for gift in persona.gifts
        if gift.id not in given
        and state.trust >= gift.trust
        and state.energy >= gift.energy
        and not (gift.kind is GiftKind.INTRODUCTION and state.times(*GRASPING))
    ]
    return tuple(sorted(earned, key=lambda gift: (gift.trust, gift.id)))


def now(state: State, gifts: tuple[Gift, ...]) -> Gift | None:
    """Return what is offered in mid-meeting: the least first, and not one upon the other."""
    if state.gifts and len(state.turns) - state.gifts[-1][0] < APART:
        return None
    late = state.minutes_used > state.header.scene.minutes / 2
    last = state.last(Side.CONTACT)
    turn = state.last(Side.LEARNER)
    bare = turn is None or not (turn.labels or len(turn.text.split()) >= TOLD)
    advised = last is not None and last.has(Cue.GIVES_ADVICE)
    unfit = {GiftKind.INTRODUCTION: not late, GiftKind.ADVICE: advised or bare}
    return next((gift for gift in gifts if not unfit.get(gift.kind)), None)


def at_parting(gifts: tuple[Gift, ...]) -> Gift | None:
    """Return what is offered when the time is nearly over: an introduction or help, else nothing."""
    return next((gift for gift in reversed(gifts) if gift.kind in (GiftKind.INTRODUCTION, GiftKind.HELP)), None)
