"""One turn on the screen: who speaks, and their words as they were said."""

from collections.abc import Iterable
from typing import Self

from textual.content import Content
from textual.geometry import Region
from textual.selection import Selection

from rehearse.reading.codebook import Mark
from rehearse.reading.scene import Side
from rehearse.text import clean
from rehearse.tui.widgets.growing import Growing
from rehearse.tui.widgets.plain import Plain, line, styled

YOU = "You"
THINKING = "…"


class TurnView(Plain):
    """A turn. The two sides differ by name, by indentation and by colour, in this order of weight."""

    def __init__(self, side: Side, name: str, text: str = "", *, note: str = "", marks: Iterable[Mark] = ()) -> None:
        super().__init__(classes=f"turn {side.value}")
        self._speaker = YOU if side is Side.LEARNER else line(name, 80)
        self._note = note
        self._marks = tuple(marks)
        self._growing: Growing | None = None
        """What is drawn while more and more of the turn is said."""
        self._grows = True
        """Whether what is to be drawn is more than the last line."""
        self.text = ""
        self.say(text)

    def say(self, text: str, note: str | None = None) -> None:
        """Show this text as the turn's."""
        self.text = clean(text)
        self._growing = None
        self._note = self._note if note is None else note
        self.update(self._content())

    def remark(self, note: str) -> None:
        """Show this behind the name."""
        if note != self._note:
            self.say(self.text, note)

    def extend(self, chunk: str) -> None:
        """Show more of the turn. Where it stays within its last line, only that is drawn, and nothing moves."""
        self.text = clean(self.text + chunk)
        self._growing = self._growing or Growing(self._who())
        self._growing.say(self.text.strip() or THINKING)
        size = self.content_size
        self._grows = not size.width or self._growing.get_height({}, size.width) != size.height
        self.update(self._growing, layout=self._grows)
        self._grows = True

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return what was selected by mouse."""
        return selection.extract(self._content().plain), "\n"

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Draw again: these parts of it, all of it, or its last line where no other has changed."""
        if not regions and not self._grows:
            regions = (Region(0, self.content_size.height - 1, self.content_size.width, 1),)
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def _content(self) -> Content:
        return Content.assemble(self._who(), "\n", self._words())

    def _who(self) -> Content:
        name = styled(self._speaker, "bold $secondary" if self._speaker == YOU else "bold $primary")
        return Content.assemble(name, styled(f"  {self._note}", "$text-muted")) if self._note else name

    def _words(self) -> Content:
        words = Content(self.text.strip() or THINKING)
        lead = len(self.text) - len(self.text.lstrip())
        for mark in self._marks:
            words = words.stylize("bold underline", max(mark.start - lead, 0), max(mark.end - lead, 0))
        return words
