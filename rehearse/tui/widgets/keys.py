"""The quiet last line: the keys that work here, as many as fit whole."""

from textual.app import ComposeResult
from textual.content import Content
from textual.events import Resize
from textual.screen import Screen
from textual.widget import Widget

from rehearse.tui.widgets.plain import Plain

GAP = "   "
LAST = ("stop", "back", "leave", "app.help", "help")
"""Actions whose keys stand last and are always named: the way out, and help."""


class Keys(Widget):
    """Names the keys of the screen that are meant to be seen; one that does not fit is left to F1."""

    def compose(self) -> ComposeResult:
        """One line."""
        yield Plain()

    def on_mount(self) -> None:
        """Follow the screen's bindings."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)
        self._fill()

    def on_resize(self, _event: Resize) -> None:
        """Leave out what no longer fits."""
        self._fill()

    def _changed(self, screen: Screen[object]) -> None:
        if self.is_attached and screen is self.screen:
            self._fill()

    def _fill(self) -> None:
        shown: dict[str, tuple[str, str]] = {}
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if binding.show and active.enabled and binding.action not in shown:
                shown[binding.action] = (self.app.get_key_display(binding), binding.description)
        shown = dict(sorted(shown.items(), key=lambda item: item[1][0] != "Enter"))
        kept = [shown.pop(action) for action in LAST if action in shown]
        room = self.size.width - sum(len(f"{key} {words}{GAP}") for key, words in kept) + len(GAP)
        fitting = []
        for key, words in shown.values():
            room -= len(f"{key} {words}{GAP}")
            if room >= 0:
                fitting.append((key, words))
        pairs = [*fitting, *kept]
        parts = [Content.assemble((key, "$primary"), " ", (words, "$text-muted")) for key, words in pairs]
        self.query_one(Plain).update(Content(GAP).join(parts))
