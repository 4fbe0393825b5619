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
_WHO = re.compile(
    r"(?:^|[.!?,;]\s*|\b(?:and|but|so|ok|okay|then|please)\W+)"
    r"(?:whose\b|who(?:'s| is| was| are| were) (?:this|that|these|those|the|he|she|they)\b"
    r"|(?:is|was) (?:he|she)\b|are they\b"
    r"|tell me (?:(?:some)?(?:thing )?more |a (?:bit|little) (?:more )?|something )?about\b)",
    re.IGNORECASE,
)
"""A question who somebody is, or that they be told of."""
_OF_THEM = re.compile(
    r"\b(intro\w*|meet\w*|connect\w*|talk|speak|reach\w*|number|line|e-?mails?|contact\w*|touch|any(?:one|body)|some(?:one|body)"
    r"|could|can|would|might|should|shall|will|i'd|help\w*|pass|forward\w*|mention\w*|recommend\w*|refer\w*|vouch|word"
    r"|know|get\w*|need\w*|want\w*|hir\w+|message|call|write|text|dm|bring|invite\w*|come|join|door\w*|put|give|send"
    r"|link\w*|hook|ring|phone|else|walk me|charge|head|runs?|decides?|chooses?|boss|best)\b",
    re.IGNORECASE,
)
"""Words of whoever wants more of them than to know who they are."""
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


def only_asks_who(mark: LabelMark, text: str) -> bool:
    """Whether a turn is called an ask for an introduction for words that ask who somebody is, and for nothing of them.

    Of 248 labelled turns with such a question 15 are `introduction_ask`, of 29 with "tell me about" and no word of more
    none: so it is asked about, and not charged.
    """
    asks = mark.label is Label.INTRODUCTION_ASK and _WHO.search(mark.quote) is not None
    return asks and _OF_THEM.search(text) is None


def invited(text: str, cues: Sequence[CueMark]) -> CueMark | None:
    """Return the mark of `invites_ask` for a contact turn that says it in plain words, where it was not read so."""
    found = _INVITED.search(text)
    if found is None or any(mark.label is Cue.INVITES_ASK for mark in cues):
        return None
    return CueMark.on(text, found.start(1), found.end(1), label=Cue.INVITES_ASK, confidence=PLAINLY)
