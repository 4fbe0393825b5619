"""The one place where the parts meet: learner turn, read, fold, plan, speak, log.

It serves the app, the line mode and the tests alike, and knows no screen. Each event is on the disk
before the step that made it returns, and the last words of a reply are shown only after that reply is.
"""

import asyncio
import secrets
from collections.abc import AsyncGenerator, Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rehearse.archive.log import TranscriptLog
from rehearse.contact.contact import Contact
from rehearse.contact.cues import reply_cues
from rehearse.contact.letter import as_said, plan_answer
from rehearse.contact.planner import leaving_for, make_plan
from rehearse.contact.telling import finder, persona_of
from rehearse.errors import ContactError, InputError
from rehearse.meeting.events import (
    SCHEMA,
    Answered,
    AnyEvent,
    Cancelled,
    Corrected,
    Ended,
    Header,
    Noted,
    Parent,
    Planned,
    Read,
    Replied,
    Said,
    Wrote,
)
from rehearse.meeting.plan import Plan
from rehearse.meeting.relationship import Relationship, earlier, trust_to_begin
from rehearse.meeting.state import State, advance, fold
from rehearse.reading.reader import Reader
from rehearse.reading.scene import Side
from rehearse.scene.library import content_hash
from rehearse.scene.persona import Persona
from rehearse.scene.scenario import Mode, Scenario
from rehearse.text import clean, counted

LONGEST = 100_000
"""Characters of a turn at most; what `rehearse.model.Text` holds."""

LIFT = 0.3
"""Energy with which a contact comes, for all the trust that earlier meetings left above or below a stranger's."""

Clock = Callable[[], datetime]


def now() -> datetime:
    """The time of day, in UTC."""
    return datetime.now(UTC)


