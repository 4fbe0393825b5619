"""The comparison: two meetings side by side, such as one and its branch."""

import asyncio
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import ClassVar

from rich.cells import cell_len
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content

from rehearse.archive.transcript import read_transcript
from rehearse.errors import RehearseError
from rehearse.review.comparison import NAMES, Comparison, as_text, compare, ending, score_in_words, signed, told_of_both
from rehearse.review.facts import Review
from rehearse.review.review import review
from rehearse.scene import library
from rehearse.scene.rubric import STANDARD
from rehearse.tui import sections
from rehearse.tui.screens.page import BACK, Page
from rehearse.tui.widgets.drawn import Drawn
from rehearse.tui.widgets.energy import EnergyLine
from rehearse.tui.widgets.keys import Keys
from rehearse.tui.widgets.plain import Plain, fitted, line, styled

COLUMN = 9
"""Cells of a number in the table."""


class CompareScreen(Page):
    """What the second take of a meeting changed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "copy", "Copy", id="compare.copy", tooltip="Copy the comparison"),
        BACK,
    ]

    def __init__(self, one: Path, other: Path) -> None:
        super().__init__()
        self._paths = (one, other)
        self.comparison: Comparison | None = None

    def compose(self) -> ComposeResult:
        """The numbers, the energies one above the other, what was learned, the two talks, the keys."""
        with VerticalScroll(id="page"), Vertical(classes="column"):
            yield Plain("Reading the transcripts …", id="title", classes="heading")
            yield Vertical(id="facts")
            yield Container(id="talks")
        yield Keys()

    def on_mount(self) -> None:
        """Read and review both."""
        self.query_one("#page").focus()
        self._read()

    @work(exclusive=True, group="read")
    async def _read(self) -> None:
        try:
            one, other = await asyncio.to_thread(lambda: tuple(map(self._reviewed, self._paths)))
        except RehearseError as error:
            self.query_one("#title", Plain).update("These transcripts cannot be compared")
            await self.query_one("#facts").mount(Plain(str(error)))
            return
        self.comparison = found = compare(one, other)
        same = line(one.title, 80) == line(other.title, 80)
        title = line(one.title, 80) if same else f"{line(one.title, 40)} and {line(other.title, 40)}"
        self.query_one("#title", Plain).update(styled(f"{title}: two takes" if same else title, "bold"))
        await self._mount_facts(found)
        await self._mount_talks(found, one, other)
        self.refresh_bindings()

    def _reviewed(self, path: Path) -> Review:
        transcript = read_transcript(path)
        return review(transcript.header, transcript.events, library.rubric(STANDARD), self.house.reader(), str(path))

    async def _mount_facts(self, found: Comparison) -> None:
        facts = self.query_one("#facts")
        await facts.mount(Plain(found.parting), Drawn(partial(_table, found), classes="table"))
        await facts.mount(Plain("Energy", classes="section"))
        span = max(len(found.one.energy), len(found.other.energy))
        for name, take in zip(NAMES, (found.one, found.other), strict=True):
            curve = EnergyLine()
            await facts.mount(Plain(name, classes="quiet"), curve)
            parting = [found.shared + 1] * bool(take.turns)
            curve.show(take.energy, parting, parting[0] if parting else None, span=span)
        for heading, words in _sections(found):
            await facts.mount(Plain(heading, classes="section"), Plain(words, classes="words"))

    async def _mount_talks(self, found: Comparison, one: Review, other: Review) -> None:
        talks = self.query_one("#talks")
        for name, take, whole in zip(NAMES, (found.one, found.other), (one, other), strict=True):
            heading = f"{name}, from turn {found.shared + 1}" if take.turns else f"{name}: nothing more was said"
            words = sections.talk(take.turns, whole)
            await talks.mount(Vertical(Plain(heading, classes="section"), Plain(words, classes="words")))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the copy once there is something to copy."""
        return action != "copy" or self.comparison is not None

    def action_copy(self) -> None:
        """Copy the comparison as text."""
        if self.comparison:
            self.app.copy_to_clipboard(as_text(self.comparison))


def _table(found: Comparison, cells: int) -> Content:
    """Return score and parts as lines of three numbers, their titles cut where the line is too short."""
    wide = max(cell_len(line(title)) for title in ("Score", *(part.title for part in found.parts)))
    wide = max(min(wide + 2, cells - 3 * COLUMN), COLUMN)
    heads = f"{'':<{wide}}{NAMES[0]:>{COLUMN}}{NAMES[1]:>{COLUMN}}{'Change':>{COLUMN}}"
    lines = [styled(heads, "$text-muted")]
    lines.append(_row("Score", wide, score_in_words(found.one.score), score_in_words(found.other.score), found.score))
    for part in found.parts:
        lines.append(_row(part.title, wide, f"{part.one:.0f}", f"{part.other:.0f}", part.change))
    return Content("\n").join(lines)


def _row(title: str, wide: int, one: str, other: str, change: float | None) -> Content:
    if change is None:
        return Content(f"{title:<{wide}}{one:>{COLUMN}}{other:>{COLUMN}}")
    style = "$success" if change > 0 else "$warning" if change < 0 else "$text-muted"
    return Content.assemble(
        f"{fitted(title, wide - 2)}  {one:>{COLUMN}}{other:>{COLUMN}}", styled(f"{signed(change):>{COLUMN}}", style)
    )


def _sections(found: Comparison) -> Iterator[tuple[str, Content]]:
    """Yield heading and words of what is told of both."""
    yield "How they ended", _both(map(ending, (found.one, found.other)))
    yield from ((heading, _both(words)) for heading, words in told_of_both(found))


def _both(words: Iterable[str]) -> Content:
    named = zip(NAMES, words, strict=True)
    return Content("\n").join(Content.assemble((f"{name:<8}", "$text-muted"), line(text)) for name, text in named)
