"""What Textual itself has of what ours does, and nothing else: `python -m benchmarks.beside writing|streaming`."""

import asyncio
import sys
import time

from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Markdown, Static, TextArea

from benchmarks.bare import READY
from benchmarks.talker import PER_SECOND, reply


class Writing(App[None]):
    """One line, and a place to write."""

    def compose(self) -> ComposeResult:
        """Show both."""
        yield Static(READY)
        yield TextArea()


class Streaming(App[None]):
    """A reply that comes in Textual's own widget for it, fed as `benchmarks.talker` sends it, after a key."""

    def compose(self) -> ComposeResult:
        """Show nothing of it yet."""
        yield Static(READY)
        with VerticalScroll(can_focus=False) as scroll:
            yield Markdown()
        scroll.anchor()

    def on_key(self) -> None:
        """Begin."""
        self.run_worker(self._stream())

    async def _stream(self) -> None:
        stream = Markdown.get_stream(self.query_one(Markdown))
        begun = time.perf_counter()
        for number, token in enumerate(reply()):
            await asyncio.sleep(max(begun + number / PER_SECOND - time.perf_counter(), 0))
            await stream.write(token)
        await stream.stop()


APPS = {"writing": Writing, "streaming": Streaming}

if __name__ == "__main__":
    APPS[sys.argv[1]]().run()
