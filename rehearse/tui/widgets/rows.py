"""A list whose lit row is marked by a bar at its left, so that it stands out without any colour."""

from typing import ClassVar

from rich.segment import Segment
from textual.strip import Strip
from textual.widgets import OptionList

BAR = "▌"


class Rows(OptionList):
    """A list of rows, of which one is lit; between two of them there may be a gap."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--bar"}

    def render_line(self, y: int) -> Strip:
        """Draw the bar in the padding of the lit row, and nothing in the gap below a row."""
        strip = super().render_line(y)
        style = next(iter(strip)).style if strip else None
        if not strip.text.startswith(" "):
            # The gap is a rule in Textual, which only a colour could hide.
            return Strip.blank(strip.cell_length, style)
        number = self.scroll_offset.y + y
        if number >= len(self._lines) or self._lines[number][0] != self.highlighted:
            return strip
        bar = self.get_component_rich_style("rows--bar", partial=True)
        return Strip.join([Strip([Segment(BAR, style + bar if style else bar)]), strip.crop(1)])
