"""One meeting as the relationship keeps it: what was told and given, what the learner said of themselves. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from rehearse.meeting.events import AnyEvent, Ended, Header
from rehearse.meeting.gifts import in_words, words_of
from rehearse.meeting.plan import Leaving, Move
from rehearse.meeting.promises import NOTHING, QUOTED, Reckoning, kept_by, offers, reckon
from rehearse.meeting.state import State, fold
from rehearse.reading.codebook import Turn
from rehearse.reading.scene import Side
from rehearse.text import one_line


@dataclass(frozen=True, slots=True)
class Promise:
    """Something that one of the two said they would do or give."""

    by: Side
    what: str
    """In the learner's own words; of a gift, what it is, and the contact's words."""
    kept: bool = False
    """Whether the learner brought it later, and said so."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A thank-you note and its answer."""

    at: datetime
    text: str
    trust: float
    """The change of trust."""
    answer: str | None


@dataclass(frozen=True, slots=True)
class Met:
    """One transcript of a meeting with a contact."""

    id: str
    parent: str | None
    """The id of the meeting that it branches from."""
    persona: str
    """The contact's id."""
    name: str
    role: str
    title: str
    started: datetime
    ended: datetime | None
    """None while it may go on."""
    how: Leaving | None
    goes_on: bool
    """Whether it went on from earlier meetings; otherwise the two met as strangers."""
    start: float
    """The trust that it started with."""
    end: float
    """The trust that it ended with, before any note."""
    told: dict[str, tuple[int, ...]] = field(default_factory=dict)
    """Layers told in it, by story."""
    remarks: tuple[str, ...] = ()
    """Ids of the remarks made in it."""
    gifts: tuple[str, ...] = ()
    """Ids of the gifts offered in it."""
    learned: tuple[str, ...] = ()
    """What the learner told about themselves, and the contact took up."""
    promises: tuple[Promise, ...] = ()
    reckoning: Reckoning = NOTHING
    """What the learner owed when it ended, and what they had brought, of earlier promises as well."""
    letter: Letter | None = None


def met(header: Header, events: Sequence[AnyEvent]) -> Met | None:
    """Return what a relationship keeps of a transcript.

    None of one that was imported without a persona, and of one in which the learner said nothing.
    """
    persona, state = header.persona, fold(header, events)
    if persona is None or not state.learner_turns:
        return None
    told_before = header.earlier.told if header.earlier else {}
    made_before = header.earlier.remarks if header.earlier else ()
    told = {name: tuple(n for n in layers if n not in told_before.get(name, ())) for name, layers in state.told.items()}
    ended = next((event.at for event in events if isinstance(event, Ended)), None)
    return Met(
        id=header.id,
        parent=header.parent.id if header.parent else None,
        persona=persona.id,
        name=persona.name,
        role=header.scene.contact.role,
        title=header.scenario.title if header.scenario else header.id,
        started=header.started,
        ended=ended,
        how=state.ended,
        goes_on=header.earlier is not None,
        start=header.trust,
        end=state.trust,
        told={name: layers for name, layers in told.items() if layers},
        remarks=tuple(r.id for r in persona.remarks if r.id in state.remarks and r.id not in made_before),
        gifts=tuple(name for _, name in state.gifts),
        learned=tuple(_learned(state)),
        promises=tuple(_promises(state)),
        reckoning=_reckoning(state),
        letter=_letter(state),
    )


def _learned(state: State) -> Iterator[str]:
    """The learner's words that the contact took up as news of theirs."""
    for number, plan in state.plans:
        before = [turn for turn in state.turns[: number - 1] if turn.speaker is Side.LEARNER]
        if before and any(beat.move is Move.RECEIVE for beat in plan.beats):
            yield one_line(before[-1].text, QUOTED)


def _promises(state: State) -> Iterator[Promise]:
    """What the learner offered to give, at the table and in the note; then what the contact offered."""
    before = state.header.earlier.promised if state.header.earlier else ()
    so_far = list[Turn]()
    for turn in _own(state):
        brings = kept_by(turn, reckon(before, so_far).owed) is not None
        so_far.append(turn)
        if not brings:
            yield from (Promise(Side.LEARNER, what) for what in offers(turn))
    persona = state.header.persona
    gifts = {gift.id: gift for gift in persona.gifts} if persona else {}
    for number, name in state.gifts:
        if name in gifts:
            words = one_line(words_of(state.turns[number - 1], gifts[name].kind), QUOTED)
            yield Promise(Side.CONTACT, f"{in_words(gifts[name])}: “{words}”")


def _own(state: State) -> list[Turn]:
    """The learner's turns, and their note."""
    written = (state.afterwards.letter,) if state.afterwards else ()
    return [turn for turn in (*state.turns, *written) if turn.speaker is Side.LEARNER]


def _reckoning(state: State) -> Reckoning:
    return reckon(state.header.earlier.promised if state.header.earlier else (), _own(state))


def _letter(state: State) -> Letter | None:
    after = state.afterwards
    if after is None:
        return None
    return Letter(after.at, after.letter.text, after.gained, after.answer)
