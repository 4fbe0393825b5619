"""The one door by which text from files, models and people reaches the screen: cleaned, and never read as markup."""

from collections.abc import Iterable
from datetime import datetime

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.visual import VisualType
from textual.widgets import Static
from textual.widgets.option_list import Option

from rehearse.text import clean, one_line
from rehearse.tui.widgets.growing import Growing


def safe(text: object) -> Content:
    """Return `text` as content without markup; styled content keeps its styles where it was clean already."""
    if isinstance(text, Content):
        return text if clean(text.plain) == text.plain else Content(clean(text.plain))
    return Content(clean(str(text)))


def line(text: object, limit: int | None = None) -> str:
    """Return `text` as one clean line of at most `limit` characters."""
    return one_line(str(text), limit)


def fitted(text: object, cells: int) -> str:
    """Return `text` as one clean line that takes exactly so many cells, of which a wide letter takes two.

    >>> fitted("王小明", 5), fitted("Bo", 5)
    ('王小…', 'Bo   ')
    """
    found = line(text)
    return set_cell_size(found if cell_len(found) <= cells else f"{set_cell_size(found, cells - 1)}…", cells)


def ordinal(number: int) -> str:
    """Return a number from 2 as people count: 2nd, 3rd, 11th.

    >>> ordinal(22), ordinal(13)
    ('22nd', '13th')
    """
    teens = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def day(moment: datetime) -> str:
    """Return the day on the clock here: `02 Jan 2026`."""
    return f"{moment.astimezone():%d %b %Y}"


def minute(moment: datetime) -> str:
    """Return the day and the time on the clock here: `02 Jan 2026, 09:30`."""
    return f"{moment.astimezone():%d %b %Y, %H:%M}"


def styled(text: object, style: str) -> Content:
    """Return clean `text` in one style, such as `bold $primary`."""
    return Content.styled(clean(str(text)), style)


def spaced(options: Iterable[Option]) -> list[Option | None]:
    """Return the options with a gap between each two, as a list of options takes them."""
    return [item for option in options for item in (None, option)][1:]


class Plain(Static):
    """Shows text as it is: brackets stay brackets, and nothing in it can reach the terminal or the app."""

    def __init__(self, text: object = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(safe(text), markup=False, id=id, classes=classes)
        self.set_reactive(Plain.auto_links, False)

    def update(self, content: VisualType = "", *, layout: bool = True) -> None:
        """Show other text."""
        super().update(content if isinstance(content, Growing) else safe(content), layout=layout)
