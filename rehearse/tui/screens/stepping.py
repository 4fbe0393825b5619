"""Stepping through a meeting: where one stands in it, and the ways to another turn."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.events import Key
from textual.timer import Timer

from rehearse.errors import RehearseError
from rehearse.meeting.state import State
from rehearse.tui.course import Course, courses
from rehearse.tui.screens.page import Page, turn_pages
from rehearse.tui.screens.write import Fill
from rehearse.tui.widgets.energy import CAPTION, EnergyLine
from rehearse.tui.widgets.keys import Keys
from rehearse.tui.widgets.plain import Plain, line, styled
from rehearse.tui.widgets.turns import TurnView

BEFORE = 8
"""Turns that stay on the screen above the one where one stands."""
FAR = 10
"""Turns of a long step."""
LAST = -1
"""The last turn, whatever its number."""
SECONDS_PER_WORD = 0.24
"""Reading speed: 250 words a minute."""
SHORTEST = 1.2
"""Seconds that even one word stays."""


class Stepping(Page):
    """A meeting, turn by turn. Only what is near is mounted, and the rest is read on while one looks at the first."""

    IS_TALK = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,j", "step(1)", "Next", id="replay.next", tooltip="Go to the next turn"),
        Binding("left,k", "step(-1)", "Previous", id="replay.previous", tooltip="Go to the turn before", show=False),
        Binding("space", "play", "Play", id="replay.play", tooltip="Play at reading speed, or pause"),
        Binding("n", "turning(1)", "Turning", id="replay.turn", tooltip="Go to the next turning point", show=False),
        Binding("p", "turning(-1)", "Back", id="replay.return", tooltip="Go to the turning point before", show=False),
        Binding(
            "right_square_bracket,shift+right",
            f"step({FAR})",
            "Far on",
            id="replay.far",
            tooltip=f"Go {FAR} turns on",
            show=False,
        ),
        Binding(
            "left_square_bracket,shift+left",
            f"step({-FAR})",
            "Far back",
            id="replay.farback",
            tooltip=f"Go {FAR} turns back",
            show=False,
        ),
        Binding("g", "ask", "Go to", id="replay.goto", tooltip="Go to a turn by its number; or type it", show=False),
        Binding("home", "go(1)", "First", id="replay.first", tooltip="Go to the first turn", show=False),
        Binding("end", f"go({LAST})", "Last", id="replay.last", tooltip="Go to the last turn", show=False),
        Binding("pageup,up", "page(-1)", "Up", id="replay.up", tooltip="Read back in a long turn", show=False),
        Binding("pagedown,down", "page(1)", "Down", id="replay.down", tooltip="Read on in a long turn", show=False),
    ]

    def __init__(self, path: Path, turn: int = 1) -> None:
        super().__init__()
        self.path = path
        """The transcript."""
        self.turn = turn
        """The turn where one stands, from 1."""
        self.course: Course | None = None
        """The meeting as far as it is read."""
        self._goal: int | None = turn
        """The turn to go to once it is read."""
        self._views: dict[int, TurnView] = {}
        self._showing = asyncio.Lock()
        self._timer: Timer | None = None
        self._asking: Fill | None = None
        """What asks for the number of a turn, as long as it does."""

    def panel(self, course: Course) -> Content:
        """Return what stands beside the turn where one stands."""
        raise NotImplementedError

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
            yield EnergyLine(CAPTION, id="energy")
        yield Keys()

    def on_mount(self) -> None:
        """Read the transcript."""
        self._read()

    @work(exclusive=True, group="read")
    async def _read(self) -> None:
        """Show the beginning as soon as it is read; read on only once it stands there."""
        reading = courses(self.path)
        try:
            while course := await asyncio.to_thread(next, reading, None):
                await self.take(course)
                await self._painted()
        except RehearseError as error:
            await self._refuse(error)

    async def _refuse(self, error: RehearseError) -> None:
        self.pause()
        self.course = None
        talk = self.query_one("#talk")
        await talk.remove_children()
        self._views.clear()
        self.query_one("#who", Plain).update("This transcript cannot be replayed")
        await talk.mount(Plain(str(error)))
        self.refresh_bindings()

    async def _painted(self) -> None:
        painted = asyncio.Event()
        self.call_after_refresh(painted.set)
        await painted.wait()

    async def take(self, course: Course) -> None:
        """Show the meeting as far as it is read now, and go where one wanted to be."""
        self.course = course
        if course.recovered:
            self.house.say(course.recovered)
        goal, count = self._goal, len(course.state.turns)
        if course.whole or (goal is not None and 0 < goal <= count):
            self._goal = None
        if goal is not None and self._goal is None:
            await self._show(count if goal == LAST else goal)
        elif self._views:
            self.draw()
        else:
            await self._show(self.turn)

    def _stands(self) -> bool:
        """Whether the screen is there. What is read in a thread may come when it was left, or is being taken down."""
        return self.is_attached and self.display

    async def _show(self, turn: int) -> None:
        """Stand at a turn: mount what is near, let go of what is not."""
        async with self._showing:
            course = self.course
            if course is None or not self._stands():
                return
            count = len(course.state.turns)
            if not count:
                self.query_one("#who", Plain).update(f"{_title(course.state)}: nobody has said anything yet")
                return
            self.turn = min(max(turn, 1), count)
            await self._mount_near(course.state)
            if not self._stands():
                return
            self.query_one("#side", VerticalScroll).scroll_home(animate=False)
            self.draw()
            self.refresh_bindings()

    async def _mount_near(self, state: State) -> None:
        wanted = range(max(self.turn - BEFORE, 1), self.turn + 1)
        talk = self.query_one("#talk", VerticalScroll)
        await talk.remove_children([self._views.pop(n) for n in list(self._views) if n not in wanted])
        # What is missing stands whole before what is there, or whole after it.
        missing = {n: self._view(state, n) for n in wanted if n not in self._views}
        if missing:
            await talk.mount(*missing.values(), before=self._views.get(max(missing) + 1))
            self._views |= missing
        for number, view in self._views.items():
            view.set_class(number == self.turn, "here")
        self.call_after_refresh(self._settle, self._views[self.turn], talk)

    def _settle(self, view: TurnView, talk: VerticalScroll) -> None:
        """Show the end of the turn, or the beginning of one that is longer than the window."""
        if view.region.height > talk.size.height:
            talk.scroll_to(y=view.virtual_region.y, animate=False)
        else:
            talk.scroll_end(animate=False)

    def action_page(self, pages: int) -> None:
        """Scroll within the turn where one stands, and what is said of it."""
        for part in self.query("#talk, #side").results(VerticalScroll):
            turn_pages(part, pages)

    def draw(self) -> None:
        """Show what is beside the turns: the heads, the panel, the energy."""
        course = self.course
        if course is None or not course.state.turns or not self._stands():
            return
        state, played = course.state, " · playing" if self._timer else ""
        self.query_one("#who", Plain).update(f"{_title(state)} · {line(state.header.scene.contact.name, 40)}{played}")
        far = f"turn {self.turn} of {len(state.turns)}{'' if course.whole else ' …'}"
        self.query_one("#clock", Plain).update(styled(far, "$text-muted"))
        self.query_one("#card", Plain).update(self.panel(course))
        for number, view in self._views.items():
            view.remark(_remark(course, number))
        self.query_one(EnergyLine).show(state.energy_curve, course.points, self.turn)

    def _view(self, state: State, number: int) -> TurnView:
        turn = state.turns[number - 1]
        name, remark = state.header.scene.contact.name, _remark(self.course, number)
        return TurnView(turn.speaker, name, turn.text, note=remark, marks=turn.labels)

    async def action_step(self, by: int) -> None:
        """Go some turns on or back."""
        self.pause()
        await self._show(self.turn + by)

    async def action_go(self, turn: int) -> None:
        """Go to a turn; LAST is the last. One that is not read yet is gone to once it is."""
        self.pause()
        if self.course is None:
            return
        count = len(self.course.state.turns)
        self._goal = turn if not self.course.whole and not 0 < turn <= count else None
        if self._goal is None:
            await self._show(count if turn == LAST else turn)

    def action_ask(self, begun: str = "") -> None:
        """Ask for the number of a turn, of which a first digit may be typed already."""
        self.pause()
        self._asking = Fill("Go to which turn?", begun, limit=9, kind="integer")
        self.app.push_screen(self._asking, self._take_number)

    async def _take_number(self, number: str | None) -> None:
        self._asking = None
        if not number or not number.isdecimal() or self.course is None:
            return
        read = len(self.course.state.turns)
        count = read if self.course.whole else max(read, int(number))
        if not 1 <= int(number) <= count:
            self.house.say(f"There is no turn {int(number)}; this meeting has {count}.")
        else:
            await self.action_go(int(number))

    async def on_key(self, event: Key) -> None:
        """Begin the number of a turn with its first digit; the next may come before it is asked for."""
        if self._asking:
            await self._asking.take(event)
        elif event.key.isdecimal() and event.key != "0" and self.check_action("ask", ()):
            event.stop()
            self.action_ask(event.key)

    async def action_turning(self, way: int) -> None:
        """Go to the next turning point, or to the one before."""
        await self.jump(self.course.points if self.course else (), way, "turning point")

    async def jump(self, turns: Sequence[int], way: int, what: str) -> None:
        """Go to the nearest of these turns, on or back (-1); say where there is none of what they are."""
        self.pause()
        there = next((turn for turn in turns[::way] if (turn - self.turn) * way > 0), None)
        if there is None:
            whole = self.course is None or self.course.whole or way < 0
            where = "after" if way > 0 else "before"
            self.house.say(f"There is no {what} {where} this turn{'' if whole else ', as far as it is read'}.")
        else:
            await self._show(there)

    async def action_play(self) -> None:
        """Play, or pause."""
        if self._timer:
            self.pause()
        elif self.course and self.turn < len(self.course.state.turns):
            self._next_after_reading(self.course.state)
        await self._show(self.turn)

    def pause(self) -> None:
        """Stay where one stands."""
        self._goal = None
        if self._timer:
            self._timer.stop()
        self._timer = None

    def _next_after_reading(self, state: State) -> None:
        words = len(state.turns[self.turn - 1].text.split())
        self._timer = self.set_timer(max(words * SECONDS_PER_WORD, SHORTEST), self._play_on)

    async def _play_on(self) -> None:
        self._timer = None
        if self.course and self.turn + 1 < len(self.course.state.turns):
            self.turn += 1
            self._next_after_reading(self.course.state)
            await self._show(self.turn)
        else:
            await self._show(self.turn + 1)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer steps once there is something to step through."""
        return bool(self.course and self.course.state.turns) or action in ("back", "review")


def _remark(course: Course | None, turn: int) -> str:
    """Return what stands behind the name of who speaks: the turn's number, and whether coaches remarked on it."""
    return f"{turn} ✎" if course and turn in course.remarked else str(turn)


def _title(state: State) -> str:
    return line(state.header.scenario.title if state.header.scenario else state.header.id, 60)
