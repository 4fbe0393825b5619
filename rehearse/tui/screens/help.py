"""Help: the keys that work on the screen below, each with what it does."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen

from rehearse.tui.widgets.keys import Keys
from rehearse.tui.widgets.plain import Plain, styled

COLUMN = 20
"""Cells for the names of keys."""


class HelpScreen(ModalScreen[None]):
    """Made from the bindings' own words, so that it cannot say anything else than what holds."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,enter,q", "dismiss", "Back", id="help.close", tooltip="Close this help"),
    ]

    def __init__(self, below: Screen[object]) -> None:
        super().__init__(classes="window")
        self._below = below

    def compose(self) -> ComposeResult:
        """A heading and one line a key."""
        with Vertical(classes="box wide"):
            yield Plain(styled("Keys that work here", "bold"))
            with VerticalScroll():
                yield Plain(self._lines())
            yield Keys()

    def _lines(self) -> Content:
        keys: dict[str, list[str]] = {}
        words: dict[str, str] = {}
        for active in self._below.active_bindings.values():
            binding = active.binding
            if binding.tooltip and active.enabled:
                keys.setdefault(binding.action, []).append(self.app.get_key_display(binding))
                words[binding.action] = binding.tooltip
        lines = [
            Content.assemble((" ".join(dict.fromkeys(names)).ljust(COLUMN), "$primary"), " ", words[action])
            for action, names in keys.items()
        ]
        return Content("\n").join(lines)
