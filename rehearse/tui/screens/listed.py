"""What the screens of one list share: a heading, the rows, a remark, and the look that fills them."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import OptionList

from rehearse.tui.screens.page import Page
from rehearse.tui.widgets.keys import Keys
from rehearse.tui.widgets.plain import Plain
from rehearse.tui.widgets.rows import Rows


class ListPage(Page):
    """A list that is read anew whenever one comes to it; a screen says in `look` what stands in it."""

    HEADING: ClassVar[str]

    def compose(self) -> ComposeResult:
        """A remark, the rows, the keys."""
        with Vertical(classes="column"):
            yield Plain(self.HEADING, classes="heading")
            yield Plain("Looking …", id="remark", classes="quiet")
            yield Rows(id="rows")
        yield Keys()

    def on_mount(self) -> None:
        """Put the rows first."""
        self.query_one(OptionList).focus()

    def on_screen_resume(self) -> None:
        """Look, and look again when one comes back: a meeting may have been held since."""
        self.look()

    def look(self) -> object:
        """Begin to fill the rows."""
        raise NotImplementedError

    def action_take(self) -> None:
        """Open the line that is lit."""
        self.query_one(OptionList).action_select()
