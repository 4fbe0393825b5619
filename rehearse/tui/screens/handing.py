"""The window in which one hands in: what is in the file, whose it is, and where it then lies."""

import asyncio
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen

from rehearse.coaching.assigned.progress import Progress
from rehearse.coaching.handed import handing
from rehearse.errors import RehearseError
from rehearse.rehearsal import now
from rehearse.text import counted
from rehearse.tui import asked
from rehearse.tui.screens.page import house_of
from rehearse.tui.screens.write import Fill
from rehearse.tui.widgets.keys import Keys
from rehearse.tui.widgets.plain import Plain, line, safe, styled

NAME = "Your coach reads it; it is asked once."
BEFORE = "Each goes in word for word, with its review and your name; nothing else does, and nothing is sent anywhere."


class HandInScreen(ModalScreen[None]):
    """Shows what is handed in, writes the file, and says where it lies."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "write", "Write the file", id="handing.write", tooltip="Write the one file", priority=True),
        Binding("n", "name", "Name", id="handing.name", tooltip="Change the name that stands in it"),
        Binding("escape", "leave", "Back", id="handing.leave", tooltip="Close this window"),
    ]

    def __init__(self, progress: Progress) -> None:
        super().__init__(classes="window")
        self._progress = progress
        self._whose = ""
        self._written = False

    def compose(self) -> ComposeResult:
        """What it is, the meetings, what comes of it, the keys."""
        with Vertical(classes="box wide"):
            yield Plain(id="what")
            with VerticalScroll():
                yield Plain(self._meetings())
            yield Plain(BEFORE, id="after", classes="quiet")
            yield Keys()

    def on_mount(self) -> None:
        """Remember whose it is."""
        self._whose = handing.remembered_name()
        self._draw()

    def _draw(self) -> None:
        title = line(self._progress.packed.assignment.title, 60)
        whose = f", as {line(self._whose, 60)}" if self._whose else ""
        done = "Ready to hand in" if self._written else "Hand in"
        self.query_one("#what", Plain).update(styled(f"{done}: {title}{whose}", "bold"))
        self.refresh_bindings()

    def _meetings(self) -> Content:
        held = self._progress.held
        rows = [counted(len(held), "meeting")]
        for each in held:
            when, how = asked.attempt_row(each)
            rows.append(f"· task {each.scene.number}, {when}: {how}")
        waits = [styled(f"\n\n{line(each)}", "$warning") for each in handing.waiting(self._progress)]
        return Content.assemble(safe("\n".join(rows)), *waits)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Write once."""
        return action == "leave" or not self._written

    def action_name(self) -> None:
        """Ask for the name."""
        self.app.push_screen(
            Fill("Your name, as your coach knows you?", self._whose, note=NAME, limit=handing.LONGEST_NAME, anew=True),
            self._named,
        )

    def _named(self, name: str | None) -> None:
        if name:
            self._whose = name
            self._draw()

    def action_write(self) -> None:
        """Write the file; without a name ask for that first."""
        if self._whose:
            self._write()
        else:
            self.app.push_screen(
                Fill("Your name, as your coach knows you?", note=NAME, limit=handing.LONGEST_NAME), self._named_first
            )

    def _named_first(self, name: str | None) -> None:
        if name:
            self._whose = name
            self._write()

    @work(exclusive=True, group="write")
    async def _write(self) -> None:
        try:
            path = await asyncio.to_thread(self._made)
        except RehearseError as error:
            house_of(self).tell(error)
            return
        self._written = True
        whom = line(self._progress.packed.assignment.coach or "your coach", 60)
        if house_of(self).by_path:
            after = f"The file lies in {line(str(path))}\nNothing was sent: give that one file to {whom}."
        else:
            self.app.deliver_text(path)
            after = f"{path.name} lies on this server, and goes to your browser's downloads: give it to {whom}."
        self.query_one("#after", Plain).update(after)
        self._draw()

    def _made(self) -> Path:
        found = handing.hand_in(self._progress, self._whose, house_of(self).reader(), now())
        path = handing.write(found, None, handing.submissions_dir())
        handing.remember_name(self._whose)
        return path

    def action_leave(self) -> None:
        """Close."""
        self.dismiss(None)
