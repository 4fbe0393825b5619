"""The replay: one turn after the other, with what was read in it, what it changed, and what coaches say of it."""

import asyncio
import getpass
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.content import Content

from rehearse.archive.annotate import LONGEST_NAME, NOBODY, Annotated, correct, note
from rehearse.archive.family import family
from rehearse.errors import RehearseError
from rehearse.reading.codebook import Cue, Label
from rehearse.reading.scene import Side
from rehearse.rehearsal import now
from rehearse.tui.course import Course
from rehearse.tui.screens import relatives
from rehearse.tui.screens.ask import Choose
from rehearse.tui.screens.correcting import CorrectionScreen
from rehearse.tui.screens.page import BACK
from rehearse.tui.screens.standing import standing
from rehearse.tui.screens.stepping import Stepping
from rehearse.tui.screens.write import Fill, NoteScreen
from rehearse.tui.widgets.plain import line

ASKED = "Notes and corrections carry it; it is asked once."
WHOLE = ("note", "labels")
"""What needs all of the transcript."""


class ReplayScreen(Stepping):
    """A meeting that was: it is stepped through, remarked on, corrected and branched from."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b", "branch", "Branch", id="replay.branch", tooltip="Sit down to a new meeting from this turn on"),
        Binding("m", "note", "Note", id="replay.note", tooltip="Pin a note to this turn"),
        Binding("l", "labels", "Labels", id="replay.labels", tooltip="Correct what was read in this turn"),
        Binding("o", "other", "Takes", id="replay.other", tooltip="Open what this branched from, or a branch of it"),
        Binding("v", "review", "Review", id="replay.review", tooltip="Read the review of this meeting"),
        Binding("N", "noted(1)", "Next note", id="replay.noted", tooltip="Go to the next note", show=False),
        Binding("P", "noted(-1)", "Note before", id="replay.before", tooltip="Go to the note before", show=False),
        Binding("y", "copy", "Copy", id="replay.copy", tooltip="Copy the words of this turn", show=False),
        BACK,
    ]

    def __init__(self, path: Path, turn: int = 1) -> None:
        super().__init__(path, turn)
        self._family = relatives.NONE
        self._begun: dict[int, str] = {}
        """Notes that were begun and put away, by turn."""

    async def take(self, course: Course) -> None:
        """Show the meeting; once all of it is read, look for its branches."""
        first = not (self.course and self.course.whole)
        await super().take(course)
        if first and course.whole:
            self._relate()

    @work(exclusive=True, group="family")
    async def _relate(self) -> None:
        if self.course is None:
            return
        header = self.course.state.header
        parent = header.parent.id if header.parent else None
        try:
            self._family = await asyncio.to_thread(family, self.path, header.id, parent)
        except RehearseError as error:
            self.house.tell(error)
        self.draw()
        self.refresh_bindings()

    def panel(self, course: Course) -> Content:
        """Return what stands beside the turn: what was read in it, what it changed, how things stood then."""
        state, turn = course.state, self.turn
        near = relatives.at_turn(self._family, state.header, turn, len(state.turns))
        return standing(state, turn, course.entries.get(turn, ()), course.trust[turn - 1], near)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer remarks once all is read, other takes where there are any."""
        if action == "other":
            return bool(relatives.all_of(self._family))
        if action in WHOLE and not (self.course and self.course.whole):
            return False
        return super().check_action(action, parameters)

    def action_branch(self) -> None:
        """Sit down to a new meeting: a turn of one's own is said anew, a turn of the contact's is answered anew."""
        if self.course is None or not self.course.state.turns:
            return
        turn = self.course.state.turns[self.turn - 1]
        if turn.speaker is Side.LEARNER:
            self.house.branch(self.path, self.turn - 1, turn.text)
        else:
            self.house.branch(self.path, self.turn)

    def action_copy(self) -> None:
        """Copy the turn's words as they were said."""
        if self.course and self.course.state.turns:
            self.app.copy_to_clipboard(self.course.state.turns[self.turn - 1].text)

    def action_review(self) -> None:
        """Read the review."""
        self.house.open_review(self.path)

    def action_other(self) -> None:
        """Open the meeting that this one branched from, or one of its branches; ask where there are several."""
        rows = relatives.all_of(self._family)
        if len(rows) == 1:
            self._open(str(rows[0].path))
        elif rows:
            choices = relatives.choices(rows, self._family.parent)
            self.app.push_screen(Choose("Which take?", choices), self._open)

    def _open(self, path: str | None) -> None:
        found = next((row for row in relatives.all_of(self._family) if str(row.path) == path), None)
        if found and self.course:
            parent = self.course.state.header.parent
            shared = parent.turns if found is self._family.parent and parent else found.shared
            self.house.open_replay(found.path, shared + 1)

    async def action_noted(self, way: int) -> None:
        """Go to the next turn that a coach remarked on, or to the one before."""
        await self.jump(self.course.remarked if self.course else (), way, "note")

    def action_note(self) -> None:
        """Write a note on this turn."""
        self.pause()
        self._signed(self._write)

    def action_labels(self) -> None:
        """Correct what was read in this turn."""
        self.pause()
        self._signed(self._tick)

    def _signed(self, then: Callable[[str], None]) -> None:
        """Go on with the author's name, which is asked for once."""
        if self.house.author:
            then(self.house.author)
            return

        def named(name: str | None) -> None:
            if name:
                self.house.author = name
                then(name)

        self.app.push_screen(Fill("Who writes?", _user(), note=ASKED, anew=True), named)

    def _write(self, author: str) -> None:
        turn = self.turn

        async def keep(text: str) -> None:
            await self._added(lambda: note(self.path, turn, text, author, now()))

        def left(text: str | None) -> None:
            self._begun[turn] = text or ""

        self.app.push_screen(NoteScreen(f"{author}, on turn {turn}", keep, self._begun.get(turn, "")), left)

    def _tick(self, author: str) -> None:
        if self.course is None:
            return
        turn = self.turn
        said = self.course.state.turns[turn - 1]
        given = self.course.state.corrections
        mine = next((each for each in given if each.turn == turn and each.author == author), None)

        async def keep(names: frozenset[Label | Cue]) -> None:
            await self._added(partial(correct, self.path, turn, names, author, now()))

        title = f"What {author} reads in turn {turn}"
        ticked = mine.names if mine else said.names
        self.app.push_screen(CorrectionScreen(title, said.speaker, said.names, ticked, keep))

    async def _added(self, add: Callable[[], Annotated]) -> None:
        """Keep a remark, then show the meeting with it."""
        found = await asyncio.to_thread(add)
        if found.path != self.path:
            self.path = found.path
            self.house.say(f"This meeting came with the app. The remark is kept in your own copy, {found.path}")
        await self.take(await asyncio.to_thread(Course.of, found.state))


def _user() -> str:
    """Return what this machine calls the person."""
    try:
        return line(getpass.getuser(), LONGEST_NAME) or NOBODY
    except (KeyError, OSError):
        return NOBODY
