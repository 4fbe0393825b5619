"""Text that grows at its end: what stands is laid out once, and only its last line again.

Textual's own content lays out all of a text for each word that is added, and a key pressed meanwhile waits for it.
"""

from typing import NamedTuple

from rich.segment import Segment
from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from rehearse.text import clean


class Line(NamedTuple):
    """A line of the text as it was laid out."""

    begin: int
    """Where in the text it begins, in characters."""
    text: str
    at: tuple[int, int]
    """Where it begins in its paragraph, and which paragraph that is: a selection by mouse is told so."""


class Growing(Visual):
    """A heading and plain text under it, cleaned, and drawn as one `Content` of both would be."""

    def __init__(self, heading: Content) -> None:
        self._heading = heading
        self._text = ""
        self._lines: list[Line] = []
        """But for the last, they stay as they are whatever is added."""
        self._strips: list[Strip] = []
        """The first of the lines, drawn."""
        self._drawn: tuple[int, Style] | None = None
        """The width that all is laid out for, and the style that it is drawn in."""

    def say(self, text: str) -> None:
        """Show this text, which mostly begins as the one before. It neither begins nor ends with a space."""
        text = clean(text).replace("\t", " ")
        if not text.startswith(self._text):
            self._lines.clear()
        self._text = text
        self._lay()

    @property
    def content(self) -> Content:
        """The same as one content."""
        return Content.assemble(self._heading, "\n", self._text)

    def __str__(self) -> str:
        """Return what is shown, without its style."""
        return self.content.plain

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """Return the heading and all lines, drawn."""
        if options.selection is not None or options.post_style is not None:
            return self.content.render_strips(width, height, style, options)
        if self._drawn != (width, style):
            self._fit(width)
            self._drawn, self._strips = (width, style), []
        self._strips += (_strip(line, style) for line in self._lines[len(self._strips) :])
        return [*self._heading.render_strips(width, None, style, options), *self._strips][:height]

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Return how many lines there are in so many cells."""
        self._fit(width)
        return self._heading.get_height(rules, width) + len(self._lines)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """Return how many cells it would take unwrapped."""
        return self.content.get_optimal_width(rules, container_width)

    def get_minimal_width(self, rules: RulesMap) -> int:
        """Return how many cells it takes at least."""
        return self.content.get_minimal_width(rules)

    def _fit(self, width: int) -> None:
        if self._drawn is None or self._drawn[0] != width:
            self._drawn, self._strips, self._lines = (width, Style()), [], []
            self._lay()

    def _lay(self) -> None:
        """Lay out what is new, from the last line on."""
        if self._drawn is None:
            return
        begin = self._lines.pop().begin if self._lines else 0
        del self._strips[len(self._lines) :]
        for line in Content(self._text[begin:]).wrap(self._drawn[0]):
            paragraph = self._text.rfind("\n", 0, begin) + 1
            self._lines.append(Line(begin, line.plain, (begin - paragraph, 1 + self._text.count("\n", 0, begin))))
            begin = self._after(begin + len(line.plain))

    def _after(self, end: int) -> int:
        """Return where the next line begins: behind the spaces that were left out where one ends, or the line break."""
        while end < len(self._text) and self._text[end].isspace():
            end += 1
            if self._text[end - 1] == "\n":
                break
        return end


def _strip(line: Line, style: Style) -> Strip:
    return Strip([Segment(line.text, style.rich_style_with_offset(*line.at))])
