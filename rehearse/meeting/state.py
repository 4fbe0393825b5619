"""The fold: from a transcript's header and events to how things stand at the table."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from rehearse.meeting import afterwards, clock
from rehearse.meeting.afterwards import Afterwards
from rehearse.meeting.events import (
    Answered,
    AnyEvent,
    Cancelled,
    Corrected,
    Ended,
    Header,
    Noted,
    Planned,
    Read,
    Replied,
    Said,
    Wrote,
)
from rehearse.meeting.ledger import Entry, Table, charge
from rehearse.meeting.plan import Leaving, Move, Plan
from rehearse.reading.codebook import Cue, Label, Turn
from rehearse.reading.invitations import mentions, opening
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
    """The referrer's standing with the contact, -2 to 2; 0 without a referrer whom the contact knows of."""
    referrer_known: bool = False
    """Whether the contact knows of a referrer: one who did not agree to be named is unknown until the name is said."""
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
    """Layers told, by story, in the order of telling, in earlier meetings as well; 0 is how it opens."""
    current: str | None = None
    """The story or remark told last."""
    remarks: frozenset[str] = frozenset()
    """Ids of the remarks made, in earlier meetings as well."""
    gifts: tuple[tuple[int, str], ...] = ()
    """Turn and id of each gift offered."""
    notes: tuple[Noted, ...] = ()
    corrections: tuple[Corrected, ...] = ()
    """The labels and cues that coaches gave, as they hold: of each author and turn the last."""
    pending: bool = False
    """Whether the learner's last turn awaits a reply."""
    unread: bool = False
    """Whether the learner's last turn awaits its reading."""
    events: int = 0
    """Number of the last event."""
    ended: Leaving | None = None
    afterwards: Afterwards | None = None
    """The learner's note after the meeting, and the contact's answer."""

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
    known = header.scene.referrer is not None and not opening(header.scene).withheld
    state = State(header=header, energy=header.energy, trust=header.trust, referrer_known=known)
    if header.earlier is None:
        return state
    return replace(state, told=dict(header.earlier.told), remarks=frozenset(header.earlier.remarks))


def fold(header: Header, events: Iterable[AnyEvent]) -> State:
    """Return the state after these events."""
    folding = Folding(begin(header))
    for event in events:
        folding.take(event)
    return folding.state()


def advance(state: State, event: AnyEvent) -> State:
    """Return the state after one more event."""
    folding = Folding(state)
    folding.take(event)
    return folding.state()


