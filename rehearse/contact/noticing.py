"""What a contact notices in a turn beside what it asks: a wrong name, a promise kept, an answer to what they asked."""

from rehearse.contact.naming import is_misnamed
from rehearse.contact.vocabulary import telling_stems
from rehearse.contact.wording import has_words
from rehearse.meeting.plan import Beat, Move
from rehearse.meeting.promises import kept_by, reckon
from rehearse.meeting.state import State
from rehearse.reading.codebook import Cue, Label, Turn
from rehearse.reading.scene import Side
from rehearse.reading.spans import sentences, words

COURTESIES = (Label.GRATITUDE, Label.TIME_RESPECT, Label.GRACEFUL_RESPONSE, Label.REFLECTION)
"""What is said to the contact and not about oneself."""
FULL = 3
"""Words from which a sentence that asks nothing is an answer, whatever its words."""


def noticed(state: State, turn: Turn) -> list[Beat]:
    """Return what the contact says to a wrong name, once in a meeting, and to a promise that is kept."""
    found = []
    if not _has_put_right(state) and state.header.persona and is_misnamed(turn.text, state.header.persona):
        found.append(Beat(move=Move.MISNAMED))
    if keeps_promise(state, turn):
        found.append(Beat(move=Move.KEPT))
    return [beat for beat in found if has_words(state, beat)]


def keeps_promise(state: State, turn: Turn) -> bool:
    """Whether the learner's last turn brings what they promised before, in this meeting or an earlier one."""
    before = state.header.earlier.promised if state.header.earlier else ()
    return kept_by(turn, reckon(before, state.turns[:-1]).owed) is not None


def answers_us(state: State) -> bool:
    """Whether the learner's last turn tells something in answer to a question of the contact's."""
    before, turn = state.last(Side.CONTACT), state.last(Side.LEARNER)
    if turn is None or before is None or not before.has(Cue.INVITES_BACKGROUND):
        return False
    courtesies = [mark for mark in turn.labels if mark.label in COURTESIES]
    told = [
        span.text
        for span in sentences(turn.text)
        if "?" not in span.text and not any(mark.start < span.end and span.start < mark.end for mark in courtesies)
    ]
    return any(len(words(text)) >= FULL or telling_stems(text) for text in told)


def _has_put_right(state: State) -> bool:
    return any(beat.move is Move.MISNAMED for _, plan in state.plans for beat in plan.beats)
