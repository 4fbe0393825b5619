"""The app itself: it opens screens, carries errors to the person, and leaves without losing a word.

On the way to the first paint: what is heavy is imported where it is first needed.
"""

import asyncio
import signal
import sys
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.screen import Screen

from rehearse import lasting
from rehearse.errors import RehearseError
from rehearse.settings import is_served, load_config
from rehearse.text import one_line
from rehearse.tui import crash
from rehearse.tui.house import House
from rehearse.tui.screens.home import HomeScreen
from rehearse.tui.screens.page import Page
from rehearse.tui.start import Start
from rehearse.tui.theme import OWN, lit

KEY_NAMES = {
    "escape": "esc",
    "pageup": "page up",
    "pagedown": "page down",
    "right": "→",
    "left": "←",
    "up": "↑",
    "down": "↓",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "question_mark": "?",
}
IN_A_BROWSER = {"meeting.whisper": "f2"}
"""Keys of bindings that a browser keeps for itself otherwise: Ctrl+T opens a tab."""
HANGUP = 129
"""Exit status where the terminal is gone, as of a program that its signal ended."""
SIGNALS = ("SIGTERM", "SIGHUP", "SIGINT")
TURN_TAKING = 0.001
"""Seconds after which a thread that computes lets the one that draws go on; Python's own 0.005 are felt at each key."""
ROOMS = Path(__file__).with_name("rooms.tcss")
"""The look of all screens but home."""