class Folding:
    """A fold under way. What it gathers grows in place, so that each event costs the same, however long the meeting."""

    def __init__(self, state: State) -> None:
        self._from = state
        self._energy, self._trust, self._standing = state.energy, state.trust, state.standing
        self._minutes_used = state.minutes_used
        self._referrer_known, self._withheld = state.referrer_known, opening(state.header.scene).withheld
        self._turns, self._ledger, self._curve = list(state.turns), list(state.ledger), list(state.energy_curve)
        self._counts = Counter(state.counts)
        self._plan, self._plans = state.plan, list(state.plans)
        self._told, self._current, self._remarks = dict(state.told), state.current, set(state.remarks)
        self._gifts, self._notes = list(state.gifts), list(state.notes)
        self._corrections = {(event.turn, event.author): event for event in state.corrections}
        self._pending, self._unread = state.pending, state.unread
        self._events, self._ended, self._afterwards = state.events, state.ended, state.afterwards
        persona = state.header.persona
        self._stories = frozenset(story.id for story in persona.stories) if persona else frozenset()

    @property
    def turns(self) -> int:
        """Turns of both sides so far."""
        return len(self._turns)

    def state(self) -> State:
        """Return how things stand after what was taken."""
        return replace(
            self._from,
            energy=self._energy,
            trust=self._trust,
            standing=self._standing,
            minutes_used=self._minutes_used,
            referrer_known=self._referrer_known,
            turns=tuple(self._turns),
            ledger=tuple(self._ledger),
            energy_curve=tuple(self._curve),
            counts=Counter(self._counts),
            plan=self._plan,
            plans=tuple(self._plans),
            told=dict(self._told),
            current=self._current,
            remarks=frozenset(self._remarks),
            gifts=tuple(self._gifts),
            notes=tuple(self._notes),
            corrections=tuple(self._corrections.values()),
            pending=self._pending,
            unread=self._unread,
            events=self._events,
            ended=self._ended,
            afterwards=self._afterwards,
        )

    def take(self, event: AnyEvent) -> None:
        """Go on by one event."""
        self._events = event.n
        match event:
            case Said():
                self._say(Turn(speaker=Side.LEARNER, text=event.text))
                self._pending = self._unread = True
            case Read() | Planned() | Answered() if self._afterwards:
                self._afterwards = self._after(self._afterwards, event)
            case Read():
                self._read(event)
            case Planned():
                self._plan = event.plan
            case Replied():
                self._say(Turn(speaker=Side.CONTACT, text=event.text, cues=event.cues))
                self._carry_out(offered=True)
            case Cancelled():
                if event.text:
                    self._say(Turn(speaker=Side.CONTACT, text=event.text))
                    self._carry_out(offered=False)
            case Noted():
                self._notes.append(event)
            case Corrected():
                self._corrections.pop((event.turn, event.author), None)
                self._corrections[event.turn, event.author] = event
            case Ended():
                self._ended, self._pending = event.how, False
            case Wrote() if self._ended and self._afterwards is None:
                letter = Turn(speaker=Side.LEARNER, text=event.text)
                self._afterwards = Afterwards(letter, event.at, self._trust, self._standing)
            case Wrote() | Answered():
                pass

    def _say(self, turn: Turn) -> None:
        self._turns.append(turn)
        self._referrer_known = self._knows_referrer(turn)
        self._curve.append(self._energy)
        self._minutes_used = round(self._minutes_used + clock.cost(turn.text), 4)

    def _knows_referrer(self, turn: Turn) -> bool:
        return self._referrer_known or mentions(turn.text, self._withheld)

    def _read(self, event: Read) -> None:
        """Put the labels on the learner's last turn and enter what they cost and earn."""
        number = self._last_learner_turn()
        if not number or not self._unread:
            return
        turn = self._turns[number - 1]
        read = turn.model_copy(update={"labels": event.labels, "unsure": event.unsure})
        entries = charge(number, read, self._counts, self._table(turn))
        self._turns[number - 1] = read
        self._ledger += entries
        self._counts.update(entry.rule for entry in entries)
        self._energy = round(self._energy + sum(entry.energy for entry in entries), 4)
        self._trust = round(self._trust + sum(entry.trust for entry in entries), 4)
        self._standing = round(self._standing + sum(entry.standing for entry in entries), 4)
        self._curve[number - 1 :] = [self._energy] * (len(self._turns) - number + 1)
        self._unread = False

    def _after(self, after: Afterwards, event: Read | Planned | Answered) -> Afterwards:
        """Return what came after the meeting, with the note's reading, what is meant to be answered, or the answer."""
        match event:
            case Read() if after.unread:
                return afterwards.read(after, event, len(self._turns) + 1, self._counts, self._table(after.letter))
            case Planned():
                return replace(after, plan=event.plan)
            case Answered() if after.answer is None:
                return replace(after, answer=event.text)
            case _:
                return after

    def _table(self, turn: Turn) -> Table:
        header = self._from.header
        return Table(
            energy=self._energy,
            trust=self._trust,
            standing=self._standing,
            patience=header.patience,
            has_referrer=self._knows_referrer(turn),
            minutes_left=round(header.scene.minutes - self._minutes_used, 4) + clock.cost(turn.text),
            monologue=header.persona.interrupts_after if header.persona else MONOLOGUE,
        )

    def _last_learner_turn(self) -> int:
        """Return the number of the learner's last turn; 0 where there is none."""
        for number in range(len(self._turns), 0, -1):
            if self._turns[number - 1].speaker is Side.LEARNER:
                return number
        return 0

    def _carry_out(self, *, offered: bool) -> None:
        """Keep what the plan told and gave; a reply that was cut short tells, but gives nothing."""
        self._pending = False
        if self._plan is None:
            return
        for beat in self._plan.beats:
            if beat.ref is None:
                continue
            if beat.move is Move.OFFER:
                if offered:
                    self._gifts.append((len(self._turns), beat.ref))
            elif beat.ref in self._stories:
                if beat.move is Move.TELL:
                    self._told[beat.ref] = (*self._told.get(beat.ref, ()), beat.layer)
                if beat.move in (Move.TELL, Move.RECALL):
                    self._current = beat.ref
            else:
                self._remarks.add(beat.ref)
                self._current = beat.ref
        self._plans.append((len(self._turns), self._plan))
