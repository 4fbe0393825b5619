"""The table: the conversation, the composer, the clock and the card. The screen shows what the transcript holds."""

import asyncio
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.css.query import NoMatches
from textual.timer import Timer
from textual.widgets import Button

from rehearse.errors import RehearseError, StorageError
from rehearse.scene.scenario import Mode
from rehearse.tui.drafts import Drafts, keep_draft, read_draft
from rehearse.tui.screens.ask import Ask, Look
from rehearse.tui.screens.speaking import Speaking
from rehearse.tui.seats import Opener
from rehearse.tui.whisper import whisper
from rehearse.tui.widgets.card import card, clock, offers
from rehearse.tui.widgets.composer import Composer
from rehearse.tui.widgets.keys import Keys
from rehearse.tui.widgets.plain import Plain, line
from rehearse.tui.widgets.talk import Talk

DRAFT_AFTER = 1.0
"""Seconds after the last key at which a draft goes to the disk."""
WAITS = "The meeting waits for you at home under Continue, with what you are writing."
LAST_TIME = "Last time you said: “{said}”"


class MeetingScreen(Speaking):
    """One meeting, from the first word to the review."""

    IS_TALK = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "stop", "Stop", id="meeting.stop", tooltip="Stop the reply; what was said so far is kept"),
        Binding("escape", "rise", "Leave", id="meeting.rise", tooltip="Go home, once nobody speaks", show=False),
        Binding(
            "ctrl+r,f5", "again", "Try again", id="meeting.again", tooltip="Ask again for the reply", priority=True
        ),
        Binding(
            "ctrl+o",
            "offline",
            "Offline contact",
            id="meeting.offline",
            tooltip="Go on with the contact that needs no network",
            priority=True,
        ),
        Binding("ctrl+e", "end", "End", id="meeting.end", tooltip="Say goodbye and read the review", priority=True),
        Binding("ctrl+t", "whisper", "Whisper", id="meeting.whisper", tooltip="Show or hide the hints", priority=True),
        Binding("enter", "review", "Review", id="meeting.review", tooltip="Read the review", priority=True, show=False),
        Binding(
            "f2", "card", "Card", id="meeting.card", tooltip="See who sits across the table, and their mood", show=False
        ),
        Binding(
            "ctrl+l", "leave", "Leave", id="meeting.leave", tooltip="Go home; what is not over waits", priority=True
        ),
    ]

    def __init__(self, opener: Opener, said: str = "") -> None:
        super().__init__()
        self._said = said
        self._opener = opener
        self._whispers = True
        self._saving: Timer | None = None
        self._drafts: Drafts | None = None

    def compose(self) -> ComposeResult:
        """A head line; the conversation and the card; the whisper and the composer; the keys."""
        with Horizontal(id="head"):
            yield Plain("Setting the table …", id="who")
            yield Plain(id="clock")
        with Horizontal(id="table"):
            with Vertical(id="floor"):
                yield Talk()
                yield Plain(id="whisper")
                yield Composer()
                yield Button("Read the review (Enter)", id="over")
            with VerticalScroll(id="side", can_focus=False):
                yield Plain(id="card")
        yield Keys()

    def on_mount(self) -> None:
        """Open the transcript."""
        self.query_one("#over").display = False
        self.query_one("#whisper").display = False
        self._sit()

    def on_unmount(self) -> None:
        """Let the transcript go, so that another screen or app may have it."""
        if self.rehearsal:
            self.rehearsal.log.close()

    @work(exclusive=True, group="table")
    async def _sit(self) -> None:
        try:
            rehearsal = await asyncio.to_thread(self._opener)
        except RehearseError as error:
            self.house.tell(error)
            self.dismiss()
            return
        self.rehearsal = rehearsal
        rehearsal.prepare()
        self._drafts = Drafts(rehearsal.log.path)
        state = rehearsal.state
        await self.talk.fill(state.turns, state.header.scene.contact.name)
        self.composer.write(read_draft(rehearsal.log.path))
        self.composer.focus()
        if rehearsal.log.recovered:
            self.house.say(rehearsal.log.recovered)
        self.settle()
        if self._said:
            self.remark(LAST_TIME.format(said=line(self._said, 200)))
        if not state.turns and not rehearsal.over:
            self.play(rehearsal.open(), rehearsal.open)
        elif state.pending:
            self.play(rehearsal.reply(), rehearsal.reply)

    def settle(self) -> None:
        """Show how things stand: the fold of the transcript, and nothing else."""
        if self.rehearsal is None:
            return
        state = self.rehearsal.state
        scene = state.header.scene
        title = state.header.scenario.title if state.header.scenario else scene.setting.value
        head = f"{line(scene.contact.name, 40)}, {state.mood} · {line(title, 60)}"
        offered = offers(state)
        if offered and state.gifts[-1][0] == len(state.turns):
            head = f"{line(scene.contact.name, 40)} offers {offered[-1]}"
        self.query_one("#who", Plain).update(head)
        self.query_one("#clock", Plain).update(clock(state, narrow=self.has_class("-narrow")))
        self.query_one("#card", Plain).update(card(state))
        if not self.failed:
            self.read_out()
        if self.rehearsal.over:
            self.composer.display = False
            over = self.query_one("#over", Button)
            over.display = True
            over.focus()
        self.refresh_bindings()

    def read_out(self) -> None:
        """Whisper, where one practises and wants it."""
        if self.rehearsal:
            self.remark(whisper(self.rehearsal.state) if self._whispers else "")

    def remark(self, text: str) -> None:
        """Say something in the quiet line above the composer."""
        found = self.query_one("#whisper", Plain)
        found.update(text)
        found.display = bool(text)

    def action_end(self) -> None:
        """Ask, then say goodbye."""
        self.app.push_screen(Ask("End the meeting?", "You say goodbye, and the review follows."), self._end)

    @work(exclusive=True, group="end")
    async def _end_now(self) -> None:
        if self.rehearsal is None or self.rehearsal.over:
            return
        await self.stop("stopped to end the meeting")
        self.play(self.rehearsal.end(), self.rehearsal.end)

    def _end(self, yes: bool | None) -> None:
        if yes:
            self._end_now()

    def action_whisper(self) -> None:
        """Show or hide the hints."""
        self._whispers = not self._whispers
        self.read_out()

    def action_card(self) -> None:
        """Show the card, which needs room to stand beside the conversation."""
        if self.rehearsal:
            self.app.push_screen(Look(card(self.rehearsal.state)))

    async def action_rise(self) -> None:
        """Go home; ask first while the meeting goes on, since the same key stops a reply."""
        if self.rehearsal is None or self.rehearsal.over:
            await self.action_leave()
        else:
            self.app.push_screen(Ask("Leave the table?", WAITS), self._rise)

    async def _rise(self, yes: bool | None) -> None:
        if yes:
            await self.action_leave()

    async def action_leave(self) -> None:
        """Go back; the meeting and the draft wait."""
        try:
            await self.put_away()
        except RehearseError as error:
            self.house.tell(error)
        else:
            self.dismiss()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done now."""
        rehearsal = self.rehearsal
        if action in ("stop", "rise"):
            return self.speaking == (action == "stop")
        if rehearsal is None:
            return action not in ("again", "offline", "end", "whisper", "card", "review")
        if action in ("again", "offline"):
            able = not self.speaking and (self.failed or rehearsal.state.pending)
            return able and (action == "again" or rehearsal.contact.engine != "offline")
        if action == "whisper":
            scenario = rehearsal.state.header.scenario
            return not rehearsal.over and not (scenario and scenario.mode is Mode.EXAM)
        if action in ("end", "review"):
            return rehearsal.over == (action == "review")
        return True

    def on_button_pressed(self, _event: Button.Pressed) -> None:
        """Read the review."""
        self.action_review()

    def action_review(self) -> None:
        """Read the review of a meeting that is over."""
        if self.rehearsal:
            self.rehearsal.log.close()
            self.house.open_review(self.rehearsal.log.path)

    def on_composer_paged(self, event: Composer.Paged) -> None:
        """Scroll the conversation while one writes."""
        self.talk.page(event.pages)

    def on_text_area_changed(self, _event: Composer.Changed) -> None:
        """Keep the draft a moment after the last key."""
        if self._saving:
            self._saving.stop()
        self._saving = self.set_timer(DRAFT_AFTER, self._keep_draft)

    def _draft(self) -> str:
        return "" if self.rehearsal is None or self.rehearsal.over else self.composer.text

    def _keep_draft(self) -> None:
        if self._drafts and (refusal := self._drafts.keep(self._draft())):
            self.house.tell(refusal)

    async def put_away(self) -> None:
        """Stop the reply and keep the draft. Raises StorageError the first time that it cannot be kept."""
        await self.stop("the app was closed")
        if self._drafts:
            self._drafts.put_away(self._draft())

    def rescue(self) -> bool:
        """Keep the draft, where there is still a composer to read it from."""
        try:
            if self._drafts:
                keep_draft(self._drafts.transcript, self._draft())
        except (NoMatches, StorageError):
            return False
        return True
