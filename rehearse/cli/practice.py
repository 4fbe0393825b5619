"""`rehearse practice`: in the app, or line by line where there is no terminal or none is wanted."""

import argparse
import asyncio
import math
import sys
from collections.abc import AsyncIterator, Iterator

from rehearse.archive.acquaintances import relationship_with
from rehearse.archive.index import new_path
from rehearse.cli.assigned import AssignmentJudge, Judge, sit_down
from rehearse.cli.reading import reader_at_hand
from rehearse.cli.terminal import interruptible, open_app, shows_the_app, wait_for
from rehearse.coaching.assigned.packed import Packed
from rehearse.coaching.assigned.taking import assignment_meant
from rehearse.engines import make_contact
from rehearse.errors import ContactError, InputError, StorageError
from rehearse.meeting.events import AnyEvent, Planned, Read
from rehearse.reading.scene import Side
from rehearse.rehearsal import LONGEST, Rehearsal, now, start
from rehearse.review.report import as_text
from rehearse.scene import library
from rehearse.scene.scenario import Mode, Scenario
from rehearse.settings import load_config, transcripts_dir
from rehearse.text import clean, one_line
from rehearse.tui.whisper import whisper

LATE = "Time is over."
AGAIN = "A blank line asks for the reply again."
ANEW = "What was not kept can be said again."


def run(args: argparse.Namespace) -> int:
    """Run a meeting and return the exit code."""
    assignment = _assignment(args)
    if not (args.plain or args.json) and shows_the_app():
        from rehearse.tui.start import Start

        return open_app(
            Start(
                "assignment" if assignment else "practice",
                assignment=assignment.hash if assignment else None,
                scenario=args.scenario,
                persona=args.persona,
                seed=args.seed,
                contact=args.contact,
                again=args.again,
            )
        )
    if args.scenario is None:
        known = ", ".join(entry.id for entry in library.scenarios())
        raise InputError("which scenario?", where="practice", cure=f"Name one of: {known}.")
    if assignment is None:
        return wait_for(in_lines(args, _sit_down(args), Judge()))
    return wait_for(in_lines(args, sit_down(args, assignment), AssignmentJudge(assignment)))


def _assignment(args: argparse.Namespace) -> Packed | None:
    """Return the assignment that is meant, if one is. Raises InputError for arguments that do not go with it."""
    found = assignment_meant(args.scenario) if args.scenario is not None else None
    if found is None and args.task is not None:
        raise InputError("only an assignment has tasks", where="--task", cure="Leave it out.")
    return found


def _sit_down(args: argparse.Namespace) -> Rehearsal:
    scenario = library.scenario(args.scenario)
    persona = library.persona(args.persona or scenario.persona)
    contact = make_contact(args.contact, load_config())
    path = new_path(transcripts_dir(), scenario.id, now())
    known = relationship_with(persona.id, transcripts_dir()) if args.again else None
    rehearsal = start(path, scenario, persona, contact, reader_at_hand(), seed=args.seed, known=known)
    if args.again and rehearsal.state.header.earlier is None:
        print(f"rehearse: {_why_strangers(scenario)}", file=sys.stderr)
    return rehearsal


async def in_lines(args: argparse.Namespace, rehearsal: Rehearsal, judge: Judge, reminder: str = "") -> int:
    """Hold the meeting line by line, from where it stands, and print the review; return the exit code.

    `reminder` is what people read before the first word of theirs.
    """
    lines = _Events(rehearsal, judge) if args.json else _Talk(rehearsal, judge)
    lines.begin()
    if reminder and not args.json:
        print(one_line(reminder))
    rehearsal.prepare()
    try:
        if rehearsal.state.pending:
            await lines.hear(rehearsal.reply())
        else:
            await lines.hear(rehearsal.open())
        for text in _learner_lines(prompt="You: " if not args.json and sys.stdin.isatty() else ""):
            if text:
                lines.echo(text)
                await lines.hear(rehearsal.say(text))
            elif rehearsal.state.pending:
                await lines.hear(rehearsal.reply())
            if rehearsal.over:
                break
        await lines.hear(rehearsal.end())
        await lines.hear(rehearsal.end(goodbye=False))
        _check_over(rehearsal)
    except (asyncio.CancelledError, KeyboardInterrupt):
        print(file=sys.stderr)
        await rehearsal.cancel("interrupted")
        raise
    finally:
        rehearsal.log.close()
        print(f"rehearse: the transcript is {one_line(str(rehearsal.log.path))}", file=sys.stderr)
    if not args.no_review:
        lines.review()
    return 0


async def _tell(error: ContactError | StorageError, rehearsal: Rehearsal) -> None:
    """Say what failed and how to go on. Raises StorageError where nobody is there to go on."""
    if isinstance(error, StorageError):
        if not sys.stdin.isatty():
            raise error
        print(f"rehearse: {one_line(str(error))} {AGAIN if rehearsal.state.pending else ANEW}", file=sys.stderr)
        return
    print(f"rehearse: {one_line(str(error))} {AGAIN}", file=sys.stderr)
    await rehearsal.cancel("the reply broke off")


