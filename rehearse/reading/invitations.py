"""What the talk so far has opened and closed: which asks are welcome, which were declined, whose name may be used.

A pure fold over the turns as they were read; the codebook's section "Invitation" and its rulings 1 to 3, 7 and 14.
"""

import re
from collections.abc import Sequence

from rehearse.model import Model
from rehearse.reading.codebook import ASKS, Cue, Label, Turn
from rehearse.reading.scene import Scene, Side
from rehearse.reading.spans import words

_NAME = re.compile(r"(?<![\w'\u2019])[^\W\d_a-z][\w]*(?:[-'\u2019][^\W\d_]\w*)*")
_STARTS_SENTENCE = re.compile(r"(?:^|[.!?\u2026:\n]['\"\u201d\u2019)*]*\s+|^[\"'\u201c(*]|\s[\"\u201c])$")
_TITLE = re.compile(r"\b(?:Dr|Mr|Mrs|Ms|Prof|St)\.\s+$")
_LOOK_BACK = 8
"""Characters before a word that tell whether it begins a sentence."""
_NO_NAMES = frozenset(
    re.split(
        r"\s+",
        "i i'm i'd i'll i've monday tuesday wednesday thursday friday saturday sunday january february march april may "
        "june july august september october november december cv dear mr mrs ms dr prof sir madam english christmas "
        "easter hi hello ok",
    )
)
_STAYS = (Cue.OFFERS_HELP, Cue.OFFERS_INTRODUCTION, Cue.INVITES_RESUME, Cue.INVITES_BACKGROUND)
"""Answers to an invited ask that stay on it."""
ASKED_FOR = (*ASKS, Label.RESUME_WALKTHROUGH)
"""What a contact can decline."""


class Invitations(Model):
    """What stands when the learner's next turn begins."""

    asks: bool = False
    """The contact asked what the learner wants, and the two are still on it."""
    resume: bool = False
    """The contact asked to see the resume."""
    background: bool = False
    """The contact has just asked about the learner: a few sentences are in place."""
    offered: bool = False
    """The contact's last turn offered help, time or an introduction."""
    introductions: frozenset[str] = frozenset()
    """Words of the names of those whom the contact offered to introduce."""
    introduction: bool = False
    """The contact's last turn offered an introduction."""
    advised: bool = False
    """The contact's last turn gave advice."""
    declined: frozenset[Label] = frozenset()
    """Asks that met a no and were not opened again."""
    refused: str = ""
    """What the learner said right before the last no that still stands."""
    just_declined: bool = False
    """The contact's last turn declined."""
    time: bool = False
    """The contact's last turn said that time is short."""
    known: frozenset[str] = frozenset()
    """Words of names that may be used: a referrer who agreed, whoever the contact named, the contact."""
    withheld: frozenset[str] = frozenset()
    """Words of the name of a referrer who neither introduced the two nor agreed to be named."""


def names(text: str) -> frozenset[str]:
    """Return the words of `text` that look like names, in lower case.

    >>> sorted(names("You should meet Ana Ruiz. She runs it."))
    ['ana', 'ruiz']
    """
    found = set()
    for match in _NAME.finditer(text):
        word = match.group().lower().replace("\u2019", "'")
        ahead = text[max(0, match.start() - _LOOK_BACK) : match.start()]
        if word not in _NO_NAMES and (_TITLE.search(ahead) or not _STARTS_SENTENCE.search(ahead)):
            found.add(word.removesuffix("'s"))
    return frozenset(found)


def mentions(text: str, wanted: frozenset[str]) -> bool:
    """Whether any of the `wanted` words stands in `text`, also in lower case and in the genitive."""
    return bool(wanted) and not wanted.isdisjoint(word.removesuffix("'s") for word in words(text))


def opening(scene: Scene) -> Invitations:
    """Return what stands before the first word."""
    known, withheld = frozenset(words(scene.contact.name)), frozenset[str]()
    if scene.referrer is not None:
        name = frozenset(words(scene.referrer.name)) - {"the", "of", "dr", "mr", "mrs", "ms", "prof", "professor"}
        if scene.referrer.introduced or scene.referrer.name_blessed:
            known |= name
        else:
            withheld = name
    return Invitations(known=known, withheld=withheld)


def invitations(scene: Scene, before: Sequence[Turn]) -> Invitations:
    """Return what all turns so far leave open and closed for the learner's next turn."""
    state, learner = opening(scene), None
    for turn in before:
        if turn.speaker is Side.LEARNER:
            learner, state = turn, _after_learner(state, turn)
        else:
            state = _after_contact(state, learner, turn)
    return state


def _after_learner(state: Invitations, turn: Turn) -> Invitations:
    """A learner turn uses up what was opened for it alone."""
    return state.model_copy(
        update={"background": False, "offered": False, "introduction": False, "advised": False, "time": False}
    )


def _after_contact(state: Invitations, learner: Turn | None, turn: Turn) -> Invitations:
    declines, invites = turn.has(Cue.DECLINES), turn.has(Cue.INVITES_ASK)
    introduces = turn.has(Cue.OFFERS_INTRODUCTION)
    update: dict[str, object] = {
        "asks": invites or (state.asks and not declines and (turn.has(*_STAYS) or "?" in turn.text)),
        "resume": turn.has(Cue.INVITES_RESUME) or (state.resume and not declines),
        "background": turn.has(Cue.INVITES_BACKGROUND),
        "offered": introduces or turn.has(Cue.OFFERS_HELP),
        "introduction": introduces,
        "advised": turn.has(Cue.GIVES_ADVICE),
        "just_declined": declines,
        "time": turn.has(Cue.SIGNALS_TIME),
        "known": state.known | names(turn.text),
    }
    if introduces:
        update["introductions"] = state.introductions | _offered(state, turn)
    if declines and learner is not None:
        asked = frozenset(mark.label for mark in learner.labels if mark.label in ASKED_FOR)
        update |= {"declined": state.declined | asked, "refused": learner.text}
    if invites:
        update |= {"declined": frozenset(), "refused": ""}
    return state.model_copy(update=update)


def _offered(state: Invitations, turn: Turn) -> frozenset[str]:
    """The names in the sentences that offer an introduction, or in the whole turn where those name nobody."""
    quotes = " ".join(mark.quote for mark in turn.cues if mark.label is Cue.OFFERS_INTRODUCTION)
    return names(quotes) or names(turn.text)
