"""The second opinion on the review's page: asks before anything is sent, tells how far it is, then shows it."""

import asyncio
from typing import cast

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.worker import Worker

from rehearse import engines
from rehearse.errors import RehearseError
from rehearse.review.facts import Review
from rehearse.review.judge import RUNS, Judge, Sitting
from rehearse.review.opinion import Difference, SecondOpinion
from rehearse.review.opinion_report import TITLE, remarks, section, sides, summary
from rehearse.review.report import More, nothing_more
from rehearse.text import counted
from rehearse.tui.screens.ask import Ask
from rehearse.tui.screens.page import Page
from rehearse.tui.widgets.plain import Plain, line, safe, styled

MOST = 100
"""Differences that stand on the page; the export has all."""
SENT = (
    "What was said in this meeting is sent to {host}, turn by turn: {requests}, about {tokens:,} tokens. "
    "The score stays as it is."
)


class OpinionView(Vertical):
    """A judge's labels beside the reader's, where the two differ."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.opinion: SecondOpinion | None = None
        self._judge: Judge | None = None
        self._asking: Worker[None] | None = None

    def compose(self) -> ComposeResult:
        """A heading, and the words below it."""
        yield Plain(TITLE, classes="section")
        yield Plain(classes="words")

    def on_mount(self) -> None:
        """Take no room before one asks."""
        self.display = False
        self._page = cast(Page, self.screen)

    @property
    def asking(self) -> bool:
        """Whether a judge is being asked."""
        return self._asking is not None and not self._asking.is_finished

    @property
    def more(self) -> More:
        """What writes the opinion below the review; nothing where there is none."""
        return section(self.opinion) if self.opinion else nothing_more

    def can_ask(self) -> bool:
        """Whether an LLM is set up, and is not being asked just now."""
        try:
            return not self.asking and engines.is_set_up(self._page.house.config)
        except RehearseError:
            return True  # asking says what is wrong with the key

    def ask(self, review: Review) -> None:
        """Ask a judge, after the person agreed."""
        self._asking = self._hear(review)
        self.screen.refresh_bindings()

    def stop(self) -> None:
        """Stop asking; what is complete is shown."""
        if self._asking:
            self._asking.cancel()

    @work(exclusive=True, group="judge")
    async def _hear(self, review: Review) -> None:
        try:
            self._judge = self._judge or Judge(self._page.house.config)
            sitting = Sitting(self._judge, review)
            if await self._agreed(self._judge, sitting):
                await self._sit(sitting)
        except RehearseError as error:
            self._page.house.tell(error)
        finally:
            self._asking = None
            if self.is_attached:
                self._show(self.opinion)
                self.screen.refresh_bindings()

    async def _agreed(self, judge: Judge, sitting: Sitting) -> bool:
        """Say what is sent where, and wait for a yes."""
        tokens = await asyncio.to_thread(lambda: sitting.questions.tokens * RUNS)
        if not tokens:
            self._page.house.say("You said nothing in this meeting; there is nothing to read again.")
            return False
        requests = counted(len(sitting.questions) * RUNS, "request")
        note = SENT.format(host=line(judge.host), requests=requests, tokens=tokens)
        return await self.app.push_screen_wait(Ask(f"Ask {line(judge.model, 60)} for a second opinion?", note))

    async def _sit(self, sitting: Sitting) -> None:
        self.display = True
        self.scroll_visible()
        try:
            await sitting.hear(self._tell)
        finally:
            found = sitting.opinion()
            if found.judged:
                self.opinion = found
            elif found.trouble is None:
                self._page.house.say("Stopped before any turn was complete.")

    def _tell(self, done: int, turns: int) -> None:
        """Show how far it is."""
        if self.is_attached:
            words = f"Asking … turn {min(done + 1, turns)} of {turns}. Esc stops it."
            self.query_one(".words", Plain).update(styled(words, "$text-muted"))

    def _show(self, opinion: SecondOpinion | None) -> None:
        self.display = opinion is not None
        if opinion:
            self.query_one(".words", Plain).update(words_of(opinion))


def words_of(opinion: SecondOpinion) -> Content:
    """Return the opinion as it stands on the page."""
    blocks = [safe(" ".join(summary(opinion, line)))]
    blocks += [_difference(difference) for difference in opinion.unsure[:MOST]]
    known = list(remarks(opinion, line))
    if len(opinion.unsure) > MOST:
        known.insert(0, f"… and {len(opinion.unsure) - MOST} more: the export (e) has all.")
    if known:
        blocks.append(styled("\n".join(known), "$text-muted"))
    return Content("\n\n").join(blocks)


def _difference(difference: Difference) -> Content:
    head = f"Turn {difference.turn}, unsure: {difference.label.sign} {difference.label.words}"
    lines = [styled(head, "bold $warning" if difference.label.is_debit else "bold $success")]
    for name, found, votes in sides(difference):
        firmly = f"  ({votes})" if votes else ""
        lines.append(Content.assemble((f"  {name:<7} ", "$text-muted"), line(found, 300), (firmly, "$text-muted")))
    if difference.why:
        lines.append(styled(f"  The judge's reason: {line(difference.why)}", "$text-muted"))
    return Content("\n").join(lines)