def _check_over(rehearsal: Rehearsal) -> None:
    if not rehearsal.over:
        where = one_line(str(rehearsal.log.path))
        cure = "All before it is kept; open `rehearse` to go on with it."
        raise StorageError("the end of the meeting could not be kept", where=where, cure=cure)


def _why_strangers(scenario: Scenario) -> str:
    if scenario.mode is Mode.EXAM:
        return "in an exam the two meet as strangers"
    return "there is no earlier meeting with this contact; the two meet as strangers"


def _learner_lines(prompt: str) -> Iterator[str]:
    """Yield what the learner says: each line that is not blank is a turn, the end of input the end.

    Of a line that is longer than a turn may be, only so much as shows that it is.
    """
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    while True:
        with interruptible():
            print(prompt, end="", flush=True)
            line = sys.stdin.readline(LONGEST + 1)
        if not line:
            print(end="\n" if prompt else "")
            return
        rest = line
        while len(rest) > LONGEST and not rest.endswith("\n"):
            rest = sys.stdin.readline(LONGEST + 1)
        yield clean(line).strip()


class _Talk:
    """Prints a meeting as people read one."""

    def __init__(self, rehearsal: Rehearsal, judge: Judge) -> None:
        self.rehearsal = rehearsal
        self.judge = judge
        self.name = one_line(rehearsal.state.header.scene.contact.name)

    def begin(self) -> None:
        header = self.rehearsal.state.header
        scenario = header.scenario
        if scenario is None:
            return
        print(
            f"{one_line(scenario.title)}. With {self.name}, {one_line(header.scene.contact.role)}; "
            f"{header.scene.minutes} minutes."
        )
        print(f"\n{clean(scenario.brief).strip()}")
        tips = scenario.tips if scenario.mode is Mode.PRACTICE else ()
        for title, items in (("What you could know", scenario.know), ("For this table", tips)):
            if items:
                print(f"\n{title}:")
            for item in items:
                print(f"- {one_line(item)}")
        print()
        if sys.stdin.isatty():
            print("Each line is a turn of yours; Ctrl+D ends the meeting.\n")
        for turn in self.rehearsal.state.turns:
            who = "You" if turn.speaker is Side.LEARNER else self.name
            print(f"{who}: {one_line(turn.text)}")

    def echo(self, text: str) -> None:
        if not sys.stdin.isatty():
            print(f"You: {one_line(text)}")

    async def hear(self, words: AsyncIterator[str]) -> None:
        """Print a reply as it comes; a failure is said, and the meeting goes on with the next line."""
        begun = False
        try:
            async for chunk in words:
                # One line says all that somebody said, and who said it.
                said = chunk.replace("\n", " ")
                print(said if begun else f"{self.name}: {said.lstrip()}", end="", flush=True)
                begun = True
        except (ContactError, StorageError) as error:
            print("\n" if begun else "", end="", flush=True)
            await _tell(error, self.rehearsal)
            begun = False
        except InputError as error:
            print(f"rehearse: {one_line(str(error))}", file=sys.stderr)
        if begun:
            print(flush=True)
            self._aside()

    def _aside(self) -> None:
        """Say what the app shows beside the talk, where somebody types."""
        state = self.rehearsal.state
        if sys.stdin.isatty() and not self.rehearsal.over:
            left = f"{math.ceil(state.minutes_left)} minutes left, {state.mood}." if state.minutes_left > 0 else LATE
            print(one_line(f"Aside: {left} {whisper(state)}"), flush=True)

    def review(self) -> None:
        print()
        print(as_text(self.judge.review(self.rehearsal)), end="")
        for line in self.judge.lines(self.rehearsal):
            print(line)


class _Events:
    """Prints a meeting as its events, one JSON object a line; of an exam none that tells how a turn was taken."""

    def __init__(self, rehearsal: Rehearsal, judge: Judge) -> None:
        self.rehearsal = rehearsal
        self.judge = judge
        self.printed = 0
        scenario = rehearsal.state.header.scenario
        self.exam = scenario is not None and scenario.mode is Mode.EXAM

    def begin(self) -> None:
        print(self.rehearsal.state.header.model_dump_json(by_alias=True), flush=True)

    def echo(self, text: str) -> None:
        """The learner's turn is an event like any other."""

    async def hear(self, words: AsyncIterator[str]) -> None:
        try:
            async for _ in words:
                pass
        except (ContactError, StorageError) as error:
            await _tell(error, self.rehearsal)
        except InputError as error:
            print(f"rehearse: {one_line(str(error))}", file=sys.stderr)
        events: tuple[AnyEvent, ...] = self.rehearsal.log.events
        for event in events[self.printed :]:
            if not (self.exam and isinstance(event, Read | Planned)):
                print(event.model_dump_json(), flush=True)
        self.printed = len(events)

    def review(self) -> None:
        for line in self.judge.events(self.rehearsal):
            print(line)
        print(f'{{"kind":"review",{self.judge.review(self.rehearsal).model_dump_json()[1:]}', flush=True)
