"""What was offered, in the contact's own words."""

from collections.abc import Mapping

from rehearse.reading.codebook import Cue, Turn
from rehearse.scene.persona import Gift, GiftKind
from rehearse.text import one_line

GIFTS: Mapping[GiftKind, Cue] = {
    GiftKind.ADVICE: Cue.GIVES_ADVICE,
    GiftKind.HELP: Cue.OFFERS_HELP,
    GiftKind.INTRODUCTION: Cue.OFFERS_INTRODUCTION,
    GiftKind.OPEN_DOOR: Cue.INVITES_ASK,
}
"""The cue of a turn in which a gift of each kind is offered."""


def words_of(turn: Turn, kind: GiftKind) -> str:
    """Return the words of a contact turn that offer a gift of this kind; the whole turn where none stand out."""
    return next((mark.quote for mark in turn.cues if mark.label is GIFTS[kind]), turn.text)


def in_words(gift: Gift) -> str:
    """Return what a gift is, in a few words."""
    if gift.kind is GiftKind.INTRODUCTION:
        return f"an introduction to {one_line(gift.to or '', 60)}"
    return {GiftKind.ADVICE: "a piece of advice", GiftKind.HELP: "help"}.get(gift.kind, "an open door")
