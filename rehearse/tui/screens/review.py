"""The review of a meeting: the facts that the review holds, in the order in which one wants to read them."""

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Digits

from rehearse.archive.exams import check_over
from rehearse.archive.family import family
from rehearse.archive.index import Summary
from rehearse.archive.samples import is_sample
from rehearse.archive.transcript import read_transcript
from rehearse.coaching.assigned.result import Result, result_at
from rehearse.coaching.assigned.taking import known
from rehearse.errors import RehearseError
from rehearse.meeting.events import Header
from rehearse.reading.codebook import Label
from rehearse.reading.scene import Side
from rehearse.review.export import FORMS
from rehearse.review.facts import Review
from rehearse.review.report import as_text
from rehearse.review.review import review
from rehearse.scene import library
from rehearse.scene.rubric import STANDARD
from rehearse.settings import is_served
from rehearse.tui import asked, sections
from rehearse.tui.export import draw_up, export
from rehearse.tui.screens import copying, relatives
from rehearse.tui.screens.ask import Choice, Choose
from rehearse.tui.screens.letter import LetterScreen
from rehearse.tui.screens.opinion import OpinionView
from rehearse.tui.screens.page import BACK, Page
from rehearse.tui.widgets.drawn import Drawn
from rehearse.tui.widgets.energy import CAPTION, EnergyLine
from rehearse.tui.widgets.keys import Keys
from rehearse.tui.widgets.plain import Plain, line, styled

MOST_CHOICES = 400
"""Turns offered for a branch; the replay branches from any."""


