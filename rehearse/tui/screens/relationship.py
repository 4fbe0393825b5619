"""The page of one contact: the meetings, trust as it grew and faded, what is known, asked, promised and written."""

import asyncio
from functools import partial
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from rehearse.archive.acquaintances import Acquaintance, acquaintance
from rehearse.errors import InputError, RehearseError
from rehearse.rehearsal import now
from rehearse.scene import library
from rehearse.scene.persona import Persona
from rehearse.scene.scenario import Mode, Scenario
from rehearse.settings import transcripts_dir
from rehearse.tui import known, seats
from rehearse.tui.screens.ask import Choice, Choose
from rehearse.tui.screens.page import BACK, Page, turn_pages
from rehearse.tui.widgets.curve import TrustCurve
from rehearse.tui.widgets.keys import Keys
from rehearse.tui.widgets.plain import Plain, line, spaced, styled
from rehearse.tui.widgets.rows import Rows


class RelationshipScreen(Page):
    """What lies between the learner and one contact."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "take",
            "Review",
            id="relationship.open",
            tooltip="Read the review of the lit meeting",
            priority=True,
        ),
        Binding("n", "again", "New meeting", id="relationship.new", tooltip="Meet again, from where you left off"),
        Binding("pageup", "page(-1)", "Up", id="relationship.up", tooltip="Read back", show=False, priority=True),
        Binding("pagedown", "page(1)", "Down", id="relationship.down", tooltip="Read on", show=False, priority=True),
        BACK,
    ]

    def __init__(self, persona: str) -> None:
        super().__init__()
        self._contact = persona
        self._found: Acquaintance | None = None
        self._persona: Persona | None = None
        self._scenes: dict[str, Scenario] = {}

    def compose(self) -> ComposeResult:
        """Who it is and how things stand; the curve; the meetings; the rest; the keys."""
        with VerticalScroll(id="page", can_focus=False), Vertical(classes="column"):
            yield Plain("Reading the transcripts …", id="title", classes="heading")
            yield Plain(id="stands")
            yield TrustCurve(id="curve")
            yield Rows(id="rows")
            yield Vertical(id="sections")
        yield Keys()

    def on_mount(self) -> None:
        """Put the meetings first."""
        self.query_one(OptionList).focus()

    def on_screen_resume(self) -> None:
        """Look, and look again when one comes back: a meeting or a note may have come since."""
        self._look()

    @work(exclusive=True, group="look")
    async def _look(self) -> None:
        try:
            await asyncio.to_thread(self._read)
        except RehearseError as error:
            self.query_one("#title", Plain).update(str(error))
            return
        if self._found is None:
            self.query_one("#title", Plain).update("The two of you have not met yet")
            return
        relationship = self._found.relationship
        role = styled(f"\n{line(relationship.last.role, 120)}", "$text-muted")
        name = styled(line(relationship.name, 80), "bold")
        self.query_one("#title", Plain).update(Content.assemble(name, role))
        self.query_one("#stands", Plain).update(known.stands(relationship, now()))
        self.query_one(TrustCurve).show(relationship, now())
        rows = self.query_one(OptionList)
        lit = rows.highlighted
        rows.clear_options()
        newest_first = relationship.meetings[::-1]
        rows.add_options(spaced(Option(known.meeting(each), id=each.id) for each in newest_first))
        rows.highlighted = min(lit or 0, len(newest_first) - 1)
        sections = self.query_one("#sections")
        await sections.remove_children()
        for heading, words in known.blocks(relationship, self._persona):
            await sections.mount(Plain(heading, classes="section"), Plain(words, classes="words"))
        self.refresh_bindings()

    def _read(self) -> None:
        """Read the contact's transcripts, and their own file and scenes, where these are still there."""
        self._found = acquaintance(self._contact, transcripts_dir())
        try:
            self._persona = library.persona(self._contact)
        except InputError:
            self._persona = None
        scenes = [library.scenario(entry.path) for entry in library.scenarios() if not entry.problem]
        practised = [scene for scene in scenes if scene.mode is not Mode.EXAM]
        own = [scene for scene in practised if scene.persona == self._contact]
        self._scenes = {scene.id: scene for scene in own or practised}

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Read the review of the meeting that was clicked."""
        path = self._found.paths.get(event.option_id or "") if self._found else None
        if path:
            self.house.open_review(path)

    def action_take(self) -> None:
        """Read the review of the meeting that is lit."""
        self.query_one(OptionList).action_select()

    def action_page(self, pages: int) -> None:
        """Scroll the page."""
        turn_pages(self.query_one("#page", VerticalScroll), pages)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer a meeting where there are somebody and a scene to meet in."""
        return action != "again" or bool(self._found and self._persona and self._scenes)

    def action_again(self) -> None:
        """Ask for the scene, where there are several, and sit down."""
        scenes = list(self._scenes.values())
        if len(scenes) == 1:
            self._sit(scenes[0].id)
            return
        choices = [Choice(scene.id, scene.title, scene.about) for scene in scenes]
        self.app.push_screen(Choose("Where do you meet again?", choices), self._sit)

    def _sit(self, scene: str | None) -> None:
        if scene is not None and self._persona:
            opener = partial(seats.begin, self.house, self._scenes[scene], self._persona, again=True)
            self.house.open_meeting(opener)
