"""How glad a contact is to have come: from the ledger alone, so that goodbye, review and garden say the same."""

from rehearse.meeting.state import State
from rehearse.reading.codebook import CREDITS, DEBITS
from rehearse.scene.rubric import Gladness

USUAL = Gladness()
"""As contacts weigh it at the table, where no rubric is known yet; the standard one weighs it so."""


def gladness(state: State, by: Gladness = USUAL) -> float | None:
    """Return the gladness, about 1 (leaves angry) to 10 (a new friend); None where the learner said nothing."""
    if not state.learner_turns:
        return None
    debits = sum(state.counts.get(label, 0) for label in DEBITS) / state.learner_turns
    kinds = sum(label in state.counts for label in CREDITS)
    return by.base + by.energy * state.energy + by.trust * state.trust + by.debits * debits + by.kinds * kinds


def would_meet_again(state: State) -> bool:
    """Whether the contact would gladly meet again."""
    found = gladness(state)
    return found is not None and found >= USUAL.meet_again
