"""Home: the first thing one sees, so nothing is read or loaded before it stands there."""

import asyncio
import contextlib
import importlib
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from rehearse import engines
from rehearse.errors import RehearseError
from rehearse.settings import Kind, index_path, is_served, own_dir, transcripts_dir
from rehearse.text import counted
from rehearse.tui.screens.page import Page
from rehearse.tui.widgets.keys import Keys
from rehearse.tui.widgets.plain import Plain, line, styled
from rehearse.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from rehearse.archive.glance import Summary

SENTENCE = "Practise a coffee meeting before it counts."
GARDEN = "Whom you have met, and how things stand"
ROOM = 54
"""Characters of a hint that fit on one line."""
NEEDED = ("rehearse.rehearsal", "rehearse.scene.library", "rehearse.tui.screens.meeting")
"""What the next step needs; loaded while one reads, where hints need most of it anyhow."""

PAST: tuple[Kind, ...] = ("transcripts", "assignments")
"""Folders of which home says something."""


class HomeScreen(Page):
    """Continue, begin anew, see what is asked, look back, see to the garden."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Open", id="home.open", tooltip="Open the line that is lit", priority=True),
        Binding(
            "c", "go('continue')", "Continue", id="home.continue", tooltip="Go on with the last meeting", show=False
        ),
        Binding("n", "go('new')", "New", id="home.new", tooltip="Choose a scene and sit down", show=False),
        Binding("t", "go('transcripts')", "Look back", id="home.transcripts", tooltip="List your meetings", show=False),
        Binding(
            "a", "go('assignments')", "Assignments", id="home.assignments", tooltip="See what is asked", show=False
        ),
        Binding("g", "go('garden')", "Garden", id="home.garden", tooltip="See whom you have met", show=False),
        Binding("o", "other", "Other contact", id="home.contact", tooltip="Change who plays the contact"),
        Binding("l", "app.lamp", "Lamp", id="home.lamp", tooltip="Change between lamplight and daylight"),
        Binding("q", "app.quit", "Quit", id="home.quit", tooltip="Leave the app"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._unfinished: Summary | None = None
        self._garden = ""
        self._asked: str | None = None
        """How things stand with assignments; None where there are none."""
        self._stands = False
        """Whether the first frame was drawn."""

    def compose(self) -> ComposeResult:
        """The title, the ways to go, who plays, where things lie."""
        with Vertical(id="home"):
            yield Plain("Rehearse", id="title")
            yield Plain(SENTENCE, id="sentence")
            yield Rows(*self._options(), id="ways")
            yield Plain(id="settings", classes="quiet")
        yield Keys()

    def on_mount(self) -> None:
        """Light the first line."""
        self.query_one(OptionList).highlighted = 0

    def look(self) -> None:
        """Read what is there, now that the first frame stands."""
        self._stands = True
        self._look()

    def on_screen_resume(self) -> None:
        """Look again: a meeting may have been held since."""
        if self._stands:
            self._look()

    @work(exclusive=True, group="home")
    async def _look(self) -> None:
        """Find the meeting to go on with, say who plays, then look at what was asked and at who was met.

        Who has nothing behind them needs none of this, and most of the app's memory is what it takes to read it.
        """
        with contextlib.suppress(RehearseError):
            found = await asyncio.to_thread(_newest)
            if found != self._unfinished:
                self._unfinished = found
                self._fill()
        try:
            who = engines.describe(self.house.choice, self.house.config)
            where = "on this server" if is_served() else f"in {line(transcripts_dir(), 200)}"
        except RehearseError as error:
            self.query_one("#settings", Plain).update(str(error))
            return
        self.query_one("#settings", Plain).update(f"The contact plays {who}.\nYour meetings are kept {where}")
        if not await asyncio.to_thread(_has_past):
            return
        await asyncio.to_thread(_load)
        with contextlib.suppress(RehearseError):
            asked = await asyncio.to_thread(self.house.assignment_hint)
            if asked != self._asked:
                self._asked = asked
                self._fill()
        with contextlib.suppress(RehearseError):
            hint = await asyncio.to_thread(self.house.garden_hint)
            if hint != self._garden:
                self._garden = hint
                self._fill()

    def _fill(self) -> None:
        ways = self.query_one(OptionList)
        before = ways.highlighted_option.id if ways.highlighted_option and ways.highlighted else None
        ways.clear_options()
        ways.add_options(self._options())
        ids = [option.id for option in ways.options]
        ways.highlighted = ids.index(before) if before in ids else 0

    def _options(self) -> list[Option | None]:
        options: list[Option | None] = []
        if self._unfinished:
            found = self._unfinished
            hint = f"{line(found.title, 60)}, with {line(found.contact, 40)}, {counted(found.turns, 'turn')} so far"
            options.append(Option(_way("c", "Continue", hint), id="continue"))
            options.append(None)
        options.append(Option(_way("n", "New rehearsal", "Choose a scene, and sit down"), id="new"))
        options.append(None)
        if self._asked is not None:
            options.append(Option(_way("a", "Assignments", line(self._asked, ROOM)), id="assignments"))
            options.append(None)
        options.append(Option(_way("t", "Transcripts", "Review, replay or continue a meeting"), id="transcripts"))
        options.append(None)
        options.append(Option(_way("g", "Garden", *_parts(self._garden or GARDEN)), id="garden"))
        return options

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go where the line leads."""
        self.action_go(event.option_id or "new")

    def action_take(self) -> None:
        """Go where the line that is lit leads."""
        self.query_one(OptionList).action_select()

    def action_go(self, way: str) -> None:
        """Go one of the ways."""
        if way == "new":
            self.house.open_picker()
        elif way == "transcripts":
            self.house.open_transcripts()
        elif way == "assignments":
            self.house.open_assignments()
        elif way == "garden":
            self.house.open_garden()
        elif self._unfinished:
            self.house.go_on(self._unfinished.path)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to go on where a meeting waits."""
        return action != "go" or parameters != ("continue",) or self._unfinished is not None

    def action_other(self) -> None:
        """Change who plays, for this run of the app."""
        self.house.other_contact()
        self._look()


def _way(key: str, title: str, *hints: str) -> Content:
    below = [part for hint in hints for part in ("\n   ", styled(hint, "$text-muted"))]
    return Content.assemble((f"{key}  ", "$primary"), styled(title, "bold"), *below)


def _parts(hint: str) -> list[str]:
    """A hint of two clauses, on two lines where one would not hold it."""
    return [line(part, ROOM) for part in hint.replace("; ", ";\n").split("\n")] if len(hint) > ROOM else [line(hint)]


def _newest() -> "Summary | None":
    from rehearse.archive.warm import newest_unfinished  # noqa: PLC0415 - not on the way to the first paint

    return newest_unfinished(transcripts_dir(), index_path())


def _has_past() -> bool:
    """Whether there is any transcript or assignment; where that cannot be told, whoever reads them says why."""
    try:
        return any(next(own_dir(kind).iterdir(), None) for kind in PAST if own_dir(kind).exists())
    except OSError:
        return True


def _load() -> None:
    for name in NEEDED:
        importlib.import_module(name)
