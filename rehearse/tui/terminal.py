"""The terminal as Textual drives it, but one that may go away: the app is then told, and waits for it no more.

Textual's own thread that writes dies with the terminal, and the app would wait for it for ever; its thread that reads
would ask for keys, and get none, as often as the processor lets it.
"""

import os
import select
from collections.abc import Callable
from io import TextIOWrapper
from threading import Thread
from typing import IO, Any, cast

from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message


class _Output:
    """What is written to; once it takes nothing more, all goes nowhere."""

    def __init__(self, file: IO[str], gone: Callable[[], None]) -> None:
        self._file = file
        self._gone = gone

    def write(self, text: str) -> None:
        """Write, where there is somewhere to write to."""
        try:
            self._file.write(text)
        except OSError:
            self._let_go()

    def flush(self) -> None:
        """Bring what was written to the terminal, where there is one."""
        try:
            self._file.flush()
        except OSError:
            self._let_go()

    def fileno(self) -> int:
        """Return the descriptor."""
        return self._file.fileno()

    def _let_go(self) -> None:
        # What is still held in the file is written at the end of the program, and must not fail there again.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self.fileno())
        os.close(nowhere)
        self._gone()


class Terminal(LinuxDriver):
    """Tells the app once the terminal is gone, and leaves no mode of the terminal behind."""

    class Gone(Message):
        """There is no terminal any more."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        if self._file is not None:
            self._file = cast("TextIOWrapper", _Output(self._file, self._gone))
        Thread(target=self._wait_for_its_end, name="terminal-gone", daemon=True).start()

    def run_input_thread(self) -> None:
        """Pass on what is typed, as long as there is somewhere to type."""
        try:
            super().run_input_thread()
        except OSError:
            self._gone()

    def _wait_for_its_end(self) -> None:
        watched = select.poll()
        watched.register(self.fileno, 0)
        if any(seen & select.POLLHUP for _, seen in watched.poll()):
            self._gone()

    def _gone(self) -> None:
        self._app.post_message(self.Gone())

    def _disable_mouse_support(self) -> None:
        super()._disable_mouse_support()
        if self._mouse_pixels:
            self.write("\x1b[?1016l")
            self.flush()
