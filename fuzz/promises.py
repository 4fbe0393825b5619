"""What holds of every meeting and every review, whoever wrote the transcript: asserted here once, for all who try."""

import math

from rehearse.meeting.state import State
from rehearse.reading.codebook import Turn
from rehearse.review.facts import Review

NEAR = 1e-6
"""By how much sums of four decimals may differ."""


def kept_in_range(state: State) -> None:
    """Energy and trust stay within 0 and 1, the referrer's standing within -2 and 2, and the clock only runs on."""
    assert 0 <= state.energy <= 1, f"an energy of {state.energy}"
    assert 0 <= state.trust <= 1, f"a trust of {state.trust}"
    assert -2 <= state.standing <= 2, f"a standing of {state.standing}"  # noqa: PLR2004 - as the fold says
    assert 0 <= state.minutes_used < math.inf, f"{state.minutes_used} minutes"
    assert len(state.energy_curve) == len(state.turns), "a turn without its energy"
    assert all(0 <= energy <= 1 for energy in state.energy_curve), "an energy out of range on the way"
    assert all(1 <= entry.turn <= len(state.turns) for entry in state.ledger), "an entry for no turn"
    if state.afterwards is not None:
        assert 0 <= state.afterwards.trust <= 1, f"a trust of {state.afterwards.trust} after the meeting"


def quoted(found: Review) -> None:
    """Every quote of a review stands word for word in the turn that it is about."""
    texts = {turn.turn: turn.text for turn in found.turns}
    for turn in found.turns:
        marked(Turn(speaker=turn.speaker, text=turn.text, labels=turn.labels, unsure=turn.unsure, cues=turn.cues))
    for number, quote in (
        *((moment.turn, moment.quote) for moment in found.moments),
        *((better.turn, better.said) for better in found.better),
        *((gift.turn, gift.quote) for gift in found.gifts),
    ):
        assert quote in texts[number], f"a quote that does not stand in turn {number}: {quote!r}"
    if found.letter is not None:
        for mark in (*found.letter.labels, *found.letter.unsure):
            assert found.letter.text[mark.start : mark.end] == mark.quote, "a quote that does not stand in the note"


def marked(turn: Turn) -> None:
    """Each mark of a turn quotes it where it says."""
    for mark in (*turn.labels, *turn.unsure, *turn.cues):
        assert turn.text[mark.start : mark.end] == mark.quote, f"a mark that quotes otherwise: {mark.quote!r}"


def summed(found: Review, state: State) -> None:
    """What a review says at the end is what there was at the beginning, and the ledger's entries."""
    header = state.header
    trust = header.trust + sum(change.trust for change in found.ledger)
    assert abs(trust - found.trust) < NEAR, f"a trust of {found.trust}, and a ledger that comes to {trust}"
    if found.energy:
        energy = header.energy + sum(change.energy for change in found.ledger)
        assert abs(energy - found.energy[-1]) < NEAR, f"an energy of {found.energy[-1]}, and a ledger of {energy}"
    if found.referrer is not None:
        standing = sum(change.standing for change in found.ledger)
        assert abs(standing - found.referrer.standing) < NEAR, f"a standing of {found.referrer.standing}"
    points = sum(part.points for part in found.parts)
    assert found.score is None or abs(min(max(points, 0), 100) - found.score) <= 1, (
        f"a score of {found.score}, and parts of {points}"
    )
