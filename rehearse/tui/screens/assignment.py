"""One assignment: its tasks on the left; on the right what is asked, how each attempt went, and what to do next."""

import asyncio
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from rehearse.coaching.assigned.held import meetings_for
from rehearse.coaching.assigned.progress import Progress, Stand, check_may_sit, progress
from rehearse.coaching.assigned.taking import taken
from rehearse.errors import InputError, RehearseError
from rehearse.settings import transcripts_dir
from rehearse.tui import asked, seats
from rehearse.tui.screens.ask import Choice, Choose
from rehearse.tui.screens.handing import HandInScreen
from rehearse.tui.screens.page import BACK, Page, turn_pages
from rehearse.tui.screens.sitting import SittingScreen
from rehearse.tui.widgets.keys import Keys
from rehearse.tui.widgets.plain import Plain, spaced
from rehearse.tui.widgets.rows import Rows


class AssignmentScreen(Page):
    """What a coach asks, and how far one is."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "sit", "Sit down", id="assignment.sit", tooltip="Read the brief, then begin", priority=True),
        Binding("v", "review", "Reviews", id="assignment.review", tooltip="Read the review of a meeting at this task"),
        Binding("h", "hand_in", "Hand in", id="assignment.hand", tooltip="See what is handed in, and write the file"),
        Binding("pageup", "page(-1)", "Up", id="assignment.up", tooltip="Read back", show=False, priority=True),
        Binding("pagedown", "page(1)", "Down", id="assignment.down", tooltip="Read on", show=False, priority=True),
        BACK,
    ]

    def __init__(self, name: str) -> None:
        super().__init__()
        self._wanted = name
        self._now: Progress | None = None

    def compose(self) -> ComposeResult:
        """The tasks, all there is to know, the keys."""
        with Horizontal(id="picker"):
            yield Rows(id="scenes")
            with VerticalScroll(id="brief", can_focus=False):
                yield Plain("Looking …", id="words")
        yield Keys()

    def on_screen_resume(self) -> None:
        """Look, and look again when one comes back: a meeting may have been held since."""
        self._look()

    @work(exclusive=True, group="look")
    async def _look(self) -> None:
        try:
            self._now = await asyncio.to_thread(self._read)
        except RehearseError as error:
            self.query_one("#words", Plain).update(str(error))
            return
        tasks = self.query_one("#scenes", OptionList)
        lit = tasks.highlighted
        tasks.clear_options()
        tasks.add_options(spaced(Option(asked.task_row(stand)) for stand in self._now.stands))
        if lit is None:
            lit = self._now.next.scene.number - 1 if self._now.next else 0
        tasks.highlighted = lit
        tasks.focus()
        self._draw()

    def _read(self) -> Progress:
        packed = taken(self._wanted)
        return progress(packed, meetings_for(packed, transcripts_dir(), self.house.reader()))

    def on_option_list_option_highlighted(self, _event: OptionList.OptionHighlighted) -> None:
        """Show the task that is lit."""
        self._draw()
        self.query_one("#brief").scroll_home(animate=False)

    def on_option_list_option_selected(self, _event: OptionList.OptionSelected) -> None:
        """Go to the brief."""
        self.action_sit()

    def _stand(self) -> Stand | None:
        lit = self.query_one("#scenes", OptionList).highlighted if self.is_mounted else None
        return self._now.stands[lit] if self._now and lit is not None and lit < len(self._now.stands) else None

    def _draw(self) -> None:
        stand = self._stand()
        if self._now and stand:
            self.query_one("#words", Plain).update(asked.pane(self._now, stand))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done now."""
        stand = self._stand()
        if action == "sit":
            return stand is not None and stand.may_sit
        if action == "review":
            return bool(stand and self._ended(stand))
        if action == "hand_in":
            return bool(self._now and self._now.held)
        return True

    def _ended(self, stand: Stand) -> list[Choice]:
        """The meetings whose review can be read, the newest first."""
        held = [each for each in reversed(stand.held) if each.state.learner_turns and not each.veiled]
        return [Choice(str(each.path), *asked.attempt_row(each)) for each in held]

    def action_sit(self) -> None:
        """Show the brief of the task that is lit, and what one has to know before."""
        stand = self._stand()
        if self._now is None or stand is None:
            return
        try:
            check_may_sit(stand, self._now.packed)
        except InputError as error:
            self.house.tell(error)
            return
        self.app.push_screen(SittingScreen(self._now.packed, stand), self._sit)

    def _sit(self, yes: bool | None) -> None:
        stand = self._stand()
        if yes and self._now and stand:
            self.house.open_meeting(partial(seats.sit_for, self.house, self._now.packed, stand.scene.number))

    def action_review(self) -> None:
        """Read a review; ask which where there are several."""
        stand = self._stand()
        choices = self._ended(stand) if stand else []
        if len(choices) == 1:
            self.house.open_review(Path(choices[0].id))
        elif choices:
            self.app.push_screen(Choose("The review of which meeting?", choices), self._open)

    def _open(self, path: str | None) -> None:
        if path:
            self.house.open_review(Path(path))

    def action_hand_in(self) -> None:
        """Show what is handed in."""
        if self._now:
            self.app.push_screen(HandInScreen(self._now))

    def action_page(self, pages: int) -> None:
        """Scroll the right side."""
        turn_pages(self.query_one("#brief", VerticalScroll), pages)
