"""The list of meetings: type to narrow it by what it shows and by what was said, Enter to open one."""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from rehearse.archive.exams import goes_on
from rehearse.archive.removing import may_remove, remove
from rehearse.archive.search import Index, Match, Matches, Wanted
from rehearse.archive.tables import SAMPLE
from rehearse.errors import RehearseError
from rehearse.review import finding
from rehearse.tui.screens.ask import Ask, Choice, Choose
from rehearse.tui.screens.page import BACK, Page
from rehearse.tui.widgets.found import prompt
from rehearse.tui.widgets.keys import Keys
from rehearse.tui.widgets.plain import Plain, spaced
from rehearse.tui.widgets.rows import Rows

MOST, MOST_FOUND = 300, 60
"""Rows shown at once: of all, and of those that fit what was typed, which each have a quote to find."""

FOR_GOOD = "Every word of it is gone for good. What branched from it is a meeting of its own, and stays."
EXAM = "No review and no replay before this exam ends."


class TranscriptsScreen(Page):
    """The person's own meetings, newest first, then the samples."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "take",
            "Open",
            id="transcripts.open",
            tooltip="Review, replay or continue this meeting",
            priority=True,
        ),
        Binding("down", "move(1)", "Next", id="transcripts.down", tooltip="Light the next line", show=False),
        Binding("up", "move(-1)", "Previous", id="transcripts.up", tooltip="Light the line before", show=False),
        BACK,
    ]

    @dataclass
    class Read(Message):
        """So many of the meetings that the index does not know yet were read."""

        done: int
        of: int

    def __init__(self) -> None:
        super().__init__()
        self._index: Index | None = None
        self._shown: tuple[Match, ...] = ()
        self._asked = 0
        self._reading = "Looking …"
        self._left = False

    def compose(self) -> ComposeResult:
        """A line to type in, the rows, the keys."""
        with Vertical(classes="column"):
            yield Plain("Transcripts", classes="heading")
            yield Input(placeholder="Type to find: a name, a scene, a day, words that were said", id="filter")
            yield Plain(self._reading, id="remark", classes="quiet")
            yield Rows(id="rows")
        yield Keys()

    def on_mount(self) -> None:
        """List what is there."""
        self.query_one(OptionList).can_focus = False
        self._renew()

    def on_screen_resume(self) -> None:
        """Look again: a meeting may have been held since."""
        if self.is_mounted:
            self._renew()

    def on_unmount(self) -> None:
        """Let the reading end after a few files more; what was read is kept."""
        self._left = True

    @work(exclusive=True, group="renew")
    async def _renew(self) -> None:
        """Show what the index knows, bring it up to the files, show that."""
        try:
            self._index = await asyncio.to_thread(finding.index)
            self._find()
            await asyncio.to_thread(self._index.renew, self._go_on)
        except RehearseError as error:
            self.house.tell(error)
        self._reading = ""
        self._find()

    def _go_on(self, done: int, of: int) -> bool:
        """Called off the event loop."""
        if not self._left:
            self.post_message(self.Read(done, of))
        return not self._left

    def on_transcripts_screen_read(self, message: Read) -> None:
        """Say how far it is, and show what is known by now."""
        self._reading = f"Reading: {message.done:,} of {message.of:,} …"
        self._find()

    def on_input_changed(self, _event: Input.Changed) -> None:
        """Find what fits."""
        self._find()

    def on_input_submitted(self, _event: Input.Submitted) -> None:
        """Open the line that is lit."""
        self.action_take()

    def on_resize(self) -> None:
        """Let quotes fill the line."""
        self._fill()

    @work(exclusive=True, group="find")
    async def _find(self) -> None:
        """Find off the event loop; what was typed last wins."""
        self._asked += 1
        words = self.query_one(Input).value
        found = await asyncio.to_thread(self._look, words, self._asked)
        if found is None:
            return
        self._shown = found.shown
        self._fill()
        self.query_one("#remark", Plain).update(self._remark(words, found))

    def _look(self, words: str, number: int) -> Matches | None:
        if self._index is None or number != self._asked:
            return None
        return self._index.find(Wanted(words), MOST_FOUND if words.strip() else MOST)

    def _fill(self) -> None:
        rows = self.query_one(OptionList)
        before = rows.highlighted_option.id if rows.highlighted_option else None
        paths = [str(match.row.path) for match in self._shown]
        width = rows.scrollable_content_region.width - 2
        rows.clear_options()
        rows.add_options(
            spaced(Option(prompt(match, width), id=path) for match, path in zip(self._shown, paths, strict=True))
        )
        if paths:
            rows.highlighted = paths.index(before) if before in paths else 0

    def _remark(self, words: str, found: Matches) -> str:
        more = found.total - len(found.shown)
        left_out = f"{more:,} more; type to find them" if more else ""
        if self._reading or found.total:
            return "  ".join(filter(None, (self._reading, left_out)))
        if words.strip():
            return "No meeting fits."
        return "No meeting yet. Begin one with New rehearsal; it is kept here, turn by turn."

    def action_move(self, by: int) -> None:
        """Light another line while the typing goes on."""
        rows = self.query_one(OptionList)
        if self._shown:
            rows.highlighted = ((rows.highlighted or 0) + by) % len(self._shown)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the line that was clicked."""
        event.option_list.highlighted = event.option_index
        self.action_take()

    def action_take(self) -> None:
        """Ask what to do with the meeting that is lit."""
        lit = self.query_one(OptionList).highlighted
        if lit is None or lit >= len(self._shown):
            return
        match = self._shown[lit]
        row = match.row
        if row.broken:
            self.house.say(f"{row.path.name}: {row.broken}")
            return
        try:
            choices = _ways(match)
        except RehearseError as error:
            self.house.tell(error)
            return
        self.app.push_screen(Choose(f"{row.title}, with {row.contact}", choices), lambda way: self._open(way, row.path))

    def _open(self, way: str | None, path: Path) -> None:
        if way == "continue":
            self.house.go_on(path)
        elif way == "replay":
            self.house.open_replay(path)
        elif way == "review":
            self.house.open_review(path)
        elif way == "delete":
            self._ask_to_delete(path)

    def _ask_to_delete(self, path: Path) -> None:
        def answered(yes: bool | None) -> None:
            if yes:
                self._delete(path)

        self.app.push_screen(Ask("Delete this meeting?", FOR_GOOD), answered)

    @work(exclusive=True, group="delete")
    async def _delete(self, path: Path) -> None:
        try:
            await asyncio.to_thread(remove, path)
        except RehearseError as error:
            self.house.tell(error)
        self._renew()


def _ways(match: Match) -> list[Choice]:
    """What can be done with a meeting: an exam that goes on is only gone on with."""
    path, goes = match.row.path, Choice("continue", "Continue", key="c")
    looks = [Choice("review", "Review", key="v"), Choice("replay", "Replay", key="r")]
    if match.shelf == SAMPLE:
        return looks
    gone = [Choice("delete", "Delete", key="x")] if may_remove(path) else []
    if not match.row.unfinished:
        return [*looks, *gone]
    if goes_on(path):
        return [goes._replace(hint=EXAM), *gone]
    return [goes, *looks, *gone]
