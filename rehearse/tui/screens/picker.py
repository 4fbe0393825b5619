"""The list of scenes, and the brief of the one that is lit."""

import asyncio
from contextlib import suppress
from functools import partial
from typing import ClassVar, NamedTuple

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from rehearse import engines
from rehearse.archive.acquaintances import meetings_held
from rehearse.errors import RehearseError
from rehearse.scene import library
from rehearse.scene.library import Entry
from rehearse.scene.persona import Persona
from rehearse.scene.scenario import Mode, Scenario
from rehearse.settings import transcripts_dir
from rehearse.tui import seats
from rehearse.tui.screens.ask import Choice, Choose
from rehearse.tui.screens.brief import brief, details
from rehearse.tui.screens.page import BACK, Page, turn_pages
from rehearse.tui.widgets.keys import Keys
from rehearse.tui.widgets.plain import Plain, line, ordinal, spaced, styled
from rehearse.tui.widgets.rows import Rows


class PickerScreen(Page):
    """Scenes on the left; on the right who you are today, and who comes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "sit", "Sit down", id="picker.start", tooltip="Begin this meeting", priority=True),
        Binding("p", "persona", "Persona", id="picker.persona", tooltip="Let somebody else play the contact"),
        Binding("m", "mode", "Mode", id="picker.mode", tooltip="Change between practice (hints) and exam (none)"),
        Binding("a", "again", "Again", id="picker.again", tooltip="Meet as strangers, or go on from before"),
        Binding("d", "details", "About", id="picker.details", tooltip="Show what anybody could find out about them"),
        Binding(
            "o", "other", "Engine", id="picker.contact", tooltip="Change what plays: offline or an LLM", show=False
        ),
        Binding(
            "pageup", "page(-1)", "Back", id="picker.up", tooltip="Read back in the brief", show=False, priority=True
        ),
        Binding(
            "pagedown", "page(1)", "Forth", id="picker.down", tooltip="Read on in the brief", show=False, priority=True
        ),
        BACK,
    ]

    def __init__(self, persona: str | None = None) -> None:
        super().__init__()
        self._scenes: list[Scene] = []
        self._people: dict[str, Persona] = {}
        self._wish = persona
        self._mode: Mode | None = None
        self._scenario: Scenario | None = None
        self._persona: Persona | None = None
        self._details = False
        self._met: dict[str, int] = {}
        """Meetings held with each contact, by the persona's id."""
        self._again = False

    def compose(self) -> ComposeResult:
        """The list, the brief, the keys."""
        with Horizontal(id="picker"):
            yield Rows(id="scenes")
            with VerticalScroll(id="brief", can_focus=False):
                yield Plain("Looking for scenes …", id="words")
        yield Keys()

    def on_mount(self) -> None:
        """List the scenes."""
        self._look()

    @work(exclusive=True, group="look")
    async def _look(self) -> None:
        try:
            self._scenes, self._people, self._met = await asyncio.to_thread(_library)
        except RehearseError as error:
            self._say(str(error))
            return
        scenes = self.query_one("#scenes", OptionList)
        scenes.add_options(spaced(Option(self._prompt(scene)) for scene in self._scenes))
        if self._scenes:
            scenes.highlighted = 0
            scenes.focus()
        else:
            self._say("There are no scenes here. `rehearse new scenario` writes a first one.")
        # Whoever sits down needs the reader; it is loaded while they read the brief.
        await asyncio.to_thread(self.house.reader)

    def on_screen_resume(self) -> None:
        """Count anew when one comes back: a meeting may have been held since."""
        if self._scenes:
            self._count()

    @work(exclusive=True, group="count")
    async def _count(self) -> None:
        with suppress(RehearseError):
            self._met = await asyncio.to_thread(meetings_held, transcripts_dir())
        self._draw()

    def _prompt(self, scene: "Scene") -> Content:
        title = styled(line(scene.entry.title, 80), "bold")
        if scene.scenario is None:
            return Content.assemble(title, "\n", styled("cannot be used", "$error"))
        who = self._people.get(scene.scenario.persona)
        name = who.name if who else scene.scenario.persona
        hint = f"{scene.scenario.level.value} · {scene.scenario.setting.value} · {line(name, 40)}"
        return Content.assemble(title, "\n", styled(hint, "$text-muted"))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the brief of the scene that is lit."""
        self._open(self._scenes[event.option_index])

    def on_option_list_option_selected(self, _event: OptionList.OptionSelected) -> None:
        """Sit down."""
        self.action_sit()

    def _open(self, scene: "Scene") -> None:
        self._scenario, self._persona = scene.scenario, None
        if scene.scenario is None:
            self._say(f"{scene.entry.id} cannot be used.\n\n{scene.entry.problem}")
            return
        if self._mode is not None:
            self._scenario = scene.scenario.model_copy(update={"mode": self._mode})
        wish = self._wish or scene.scenario.persona
        try:
            self._persona = self._people.get(wish) or library.persona(wish)
        except RehearseError as error:
            self._say(str(error))
            return
        self._draw()
        self.query_one("#brief").scroll_home(animate=False)

    def _draw(self) -> None:
        if self._scenario is None or self._persona is None:
            return
        try:
            engine = engines.describe(self.house.choice, self.house.config)
        except RehearseError as error:
            engine = str(error)
        words = brief(self._scenario, self._persona, engine, self._beginning())
        if self._details:
            words = Content.assemble(words, "\n\n", details(self._persona))
        self.query_one("#words", Plain).update(words)
        self.refresh_bindings()

    def _meetings(self) -> int:
        """How many meetings this one could go on from; an exam goes on from none."""
        if self._scenario is None or self._persona is None or self._scenario.mode is Mode.EXAM:
            return 0
        return self._met.get(self._persona.id, 0)

    def _beginning(self) -> str:
        """Say how the two would meet, where there is a choice."""
        held = self._meetings()
        if not held:
            return ""
        known = f"as it stands ({ordinal(held + 1)} meeting)"
        if self._again:
            return f"You meet {known}; a: as strangers."
        return f"You meet as strangers; a: {known}."

    def _say(self, text: str) -> None:
        self.query_one("#words", Plain).update(text)

    def action_sit(self) -> None:
        """Begin the meeting."""
        if self._scenario is None or self._persona is None:
            return
        again = self._again and self._meetings() > 0
        seed = self.house.first.seed
        self.house.open_meeting(partial(seats.begin, self.house, self._scenario, self._persona, seed, again=again))

    def action_again(self) -> None:
        """Change between meeting as strangers and going on from earlier meetings."""
        self._again = not self._again
        self._draw()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to go on from earlier meetings where there are any."""
        return action != "again" or self._meetings() > 0

    def action_mode(self) -> None:
        """Change between practice and exam."""
        if self._scenario is None:
            return
        self._mode = Mode.EXAM if self._scenario.mode is Mode.PRACTICE else Mode.PRACTICE
        self._scenario = self._scenario.model_copy(update={"mode": self._mode})
        self._draw()

    def action_details(self) -> None:
        """Show or hide what could be found out about the contact."""
        self._details = not self._details
        self._draw()
        if self._details:
            scroll = self.query_one("#brief", VerticalScroll)
            self.call_after_refresh(partial(scroll.scroll_end, animate=False))

    def action_other(self) -> None:
        """Change what plays the contact."""
        self.house.other_contact()
        self._draw()

    def action_page(self, pages: int) -> None:
        """Scroll the brief."""
        turn_pages(self.query_one("#brief", VerticalScroll), pages)

    def action_persona(self) -> None:
        """Let somebody else play the contact, or the scene's own persona again."""
        choices = [Choice("", "As the scene has it")]
        choices += [Choice(name, person.name, person.about) for name, person in self._people.items()]
        self.app.push_screen(Choose("Who sits across the table?", choices, self._wish or ""), self._take)

    def _take(self, persona: str | None) -> None:
        if persona is None:
            return
        self._wish = persona or None
        lit = self.query_one("#scenes", OptionList).highlighted
        if lit is not None:
            self._open(self._scenes[lit])


class Scene(NamedTuple):
    """One line of the list."""

    entry: Entry
    scenario: Scenario | None
    """None where the file is broken; the entry tells why."""


def _library() -> tuple[list[Scene], dict[str, Persona], dict[str, int]]:
    """Read all scenes, the personas that are whole, and how often each was met."""
    scenes = [Scene(entry, None if entry.problem else library.scenario(entry.path)) for entry in library.scenarios()]
    people = {entry.id: library.persona(entry.path) for entry in library.personas() if not entry.problem}
    return scenes, people, meetings_held(transcripts_dir())
