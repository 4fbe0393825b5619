"""What the codebook rules out, whatever the words say: a matter of record, and no matter of degree."""

import re
from collections.abc import Sequence

from rehearse.reading.codebook import Cue, CueMark, Label, LabelMark, Turn
from rehearse.reading.invitations import Invitations, mentions
from rehearse.reading.scene import Scene, Side
from rehearse.reading.spans import words

ON_RECORD = 0.99
"""Confidence from which a cue is a matter of record: the contact's engine planned it."""
ASKING = (Label.CURIOSITY, Label.FOLLOW_UP, Label.ADVICE_ASK)
"""What carries on, where the contact had said that the time is nearly over."""

_INVITED = re.compile(
    r"(?:^|[.!?,;:)…]\s*|\b(?:so|and|now|but|well|then|really|listen)\b,? (?:tell me,? )?)"
    r"((?:how (?:can|may) i help you|what can i do for you)\b[^.?!\"“”]*\?)",
    re.IGNORECASE,
)
"""The codebook's own words for an invitation to ask, where the contact says them and does not quote them."""
PLAINLY = 0.98
"""How sure that is: of 51 such turns in the labelled meetings all carry `invites_ask`."""


def ruled_out(scene: Scene) -> frozenset[Label]:
    """Return the labels that no turn of the scene can carry: whoever was invited need not know who invited them."""
    return frozenset({Label.UNPREPARED}) if scene.invited_by is Side.CONTACT else frozenset()


def carried_on(before: Sequence[Turn], labels: Sequence[LabelMark]) -> LabelMark | None:
    """Return the mark of `pushing` for a turn that asks on over a time signal that is on record (ruling 3), if it does.

    Of 240 such turns in the labelled meetings 225 are `pushing`: hence how sure it is.
    """
    signalled = bool(before) and any(
        cue.label is Cue.SIGNALS_TIME and cue.confidence >= ON_RECORD for cue in before[-1].cues
    )
    given = {mark.label for mark in labels}
    asked = next((mark for mark in labels if mark.label in ASKING), None)
    if not signalled or asked is None or given & {Label.TIME_RESPECT, Label.PUSHING}:
        return None
    return asked.model_copy(update={"label": Label.PUSHING, "confidence": 0.94})


def brought_up(mark: LabelMark, scene: Scene, open_: Invitations) -> bool:
    """Whether a turn is called unprepared for words that ask about a name which the contact brought up (ruling 4).

    Of 744 such questions in the labelled meetings three are `unprepared`, each for other words of theirs.
    """
    own = words(f"{scene.contact.name} {scene.contact.role} {scene.referrer.name if scene.referrer else ''}")
    asks = mark.label is Label.UNPREPARED and "?" in mark.quote
    return asks and mentions(mark.quote, open_.known - frozenset(own))


def invited(text: str, cues: Sequence[CueMark]) -> CueMark | None:
    """Return the mark of `invites_ask` for a contact turn that says it in plain words, where it was not read so."""
    found = _INVITED.search(text)
    if found is None or any(mark.label is Cue.INVITES_ASK for mark in cues):
        return None
    return CueMark.on(text, found.start(1), found.end(1), label=Cue.INVITES_ASK, confidence=PLAINLY)
