"""The fold: from a transcript's header and events to how things stand at the table."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce

from rehearse.meeting import clock
from rehearse.meeting.events import AnyEvent, Cancelled, Ended, Header, Noted, Planned, Read, Replied, Said
from rehearse.meeting.ledger import Entry, Table, charge
from rehearse.meeting.plan import Leaving, Move, Plan
from rehearse.reading.codebook import Cue, Label, Turn
from rehearse.reading.scene import Side

MONOLOGUE = 120
"""Words of one turn from which it is a monologue, where no persona says otherwise."""

MOODS = ((0.65, "warm"), (0.4, "even"), (0.2, "cool"))
"""The mood from each energy up; below the lowest it is cold."""


@dataclass(frozen=True, slots=True)
class State:
    """How things stand after some events. Never written down: folded from them."""

    header: Header
    energy: float
    """The mood at the table, 0 to 1."""
    trust: float
    """The social capital with this contact, 0 to 1."""
    standing: float = 0.0
    """The referrer's standing with the contact, -2 to 2; 0 without a referrer."""
    minutes_used: float = 0.0
    turns: tuple[Turn, ...] = ()
    ledger: tuple[Entry, ...] = ()
    energy_curve: tuple[float, ...] = ()
    """The energy after each turn."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """How often each rule was entered."""
    plan: Plan | None = None
    """What the contact means to do, or did last."""
    plans: tuple[tuple[int, Plan], ...] = ()
    """The plan behind each contact turn, by the turn's number."""
    told: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """Layers told, by story, in the order of telling; 0 is how it opens."""
    current: str | None = None
    """The story or remark told last."""
    remarks: frozenset[str] = frozenset()
    """Ids of the remarks made."""
    gifts: tuple[tuple[int, str], ...] = ()
    """Turn and id of each gift offered."""
    notes: tuple[Noted, ...] = ()
    pending: bool = False
    """Whether the learner's last turn awaits a reply."""
    unread: bool = False
    """Whether the learner's last turn awaits its reading."""
    events: int = 0
    """Number of the last event."""
    ended: Leaving | None = None

    @property
    def minutes_left(self) -> float:
        """Minutes until the time is over; negative after it."""
        return round(self.header.scene.minutes - self.minutes_used, 4)

    @property
    def mood(self) -> str:
        """The energy in a word: warm, even, cool or cold."""
        return next((name for floor, name in MOODS if self.energy >= floor), "cold")

    @property
    def learner_turns(self) -> int:
        """How many turns the learner has had."""
        return sum(turn.speaker is Side.LEARNER for turn in self.turns)

    def times(self, *labels: Label) -> int:
        """How often any of these labels was entered into the ledger."""
        return sum(self.counts.get(label, 0) for label in labels)

    def last(self, side: Side) -> Turn | None:
        """The last turn of one side."""
        return next((turn for turn in reversed(self.turns) if turn.speaker is side), None)

    @property
    def time_was_signalled(self) -> bool:
        """Whether the contact has said that time is short; 'I have until ten' as a first word is no hurry yet."""
        return any(turn.has(Cue.SIGNALS_TIME) for turn in self.turns[1:])


def begin(header: Header) -> State:
    """Return the state before the first word."""
    return State(header=header, energy=header.energy, trust=header.trust)


def fold(header: Header, events: Iterable[AnyEvent]) -> State:
    """Return the state after these events."""
    return reduce(advance, events, begin(header))


def advance(state: State, event: AnyEvent) -> State:
    """Return the state after one more event."""
    state = replace(state, events=event.n)
    match event:
        case Said():
            turn = Turn(speaker=Side.LEARNER, text=event.text)
            return replace(_with_turn(state, turn), pending=True, unread=True)
        case Read():
            return _read(state, event)
        case Planned():
            return replace(state, plan=event.plan)
        case Replied():
            turn = Turn(speaker=Side.CONTACT, text=event.text, cues=event.cues)
            return replace(_carried_out(_with_turn(state, turn), offered=True), pending=False)
        case Cancelled() if event.text:
            turn = Turn(speaker=Side.CONTACT, text=event.text)
            return replace(_carried_out(_with_turn(state, turn), offered=False), pending=False)
        case Cancelled():
            return state
        case Noted():
            return replace(state, notes=(*state.notes, event))
        case Ended():
            return replace(state, ended=event.how, pending=False)


def _with_turn(state: State, turn: Turn) -> State:
    return replace(
        state,
        turns=(*state.turns, turn),
        energy_curve=(*state.energy_curve, state.energy),
        minutes_used=round(state.minutes_used + clock.cost(turn.text), 4),
    )


def _read(state: State, event: Read) -> State:
    """Put the labels on the learner's last turn and enter what they cost and earn."""
    number, turn = _last_learner_turn(state)
    if turn is None or not state.unread:
        return state
    read = turn.model_copy(update={"labels": event.labels, "unsure": event.unsure})
    persona = state.header.persona
    table = Table(
        energy=state.energy,
        trust=state.trust,
        standing=state.standing,
        patience=state.header.patience,
        has_referrer=state.header.scene.referrer is not None,
        minutes_left=state.minutes_left + clock.cost(turn.text),
        monologue=persona.interrupts_after if persona else MONOLOGUE,
    )
    entries = charge(number, read, state.counts, table)
    energy = round(state.energy + sum(entry.energy for entry in entries), 4)
    return replace(
        state,
        turns=(*state.turns[: number - 1], read, *state.turns[number:]),
        ledger=(*state.ledger, *entries),
        counts=Counter(state.counts) + Counter(entry.rule for entry in entries),
        energy=energy,
        trust=round(state.trust + sum(entry.trust for entry in entries), 4),
        standing=round(state.standing + sum(entry.standing for entry in entries), 4),
        energy_curve=(*state.energy_curve[: number - 1], *[energy] * (len(state.turns) - number + 1)),
        unread=False,
    )


def _last_learner_turn(state: State) -> tuple[int, Turn | None]:
    for number in range(len(state.turns), 0, -1):
        if state.turns[number - 1].speaker is Side.LEARNER:
            return number, state.turns[number - 1]
    return 0, None


def _carried_out(state: State, *, offered: bool) -> State:
    """Keep what the plan told and gave; a reply that was cut short tells, but gives nothing."""
    if state.plan is None:
        return state
    told, remarks, current, gifts = dict(state.told), set(state.remarks), state.current, list(state.gifts)
    stories = {story.id for story in state.header.persona.stories} if state.header.persona else set()
    for beat in state.plan.beats:
        if beat.ref is None:
            continue
        if beat.move is Move.OFFER:
            if offered:
                gifts.append((len(state.turns), beat.ref))
        elif beat.ref in stories:
            if beat.move is Move.TELL:
                told[beat.ref] = (*told.get(beat.ref, ()), beat.layer)
                current = beat.ref
        else:
            remarks.add(beat.ref)
            current = beat.ref
    plans = (*state.plans, (len(state.turns), state.plan))
    return replace(state, plans=plans, told=told, remarks=frozenset(remarks), current=current, gifts=tuple(gifts))
