"""The conversation: it follows its end while one stays there, holds while one reads back, and mounts what is near."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.events import Resize
from textual.geometry import Size
from textual.widget import Widget

from rehearse.reading.codebook import Turn
from rehearse.reading.scene import Side
from rehearse.tui.widgets.plain import Plain
from rehearse.tui.widgets.turns import TurnView

TAIL = 60
"""Turns that are mounted at first; as many again come with each step back beyond them."""


class Talk(VerticalScroll):
    """The turns of a meeting, the newest at the end."""

    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self) -> None:
        super().__init__(id="talk")
        self.can_focus = False
        self._earlier: list[Turn] = []
        self._contact = ""
        self._laid = Size(0, 0)
        """The size of all that is mounted, as it was laid out last."""
        self._top: tuple[Widget, float] | None = None
        """The turn at the top of the window while one reads back, and which share of it is above."""

    def on_mount(self) -> None:
        """Follow the end."""
        self.anchor()

    async def fill(self, turns: Sequence[Turn], name: str) -> None:
        """Show a meeting that has turns already, its end first."""
        self._contact = name
        self._earlier = list(turns[:-TAIL])
        await self.remove_children()
        views: list[Widget] = [self._view(turn) for turn in turns[-TAIL:]]
        if self._earlier:
            views.insert(0, Plain(self._remark(), id="earlier", classes="quiet"))
        await self.mount(*views)

    def add(self, side: Side, text: str = "") -> TurnView:
        """Show a new turn at the end."""
        view = TurnView(side, self._contact, text)
        self.mount(view)
        return view

    def page(self, pages: int) -> None:
        """Scroll by pages, back where negative; earlier turns come when the top is reached."""
        if pages < 0 and self.scroll_y <= 0 and self._earlier:
            self._load()
        elif pages < 0:
            self.scroll_page_up(animate=False)
        else:
            self.scroll_page_down(animate=False)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Remember what one is reading, unless it is the layout that moved."""
        super().watch_scroll_y(old_value, new_value)
        if self.virtual_size == self._laid:
            self._top = self._turn_at(new_value) if self._anchor_released else None

    def _turn_at(self, y: float) -> tuple[Widget, float] | None:
        views = ((view, view.virtual_region) for view in self.children)
        return next(((view, (y - at.y) / at.height) for view, at in views if at.height and at.bottom > y), None)

    def on_resize(self, event: Resize) -> None:
        """Keep the turn that one is reading where it is, though all above it has another height now."""
        self._laid = event.virtual_size
        if self._top:
            self.call_after_refresh(self._return, *self._top)

    def _return(self, view: Widget, above: float) -> None:
        at = view.virtual_region
        self.scroll_to(y=at.y + round(above * at.height), animate=False, force=True)

    def _load(self) -> None:
        more, self._earlier = self._earlier[-TAIL:], self._earlier[:-TAIL]
        remark = self.query_one("#earlier", Plain)
        before = self.virtual_size.height
        self.mount(*(self._view(turn) for turn in more), after=remark)
        if self._earlier:
            remark.update(self._remark())
        else:
            remark.remove()
        self.call_after_refresh(lambda: self.scroll_to(y=self.virtual_size.height - before, animate=False))

    def _remark(self) -> str:
        return f"{len(self._earlier)} earlier turns: page up to read them"

    def _view(self, turn: Turn) -> TurnView:
        return TurnView(turn.speaker, self._contact, turn.text)