class Rehearsal:
    """A meeting that goes on: what is said is read, counted, answered and logged.

    `say`, `reply` and `open` are async generators of the contact's words; run one at a time, and end it
    (or call `cancel`) before the next.
    """

    def __init__(self, log: TranscriptLog, contact: Contact, reader: Reader, clock: Clock = now) -> None:
        if log.header.persona is None:
            raise InputError(
                "this meeting was imported without a persona, so nobody can play on",
                where=log.path.name,
                cure="Review or replay it instead.",
            )
        self.log = log
        self.contact = contact
        self._reader = reader
        self._clock = clock
        self._shown: list[str] = []
        self.state: State = fold(log.header, log.events)

    @property
    def over(self) -> bool:
        """Whether the meeting has ended."""
        return self.state.ended is not None

    def prepare(self) -> "asyncio.Future[object]":
        """Begin, in a thread, what the first answer needs: it may take seconds, and the learner is still reading."""
        return asyncio.get_running_loop().run_in_executor(None, finder, persona_of(self.state))

    async def open(self) -> AsyncGenerator[str, None]:
        """Yield the contact's first words, where the scene has them speak first; log them."""
        scenario = self.state.header.scenario
        if self.state.turns or (scenario and scenario.opening.speaker is Side.LEARNER):
            return
        async for chunk in self._speak(await asyncio.to_thread(make_plan, self.state)):
            yield chunk

    async def say(self, text: str) -> AsyncGenerator[str, None]:
        """Log and read the learner's turn, then yield the contact's reply and log that.

        Raises InputError for an empty turn or a meeting that is over, StorageError when the disk refuses
        (nothing is shown that is not kept), ContactError when the engine fails: the turn stands, and `reply`
        asks again.
        """
        text = _sayable(text)
        if self.over:
            raise InputError("the meeting is over", cure="Read its review, or branch from one of its turns.")
        await self._keep(Said(n=self._next, at=self._clock(), text=text))
        async for chunk in self.reply():
            yield chunk

    async def reply(self) -> AsyncGenerator[str, None]:
        """Yield the contact's reply to the turn that awaits one, if any: after a cancel, a failure or a crash."""
        if not self.state.pending:
            return
        await self._read()
        async for chunk in self._speak(await asyncio.to_thread(make_plan, self.state)):
            yield chunk

    async def cancel(self, cause: str = "stopped by the learner") -> None:
        """Keep what had been shown of a reply that was stopped; without any, the turn still awaits its reply."""
        if self._shown:
            text = "".join(self._shown).strip()
            await self._keep(Cancelled(n=self._next, at=self._clock(), text=text, cause=cause))
        self._shown = []

    async def end(self, *, goodbye: bool = True) -> AsyncGenerator[str, None]:
        """End the meeting from the learner's side; yield the contact's goodbye, if they are still at the table.

        Raises ContactError where the goodbye does not come; `goodbye=False` ends without one.
        """
        if self.over:
            return
        await self._read()
        if goodbye and self.state.learner_turns and not self.state.unread and not self.state.pending:
            async for chunk in self._speak(await asyncio.to_thread(make_plan, self.state, parting=True)):
                yield chunk
        if not self.over:
            how = leaving_for(self.state, goodbye=True)
            await self._keep(Ended(n=self._next, at=self._clock(), how=how, by=Side.LEARNER))

    async def thank(self, text: str) -> str:
        """Log and read the learner's note after the meeting, then return the contact's answer, which is logged, too.

        Raises InputError for an empty note, a second one, or a meeting that goes on; StorageError when the disk
        refuses; ContactError when the engine fails: the note stands, and `answer` asks again.
        """
        text = _sayable(text, "note")
        self.check_letter()
        await self._read()
        await self._keep(Wrote(n=self._next, at=self._clock(), text=text))
        return await self.answer()

    def check_letter(self) -> None:
        """Raise InputError where no note may be written: the meeting goes on, or there is one already."""
        if not self.over:
            raise InputError("the meeting goes on", cure="Say it at the table.")
        if self.state.afterwards:
            raise InputError("the note is written already", cure="One is enough; let them be for a while.")

    async def answer(self) -> str:
        """Return the contact's answer to the note: the one that is kept, or else a new one, after a failure or a crash.

        It comes whole, as letters do. Raises InputError where there is no note.
        """
        after = self.state.afterwards
        if after is None:
            raise InputError("no note is written yet", cure="Write one first.")
        if after.answer is not None:
            return after.answer
        await self._read()
        plan = await asyncio.to_thread(plan_answer, self.state)
        await self._keep(Planned(n=self._next, at=self._clock(), plan=plan))
        text = "".join([clean(chunk) async for chunk in self.contact.speak(as_said(self.state), plan)]).strip()
        if not text:
            raise ContactError("the contact wrote nothing", cure="Your note is kept; ask for the answer again.")
        engine, note = self.contact.engine, self.contact.note
        await self._keep(Answered(n=self._next, at=self._clock(), text=text, engine=engine, note=note))
        return text

    @property
    def _next(self) -> int:
        return self.state.events + 1

    async def _keep(self, *events: AnyEvent) -> None:
        """Log first, then fold: what is not on the disk has not happened.

        A write that has begun is waited for even where the reply is being stopped, so that the state is what the
        disk holds, and several events that belong together are written together.
        """
        writing = asyncio.ensure_future(asyncio.to_thread(self._write, events))
        try:
            await asyncio.shield(writing)
        except asyncio.CancelledError:
            await asyncio.wait([writing])
            if not writing.cancelled():
                writing.exception()
            raise
        finally:
            self._catch_up()

    def _write(self, events: Iterable[AnyEvent]) -> None:
        for event in events:
            self.log.append(event)

    def _catch_up(self) -> None:
        """Fold what the log has and the state has not; a reply that is kept is no longer one that could be cut."""
        for event in self.log.events[self.state.events :]:
            self.state = advance(self.state, event)
            if isinstance(event, Replied):
                self._shown = []

    async def _read(self) -> None:
        after = self.state.afterwards
        if not (after.unread if after else self.state.unread):
            return
        scene, (*before, last) = self.state.header.scene, as_said(self.state).turns
        found = await asyncio.to_thread(self._reader.read, scene, before, last.text)
        await self._keep(Read(n=self._next, at=self._clock(), labels=found.labels, unsure=found.unsure))

    async def _speak(self, plan: Plan) -> AsyncGenerator[str, None]:
        """Log the plan, yield the words, log the reply before its last chunk is yielded."""
        await self._keep(Planned(n=self._next, at=self._clock(), plan=plan))
        self._shown = []
        held = ""
        async for chunk in self.contact.speak(self.state, plan):
            if held:
                self._shown.append(held)
                yield held
            held = clean(chunk)
        text = "".join((*self._shown, held)).strip()
        if not text:
            raise ContactError("the contact said nothing", cure="Your turn is kept; ask for the reply again.")
        cues = await asyncio.to_thread(reply_cues, self._reader, self.state, plan, text, self.contact.engine)
        engine, note = self.contact.engine, self.contact.note
        reply = Replied(n=self._next, at=self._clock(), text=text, cues=cues, engine=engine, note=note)
        if plan.leaving is None:
            await self._keep(reply)
        else:
            by = Side.LEARNER if plan.goodbye else Side.CONTACT
            await self._keep(reply, Ended(n=self._next + 1, at=self._clock(), how=plan.leaving, by=by))
        yield held


