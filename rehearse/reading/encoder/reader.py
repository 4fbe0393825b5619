"""The trained reader: the network tells, the signs are weighed, the codebook's rulings decide."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

from rehearse.reading.codebook import Cue, CueMark, Label, LabelMark, Turn
from rehearse.reading.encoder.decide import Weighing
from rehearse.reading.encoder.evidence import evidence
from rehearse.reading.encoder.model import Told
from rehearse.reading.encoder.outputs import AT
from rehearse.reading.encoder.rulings import brought_up, carried_on, invited, only_asks_who, ruled_out
from rehearse.reading.encoder.signs import Signs, of_contact, of_learner
from rehearse.reading.invitations import invitations
from rehearse.reading.reader import Reading
from rehearse.reading.scene import Scene, Side
from rehearse.text import clean

_KEPT = 8
"""Turns whose reading is kept: the turn that is asked about is mostly the last one told, or the next."""
Talk = Sequence[tuple[Side, str]]
Weighings = Mapping[str, Weighing]


class Teller(Protocol):
    """What tells of turns: the network, or a record of what it told."""

    @property
    def version(self) -> str:
        """Name and version."""
        ...

    @property
    def weighings(self) -> Weighings:
        """How its signs are weighed."""
        ...

    def read(self, scene: Scene, talk: Talk) -> Sequence[Told]:
        """Return what is told of the turns of a talk."""
        ...

    def last(self, scene: Scene, talk: Talk) -> Told:
        """Return what is told of the last turn of a talk."""
        ...


class Judged(NamedTuple):
    """A turn as read, and what was weighed for it."""

    turn: Turn
    signs: Signs
    barred: frozenset[Label]
    """Labels that a ruling keeps off the turn, whatever the signs."""


class EncoderReader:
    """Reads turns with the trained network. Offsets count in the cleaned text."""

    def __init__(self, model: Teller) -> None:
        self._model = model
        self._told = lru_cache(maxsize=_KEPT)(model.last)

    @property
    def version(self) -> str:
        """Name and version, as the transcript's header keeps it: `encoder-1-3fa2c1d0`."""
        return self._model.version

    def read(self, scene: Scene, before: Sequence[Turn], text: str) -> Reading:
        """Return what the learner turn `text` does, and what it may do."""
        text = clean(text)
        told = self._last(scene, before, Side.LEARNER, text)
        turn = judge_learner(scene, before, text, told, self._model.weighings).turn
        return Reading(turn.labels, turn.unsure)

    def cues(self, scene: Scene, before: Sequence[Turn], text: str) -> tuple[CueMark, ...]:
        """Return what the contact turn `text` opens or closes."""
        text = clean(text)
        asked = self._last(scene, before[:-1], Side.LEARNER, before[-1].text) if _is_learner(before) else None
        told = self._last(scene, before, Side.CONTACT, text)
        return judge_contact(before, text, told, asked, self._model.weighings).turn.cues

    def read_all(self, scene: Scene, talk: Talk) -> tuple[Turn, ...]:
        """Return all turns of a talk as read, in one go; each is read as it would be if nothing came after it."""
        cleaned = [(side, clean(text)) for side, text in talk]
        told = self._model.read(scene, cleaned)
        return tuple(judged.turn for judged in judge(scene, cleaned, told, self._model.weighings))

    def _last(self, scene: Scene, before: Sequence[Turn], side: Side, text: str) -> Told:
        return self._told(scene, (*((turn.speaker, turn.text) for turn in before), (side, text)))


def judge(scene: Scene, talk: Talk, told: Sequence[Told], known: Weighings) -> Iterator[Judged]:
    """Yield the turns of a cleaned talk as read, from what the network tells of each."""
    turns: list[Turn] = []
    for at, (side, text) in enumerate(talk):
        if side is Side.LEARNER:
            judged = judge_learner(scene, turns, text, told[at], known)
        else:
            judged = judge_contact(turns, text, told[at], told[at - 1] if _is_learner(turns) else None, known)
        turns.append(judged.turn)
        yield judged


def judge_learner(scene: Scene, before: Sequence[Turn], text: str, told: Told, known: Weighings) -> Judged:
    """Return a learner turn as read; a turn without words does nothing."""
    open_, odds = invitations(scene, before), told.turn.tolist()
    signs, barred = of_learner(scene, before, text, open_, odds), ruled_out(scene)
    labels: list[LabelMark] = []
    unsure: list[LabelMark] = []
    for label in Label if told.places else ():
        chance, weighing = known[label].chance(signs), known[label]
        if label in barred or chance < weighing.unsure:
            continue
        if chance >= weighing.sure or label.is_debit:
            start, end = _where(label, text, told)
            mark = LabelMark.on(text, start, end, label=label, confidence=round(chance, 3))
            if brought_up(mark, scene, open_):
                continue
            sure = chance >= weighing.sure and not only_asks_who(mark, text)
            (labels if sure else unsure).append(mark)
    if pushed := carried_on(before, labels):
        labels, unsure = [*labels, pushed], [mark for mark in unsure if mark.label is not Label.PUSHING]
    turn = Turn(speaker=Side.LEARNER, text=text, labels=tuple(labels), unsure=tuple(unsure))
    return Judged(turn, signs, barred)


def judge_contact(before: Sequence[Turn], text: str, told: Told, asked: Told | None, known: Weighings) -> Judged:
    """Return a contact turn as read; `asked` is what is told of the learner turn right before it."""
    signs = of_contact(before, text, told.turn.tolist(), asked.turn.tolist() if asked else None)
    chances = {cue: known[cue].chance(signs) for cue in Cue} if told.places else {}
    cues = tuple(
        CueMark.on(text, *_where(cue, text, told), label=cue, confidence=round(chance, 3))
        for cue, chance in chances.items()
        if chance >= known[cue].sure
    )
    if asked_for := invited(text, cues):
        cues = (*cues, asked_for)
    return Judged(Turn(speaker=Side.CONTACT, text=text, cues=cues), signs, frozenset())


def _is_learner(before: Sequence[Turn]) -> bool:
    return bool(before) and before[-1].speaker is Side.LEARNER


def _where(name: str, text: str, told: Told) -> tuple[int, int]:
    """Return where the words stand that carry a label or cue."""
    span = evidence(text, told.places, told.pieces[:, AT[name]].tolist())
    return span.start, span.end
