"""The list of assignments that were taken in, and the way to take in another."""

import asyncio
from collections.abc import Callable
from typing import ClassVar, NamedTuple

from textual import work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from rehearse.coaching.assigned.held import meetings_for
from rehearse.coaching.assigned.packed import Packed
from rehearse.coaching.assigned.progress import Progress, progress
from rehearse.coaching.assigned.taking import Taken, take_in, taken_in
from rehearse.errors import RehearseError
from rehearse.reading.reader import Reader
from rehearse.settings import transcripts_dir
from rehearse.tui import asked
from rehearse.tui.screens.listed import ListPage
from rehearse.tui.screens.page import BACK
from rehearse.tui.screens.write import Fill
from rehearse.tui.widgets.plain import Plain, line, spaced, styled

EMPTY = "None yet. Your coach gives you a file, NAME.assignment.json; i takes it in."
EMPTY_SERVED = "None yet. Your coach puts them here."


class _Row(NamedTuple):
    """An assignment in the list."""

    taken: Taken
    now: Progress | None
    """How far it is; None where the file is broken."""


class AssignmentsScreen(ListPage):
    """What is asked of the learner, whichever came last first."""

    HEADING = "Assignments"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Open", id="assignments.open", tooltip="Open the lit assignment", priority=True),
        Binding("i", "take_in", "Take in a file", id="assignments.in", tooltip="Take in a file that a coach gave you"),
        BACK,
    ]

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[_Row] = []

    @work(exclusive=True, group="look")
    async def look(self) -> None:
        """Fill the rows."""
        try:
            self._rows = await asyncio.to_thread(_all, self.house.reader)
        except RehearseError as error:
            self.query_one("#remark", Plain).update(str(error))
            return
        rows = self.query_one(OptionList)
        lit = rows.highlighted or 0
        rows.clear_options()
        rows.add_options(spaced(Option(_prompt(row)) for row in self._rows))
        empty = EMPTY if self.house.by_path else EMPTY_SERVED
        self.query_one("#remark", Plain).update("" if self._rows else empty)
        if self._rows:
            rows.highlighted = min(lit, len(self._rows) - 1)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to name a file where files can be named."""
        return action != "take_in" or self.house.by_path

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the assignment, or say why it cannot be."""
        row = self._rows[event.option_index]
        if row.taken.packed:
            self.house.open_assignment(row.taken.packed.hash)
        else:
            self.house.say(row.taken.problem)

    def action_take_in(self) -> None:
        """Ask for the file."""
        note = "It is checked, and a copy is kept among your own files."
        self.app.push_screen(Fill("Which file did your coach give you?", note=note, limit=1_000), self._named)

    def _named(self, name: str | None) -> None:
        if name:
            self._take_in(name)

    @work(exclusive=True, group="in")
    async def _take_in(self, name: str) -> None:
        try:
            found: Packed = await asyncio.to_thread(lambda: take_in(self.house.named_file(name)))
        except RehearseError as error:
            self.house.tell(error)
        else:
            self.house.open_assignment(found.hash)


def _prompt(row: _Row) -> Content:
    if row.now is None:
        title = styled(line(row.taken.path.name, 76), "bold")
        return Content.assemble(title, "\n", styled("cannot be used", "$error"))
    return asked.assignment_row(row.now)


def _all(reader: Callable[[], Reader]) -> list[_Row]:
    """Read all assignments, and how far each is."""
    found = taken_in()
    return [
        _Row(
            each, progress(each.packed, meetings_for(each.packed, transcripts_dir(), reader())) if each.packed else None
        )
        for each in found
    ]
