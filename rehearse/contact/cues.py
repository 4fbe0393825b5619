"""The cues of a contact turn: what the plan did, with the words that did it."""

from collections.abc import Sequence

from rehearse.meeting.gifts import GIFTS
from rehearse.meeting.plan import Move, Plan
from rehearse.reading.codebook import Cue, CueMark, Turn
from rehearse.reading.reader import Reader
from rehearse.reading.scene import Scene
from rehearse.scene.persona import Persona

MOVES = {
    Move.ASK_BACK: Cue.INVITES_BACKGROUND,
    Move.DECLINE: Cue.DECLINES,
    Move.SIGNAL_TIME: Cue.SIGNALS_TIME,
    Move.ADVISE: Cue.GIVES_ADVICE,
}
GRANTED = (Cue.OFFERS_INTRODUCTION, Cue.OFFERS_HELP, Cue.INVITES_ASK, Cue.INVITES_RESUME)
"""Cues that only the engine may grant."""
ALSO_READ = (Cue.INVITES_BACKGROUND,)
"""Cues that a first line may hold without the plan's knowing; all other lines do what they are filed under.

'I have until ten' as a first word is no hurry yet: whatever the learner begins with would be pushing.
"""


def planned_cues(plan: Plan, persona: Persona | None) -> frozenset[Cue]:
    """Return the cues that a turn has when it does what was planned."""
    kinds = {gift.id: gift.kind for gift in persona.gifts} if persona else {}
    found = {MOVES[beat.move] for beat in plan.beats if beat.move in MOVES}
    found |= {GIFTS[kinds[beat.ref]] for beat in plan.beats if beat.move is Move.OFFER and beat.ref in kinds}
    return frozenset(found)


def reply_cues(  # noqa: PLR0913 - a reading takes its whole context
    reader: Reader, scene: Scene, before: Sequence[Turn], text: str, planned: frozenset[Cue], engine: str
) -> tuple[CueMark, ...]:
    """Return the cues of what was said.

    The offline contact does what was planned: its plan is the authority, the reader finds the words. An LLM
    may do otherwise: there the reader decides; only what the engine granted stands whether or not the reader
    finds the words, since the contact sees to it that it is offered.
    """
    kept = list(reader.cues(scene, before, text))
    if engine == "offline":
        kept = [mark for mark in kept if mark.label in planned or (not before and mark.label in ALSO_READ)]
    else:
        planned = planned.intersection(GRANTED)
    # What was planned is a matter of record, and not of how plainly the words say it.
    kept = [mark.model_copy(update={"confidence": 1.0}) if mark.label in planned else mark for mark in kept]
    missing = planned - {mark.label for mark in kept}
    whole = [CueMark(label=cue, quote=text, start=0, end=len(text), confidence=1.0) for cue in Cue if cue in missing]
    return (*kept, *whole)
