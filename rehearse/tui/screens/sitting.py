"""The brief of a task, before one sits down: what counts, who one is today, and who comes."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen

from rehearse import engines
from rehearse.coaching.assigned.criteria import asked
from rehearse.coaching.assigned.packed import Packed
from rehearse.coaching.assigned.progress import Stand, warnings
from rehearse.errors import RehearseError
from rehearse.rehearsal import now
from rehearse.tui.screens.brief import brief
from rehearse.tui.screens.page import house_of
from rehearse.tui.widgets.keys import Keys
from rehearse.tui.widgets.plain import Plain, line, safe, styled


class SittingScreen(Screen[bool]):
    """Gives whether one sits down."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer(True)", "Sit down", id="sitting.sit", tooltip="Begin, or go on", priority=True),
        Binding("o", "other", "Engine", id="sitting.contact", tooltip="Change what plays: offline or an LLM"),
        Binding("escape", "answer(False)", "Back", id="sitting.back", tooltip="Go back; nothing is used up"),
    ]

    def __init__(self, packed: Packed, stand: Stand) -> None:
        super().__init__()
        self._packed = packed
        self._stand = stand

    def compose(self) -> ComposeResult:
        """What counts, the brief, the keys."""
        with VerticalScroll(id="page"), Vertical(classes="column"):
            yield Plain(id="words")
        yield Keys()

    def on_mount(self) -> None:
        """Show it."""
        self.query_one("#page").focus()
        self._draw()

    def _draw(self) -> None:
        scene = self._stand.scene
        try:
            engine = engines.describe(house_of(self).choice, house_of(self).config)
        except RehearseError as error:
            engine = str(error)
        said = Content("\n").join(styled(each, "$warning") for each in warnings(self._stand, self._packed, now()))
        bullets = Content("\n").join(safe(f"· {line(each)}") for each in asked(scene.criteria, scene.persona))
        counts = Content.assemble(styled("Asked of you", "$text-muted"), "\n", bullets)
        words = Content("\n\n").join([said, counts, brief(scene.scenario, scene.persona, engine)])
        self.query_one("#words", Plain).update(words)

    def action_answer(self, yes: bool) -> None:
        """Close with the answer."""
        self.dismiss(yes)

    def action_other(self) -> None:
        """Change what plays the contact."""
        house_of(self).other_contact()
        self._draw()
