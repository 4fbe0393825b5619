"""Text that is drawn anew for the room it gets, such as a table."""

from collections.abc import Callable

from textual.content import Content
from textual.events import Resize

from rehearse.tui.widgets.plain import Plain

Drawing = Callable[[int], Content]
"""Draws within so many cells."""
USUAL = 74
"""Cells of a line until the room is known."""


class Drawn(Plain):
    """Shows a drawing, as wide as there is room."""

    def __init__(self, drawing: Drawing, *, classes: str | None = None) -> None:
        super().__init__(drawing(USUAL), classes=classes)
        self._drawing = drawing
        self._width = USUAL

    def on_resize(self, event: Resize) -> None:
        """Use the room there is."""
        if event.size.width not in (0, self._width):
            self._width = event.size.width
            self.update(self._drawing(self._width))
