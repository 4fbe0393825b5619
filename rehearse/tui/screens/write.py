"""Two small windows to write in: a line, and a note."""

from collections.abc import Awaitable, Callable
from typing import ClassVar, Literal

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.events import Key, Paste
from textual.screen import ModalScreen
from textual.widgets import Input

from rehearse.errors import RehearseError
from rehearse.text import one_line
from rehearse.tui.widgets.composer import Composer
from rehearse.tui.widgets.keys import Keys
from rehearse.tui.widgets.plain import Plain, line, styled


class CleanInput(Input):
    """A line to type in; what is pasted is cleaned."""

    def _on_paste(self, event: Paste) -> None:
        event.prevent_default()
        event.stop()
        self.insert_text_at_cursor(one_line(event.text))


class Answer(CleanInput):
    """The line that answers a question. Enter is its own, so that it comes after all that was typed before."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Take it", id="fill.take", tooltip="Take what is written"),
    ]


class Fill(ModalScreen[str | None]):
    """Asks for a line of text; gives it, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back", id="fill.leave", tooltip="Leave things as they are"),
    ]

    def __init__(  # noqa: PLR0913 - each of these is a free choice
        self,
        question: str,
        begun: str = "",
        *,
        note: str = "",
        limit: int = 80,
        kind: Literal["text", "integer"] = "text",
        anew: bool = False,
    ) -> None:
        """With `anew`, what is typed takes the place of what is begun."""
        super().__init__(classes="window")
        self._question = question
        self._note = note
        self._input = Answer(line(begun, limit), max_length=limit, type=kind, select_on_focus=anew)

    def compose(self) -> ComposeResult:
        """The question, the line, what comes of it, the keys."""
        with Vertical(classes="box"):
            yield Plain(styled(self._question, "bold"))
            yield self._input
            if self._note:
                yield Plain(self._note, classes="quiet")
            yield Keys()

    async def on_key(self, event: Key) -> None:
        """Take what is typed before the line has the focus."""
        if not self._input.has_focus:
            await self.take(event)

    async def take(self, event: Key) -> None:
        """Take a key that was typed before this stood: who types fast has typed on."""
        if event.key == "enter":
            event.stop()
            await self._input.action_submit()
        elif event.is_printable and event.character:
            event.stop()
            self._input.insert_text_at_cursor(event.character)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Close with the line; an empty one is none."""
        event.stop()
        self.dismiss(one_line(event.value) or None)

    def action_leave(self) -> None:
        """Close without one."""
        self.dismiss(None)


class NotePad(Composer):
    """Where a note is written."""

    IN_TALK = False

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "send", "Keep", id="composer.send", tooltip="Keep the note"),
    ]


class NoteScreen(ModalScreen[str]):
    """A note is written here until it is kept, or put away: then it gives what was begun."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back", id="note.leave", tooltip="Put the note away; it waits on this turn"),
    ]

    def __init__(self, title: str, keep: Callable[[str], Awaitable[None]], begun: str = "") -> None:
        super().__init__(classes="window")
        self._begun = begun
        self._heading = title
        self._keep = keep

    def compose(self) -> ComposeResult:
        """What the note is on, the note, what went wrong, the keys."""
        with Vertical(classes="box"):
            yield Plain(styled(line(self._heading, 200), "bold"))
            yield NotePad("Write what you noticed")
            yield Plain(id="trouble", classes="quiet")
            yield Keys()

    def on_mount(self) -> None:
        """Begin to write."""
        self.query_one("#trouble").display = False
        self.query_one(Composer).write(self._begun)
        self.query_one(Composer).focus()

    def on_composer_sent(self, event: Composer.Sent) -> None:
        """Keep the note."""
        if event.text.strip():
            self._try(event.text)

    @work(exclusive=True, group="keep")
    async def _try(self, text: str) -> None:
        try:
            await self._keep(text)
        except RehearseError as error:
            trouble = self.query_one("#trouble", Plain)
            trouble.update(str(error))
            trouble.display = True
        else:
            self.dismiss("")

    def action_leave(self) -> None:
        """Put the note away."""
        self.dismiss(self.query_one(Composer).text)
