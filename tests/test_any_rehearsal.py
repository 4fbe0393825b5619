"""What holds of a learner's meetings, in whatever order they are held, stopped, left, torn, branched and handed in.

`FUZZ_MEETINGS=2000` tries so many courses of things in the place of a few.
"""

import asyncio
import os
import re
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from fuzz.promises import kept_in_range, quoted, summed
from rehearse.archive.annotate import correct, note
from rehearse.archive.glance import head
from rehearse.archive.transcript import Transcript, read_transcript
from rehearse.coaching.assigned.held import meetings_for
from rehearse.coaching.assigned.packed import Content, Packed, packed
from rehearse.coaching.assigned.progress import progress
from rehearse.coaching.handed.handing import hand_in
from rehearse.coaching.handed.verifying import check_attempt
from rehearse.contact.offline import OfflineContact
from rehearse.errors import ContactError, InputError, RehearseError, StorageError
from rehearse.meeting.events import Corrected, Noted
from rehearse.meeting.met import met
from rehearse.meeting.plan import Plan
from rehearse.meeting.relationship import relationships
from rehearse.meeting.state import State, fold
from rehearse.reading.codebook import Cue, Label
from rehearse.reading.rules import RulesReader
from rehearse.reading.scene import Referrer, Side
from rehearse.rehearsal import Rehearsal, branch, resume, start
from rehearse.review.export import FORMS
from rehearse.review.review import review
from rehearse.scene import library
from rehearse.scene.assignment import Assignment, Task
from rehearse.scene.scenario import Mode
from rehearse.text import clean
from tests import builders

COURSES = int(os.environ.get("FUZZ_MEETINGS", "12"))
READER = RulesReader()
RUBRIC = library.rubric("standard")
WORDS = st.sampled_from(
    [
        "How did you end up making clocks?",
        "What made you keep the box?",
        "So she never told you which was which. What did you do then?",
        "What was your worst mistake?",
        "What would you advise a beginner?",
        "Thank you, I loved hearing that.",
        "Let me walk you through my resume. I started at Acme in 2015.",
        "Could you introduce me to your boss?",
        "Please, it would only take a minute, just an email to Ada.",
        "You know everybody. Do you have a job for me?",
        "Pia said that you would see me.",
        "hm",
        "¿Qué?  谢谢 e\u0301\u202e\x1b[2J",
        "My mother died in May. " * 30,
        "I must go now, thank you for your time. Goodbye!",
        " \x1b\x07 ",
    ]
)
FEW = st.integers(0, 40)
T = TypeVar("T")


class Inline(ThreadPoolExecutor):
    """Does at once what a thread would do, so that a cancel comes at the same place each time."""

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        done: Future[T] = Future()
        try:
            done.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - as a thread does
            done.set_exception(error)
        return done


class Wavering:
    """The embedded contact, over a line that goes dead after so many sentences."""

    engine = "offline"
    model: str | None = None
    note: str | None = None

    def __init__(self) -> None:
        self.sentences: int | None = None

    async def speak(self, state: State, plan: Plan) -> AsyncIterator[str]:
        left = self.sentences
        async for sentence in OfflineContact().speak(state, plan):
            if left == 0:
                break
            yield sentence
            left = None if left is None else left - 1
        if left is not None:
            raise ContactError("the line went dead", cure="Try again.")


def assigned(mode: Mode) -> Packed:
    scene = builders.scenario(mode=mode, referrer=Referrer(name="Pia", introduced=True, name_blessed=False))
    asked = Assignment.model_validate(
        {"schema": 1, "id": "week-one", "title": "One", "tasks": (Task(scenario=scene.id),), "rubric": RUBRIC.id}
    )
    return packed(Content(assignment=asked, scenarios=(scene,), personas=(builders.persona(),), rubric=RUBRIC))