def _sayable(text: str, what: str = "turn") -> str:
    """Return what can be said or written. Raises InputError for nothing, and for too much."""
    text = clean(text).strip()
    if not text:
        raise InputError(f"an empty {what} says nothing", cure="Write something first.")
    if len(text) > LONGEST:
        raise InputError(
            f"a {what} of {len(text):,} characters is too long",
            cure=f"Say it in at most {LONGEST:,}; nothing was sent.",
        )
    return text


def start(  # noqa: PLR0913 - each of these is a free choice of whoever starts a meeting
    path: Path,
    scenario: Scenario,
    persona: Persona,
    contact: Contact,
    reader: Reader,
    *,
    seed: int | None = None,
    known: Relationship | None = None,
    assignment: str | None = None,
    clock: Clock = now,
) -> Rehearsal:
    """Begin a meeting in a new transcript at `path`; without a seed, the scenario's or a new one is taken.

    `known` is what lies between the two already: the meeting then goes on from there. An exam, and a meeting for an
    `assignment` (its hash), is always held as strangers.
    """
    if assignment or scenario.mode is Mode.EXAM:
        known = None
    began = clock()
    if seed is None:
        seed = scenario.seed if scenario.seed is not None else secrets.randbelow(2**31)
    played = {"engine": contact.engine, "model": contact.model, "seed": seed, "reader": reader.version}
    header = first_line(scenario, persona, began, known, **played, id=secrets.token_hex(8), assignment=assignment)
    return Rehearsal(TranscriptLog.create(path, header), contact, reader, clock)


def first_line(
    scenario: Scenario, persona: Persona, began: datetime, known: Relationship | None = None, **played: Any
) -> Header:
    """Return the header of a meeting: all that follows from the scene and who meets, with who plays as it is given."""
    trust = trust_to_begin(known, scenario.trust, began) if known else scenario.trust
    return Header(
        started=began,
        scene=scenario.scene(persona),
        scenario=scenario,
        persona=persona,
        scenario_hash=content_hash(scenario),
        persona_hash=content_hash(persona),
        trust=trust,
        energy=round(min(max(persona.warmth + LIFT * (trust - scenario.trust), 0.0), 1.0), 4),
        patience=persona.patience,
        earlier=earlier(known, began) if known else None,
        **played,
    )


def resume(path: Path, contact: Contact, reader: Reader, *, clock: Clock = now) -> Rehearsal:
    """Go on with the meeting in `path`, where it stopped."""
    return Rehearsal(TranscriptLog.open(path), contact, reader, clock)


def branch(  # noqa: PLR0913 - as for start
    header: Header,
    events: tuple[AnyEvent, ...],
    turns: int,
    path: Path,
    contact: Contact,
    reader: Reader,
    *,
    clock: Clock = now,
) -> Rehearsal:
    """Begin a new meeting that shares the first `turns` turns and the seed of another.

    The other's events are copied up to that turn, with the reading of a learner turn that ends them.
    """
    kept = shared(events, turns)
    child = header.model_copy(
        update={
            "schema_": SCHEMA,
            "id": secrets.token_hex(8),
            "started": clock(),
            "engine": contact.engine,
            "model": contact.model,
            "reader": reader.version,
            "parent": Parent(id=header.id, turns=turns),
        }
    )
    return Rehearsal(TranscriptLog.create(path, child, kept), contact, reader, clock)


def shared(events: tuple[AnyEvent, ...], turns: int) -> tuple[AnyEvent, ...]:
    """Return the events of the first `turns` turns, without notes and corrections, numbered anew."""
    kept: list[AnyEvent] = []
    count = 0
    for event in events:
        is_turn = isinstance(event, Said | Replied) or (isinstance(event, Cancelled) and bool(event.text))
        if (is_turn or isinstance(event, Planned | Ended)) and count >= turns:
            break
        count += is_turn
        if not isinstance(event, Noted | Corrected):
            kept.append(event.model_copy(update={"n": len(kept) + 1}))
    if count < turns:
        raise InputError(f"the meeting has only {counted(count, 'turn')}", cure=f"Branch from one of 0 to {count}.")
    return tuple(kept)
