"""The review of a meeting: the facts that the review holds, in the order in which one wants to read them."""

import asyncio
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Digits

from rehearse.archive.transcript import read_transcript
from rehearse.errors import RehearseError
from rehearse.reading.codebook import Label
from rehearse.reading.scene import Side
from rehearse.review.facts import Review
from rehearse.review.report import as_text
from rehearse.review.review import review
from rehearse.scene import library
from rehearse.settings import shipped
from rehearse.tui import sections
from rehearse.tui.export import export
from rehearse.tui.screens.ask import Choice, Choose
from rehearse.tui.screens.letter import LetterScreen
from rehearse.tui.screens.page import BACK, Page
from rehearse.tui.widgets.energy import EnergyLine
from rehearse.tui.widgets.keys import Keys
from rehearse.tui.widgets.plain import Plain, line, styled

RUBRIC = "standard"
MOST_CHOICES = 400
"""Turns offered for a branch; the replay branches from any."""


class ReviewScreen(Page):
    """What a meeting earned and what it spent."""

    IS_TALK = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "replay", "Replay", id="review.replay", tooltip="Step through the meeting"),
        Binding("b", "branch", "Branch", id="review.branch", tooltip="Say one turn differently, in a new meeting"),
        Binding("t", "thank", "Thank-you note", id="review.thank", tooltip="Write to the contact, once"),
        Binding("e", "export", "Export", id="review.export", tooltip="Write the review to a file as Markdown"),
        Binding("y", "copy", "Copy", id="review.copy", tooltip="Copy the review, where the terminal allows it"),
        BACK,
    ]

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self.review: Review | None = None
        self._may_thank = False

    def compose(self) -> ComposeResult:
        """The score and the sentence; the energy; the rest, one below the other; the keys."""
        with VerticalScroll(id="page"), Vertical(classes="column"):
            yield Plain("Reading the transcript …", id="title", classes="heading")
            with Horizontal(id="verdict"):
                yield Digits("", id="score")
                yield Plain(id="sentence")
            yield EnergyLine(id="energy")
            yield Vertical(id="sections")
        yield Keys()

    def on_mount(self) -> None:
        """Read and review."""
        self.query_one("#verdict").display = False
        self.query_one("#energy").display = False
        self.query_one("#page").focus()
        self._read()

    @work(exclusive=True, group="read")
    async def _read(self) -> None:
        try:
            found = await asyncio.to_thread(self._made)
        except RehearseError as error:
            self.query_one("#title", Plain).update("This transcript cannot be reviewed")
            await self.query_one("#sections").mount(Plain(str(error)))
            return
        self.review = found
        title = f"{line(found.title, 80)}, with {line(found.contact, 60)}"
        self.query_one("#title", Plain).update(styled(title, "bold"))
        self.query_one("#score", Digits).update(str(found.score))
        self.query_one("#sentence", Plain).update(sections.verdict(found))
        self.query_one("#verdict").display = True
        energy = self.query_one(EnergyLine)
        energy.display = bool(found.energy)
        energy.show(found.energy, [moment.turn for moment in found.moments])
        place = self.query_one("#sections")
        await place.remove_children()
        for heading, words in sections.sections(found):
            await place.mount(Plain(heading, classes="section"), Plain(words, classes="words"))
        self.refresh_bindings()

    def _made(self) -> Review:
        transcript = read_transcript(self._path)
        rubric = library.rubric(RUBRIC)
        found = review(transcript.header, transcript.events, rubric, self.house.reader(), str(self._path))
        waits = found.letter is None or found.letter.answer is None
        own = self._path.resolve().parent != shipped("transcripts").resolve()
        self._may_thank = own and waits and found.ended is not None and transcript.header.persona is not None
        return found

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what needs a review once there is one, and a note where none is written yet."""
        if action == "thank":
            return self._may_thank
        return self.review is not None or action not in ("replay", "branch", "export", "copy")

    def action_replay(self) -> None:
        """Step through the meeting."""
        self.house.open_replay(self._path)

    def action_thank(self) -> None:
        """Write a note, then read the review anew."""
        self.app.push_screen(LetterScreen(self._path), self._written)

    def _written(self, _result: None) -> None:
        self._read()

    def action_copy(self) -> None:
        """Copy the review as text."""
        if self.review:
            self.app.copy_to_clipboard(as_text(self.review))
            self.house.say("Copied, if your terminal allows it; e writes it to a file.")

    def action_export(self) -> None:
        """Write the review to a file beside the transcript."""
        if self.review is None:
            return
        try:
            self.house.say(f"Written to {export(self.review, self._path)}")
        except RehearseError as error:
            self.house.tell(error)

    def action_branch(self) -> None:
        """Ask which turn to say differently."""
        if self.review is None:
            return
        turns = [turn for turn in self.review.turns if turn.speaker is Side.LEARNER][:MOST_CHOICES]
        if not turns:
            self.house.say("You said nothing in this meeting; there is nothing to say differently.")
            return
        choices = [Choice(str(t.turn), f"{t.turn}  {line(t.text, 60)}", _labels(t.labels)) for t in turns]
        costly = next((str(t.turn) for t in turns if any(m.label.is_debit for m in t.labels)), None)
        self.app.push_screen(Choose("Which turn would you say differently?", choices, costly), self._branch)

    def _branch(self, turn: str | None) -> None:
        if turn is not None:
            self.house.branch(self._path, int(turn) - 1)


def _labels(marks: "tuple[sections.LabelMark, ...]") -> str:
    labels: list[Label] = [mark.label for mark in marks]
    return ", ".join(label.words for label in labels)
