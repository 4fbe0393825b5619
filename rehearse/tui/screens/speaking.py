"""The table's give and take: the learner's turn goes out, the reply comes in, and either may fail or be stopped."""

from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing, suppress

from textual import work
from textual.worker import Worker, WorkerCancelled, WorkerFailed

from rehearse import engines
from rehearse.errors import RehearseError
from rehearse.reading.scene import Side
from rehearse.rehearsal import Rehearsal
from rehearse.tui.pace import paced
from rehearse.tui.screens.page import Page
from rehearse.tui.widgets.composer import Composer
from rehearse.tui.widgets.talk import Talk
from rehearse.tui.widgets.trouble import Trouble
from rehearse.tui.widgets.turns import TurnView

Words = AsyncGenerator[str, None]

CUT = "stopped"
SILENCED = "Stopped before a word was said. Ctrl+R asks again; or say something else."
WAIT = "Enter sends once they have finished; Esc stops them."


class Speaking(Page):
    """A screen with a conversation and a composer, at which one meeting is held."""

    def __init__(self) -> None:
        super().__init__()
        self.rehearsal: Rehearsal | None = None
        self.speaking = False
        """Whether a reply is under way."""
        self.failed = False
        """Whether the last reply failed, and can be asked for again."""
        self._again: Callable[[], Words] | None = None
        self._reply: Worker[None] | None = None
        self._live: TurnView | None = None
        self._sent: tuple[TurnView, int] | None = None
        """The turn that was sent last, and how many turns the learner had had before it."""
        self._turns = 0
        """How many turns there were before the reply that is under way."""
        self._hurry = False

    @property
    def composer(self) -> Composer:
        """Where the learner writes."""
        return self.query_one(Composer)

    @property
    def talk(self) -> Talk:
        """The conversation."""
        return self.query_one(Talk)

    def settle(self) -> None:
        """Show how things stand once nobody speaks."""
        raise NotImplementedError

    def read_out(self) -> None:
        """Show what was read in the learner's turn, as the reply begins."""
        raise NotImplementedError

    def remark(self, text: str) -> None:
        """Say something in the quiet line; nothing hides it."""
        raise NotImplementedError

    def on_composer_sent(self, event: Composer.Sent) -> None:
        """Say the turn; while the contact speaks, let them finish first."""
        if self.rehearsal is None or not event.text.strip():
            return
        if self.speaking:
            self._hurry = True
            self.remark(WAIT)
            return
        self.composer.clear()
        self.play(self.rehearsal.say(event.text), self.rehearsal.reply, event.text)

    def play(self, words: Words, again: Callable[[], Words], said: str = "") -> None:
        """Let the contact speak; `said` is the learner's turn before, `again` asks anew after a failure."""
        assert self.rehearsal is not None
        state = self.rehearsal.state
        self.speaking, self.failed, self._hurry = True, False, False
        self._again = again
        self.query(Trouble).remove()
        own = self.talk.add(Side.LEARNER, said) if said else None
        self._live = self.talk.add(Side.CONTACT) if said or state.pending else None
        if own:
            self.talk.anchor()
        self._turns = len(state.turns)
        self._sent = (own, state.learner_turns) if own else None
        self._reply = self._speak(words)
        self.refresh_bindings()

    @work(exclusive=True, group="reply")
    async def _speak(self, words: Words) -> None:
        try:
            async with aclosing(paced(words, self._rhythm)) as chunks:
                async for chunk in chunks:
                    self._live = self._live or self.talk.add(Side.CONTACT)
                    if not self._live.text:
                        self.read_out()
                    self._live.extend(chunk)
        except RehearseError as error:
            await self._fail(error, kept=not await self._give_back())
        self._finish()

    def _finish(self) -> None:
        self.speaking, self._reply, self._live = False, None, None
        self.settle()
        self.refresh_bindings()

    def _rhythm(self) -> float:
        return 0.0 if self._hurry else self.house.rhythm

    async def _give_back(self) -> bool:
        """Put a turn that was not kept back into the composer; return whether there was one."""
        sent, self._sent = self._sent, None
        if sent is None or self.rehearsal is None or self.rehearsal.state.learner_turns > sent[1]:
            return False
        await sent[0].remove()
        self.composer.write(sent[0].text)
        return True

    async def _fail(self, error: RehearseError, *, kept: bool) -> None:
        """Say what happened, what was kept and which keys help, in the conversation itself."""
        half = self._live is not None and bool(self._live.text)
        if self._live:
            await self._live.remove()
        self.failed = kept
        offline = self.rehearsal is not None and self.rehearsal.contact.engine != "offline"
        pending = self.rehearsal is not None and self.rehearsal.state.pending
        await self.talk.mount(Trouble(error, kept=kept, half=half, offline=offline, pending=pending))
        self.talk.anchor()

    async def stop(self, cause: str) -> None:
        """Stop the reply, if there is one; what was shown of it is kept, and the draft stays where it is."""
        reply, rehearsal, live = self._reply, self.rehearsal, self._live
        if not self.speaking or reply is None or rehearsal is None:
            return
        reply.cancel()
        with suppress(WorkerCancelled, WorkerFailed):
            await reply.wait()
        await self._give_back()
        before = rehearsal.state.events
        try:
            await rehearsal.cancel(cause)
        except RehearseError as error:
            self.house.tell(error)
        await self._show_kept(rehearsal, live, cut=rehearsal.state.events > before)
        self._finish()
        if rehearsal.state.pending:
            self.remark(SILENCED)

    async def _show_kept(self, rehearsal: Rehearsal, live: TurnView | None, *, cut: bool) -> None:
        """Make the stopped turn on the screen what the transcript has of it: a part, the whole, or nothing."""
        turns = rehearsal.state.turns
        if len(turns) > self._turns and turns[-1].speaker is Side.CONTACT:
            (live or self.talk.add(Side.CONTACT)).say(turns[-1].text, CUT if cut else "")
        elif live:
            await live.remove()

    async def action_stop(self) -> None:
        """Stop the reply."""
        await self.stop("stopped by the learner")

    async def action_again(self) -> None:
        """Ask again for what failed or was stopped before a word."""
        await self.stop("asked again")
        if self._again:
            self.play(self._again(), self._again)

    async def action_offline(self) -> None:
        """Go on with the offline contact, for the rest of this meeting."""
        if self.rehearsal:
            self.rehearsal.contact = engines.offline_contact()
            await self.action_again()
