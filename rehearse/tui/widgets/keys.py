"""The quiet last line: the keys that work here, as many as fit whole."""

from textual.app import ComposeResult
from textual.content import Content
from textual.events import Resize
from textual.screen import Screen
from textual.widget import Widget

from rehearse.tui.widgets.plain import Plain

GAP = "   "
HELP = ("app.help", "help")
MORE = "More"
"""What F1 is called where there are keys that do not fit."""
LAST = ("stop", "back", "leave", *HELP)
"""Actions whose keys stand last and are always named: the way out, and help."""


class Keys(Widget):
    """Names the keys of the screen that are meant to be seen; where one does not fit, F1 says that it has more."""

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
        kept = {action: shown.pop(action) for action in LAST if action in shown}
        room = self.size.width - sum(len(f"{key} {words}{GAP}") for key, words in kept.values()) + len(GAP)
        fitting = []
        for key, words in shown.values():
            room -= len(f"{key} {words}{GAP}")
            if room >= 0:
                fitting.append((key, words))
        if len(fitting) < len(shown):
            kept |= {action: (kept[action][0], MORE) for action in HELP if action in kept}
        pairs = [*fitting, *kept.values()]
        parts = [Content.assemble((key, "$primary"), " ", (words, "$text-muted")) for key, words in pairs]
        self.query_one(Plain).update(Content(GAP).join(parts))
