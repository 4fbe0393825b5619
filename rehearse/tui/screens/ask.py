"""Small windows over a screen: a question, a choice, and something to look at."""

from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from rehearse.tui.widgets.keys import Keys
from rehearse.tui.widgets.plain import Plain, line, styled
from rehearse.tui.widgets.rows import Rows


class Ask(ModalScreen[bool]):
    """Asks a question; Enter says yes, Esc says no."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,y", "answer(True)", "Yes", id="ask.yes", tooltip="Do it"),
        Binding("escape,n", "answer(False)", "No", id="ask.no", tooltip="Leave things as they are"),
    ]

    def __init__(self, question: str, note: str) -> None:
        super().__init__(classes="window")
        self._question = question
        self._note = note

    def compose(self) -> ComposeResult:
        """The question, what comes of it, the keys."""
        with Vertical(classes="box"):
            yield Plain(styled(self._question, "bold"))
            yield Plain(self._note, classes="quiet")
            yield Keys()

    def action_answer(self, yes: bool) -> None:
        """Close with the answer."""
        self.dismiss(yes)


class Look(ModalScreen[None]):
    """Shows something until one has seen it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,f2", "close", "Back", id="look.close", tooltip="Go back to where you were"),
    ]

    def __init__(self, content: Content) -> None:
        super().__init__(classes="window")
        self._content = content

    def compose(self) -> ComposeResult:
        """What there is to see, the keys."""
        with Vertical(classes="box"):
            with VerticalScroll():
                yield Plain(self._content)
            yield Keys()

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)


class Choice(NamedTuple):
    """One line of a choice."""

    id: str
    title: str
    hint: str = ""
    key: str = ""
    """A letter that chooses it at once."""


class Choose(ModalScreen[str | None]):
    """Lets the person choose one of a few things; gives its id, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Choose", id="choose.take", tooltip="Choose the line that is lit", priority=True),
        Binding("escape", "leave", "Back", id="choose.leave", tooltip="Choose nothing"),
    ]

    def __init__(self, title: str, choices: list[Choice], at: str | None = None) -> None:
        super().__init__(classes="window")
        self._heading = title
        self._choices = choices
        self._at = at

    def compose(self) -> ComposeResult:
        """The heading, one line a choice, the keys."""
        with Vertical(classes="box"):
            yield Plain(styled(line(self._heading, 200), "bold"))
            yield Rows(*(Option(_prompt(choice), id=str(n)) for n, choice in enumerate(self._choices)))
            yield Keys()

    def on_mount(self) -> None:
        """Light the line that holds now."""
        ids = [choice.id for choice in self._choices]
        self.query_one(OptionList).highlighted = ids.index(self._at) if self._at in ids else 0

    def on_key(self, event: Key) -> None:
        """Choose by letter."""
        found = next((choice for choice in self._choices if choice.key and choice.key == event.key), None)
        if found:
            event.stop()
            self.dismiss(found.id)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Choose the line that was clicked or entered."""
        self.dismiss(self._choices[event.option_index].id)

    def action_take(self) -> None:
        """Choose the line that is lit."""
        self.query_one(OptionList).action_select()

    def action_leave(self) -> None:
        """Choose nothing."""
        self.dismiss(None)


def _prompt(choice: Choice) -> Content:
    parts = [styled(f"{choice.key}  ", "$primary")] if choice.key else []
    parts.append(styled(line(choice.title, 200), "bold" if choice.hint else ""))
    if choice.hint:
        parts.append(styled(f"\n{'   ' if choice.key else ''}{line(choice.hint, 200)}", "$text-muted"))
    return Content("").join(parts)
