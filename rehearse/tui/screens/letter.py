"""The note after a meeting: a sheet to write on, then what was read in it and what came back."""

import asyncio
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.css.query import NoMatches

from rehearse import engines
from rehearse.errors import RehearseError, StorageError
from rehearse.rehearsal import Rehearsal
from rehearse.review.review import letter_facts
from rehearse.tui import seats
from rehearse.tui.drafts import Drafts, keep_draft, read_draft
from rehearse.tui.screens.page import Page
from rehearse.tui.sections import read_in
from rehearse.tui.widgets.composer import Composer
from rehearse.tui.widgets.keys import Keys
from rehearse.tui.widgets.plain import Plain, line, safe, styled

ADVICE = "A few lines. Thank them for something in particular, and ask for nothing. One note a meeting."
SENDING = "On its way …"
KEPT = "Your note is kept. Ctrl+R asks for the answer again."


class LetterScreen(Page):
    """One note to one contact."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "send", "Send", id="letter.send", tooltip="Send the note, once and for good", priority=True),
        Binding(
            "ctrl+r,f5", "again", "Ask again", id="letter.again", tooltip="Ask again for the answer", priority=True
        ),
        Binding(
            "ctrl+o",
            "offline",
            "Offline contact",
            id="letter.offline",
            tooltip="Let the contact answer that needs no network",
            priority=True,
        ),
        Binding("escape", "leave", "Back", id="letter.back", tooltip="Go back; a note that was not sent waits here"),
    ]

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._drafts = Drafts(_sheet(path))
        self._rehearsal: Rehearsal | None = None
        self._busy = False

    def compose(self) -> ComposeResult:
        """To whom; a word of advice; the sheet; what came of it; the keys."""
        with VerticalScroll(id="page", can_focus=False), Vertical(classes="column"):
            yield Plain("Looking for paper …", id="title", classes="heading")
            yield Plain(ADVICE, id="advice", classes="quiet")
            yield Composer("Write your note", lines=True)
            yield Plain(id="answer")
        yield Keys()

    def on_mount(self) -> None:
        """Open the transcript."""
        self._open()

    def on_unmount(self) -> None:
        """Let the transcript go."""
        if self._rehearsal:
            self._rehearsal.log.close()

    @work(exclusive=True, group="letter")
    async def _open(self) -> None:
        try:
            self._rehearsal = await asyncio.to_thread(seats.sit_again, self.house, self._path)
        except RehearseError as error:
            self.house.tell(error)
            self.dismiss()
            return
        name = line(self._rehearsal.state.header.scene.contact.name, 80)
        self.query_one("#title", Plain).update(f"A note to {name}")
        if self._rehearsal.state.afterwards:
            await self._wait(self._rehearsal.answer())
        else:
            self.query_one(Composer).write(read_draft(self._drafts.transcript))
            self.query_one(Composer).focus()

    def action_send(self) -> None:
        """Send the note, once."""
        text = self.query_one(Composer).text
        if self._rehearsal and text.strip():
            self._send(self._rehearsal.thank(text))

    @work(exclusive=True, group="letter")
    async def _send(self, words: Coroutine[Any, Any, str]) -> None:
        await self._wait(words)

    async def _wait(self, words: Coroutine[Any, Any, str]) -> None:
        """Wait for the answer and show it; where something fails, what was written stands or is given back."""
        sheet, below = self.query_one(Composer), self.query_one("#answer", Plain)
        self._busy = sheet.read_only = True
        below.update(styled(SENDING, "$text-muted"))
        try:
            await words
        except RehearseError as error:
            written = self._rehearsal is not None and self._rehearsal.state.afterwards is not None
            below.update(Content.assemble(styled(str(error), "$warning"), f"\n{KEPT}" if written else ""))
        else:
            self._show(below)
        self._busy = False
        sheet.read_only = bool(self._rehearsal and self._rehearsal.state.afterwards)
        if sheet.read_only:
            self._put_draft("")
        self.refresh_bindings()

    def _show(self, below: Plain) -> None:
        """Show the note as it was sent, what was read in it, and the answer."""
        facts = letter_facts(self._rehearsal.state) if self._rehearsal else None
        if facts is None or self._rehearsal is None:
            return
        self.query_one(Composer).display = False
        self.query_one("#advice").display = False
        page = self.query_one("#page", VerticalScroll)
        page.can_focus = True
        page.focus()
        name = line(self._rehearsal.state.header.scene.contact.name, 80)
        said = [styled("You", "bold $secondary"), safe(facts.text), *read_in(facts)]
        answer = [Content(""), styled(name, "bold $primary"), safe(facts.answer or "")]
        below.update(Content("\n").join([*said, *answer]))

    def action_again(self) -> None:
        """Ask again for the answer."""
        if self._rehearsal:
            self._send(self._rehearsal.answer())

    def action_offline(self) -> None:
        """Let the offline contact answer."""
        if self._rehearsal:
            self._rehearsal.contact = engines.offline_contact()
            self.action_again()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to send what is not sent yet, and to ask again only where an answer is missing."""
        after = self._rehearsal.state.afterwards if self._rehearsal else None
        if action == "send":
            return after is None and not self._busy
        if action not in ("again", "offline"):
            return True
        missing = after is not None and after.answer is None and not self._busy
        engine = self._rehearsal.contact.engine if self._rehearsal else ""
        return missing and (action == "again" or engine != "offline")

    async def action_leave(self) -> None:
        """Go back; what was being written waits."""
        try:
            await self.put_away()
        except RehearseError as error:
            self.house.tell(error)
        else:
            self.dismiss()

    def _draft(self) -> str:
        written = self._rehearsal is None or self._rehearsal.state.afterwards is not None
        return "" if written else self.query_one(Composer).text

    def _put_draft(self, text: str) -> None:
        if refusal := self._drafts.keep(text):
            self.house.tell(refusal)

    async def put_away(self) -> None:
        """Keep the draft. Raises StorageError the first time that it cannot be kept."""
        if self._rehearsal:
            self._drafts.put_away(self._draft())

    def rescue(self) -> bool:
        """Keep the draft, where there is still a sheet to read it from."""
        try:
            if self._rehearsal:
                keep_draft(self._drafts.transcript, self._draft())
        except (NoMatches, StorageError):
            return False
        return True


def _sheet(transcript: Path) -> Path:
    """What a begun note lies beside: not the transcript itself, whose draft is what one was about to say."""
    return transcript.with_name(f"{transcript.stem}.letter{transcript.suffix}")
