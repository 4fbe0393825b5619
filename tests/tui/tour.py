"""A walk through every screen and window of the app, by keys alone, for tests that look at each of them."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from rehearse.archive.annotate import correct, note
from rehearse.meeting.plan import Beat, Leaving, Move
from rehearse.reading.codebook import Label
from rehearse.tui.app import RehearseApp
from tests import builders
from tests.acquaintance import keep
from tests.builders import MOMENT
from tests.tui.assigning import held, taken
from tests.tui.driving import BAD, GOOD, app, keep_meeting, on, open_gate, shows, sit_down, strips, table, wait_until

Visit = Callable[[str], Awaitable[None]]
TURNS = [GOOD, BAD, "I see, thank you. [gratitude]"]
PLACES = (
    *("home", "help", "picker", "persona", "meeting", "end", "leave", "transcripts", "open"),
    *("review", "copy", "export", "letter", "replay", "goto", "note", "correction", "comparison"),
    *("garden", "relationship", "assignments", "assignment", "sitting", "hand in"),
)


class Walk:
    """The app with something in every list, and the way from one screen to the next."""

    def __init__(self, folder: Path) -> None:
        self.house: RehearseApp = app(contact=open_gate(["Good morning to you."], ["I was four when we came to Lund."]))
        self.house.author = "Ana"
        self.path = keep_meeting("clock", TURNS)
        note(self.path, 4, "What did you hope for here?", "Ana", MOMENT)
        correct(self.path, 4, [Label.CURIOSITY, Label.GRATITUDE], "Ana", MOMENT)
        self.other = keep("one", Beat(move=Move.TELL, ref="springs"), Beat(move=Move.OFFER, ref="ada"), trust=0.4)
        keep("ada", whom=builders.persona(id="ada-berg", name="Ada Berg"), how=Leaving.EARLY, trust=0.1)
        held(taken(folder), "attempt", [GOOD, BAD])

    async def go(self, pilot: Pilot[Any], visit: Visit) -> None:
        """Visit all of PLACES, in this order, and end at home."""
        await self._home(pilot, visit)
        await self._table(pilot, visit)
        await self._looking_back(pilot, visit)
        await self._people(pilot, visit)
        await self._asked(pilot, visit)

    async def _key(self, pilot: Pilot[Any], key: str, screen: str, *words: str) -> None:
        """Press a key, and wait for the screen and the words that it leads to."""
        await pilot.press(key)
        await wait_until(on(self.house, screen))
        await wait_until(shows(self.house, *words))
        await wait_until(lambda: "Looking …" not in strips(self.house))
        await pilot.pause()

    async def _home(self, pilot: Pilot[Any], visit: Visit) -> None:
        await wait_until(shows(self.house, "The contact plays", "The first week"))
        await pilot.pause()
        await visit("home")
        await self._key(pilot, "f1", "HelpScreen", "Keys that work here")
        await visit("help")
        await self._key(pilot, "escape", "HomeScreen")

    async def _table(self, pilot: Pilot[Any], visit: Visit) -> None:
        await self._key(pilot, "n", "PickerScreen", "Across the table")
        await visit("picker")
        await self._key(pilot, "p", "Choose", "Who sits")
        await visit("persona")
        await self._key(pilot, "escape", "PickerScreen")
        await pilot.press("enter")
        await sit_down(pilot)
        await wait_until(shows(self.house, "Good morning to you."))
        await wait_until(lambda: not table(self.house).speaking)
        await pilot.press(*"Hm", "enter")
        await wait_until(shows(self.house, "I was four"))
        await wait_until(lambda: not table(self.house).speaking)
        await pilot.press(*"And")
        await visit("meeting")
        await self._key(pilot, "ctrl+e", "Ask", "End the meeting?")
        await visit("end")
        await self._key(pilot, "escape", "MeetingScreen")
        await self._key(pilot, "escape", "Ask", "Leave the table?")
        await visit("leave")
        await self._key(pilot, "enter", "PickerScreen")
        await self._key(pilot, "escape", "HomeScreen", "Continue")

    async def _looking_back(self, pilot: Pilot[Any], visit: Visit) -> None:
        await self._key(pilot, "t", "TranscriptsScreen", "with Bo Lind")
        await visit("transcripts")
        await self._key(pilot, "enter", "Choose", "Review")
        await visit("open")
        await self._key(pilot, "escape", "TranscriptsScreen")
        await self._key(pilot, "escape", "HomeScreen")
        self.house.open_review(self.path)
        await wait_until(on(self.house, "ReviewScreen"))
        await wait_until(shows(self.house, "Turn by turn", "introduction ask"))
        await visit("review")
        await self._key(pilot, "y", "Choose", "Copy what?")
        await visit("copy")
        await self._key(pilot, "escape", "ReviewScreen")
        await self._key(pilot, "e", "Choose", "Export in which form?")
        await visit("export")
        await self._key(pilot, "escape", "ReviewScreen")
        await self._key(pilot, "t", "LetterScreen", "A note to Bo Lind")
        await visit("letter")
        await self._key(pilot, "escape", "ReviewScreen", "Turn by turn")
        await self._replay(pilot, visit)
        self.house.open_comparison(self.path, self.other)
        await wait_until(on(self.house, "CompareScreen"))
        await wait_until(shows(self.house, "Second, from turn 1"))
        await visit("comparison")
        await self._key(pilot, "escape", "HomeScreen")

    async def _replay(self, pilot: Pilot[Any], visit: Visit) -> None:
        await self._key(pilot, "r", "ReplayScreen", "turn 1 of 8")
        await self._key(pilot, "N", "ReplayScreen", "turn 4 of 8", "Ana: What did you hope")
        await visit("replay")
        await self._key(pilot, "g", "Fill", "Go to which turn?")
        await visit("goto")
        await self._key(pilot, "escape", "ReplayScreen")
        await self._key(pilot, "m", "NoteScreen", "Ana, on turn 4")
        await visit("note")
        await self._key(pilot, "escape", "ReplayScreen")
        await self._key(pilot, "l", "CorrectionScreen", "What Ana reads")
        await visit("correction")
        await self._key(pilot, "escape", "ReplayScreen")
        await self._key(pilot, "escape", "HomeScreen")

    async def _people(self, pilot: Pilot[Any], visit: Visit) -> None:
        await self._key(pilot, "g", "GardenScreen", "Ada Berg", "Bo Lind")
        await visit("garden")
        await self._key(pilot, "enter", "RelationshipScreen", "today")
        await visit("relationship")
        await self._key(pilot, "escape", "GardenScreen", "Ada Berg", "Bo Lind")
        await self._key(pilot, "escape", "HomeScreen")

    async def _asked(self, pilot: Pilot[Any], visit: Visit) -> None:
        await self._key(pilot, "a", "AssignmentsScreen", "The first week", "0 of 1 passed")
        await visit("assignments")
        await self._key(pilot, "enter", "AssignmentScreen", "1 of 3 used")
        await wait_until(lambda: "h" in self.house.screen.active_bindings)
        await visit("assignment")
        await self._key(pilot, "enter", "SittingScreen", "attempt 2 of 3")
        await visit("sitting")
        await self._key(pilot, "escape", "AssignmentScreen", "1 of 3 used")
        await self._key(pilot, "h", "HandInScreen", "1 meeting")
        await visit("hand in")
        await self._key(pilot, "escape", "AssignmentScreen")
        await self._key(pilot, "escape", "AssignmentsScreen", "The first week")
        await self._key(pilot, "escape", "HomeScreen")