class RehearseApp(House):
    """The reading room: home, the table, the review, the replay."""

    TITLE = "Rehearse"
    CSS_PATH = "app.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+q",
            "quit",
            "Quit",
            id="app.quit",
            tooltip="Leave the app; what was said and typed is kept",
            show=False,
            priority=True,
        ),
        Binding("f1", "help", "Help", id="app.help", tooltip="Show the keys that work here", priority=True),
        # F1 is the terminal's own key in some; where one writes, a question mark is one.
        Binding("question_mark", "help", "Help", id="app.ask", tooltip="Show the keys that work here", show=False),
        Binding(
            "f4",
            "show_copy",
            "Show the copy",
            id="app.copy",
            tooltip="Show what was copied, to select it by hand",
            show=False,
            priority=True,
        ),
    ]

    def __init__(self, start: Start | None = None) -> None:
        super().__init__(start or Start())
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (76, "-medium"), (90, "-wide")]
        self.VERTICAL_BREAKPOINTS = [(0, "-short"), (24, "-tall"), (28, "-roomy")]
        for theme in OWN:
            self.register_theme(theme)
        self._few_colours = self.no_color or self.console.color_system == "standard"
        # No style stands yet, so that there is nothing to be told of the change; it would parse all of them twice.
        self.set_reactive(App.theme, lit(dark=True, few=self._few_colours).name)
        self.stylesheet.set_variables(self.get_css_variables())
        self.fault: Exception | None = None
        """What broke the app, if anything did."""
        self.draft_kept = True
        """Whether what was being written could be kept when the app broke."""

    def get_default_screen(self) -> Screen[None]:
        """Home lies under everything."""
        self._home = HomeScreen()
        return self._home

    def on_mount(self) -> None:
        """Open, over home, what the command line asked for."""
        self._heed_signals()
        if is_served():
            self.set_keymap(IN_A_BROWSER)
        try:
            self.config = load_config()
        except RehearseError as error:
            self.tell(error)
        if self.config.theme:
            self._take_theme(self.config.theme)
        if self.first.screen != "home":
            self._furnish()
        self.open_first()

    def on_ready(self) -> None:
        """Do what could wait for the first frame once that stands."""
        self.call_after_refresh(self._settle)

    def _settle(self) -> None:
        lasting.end()  # as begun by whoever started the app
        self._furnish()
        self._home.look()

    def _furnish(self) -> None:
        """Read the look of the other rooms, which takes as long as all that home needs."""
        if not self.stylesheet.has_source(str(ROOMS)):
            self.stylesheet.read(ROOMS)
            self.stylesheet.parse()
            for screen in self.screen_stack[1:]:
                self.stylesheet.update(screen)

    async def action_quit(self) -> None:
        """Leave: stop a reply, keep the drafts, give the terminal back; stay where a screen asks to be left twice."""
        lost = await self._put_away()
        if lost:
            self.tell(lost)
        else:
            self.exit(0)

    async def _leave(self, code: int) -> None:
        await self._put_away()
        self.exit(code)

    async def _put_away(self) -> RehearseError | None:
        """Put all screens away; return what kept one from it."""
        lost = None
        for screen in list(self.screen_stack):
            if isinstance(screen, Page):
                try:
                    await screen.put_away()
                except RehearseError as error:
                    lost = error
        return lost

    async def _shutdown(self) -> None:
        # What broke the screen may break its end, too: the terminal gets the rest of what it is told all the same.
        try:
            await super()._shutdown()
        except Exception as error:  # noqa: BLE001 - Textual would let it out, and Python would print it
            self.fault = self.fault or error
            if self._driver is not None:
                self._driver.close()

    def _handle_exception(self, error: Exception) -> None:
        if self.fault is None:
            self.fault = error
            for screen in self.screen_stack:
                if isinstance(screen, Page) and not screen.rescue():
                    self.draft_kept = False
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        # Textual would draw each frame with its locals first, for seconds, and that is shown nowhere.
        self.bell()
        self._close_messages_no_wait()

    def _print_error_renderables(self) -> None:
        # Textual's own account shows the locals of each frame, and so what was said at the table.
        self._exit_renderables.clear()

    def get_key_display(self, binding: Binding) -> str:
        """Name a key as it is printed on keyboards."""
        if binding.key_display:
            return binding.key_display
        modifiers, key = binding.parse_key()
        names = [*modifiers, KEY_NAMES.get(key, key)]
        return "+".join(name if len(name) == 1 and not modifiers else name.capitalize() for name in names)

    def action_help(self) -> None:
        """Show the keys of the screen below, or close them again."""
        from rehearse.tui.screens.help import HelpScreen  # noqa: PLC0415 - not on the way to the first paint

        if isinstance(self.screen, HelpScreen):
            self.screen.dismiss()
        else:
            self.push_screen(HelpScreen(self.screen))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to show what was copied once something was."""
        return action != "show_copy" or bool(self.clipboard)

    def action_lamp(self) -> None:
        """Turn the lamp on or off."""
        self.theme = lit(dark=not self.current_theme.dark, few=self._few_colours).name

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """What the palette offers: the places of the app, the keys of this screen, the look of it."""
        places = [
            SystemCommand("New rehearsal", "Choose a scene and sit down", self.open_picker),
            SystemCommand("Transcripts", "Review, replay or continue a meeting", self.open_transcripts),
            SystemCommand("Assignments", "See what your coach asks of you", self.open_assignments),
            SystemCommand("Garden", "See whom you have met, and how things stand", self.open_garden),
        ]
        looks = [
            SystemCommand("Lamp", "Change between lamplight and daylight", self.action_lamp),
            SystemCommand("Theme", "Choose among all themes", self.action_change_theme),
        ]
        yield from places
        known = {command.title for command in (*places, *looks)}
        # A binding of several keys is active once a key, and is one command.
        active_here = {(active.binding.id, active.node): active for active in screen.active_bindings.values()}
        for active in active_here.values():
            binding = active.binding
            wanted = binding.id and binding.tooltip and binding.description not in known
            if wanted and active.enabled and not str(binding.id).startswith("app."):
                yield SystemCommand(
                    binding.description, binding.tooltip, partial(self.run_action, binding.action, active.node)
                )
        yield from looks
        if self.clipboard:
            yield SystemCommand("Show the copy", "Show what was copied, to select it by hand", self.action_show_copy)
        yield SystemCommand("Help", "Show the keys that work here", self.action_help)
        yield SystemCommand("Quit", "Leave the app; nothing is lost", self.action_quit)

    def _take_theme(self, name: str) -> None:
        few = f"{name}-16"
        if self._few_colours and few in self.available_themes:
            self.theme = few
        elif name in self.available_themes:
            self.theme = name
        else:
            self.say(f"There is no theme {one_line(name, 40)}; this one is {self.theme}.")

    def _heed_signals(self) -> None:
        """Where the app is told to end, it gives the terminal back first."""
        loop = asyncio.get_running_loop()
        for name in SIGNALS:
            number = getattr(signal, name, None)
            if number is not None:
                # Neither Windows nor a loop outside the main thread takes handlers.
                with suppress(NotImplementedError, RuntimeError, ValueError):
                    loop.add_signal_handler(number, self._told_to_end, 128 + number)

    def on_terminal_gone(self) -> None:
        """Leave: there is nothing to draw on any more."""
        self._told_to_end(HANGUP)

    def get_driver_class(self) -> type[Driver]:
        """Return what drives the terminal: our own on Linux and macOS."""
        found = super().get_driver_class()
        if found.__name__ != "LinuxDriver":
            return found
        from rehearse.tui.terminal import Terminal  # noqa: PLC0415 - Windows has no such terminal

        return Terminal

    def _told_to_end(self, code: int) -> None:
        self.run_worker(self._leave(code), group="leaving", exclusive=True)


def run(start: Start | None = None) -> int:
    """Run the app in this terminal; return the exit status."""
    sys.setswitchinterval(TURN_TAKING)
    app = RehearseApp(start)
    code = app.run()
    if app.fault is None:
        return code or 0
    print(crash.last_words(app.fault, datetime.now().astimezone(), draft_kept=app.draft_kept), file=sys.stderr)
    return crash.BROKEN
