"""The replay: one turn after the other, with what was read in it and what it changed."""

import asyncio
from itertools import accumulate
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.timer import Timer

from rehearse.archive.transcript import read_transcript
from rehearse.errors import RehearseError
from rehearse.meeting.ledger import Entry
from rehearse.meeting.state import State, fold
from rehearse.reading.scene import Side
from rehearse.tui.screens.page import BACK, Page
from rehearse.tui.screens.standing import standing
from rehearse.tui.widgets.energy import EnergyLine
from rehearse.tui.widgets.keys import Keys
from rehearse.tui.widgets.plain import Plain, line, styled
from rehearse.tui.widgets.turns import TurnView

BEFORE = 8
"""Turns that stay on the screen above the one where one stands."""
TURNING = 0.05
"""Change of energy and trust together from which a turn is a turning point."""
SECONDS_PER_WORD = 0.24
"""Reading speed: 250 words a minute."""
SHORTEST = 1.2
"""Seconds that even one word stays."""


class ReplayScreen(Page):
    """A meeting that was, turn by turn. Only what is near is mounted, so that length costs nothing."""

    IS_TALK = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,j", "step(1)", "Next", id="replay.next", tooltip="Go to the next turn"),
        Binding("left,k", "step(-1)", "Previous", id="replay.previous", tooltip="Go to the turn before"),
        Binding("space", "play", "Play", id="replay.play", tooltip="Play at reading speed, or pause"),
        Binding("n", "turning(1)", "Turning point", id="replay.turn", tooltip="Go to the next turning point"),
        Binding("p", "turning(-1)", "Back", id="replay.return", tooltip="Go to the turning point before", show=False),
        Binding("b", "branch", "Branch", id="replay.branch", tooltip="Sit down to a new meeting from this turn on"),
        Binding("v", "review", "Review", id="replay.review", tooltip="Read the review of this meeting"),
        Binding("pageup,up", "page(-1)", "Up", id="replay.up", tooltip="Read back in a long turn", show=False),
        Binding("pagedown,down", "page(1)", "Down", id="replay.down", tooltip="Read on in a long turn", show=False),
        Binding("home", "go(1)", "First", id="replay.first", tooltip="Go to the first turn", show=False),
        Binding("end", "go(-1)", "Last", id="replay.last", tooltip="Go to the last turn", show=False),
        BACK,
    ]

    def __init__(self, path: Path, turn: int = 1) -> None:
        super().__init__()
        self._path = path
        self.turn = turn
        self.state: State | None = None
        self._entries: dict[int, list[Entry]] = {}
        self._trust: list[float] = []
        self._points: list[int] = []
        self._views: dict[int, TurnView] = {}
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """A head line; the conversation and the ledger; the energy; the keys."""
        with Horizontal(id="head"):
            yield Plain("Reading the transcript …", id="who")
            yield Plain(id="clock")
        with Horizontal(id="table"):
            yield VerticalScroll(id="talk", can_focus=False)
            with VerticalScroll(id="side", can_focus=False):
                yield Plain(id="card")
        with Vertical(id="foot"):
            yield EnergyLine(id="energy")
        yield Keys()

    def on_mount(self) -> None:
        """Read the transcript."""
        self._read()

    @work(exclusive=True, group="read")
    async def _read(self) -> None:
        try:
            state = await asyncio.to_thread(self._folded)
        except RehearseError as error:
            self.query_one("#who", Plain).update("This transcript cannot be replayed")
            await self.query_one("#talk").mount(Plain(str(error)))
            return
        for entry in state.ledger:
            self._entries.setdefault(entry.turn, []).append(entry)
        gains = [sum(e.trust for e in self._entries.get(n, ())) for n in range(1, len(state.turns) + 1)]
        self._trust = list(accumulate(gains, initial=state.header.trust))[1:]
        self._points = [
            n for n, found in self._entries.items() if abs(sum(e.energy + e.trust for e in found)) >= TURNING
        ]
        self.state = state
        await self._show(self.turn)

    def _folded(self) -> State:
        transcript = read_transcript(self._path)
        return fold(transcript.header, transcript.events)

    async def _show(self, turn: int) -> None:
        """Stand at a turn: mount what is near, let go of what is not."""
        state = self.state
        if state is None:
            return
        count = len(state.turns)
        title = state.header.scenario.title if state.header.scenario else state.header.id
        if not count:
            self.query_one("#who", Plain).update(f"{line(title, 60)}: nobody has said anything yet")
            return
        self.turn = min(max(turn, 1), count)
        wanted = range(max(self.turn - BEFORE, 1), self.turn + 1)
        for number in [n for n in self._views if n not in wanted]:
            await self._views.pop(number).remove()
        talk = self.query_one("#talk", VerticalScroll)
        for number in [n for n in reversed(wanted) if n not in self._views]:
            view = self._view(state, number)
            later = self._views.get(number + 1)
            self._views[number] = view
            await talk.mount(view, before=later)
        for number, view in self._views.items():
            view.set_class(number == self.turn, "here")
        self.call_after_refresh(self._settle, self._views[self.turn], talk)
        self._draw(state, title)
        self.refresh_bindings()

    def _settle(self, view: TurnView, talk: VerticalScroll) -> None:
        """Show the end of the turn, or the beginning of one that is longer than the window."""
        if view.region.height > talk.size.height:
            talk.scroll_to(y=view.virtual_region.y, animate=False)
        else:
            talk.scroll_end(animate=False)

    def action_page(self, pages: int) -> None:
        """Scroll within the turn where one stands."""
        talk = self.query_one("#talk", VerticalScroll)
        if pages < 0:
            talk.scroll_page_up(animate=False)
        else:
            talk.scroll_page_down(animate=False)

    def _draw(self, state: State, title: str) -> None:
        count = len(state.turns)
        played = " · playing" if self._timer else ""
        self.query_one("#who", Plain).update(f"{line(title, 60)} · {line(state.header.scene.contact.name, 40)}{played}")
        self.query_one("#clock", Plain).update(styled(f"turn {self.turn} of {count}", "$text-muted"))
        self.query_one("#card", Plain).update(
            standing(state, self.turn, self._entries.get(self.turn, []), self._trust[self.turn - 1])
        )
        self.query_one(EnergyLine).show(state.energy_curve, self._points, self.turn)

    def _view(self, state: State, number: int) -> TurnView:
        turn = state.turns[number - 1]
        return TurnView(turn.speaker, state.header.scene.contact.name, turn.text, note=str(number), marks=turn.labels)

    async def action_step(self, by: int) -> None:
        """Go some turns on or back."""
        self._pause()
        await self._show(self.turn + by)

    async def action_go(self, turn: int) -> None:
        """Go to a turn; -1 is the last."""
        self._pause()
        await self._show(turn if turn > 0 or self.state is None else len(self.state.turns))

    async def action_turning(self, way: int) -> None:
        """Go to the next turning point, or to the one before."""
        self._pause()
        points = self._points if way > 0 else self._points[::-1]
        there = next((point for point in points if (point - self.turn) * way > 0), None)
        if there is None:
            self.house.say(
                "There is no turning point after this turn." if way > 0 else "There is none before this turn."
            )
        else:
            await self._show(there)

    async def action_play(self) -> None:
        """Play, or pause."""
        if self._timer:
            self._pause()
        elif self.state and self.turn < len(self.state.turns):
            self._next_after_reading()
        await self._show(self.turn)

    def _pause(self) -> None:
        if self._timer:
            self._timer.stop()
        self._timer = None

    def _next_after_reading(self) -> None:
        if self.state is None:
            return
        words = len(self.state.turns[self.turn - 1].text.split())
        self._timer = self.set_timer(max(words * SECONDS_PER_WORD, SHORTEST), self._play_on)

    async def _play_on(self) -> None:
        self._timer = None
        if self.state and self.turn + 1 < len(self.state.turns):
            self.turn += 1
            self._next_after_reading()
            await self._show(self.turn)
        else:
            await self._show(self.turn + 1)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer steps once there is something to step through."""
        return bool(self.state and self.state.turns) or action in ("back", "review")

    def action_branch(self) -> None:
        """Sit down to a new meeting: a turn of one's own is said anew, a turn of the contact's is answered anew."""
        if self.state is None or not self.state.turns:
            return
        mine = self.state.turns[self.turn - 1].speaker is Side.LEARNER
        self.house.branch(self._path, self.turn - 1 if mine else self.turn)

    def action_review(self) -> None:
        """Read the review."""
        self.house.open_review(self._path)
