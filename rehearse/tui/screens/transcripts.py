"""The list of meetings: type to narrow it, Enter to open one."""

import asyncio
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from rehearse.archive.index import Summary, list_transcripts
from rehearse.errors import RehearseError
from rehearse.settings import shipped, transcripts_dir
from rehearse.tui.screens.ask import Choice, Choose
from rehearse.tui.screens.page import BACK, Page
from rehearse.tui.widgets.keys import Keys
from rehearse.tui.widgets.plain import Plain, counted, line, spaced, styled

MOST = 300
"""Rows shown at once; more are found by typing."""
ENDED = {"glad": "ended gladly", "on_time": "ended on time", "early": "ended early", None: "not ended"}


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

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Summary] = []
        self._shown: list[Summary] = []
        self._samples = shipped("transcripts")

    def compose(self) -> ComposeResult:
        """A line to type in, the rows, the keys."""
        with Vertical(classes="column"):
            yield Plain("Transcripts", classes="heading")
            yield Input(placeholder="Type to find: a name, a scene, a date", id="filter")
            yield OptionList(id="rows")
            yield Plain("Looking …", id="remark", classes="quiet")
        yield Keys()

    def on_mount(self) -> None:
        """List what is there."""
        self.query_one(OptionList).can_focus = False
        self._look()

    def on_screen_resume(self) -> None:
        """Look again: a meeting may have been held since."""
        if self.is_mounted:
            self._look()

    @work(exclusive=True, group="look")
    async def _look(self) -> None:
        rows: list[Summary] = []
        for folder in (transcripts_dir(), self._samples):
            try:
                rows += await asyncio.to_thread(list_transcripts, folder)
            except RehearseError as error:
                self.house.tell(error)
        self._rows = rows
        self._fill()

    def on_input_changed(self, _event: Input.Changed) -> None:
        """Show what fits."""
        self._fill()

    def on_input_submitted(self, _event: Input.Submitted) -> None:
        """Open the line that is lit."""
        self.action_take()

    def _fill(self) -> None:
        words = self.query_one(Input).value.casefold().split()
        fitting = [row for row in self._rows if all(word in self._searched(row) for word in words)]
        self._shown = fitting[:MOST]
        rows = self.query_one(OptionList)
        lit = rows.highlighted or 0
        rows.clear_options()
        rows.add_options(spaced(Option(self._prompt(row)) for row in self._shown))
        if self._shown:
            rows.highlighted = min(lit, len(self._shown) - 1)
        self.query_one("#remark", Plain).update(self._remark(len(fitting)))

    def _remark(self, fitting: int) -> str:
        if not self._rows:
            return "No meeting yet. Begin one with New rehearsal; it is kept here, turn by turn."
        if not fitting:
            return "No meeting fits."
        return f"{fitting - MOST} more; type to find them" if fitting > MOST else ""

    def _searched(self, row: Summary) -> str:
        when = "sample" if self._is_sample(row) else day(row)
        return f"{row.title} {row.contact} {row.path.name} {when} {ENDED.get(row.ended, '')}".casefold()

    def _is_sample(self, row: Summary) -> bool:
        return row.path.parent == self._samples

    def _prompt(self, row: Summary) -> Content:
        if row.broken:
            return Content.assemble(styled(line(row.title, 80), "bold"), "\n", styled(line(row.broken, 160), "$error"))
        when = "sample" if self._is_sample(row) else day(row)
        parts = [when, f"with {line(row.contact, 40)}", counted(row.turns, "turn"), ENDED.get(row.ended, "ended")]
        return Content.assemble(styled(line(row.title, 80), "bold"), "\n", styled(" · ".join(parts), "$text-muted"))

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
        row = self._shown[lit]
        if row.broken:
            self.house.say(f"{row.path.name}: {row.broken}")
            return
        choices = [Choice("review", "Review", key="v"), Choice("replay", "Replay", key="r")]
        if row.unfinished and not self._is_sample(row):
            choices.insert(0, Choice("continue", "Continue", key="c"))
        self.app.push_screen(Choose(f"{row.title}, with {row.contact}", choices), lambda way: self._open(way, row.path))

    def _open(self, way: str | None, path: Path) -> None:
        if way == "continue":
            self.house.go_on(path)
        elif way == "replay":
            self.house.open_replay(path)
        elif way == "review":
            self.house.open_review(path)


def day(row: Summary) -> str:
    """Return when a meeting began, on the clock here."""
    return f"{row.started.astimezone():%d %b %Y, %H:%M}"