class Meetings(RuleBasedStateMachine):
    """A learner, a coach and a folder of transcripts; one meeting at a time is open, or none."""

    def __init__(self) -> None:
        super().__init__()
        self.home = TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None)
        self.folder = Path(self.home.name) / "transcripts"
        self.runner = asyncio.Runner()
        self.runner.get_loop().set_default_executor(Inline(max_workers=1))
        self.seconds = 0
        self.contact = Wavering()
        self.open: Rehearsal | None = None
        self.path = self.folder
        self.bytes: dict[Path, bytes] = {}
        """What lay there last; a transcript only grows."""

    # What begins, goes on and ends.

    @initialize(mode=st.sampled_from(Mode), speaker=st.sampled_from(Side), assigned_to=st.booleans())
    def begin(self, mode: Mode, speaker: Side, assigned_to: bool) -> None:
        self.assignment = assigned(mode)
        scene = self.assignment.scenes[0]
        given = self.assignment.hash if assigned_to else None
        opening = {} if assigned_to else {"opening": scene.scenario.opening.model_copy(update={"speaker": speaker})}
        self.path = self._free("first")
        self.open = start(
            self.path,
            scene.scenario.model_copy(update=opening),
            scene.persona,
            self.contact,
            READER,
            seed=7,
            assignment=given,
            clock=self._clock,
        )

    @precondition(lambda self: self.open is not None)
    @rule()
    def hear_the_opening(self) -> None:
        self._hear(self._meeting.open(), None)

    @precondition(lambda self: self.open is not None)
    @rule(text=WORDS)
    def say(self, text: str) -> None:
        self._hear(self._meeting.say(text), text)

    @precondition(lambda self: self.open is not None)
    @rule(text=WORDS, after=st.integers(1, 3))
    def say_and_stop_the_reply(self, text: str, after: int) -> None:
        self._hear(self._meeting.say(text), text, after=after)

    @precondition(lambda self: self.open is not None)
    @rule(text=WORDS, steps=FEW)
    def say_and_be_torn_away(self, text: str, steps: int) -> None:
        self._hear(self._meeting.say(text), text, steps=steps)

    @precondition(lambda self: self.open is not None)
    @rule(text=WORDS, sentences=st.integers(0, 2))
    def say_over_a_line_that_goes_dead(self, text: str, sentences: int) -> None:
        self.contact.sentences = sentences
        self._hear(self._meeting.say(text), text)
        self.contact.sentences = None

    @precondition(lambda self: self.open is not None)
    @rule(steps=st.none() | FEW)
    def ask_for_the_reply(self, steps: int | None) -> None:
        self._hear(self._meeting.reply(), None, steps=steps)

    @precondition(lambda self: self.open is not None)
    @rule(goodbye=st.booleans(), steps=st.none() | FEW)
    def end(self, goodbye: bool, steps: int | None) -> None:
        self._hear(self._meeting.end(goodbye=goodbye), None, steps=steps)

    @precondition(lambda self: self.open is not None)
    @rule(text=WORDS, dead=st.booleans())
    def write_a_letter(self, text: str, dead: bool) -> None:
        before = self._meeting.state.turns
        self.contact.sentences = 0 if dead else None
        may = self._meeting.over and self._meeting.state.afterwards is None and clean(text).strip()
        answer = self._done(self._meeting.thank(text))
        self.contact.sentences = None
        after = self._meeting.state.afterwards
        assert self._meeting.state.turns == before
        if may:
            assert after is not None
            assert (after.letter.text, after.answer) == (clean(text).strip(), answer)

    @precondition(lambda self: self.open is not None)
    @rule()
    def read_the_answer(self) -> None:
        answer = self._done(self._meeting.answer())
        after = self._meeting.state.afterwards
        assert answer == (after.answer if after else None)

    # What is left, damaged and taken up again.

    @precondition(lambda self: self.open is not None)
    @rule()
    def leave(self) -> None:
        self._meeting.log.close()
        self.open = None

    @precondition(lambda self: self.open is None)
    @rule(cut=st.integers(1, 60))
    def tear_the_next_line(self, cut: int) -> None:
        line = b'{"n":9,"at":"2026-01-02T03:04:05Z","kind":"learner","text":"never finished"}'[:cut]
        with self.path.open("ab") as file:
            file.write(line)
        assert read_transcript(self.path).recovered is not None
        self.go_on()

    @precondition(lambda self: self.open is None)
    @rule()
    def go_on(self) -> None:
        self.open = resume(self.path, self.contact, READER, clock=self._clock)
        assert self.path.read_bytes() == self.bytes[self.path]

    @precondition(lambda self: self.open is None)
    @rule(number=FEW)
    def turn_to_another(self, number: int) -> None:
        paths = sorted(self.folder.glob("*.jsonl"))
        self.path = paths[number % len(paths)]
        self.go_on()

    @precondition(lambda self: self.open is None)
    @rule(number=FEW)
    def branch(self, number: int) -> None:
        """A branch has the beginning of its parent's lines, byte for byte but for their numbers."""
        parent, events = self._kept()[:2]
        turns = number % (len(fold(parent, events).turns) + 1)
        child = self._free("branch")
        self.open = branch(parent, events, turns, child, self.contact, READER, clock=self._clock)
        theirs, ours = _lines(self.path), _lines(child)
        assert ours == theirs[: len(ours)]
        assert self.open.state.turns == fold(parent, events).turns[:turns]
        self.path = child

    @precondition(lambda self: self.open is None)
    @rule()
    def meet_again(self) -> None:
        found = [met(*read_transcript(path)[:2]) for path in sorted(self.folder.glob("*.jsonl"))]
        scene = self.assignment.scenes[0]
        known = relationships([each for each in found if each]).get(scene.persona.id)
        self.path = self._free("again")
        self.open = start(
            self.path, scene.scenario, scene.persona, self.contact, READER, seed=7, known=known, clock=self._clock
        )

    # What others do with it.

    @precondition(lambda self: self.path.is_file())
    @rule(number=FEW, text=WORDS, author=st.sampled_from(["Ina", "", "Bo\x1b[2J"]))
    def note_a_turn(self, number: int, text: str, author: str) -> None:
        self._annotate(lambda turn: note(self.path, turn, text, author, self._clock()), number, clean(text).strip())

    @precondition(lambda self: self.path.is_file())
    @rule(number=FEW, names=st.lists(st.sampled_from([*Label, *Cue]), max_size=3))
    def correct_a_turn(self, number: int, names: list[Label | Cue]) -> None:
        turns = fold(*self._kept()[:2]).turns
        kind = Label if turns and turns[number % len(turns)].speaker is Side.LEARNER else Cue
        right = [name for name in names if isinstance(name, kind)]
        self._annotate(lambda turn: correct(self.path, turn, right, "Ina", self._clock()), number, "right")

    @rule(everything=st.booleans())
    def look_back(self, everything: bool) -> None:
        """The review never raises, quotes word for word, and its sums are the ledger's."""
        header, events, recovered = self._kept()
        found = review(header, events, RUBRIC, READER, str(self.path))
        quoted(found)
        if not fold(header, events).unread:
            summed(found, fold(header, events))
        if everything:
            for form in FORMS.values():
                form.write(found, None, Transcript(header, events, recovered))

    @rule()
    def hand_in(self) -> None:
        """What the app wrote is genuine: on the coach's machine each meeting fits, and replays."""
        now = progress(self.assignment, meetings_for(self.assignment, self.folder, READER))
        if not now.held:
            return
        given = hand_in(now, "Ana", READER, self._clock()).content
        for attempt in given.attempts:
            checked = check_attempt(attempt, given, self.assignment, READER)
            assert (checked.problems, checked.notes) == ((), ())
            assert checked.fits and checked.replayed

    # What holds at all times.

    @invariant()
    def the_disk_has_what_the_table_has(self) -> None:
        if not self.path.is_file():
            return
        header, events, recovered = self._kept()
        assert recovered is None
        state = fold(header, events)
        kept_in_range(state)
        assert self.open is None or state == self.open.state
        assert head(self.path).turns == len(state.turns)

    @invariant()
    def a_transcript_only_grows(self) -> None:
        there = {path: path.read_bytes() for path in self.folder.glob("*.jsonl")}
        for path, before in self.bytes.items():
            assert there[path].startswith(before), f"{path.name} has lost something"
        self.bytes = there

    def teardown(self) -> None:
        if self.path.is_file():
            self.look_back(everything=False)
            self.hand_in()
        if self.open is not None:
            self.open.log.close()
        self.runner.close()
        self.home.cleanup()

    # How it is done.

    @property
    def _meeting(self) -> Rehearsal:
        assert self.open is not None
        return self.open

    def _clock(self) -> datetime:
        self.seconds += 1
        return builders.MOMENT + timedelta(seconds=self.seconds)

    def _free(self, name: str) -> Path:
        return self.folder / f"{len(self.bytes):03}-{name}.jsonl"

    def _kept(self) -> Transcript:
        return read_transcript(self.path)

    def _hear(
        self, words: AsyncIterator[str], said: str | None, *, after: int | None = None, steps: int | None = None
    ) -> None:
        """Listen to the end, or stop after so many pieces, or be torn away after so many steps of the machine."""
        before = [turn.text for turn in self._meeting.state.turns]
        over = self._meeting.over
        shown: list[str] = []
        refused = self.runner.run(self._listen(words, shown, after, steps))
        now = [turn.text for turn in self._meeting.state.turns]
        assert now[: len(before)] == before, "a turn that was there is gone, or another"
        new = now[len(before) :]
        heard = "".join(shown).strip()
        if said is not None and (over or not clean(said).strip()):
            assert isinstance(refused, InputError) and not new
            return
        if said is not None and new:
            assert new.pop(0) == clean(said).strip()
        assert len(new) <= 1, "more was said than anybody heard"
        assert "".join(new).startswith(heard), "what was shown is not what was kept"
        whole = after is None and steps is None and refused is None
        assert not whole or "".join(new) == heard

    async def _listen(
        self, words: AsyncIterator[str], shown: list[str], after: int | None, steps: int | None
    ) -> RehearseError | None:
        async def listen() -> None:
            async for piece in words:
                shown.append(piece)
                if len(shown) == after:
                    break

        task = asyncio.ensure_future(listen())
        for _ in range(steps or 0):
            await asyncio.sleep(0)
        if steps is not None:
            task.cancel()
        refused: RehearseError | None = None
        try:
            await task
        except asyncio.CancelledError:
            pass
        except (ContactError, InputError) as error:
            refused = error
        await words.aclose()  # type: ignore[attr-defined]
        await self._meeting.cancel()
        return refused

    def _done(self, doing: Any) -> str | None:
        try:
            found: str = self.runner.run(doing)
        except (ContactError, InputError):
            return None
        return found

    def _annotate(self, add: Callable[[int], Any], number: int, says: str) -> None:
        """Add a remark, where it says something and nobody sits at the table; a remark changes nothing else."""
        before = fold(*self._kept()[:2])
        turn = number % len(before.turns) + 1 if before.turns else 1
        if self.open is not None or not before.turns or not says:
            with pytest.raises((StorageError, InputError)):
                add(turn)
            return
        after: State = add(turn).state
        assert (after.turns, after.ledger, after.energy) == (before.turns, before.ledger, before.energy)
        assert len(after.notes) + len(after.corrections) >= 1


def _lines(path: Path) -> Sequence[bytes]:
    """The lines of the events that a branch shares, without their numbers."""
    aside = tuple(f'"kind":"{kind.model_fields["kind"].default}"'.encode() for kind in (Noted, Corrected))
    lines = path.read_bytes().splitlines()[1:]
    return [re.sub(rb'^\{"n":\d+,', b"", line) for line in lines if not any(kind in line for kind in aside)]


Meetings.TestCase.settings = settings(max_examples=COURSES, stateful_step_count=25)
TestMeetings = Meetings.TestCase
