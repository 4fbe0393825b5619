"""Makes README's picture of the app from the app itself: `python docs/picture.py` writes docs/meeting.svg."""

import asyncio
import os
import sys
import tempfile
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import TextArea

from rehearse.tui.app import RehearseApp
from rehearse.tui.start import Start

PICTURE = Path(__file__).parent / "meeting.svg"
SIZE = (100, 32)
TURNS = (
    "Tell me about yourself. How did you end up in this work?",
    "So what made you go on, when the trade was dying around you?",
)


async def _draw() -> None:
    app = RehearseApp(Start("practice", scenario="resume-coffee", seed=7, contact="offline"))
    app.rhythm = 0.0
    async with app.run_test(size=SIZE) as pilot:
        await _settled(app, pilot)
        for turn in TURNS:
            app.screen.query_one(TextArea).text = turn
            await pilot.press("enter")
            await _settled(app, pilot)
        PICTURE.write_text(app.export_screenshot(title="Rehearse"), "utf-8")


async def _settled(app: RehearseApp, pilot: Pilot[int]) -> None:
    """Wait until nobody speaks and the screen is drawn."""
    await pilot.pause()
    await app.workers.wait_for_complete()
    await pilot.pause()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as home:
        os.environ["REHEARSE_HOME"] = home
        asyncio.run(_draw())
    print(PICTURE)
    sys.exit(0)
