"""Lays out a talk as the model reads it: the scene, then turn after turn, cut into windows that follow one another.

A turn attends to itself, to the scene and to what was said before it, never to what came after. So one pass over a
window reads all its turns at once, each exactly as it was read when it was the last; and a window depends only on
what is said up to its last turn.
"""

from collections.abc import Sequence
from typing import NamedTuple

from rehearse.reading.encoder.wordpiece import Piece, WordPiece
from rehearse.reading.scene import Scene, Side

LONGEST_TURN = 200
"""Pieces of a turn at most; of a longer one its middle is left out, since the asks stand at the end."""
TAIL = 80
"""How many of these are the turn's last."""
WINDOW = 288
"""Pieces of a window at most, the scene's among them."""
CARRIED = 104
"""Pieces of earlier turns that a new window begins with, at most."""
LONGEST_SCENE = 64
"""Pieces of the scene at most."""
LONGEST_AGENDA = 120
"""Characters of the agenda that the network is told: what it is told of the referrer comes after it."""
SCENE, LEARNER, CONTACT = 0, 1, 2
"""Whose piece it is."""


class Laid(NamedTuple):
    """A turn as the model reads it: a separator, then its pieces. `start` and `end` are -1 for the separator."""

    side: int
    pieces: tuple[Piece, ...]


class Window(NamedTuple):
    """What the model reads in one pass."""

    ids: list[int]
    sides: list[int]
    """Whose piece each is: the scene's, the learner's or the contact's."""
    turns: list[int]
    """Which turn each piece belongs to: 0 for the scene, then 1 and on, in this window."""
    first: int
    """Index in the talk of the window's turn 1."""
    fresh: int
    """Index in the talk of the first turn that is read here; those before it are context."""
    pieces: list[Piece]
    """Where each piece stands in its turn's text."""


def scene_text(scene: Scene) -> str:
    """Return what the model is told of the scene.

    >>> from rehearse.reading.scene import Person, Setting
    >>> per = Person(name="Per", role="pilot")
    >>> scene_text(Scene(setting=Setting.COFFEE, invited_by=Side.LEARNER, minutes=30, contact=per))
    'coffee, learner asked, 30 minutes. Per, pilot.'
    """
    told = f"{scene.setting.value}, {scene.invited_by.value} asked, {scene.minutes} minutes."
    told += f" {scene.contact.name}, {scene.contact.role}."
    if scene.agenda is not None:
        told += f" agreed: {scene.agenda[:LONGEST_AGENDA]}."
    if scene.referrer is not None:
        by = "introduced us" if scene.referrer.introduced else "did not introduce"
        blessed = "name may be used" if scene.referrer.name_blessed else "name not offered"
        told += f" {scene.referrer.name}: {by}, {blessed}."
    return told


def lay(wordpiece: WordPiece, side: Side, text: str) -> Laid:
    """Return a turn's pieces, shortened in the middle where there are too many."""
    pieces = wordpiece.pieces(text)
    if len(pieces) > LONGEST_TURN:
        pieces = pieces[: LONGEST_TURN - TAIL] + pieces[-TAIL:]
    return Laid(LEARNER if side is Side.LEARNER else CONTACT, (Piece(wordpiece.sep, -1, -1), *pieces))


def windows(wordpiece: WordPiece, scene: Scene, talk: Sequence[Laid]) -> list[Window]:
    """Return the windows that read all turns of a talk, each turn in exactly one of them."""
    head = [wordpiece.cls, *(piece.id for piece in wordpiece.pieces(scene_text(scene))[:LONGEST_SCENE])]
    found: list[Window] = []
    at = 0
    while at < len(talk):
        first = at
        room = CARRIED
        while first and (cost := len(talk[first - 1].pieces)) <= room:
            first, room = first - 1, room - cost
        kept = [talk[i] for i in range(first, at)]
        if not kept and at:
            first, kept = (
                at - 1,
                [Laid(talk[at - 1].side, talk[at - 1].pieces[:1] + talk[at - 1].pieces[1 - CARRIED :])],
            )
        size = len(head) + sum(len(each.pieces) for each in kept)
        end = at
        while end < len(talk) and (end == at or size + len(talk[end].pieces) <= WINDOW):
            size += len(talk[end].pieces)
            end += 1
        found.append(_window(head, [*kept, *talk[at:end]], first, at))
        at = end
    return found


def _window(head: Sequence[int], shown: Sequence[Laid], first: int, fresh: int) -> Window:
    ids, sides, turns = list(head), [SCENE] * len(head), [0] * len(head)
    pieces = [Piece(at, -1, -1) for at in head]
    for number, each in enumerate(shown, start=1):
        ids += [piece.id for piece in each.pieces]
        sides += [each.side] * len(each.pieces)
        turns += [number] * len(each.pieces)
        pieces += each.pieces
    return Window(ids, sides, turns, first, fresh, pieces)
