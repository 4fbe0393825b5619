"""The conversation: it follows its end while one stays there, holds while one reads back, and mounts what is near."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.containers import VerticalScroll
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