class ReviewScreen(Page):
    """What a meeting earned and what it spent."""

    IS_TALK = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "replay", "Replay", id="review.replay", tooltip="Step through the meeting"),
        Binding("b", "branch", "Branch", id="review.branch", tooltip="Say one turn differently, in a new meeting"),
        Binding("c", "compare", "Compare", id="review.compare", tooltip="Set it beside the meeting it branched from"),
        Binding("o", "other", "Takes", id="review.other", tooltip="Review what this branched from, or a branch of it"),
        Binding("t", "thank", "Thank", id="review.thank", tooltip="Write a thank-you note to the contact, once"),
        Binding("e", "export", "Export", id="review.export", tooltip="Write it to a file beside its transcript"),
        Binding(
            "j", "opinion", "Opinion", id="review.opinion", tooltip="Ask the LLM that is set up for a second opinion"
        ),
        Binding("y", "copy", "Copy", id="review.copy", tooltip="Copy the review, or a line of it"),
        Binding("escape", "stop", "Stop", id="review.stop", tooltip="Stop asking; what is complete is shown"),
        BACK,
    ]

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self.review: Review | None = None
        self._header: Header | None = None
        self._family = relatives.NONE
        self._may_thank = False
        self._result: Result | None = None
        """What it means for its assignment; None where it was held for none that is here."""

    def compose(self) -> ComposeResult:
        """The score and the sentence; the energy; the rest, one below the other; the keys."""
        with VerticalScroll(id="page"), Vertical(classes="column"):
            yield Plain("Reading the transcript …", id="title", classes="heading")
            with Horizontal(id="verdict"):
                yield Digits("", id="score")
                yield Plain(id="sentence")
            yield EnergyLine(CAPTION, id="energy")
            yield Vertical(id="asked")
            yield OpinionView(id="opinion")
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
        self._relate()
        title = f"{line(found.title, 80)}, with {line(found.contact, 60)}"
        self.query_one("#title", Plain).update(styled(title, "bold"))
        score = self.query_one("#score", Digits)
        score.display = found.score is not None
        score.update("" if found.score is None else str(found.score))
        self.query_one("#sentence", Plain).update(sections.verdict(found))
        self.query_one("#verdict").display = True
        energy = self.query_one(EnergyLine)
        energy.display = bool(found.energy)
        energy.show(found.energy, {*found.turning, *(moment.turn for moment in found.moments)})
        place, above = self.query_one("#sections"), self.query_one("#asked")
        await self._show_assignment(above)
        await place.remove_children()
        for heading, words in sections.sections(found):
            await place.mount(Plain(heading, classes="section"), Drawn(words, classes="words"))
        self.refresh_bindings()

    async def _show_assignment(self, place: Widget) -> None:
        """Say there whether it passes, where it was held for an assignment."""
        await place.remove_children()
        if self._header is None or self._header.assignment is None:
            return
        words = asked.result(self._result) if self._result else styled(asked.GONE, "$text-muted")
        heading = self._result.title if self._result else "The assignment"
        await place.mount(Plain(line(heading, 80), classes="section"), Plain(words, classes="words"))

    def _made(self) -> Review:
        check_over(self._path)
        transcript = read_transcript(self._path)
        self._header = transcript.header
        packed = known(self._header.assignment) if self._header.assignment else None
        self._result = result_at(self._path, packed, self.house.reader()) if packed else None
        rubric = packed.content.rubric if packed else library.rubric(STANDARD)
        found = review(transcript.header, transcript.events, rubric, self.house.reader(), str(self._path))
        waits = found.letter is None or found.letter.answer is None
        own = not is_sample(transcript.header.id)
        self._may_thank = own and waits and found.ended is not None and transcript.header.persona is not None
        return found

    @work(exclusive=True, group="family")
    async def _relate(self) -> None:
        """Look for what this meeting branched from, and for its branches; say so on top where there are any."""
        header = self._header
        if header is None:
            return
        parent = header.parent.id if header.parent else None
        try:
            self._family = await asyncio.to_thread(family, self._path, header.id, parent)
        except RehearseError as error:
            self.house.tell(error)
            return
        words = relatives.section(self._family, header)
        if words.plain:
            await self.query_one("#sections").mount(
                Plain("Takes", classes="section"), Plain(words, classes="words"), before=0
            )
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done now; the way back only after what is asked was stopped."""
        opinion = self.query_one(OpinionView) if self.is_mounted else None
        asking = opinion is not None and opinion.asking
        match action:
            case "stop" | "back":
                return asking == (action == "stop")
            case "opinion":
                return self.review is not None and opinion is not None and opinion.can_ask()
            case "other":
                return bool(relatives.all_of(self._family))
            case "compare":
                return bool(self._comparable())
            case "thank":
                return self._may_thank
        return self.review is not None or action not in ("replay", "branch", "export", "copy")

    def action_opinion(self) -> None:
        """Ask an LLM for a second opinion."""
        if self.review:
            self.query_one(OpinionView).ask(self.review)

    def action_stop(self) -> None:
        """Stop asking."""
        self.query_one(OpinionView).stop()

    def action_replay(self) -> None:
        """Step through the meeting."""
        self.house.open_replay(self._path)

    def _comparable(self) -> list[Summary]:
        return relatives.ended(self._family, itself=self.review is not None and self.review.ended is not None)

    def action_other(self) -> None:
        """Review the meeting that this one branched from, or one of its branches."""
        self._choose("Review which take?", relatives.all_of(self._family), self.house.open_review)

    def action_compare(self) -> None:
        """Set it beside another take; the one that came first stands first."""
        self._choose("Compare with which take?", self._comparable(), self._compare)

    def _compare(self, other: Path) -> None:
        parent = self._family.parent
        pair = (other, self._path) if parent and other == parent.path else (self._path, other)
        self.house.open_comparison(*pair)

    def _choose(self, question: str, rows: list[Summary], then: Callable[[Path], None]) -> None:
        """Go on with one of these meetings; ask which where there are several."""
        if len(rows) == 1:
            then(rows[0].path)
            return

        def chosen(path: str | None) -> None:
            if path:
                then(Path(path))

        self.app.push_screen(Choose(question, relatives.choices(rows, self._family.parent)), chosen)

    def action_thank(self) -> None:
        """Write a note, then read the review anew."""
        self.app.push_screen(LetterScreen(self._path), self._written)

    def _written(self, _result: None) -> None:
        self._read()

    def action_copy(self) -> None:
        """Ask what to copy: the whole, or a line of it."""
        if self.review:
            found = list(copying.parts(self.review))
            self.app.push_screen(Choose("Copy what?", copying.choices(found)), partial(self._copy, found))

    def _copy(self, found: list[copying.Part], choice: str | None) -> None:
        if self.review and choice == "whole":
            self.app.copy_to_clipboard(as_text(self.review, self.query_one(OpinionView).more))
        elif choice is not None:
            self.app.copy_to_clipboard(found[int(choice)].text)

    def action_export(self) -> None:
        """Ask in which form to write the review to a file beside the transcript."""
        choices = [Choice(name, form.title, form.hint, form.title[0].lower()) for name, form in FORMS.items()]
        self.app.push_screen(Choose("Export in which form?", choices), self._export)

    def _export(self, form: str | None) -> None:
        if self.review and form is not None:
            self._write(self.review, form)

    @work(group="export")
    async def _write(self, found: Review, form: str) -> None:
        opinion = self.query_one(OpinionView).opinion
        try:
            if is_served():
                sheet = await asyncio.to_thread(draw_up, found, self._path, form, opinion)
                self.app.deliver_text(sheet.file, save_filename=sheet.name)
                self.house.say(f"{sheet.name} goes to your browser's downloads.")
            else:
                path = await asyncio.to_thread(export, found, self._path, form, opinion)
                self.house.say(f"Written to {path}")
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
        if turn is not None and self.review:
            self.house.branch(self._path, int(turn) - 1, self.review.turns[int(turn) - 1].text)


def _labels(marks: "tuple[sections.LabelMark, ...]") -> str:
    labels: list[Label] = [mark.label for mark in marks]
    return ", ".join(f"{label.sign} {label.words}" for label in labels)
