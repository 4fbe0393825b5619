"""Where the learner writes: Enter sends or, in a letter, begins a line; what is pasted is cleaned."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Key, Paste
from textual.message import Message
from textual.widgets import TextArea

from rehearse.rehearsal import LONGEST
from rehearse.text import clean

JOINERS = ("\u200c", "\u200d")
"""What joins and parts letters: typed within emoji, and in Persian, and without a width of its own."""
TOO_LONG = "That would be {given:,} characters, and {most:,} are the most. Nothing was pasted; what you wrote stands."


class Composer(TextArea):
    """A text area for one turn."""

    IN_TALK: ClassVar[bool] = True
    """Whether a conversation stands above it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "send", "Send", id="composer.send", tooltip="Say it"),
        Binding(
            "ctrl+j,shift+enter",
            "newline",
            "New line",
            id="composer.newline",
            tooltip="Begin a new line in your turn",
            show=False,
        ),
        Binding("pageup", "page(-1)", "Back", id="composer.back", tooltip="Read back in the conversation", show=False),
        Binding("pagedown", "page(1)", "Forth", id="composer.forth", tooltip="Read on in the conversation", show=False),
    ]

    class Sent(Message):
        """The learner wants to say this."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Paged(Message):
        """The learner wants to read back (-1) or on (1)."""

        def __init__(self, pages: int) -> None:
            super().__init__()
            self.pages = pages

    def __init__(self, placeholder: str = "Write what you say", *, lines: bool = False) -> None:
        """With `lines`, Enter begins a new line, as in a letter; whoever holds the sheet says what sends it."""
        self._lines = lines
        super().__init__(
            id="composer",
            soft_wrap=True,
            show_line_numbers=False,
            tab_behavior="focus",
            highlight_cursor_line=False,
            placeholder=placeholder,
        )

    async def _on_key(self, event: Key) -> None:
        if event.key == "enter":
            event.prevent_default()
            event.stop()
            if self._lines:
                self.action_newline()
            else:
                self.action_send()
        elif event.character in JOINERS:
            # Python calls them not printable, and a text area takes only what is.
            event.prevent_default()
            event.stop()
            self._put(event.character)

    async def _on_paste(self, event: Paste) -> None:
        event.prevent_default()
        event.stop()
        text = clean(event.text)
        given = len(self.text) - len(self.selected_text) + len(text)
        if given > LONGEST:
            self.app.notify(TOO_LONG.format(given=given, most=LONGEST), severity="warning", timeout=12, markup=False)
        else:
            self._put(text)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer no key that does nothing: Enter where it begins a line, paging where no conversation stands above."""
        if action == "page":
            return self.IN_TALK and not self._lines
        return action != "send" or not self._lines

    def action_send(self) -> None:
        """Say what is written."""
        self.post_message(self.Sent(self.text))

    def action_newline(self) -> None:
        """Begin a new line."""
        self._put("\n")

    def action_page(self, pages: int) -> None:
        """Ask the conversation to scroll."""
        self.post_message(self.Paged(pages))

    def write(self, text: str) -> None:
        """Put a draft back, in front of what has been written since."""
        later = self.text
        self.text = clean(text) + (f"\n{later}" if later.strip() else "")
        self.move_cursor(self.document.end)

    def _put(self, text: str) -> None:
        if not self.read_only:
            result = self.replace(text, *self.selection, maintain_selection_offset=False)
            self.move_cursor(result.end_location)
