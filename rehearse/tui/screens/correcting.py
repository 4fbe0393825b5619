"""A small window with all labels, or all cues: a coach ticks what they read in a turn."""

from collections.abc import Awaitable, Callable, Iterable
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from rehearse.errors import RehearseError
from rehearse.reading.codebook import CREDITS, DEBITS, Cue, Label
from rehearse.reading.scene import Side
from rehearse.tui.widgets.keys import Keys
from rehearse.tui.widgets.plain import Plain, line, styled
from rehearse.tui.widgets.rows import Rows

Name = Label | Cue
TICKED, BARE = "✓", "·"


class CorrectionScreen(ModalScreen[None]):
    """Ticks stand where the coach put them, or the reader, as long as the coach has said nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "tick", "Tick", id="correct.tick", tooltip="Tick it, or take the tick away", priority=True),
        Binding("enter", "keep", "Keep", id="correct.keep", tooltip="Keep what is ticked as yours", priority=True),
        Binding("escape", "leave", "Back", id="correct.leave", tooltip="Change nothing"),
    ]

    def __init__(
        self,
        title: str,
        side: Side,
        read: Iterable[Name],
        ticked: Iterable[Name],
        keep: Callable[[frozenset[Name]], Awaitable[None]],
    ) -> None:
        super().__init__(classes="window")
        self._heading = title
        self._names: tuple[Name, ...] = (*CREDITS, *DEBITS) if side is Side.LEARNER else tuple(Cue)
        self._read = frozenset(read)
        self._ticked = set(ticked)
        self._keep = keep

    def compose(self) -> ComposeResult:
        """What is corrected, one line a label, what went wrong, the keys."""
        with Vertical(classes="box labels"):
            yield Plain(styled(line(self._heading, 200), "bold"))
            yield Rows(*(Option(self._prompt(name)) for name in self._names))
            yield Plain("It changes no score.", id="trouble", classes="quiet")
            yield Keys()

    def on_mount(self) -> None:
        """Light the first line that is ticked."""
        ticked = (number for number, name in enumerate(self._names) if name in self._ticked)
        self.query_one(OptionList).highlighted = next(ticked, 0)

    def _prompt(self, name: Name) -> Content:
        mark = TICKED if name in self._ticked else BARE
        style = "" if name not in self._ticked else "bold"
        parts = [styled(f"{mark} ", "$primary"), styled(name.words, style)]
        if isinstance(name, Label) and name.is_debit:
            parts.append(styled("  spends", "$text-muted"))
        if name in self._read:
            parts.append(styled("  the reader's", "$text-muted"))
        return Content("").join(parts)

    def action_tick(self) -> None:
        """Tick the line that is lit, or take its tick away."""
        lines = self.query_one(OptionList)
        if lines.highlighted is not None:
            name = self._names[lines.highlighted]
            self._ticked ^= {name}
            lines.replace_option_prompt_at_index(lines.highlighted, self._prompt(name))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Tick the line that was clicked."""
        event.option_list.highlighted = event.option_index
        self.action_tick()

    def action_keep(self) -> None:
        """Keep what is ticked."""
        self._try()

    @work(exclusive=True, group="keep")
    async def _try(self) -> None:
        try:
            await self._keep(frozenset(self._ticked))
        except RehearseError as error:
            self.query_one("#trouble", Plain).update(str(error))
        else:
            self.dismiss()

    def action_leave(self) -> None:
        """Change nothing."""
        self.dismiss()
