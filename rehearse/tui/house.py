"""What every screen may ask of the app: the way to another screen, who plays, a word to the person.

Screens are imported where they are opened, so that nothing heavy stands before the first paint.
"""

import os
from collections.abc import Callable
from functools import partial
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import App, SuspendNotSupported
from textual.screen import Screen

from rehearse import engines
from rehearse.config import Config, Engine
from rehearse.errors import InputError, RehearseError
from rehearse.settings import is_served, private_folder, transcripts_dir, user_dir
from rehearse.text import clean, one_line
from rehearse.tui import pace
from rehearse.tui.start import Start

if TYPE_CHECKING:
    from rehearse.contact.contact import Contact
    from rehearse.reading.reader import Reader
    from rehearse.tui.seats import Opener


LATELY = 5
"""Contacts, whoever was met last first, whose transcripts home looks into for its hint."""


class House(App[int]):
    """The rooms of the app, and the doors between them."""

    def __init__(self, start: Start) -> None:
        # Textual makes colours grey for NO_COLOR; of native ones it writes none at all.
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self.first = start
        self.choice: Engine | None = self.first.contact
        """Who plays in this run; None leaves it to the configuration."""
        self.config = Config()
        self.author: str | None = None
        """Who writes notes and corrections in this run; None until somebody said."""
        self.by_path = not is_served()
        """Whether files can be named by their paths; not where the app is served to somebody at another machine."""
        self.rhythm = 0.0 if os.environ.get("REHEARSE_INSTANT") == "1" else pace.WORD
        """Seconds between two words of a reply."""
        self.contact_for: Callable[[Engine | None], Contact] = lambda choice: engines.make_contact(choice, self.config)
        self.reader: Callable[[], Reader] = self._make_reader
        self._warned = False
        self._told_of_copies = False

    def open_first(self) -> None:
        """Open what the command line asked for, over home."""
        first = self.first
        if first.screen == "practice" and first.scenario is None:
            self.open_picker()
        elif first.screen == "practice":
            from rehearse.tui import seats

            self.open_meeting(partial(seats.sit_down, self, first))
        elif first.screen == "assignment" and first.assignment:
            self.open_assignment(first.assignment)
        elif first.screen == "resume" and first.path and first.turn:
            self.branch(first.path, first.turn - 1, first.said)
        elif first.screen == "resume" and first.path:
            self.go_on(first.path)
        elif first.screen == "replay" and first.path:
            self.open_replay(first.path)
        elif first.screen == "review" and first.path:
            self.open_review(first.path)

    def open_picker(self) -> None:
        """Open the list of scenarios."""
        from rehearse.tui.screens.picker import PickerScreen

        self.push_screen(PickerScreen(self.first.persona))

    def open_transcripts(self) -> None:
        """Open the list of transcripts."""
        from rehearse.tui.screens.transcripts import TranscriptsScreen

        self.push_screen(TranscriptsScreen())

    def open_assignments(self) -> None:
        """Open the list of assignments that were taken in."""
        from rehearse.tui.screens.assignments import AssignmentsScreen

        self.push_screen(AssignmentsScreen())

    def open_assignment(self, name: str) -> None:
        """Open an assignment, by its id or hash."""
        from rehearse.tui.screens.assignment import AssignmentScreen

        self.push_screen(AssignmentScreen(name))

    def assignment_hint(self) -> str | None:
        """Return how things stand with the assignment to turn to; None where none was taken in.

        Reads transcripts, so it is called off the event loop. Raises InputError, StorageError.
        """
        from rehearse.coaching.assigned.taking import any_taken_in

        if not any_taken_in():
            return None
        from rehearse.coaching.assigned.urgent import hint

        return hint(transcripts_dir(), self.reader())

    def named_file(self, name: str) -> Path:
        """Return the file that somebody names: the one way by which a screen reaches a file by its path.

        Raises InputError where paths are out of reach (`by_path`).
        """
        if not self.by_path:
            raise InputError("no file can be named here", cure="Ask whoever runs this app to put it in place.")
        return Path(name.strip().strip("'\"")).expanduser()

    def open_garden(self) -> None:
        """Open the list of those who were met."""
        from rehearse.tui.screens.garden import GardenScreen

        self.push_screen(GardenScreen())

    def open_relationship(self, persona: str) -> None:
        """Open the page of a contact, by the persona's id."""
        from rehearse.tui.screens.relationship import RelationshipScreen

        self.push_screen(RelationshipScreen(persona))

    def garden_hint(self) -> str:
        """Return who would be glad to hear from the learner, whom to leave in peace; may be empty.

        Reads transcripts, so it is called off the event loop. Raises StorageError.
        """
        from itertools import islice

        from rehearse.archive.acquaintances import acquaintances
        from rehearse.meeting.garden import hint
        from rehearse.rehearsal import now

        lately = islice(acquaintances(transcripts_dir()), LATELY)
        return hint([found.relationship for found in lately], now())

    def open_meeting(self, opener: "Opener", said: str = "") -> None:
        """Open the table; `opener` makes the meeting, off the event loop; `said` is what one said here last time."""
        from rehearse.tui.screens.meeting import MeetingScreen

        self.push_screen(MeetingScreen(opener, said))

    def go_on(self, path: Path) -> None:
        """Go on with the meeting in this transcript."""
        from rehearse.tui import seats

        self.open_meeting(partial(seats.sit_again, self, path))

    def branch(self, path: Path, turns: int, said: str = "") -> None:
        """Sit down to a new meeting that shares the first `turns` turns of a transcript; `said` is what came next."""
        from rehearse.tui import seats

        self.open_meeting(partial(seats.sit_at_branch, self, path, turns), said)

    def open_review(self, path: Path) -> None:
        """Open the review of a transcript."""
        from rehearse.tui.screens.review import ReviewScreen

        self._open_talk(ReviewScreen(path))

    def open_replay(self, path: Path, turn: int = 1) -> None:
        """Open the replay of a transcript at a turn."""
        from rehearse.tui.screens.replay import ReplayScreen

        self._open_talk(ReplayScreen(path, turn))

    def open_comparison(self, one: Path, other: Path) -> None:
        """Open what the second of two meetings changed, over the screen from which one asks."""
        from rehearse.tui.screens.comparing import CompareScreen

        self.push_screen(CompareScreen(one, other))

    def _open_talk(self, screen: Screen[None]) -> None:
        """One look at a meeting follows another in its place, so that Esc leads back to where one came from."""
        if getattr(self.screen, "IS_TALK", False):
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    def copy_to_clipboard(self, text: str) -> None:
        """Send `text` to the terminal's clipboard, and say how else to get it: no terminal tells whether it took it."""
        from rehearse.tui.screens import copying

        super().copy_to_clipboard(clean(text))
        writes = self.focused is not None and self.focused.check_consume_key("a", "a")
        # Who moves words about where they write is told once.
        if not (writes and self._told_of_copies):
            self.say(copying.SERVED if is_served() else copying.SENT)
        self._told_of_copies = self._told_of_copies or writes
        self.screen.refresh_bindings()

    def action_show_copy(self) -> None:
        """Show what was copied bare; where the terminal cannot be lent, write it to a file."""
        from rehearse.tui.screens import copying

        if is_served():
            self.deliver_text(StringIO(self.clipboard), save_filename=f"{copying.FILE}.txt")
            return
        try:
            with self.suspend():
                copying.show_bare(self.clipboard)
        except SuspendNotSupported:
            self._write_copy(copying.FILE)

    def _write_copy(self, name: str) -> None:
        from rehearse.archive.fresh import write_free

        try:
            self.say(f"Written to {write_free(private_folder(user_dir()), name, '.txt', self.clipboard)}")
        except RehearseError as error:
            self.tell(error)

    def tell(self, error: RehearseError) -> None:
        """Show what happened, and what to do next."""
        self.notify(one_line(str(error), 500), severity="error", timeout=12, markup=False)

    def _make_reader(self) -> "Reader":
        """Return the reader; say once where another stands in for the trained one. Called off the event loop, too."""
        found = engines.known_reader()
        if not found.whole and not self._warned:
            self._warned = True
            self.notify(one_line(found.says, 500), severity="warning", timeout=12, markup=False)
        return found.reader

    def say(self, text: str) -> None:
        """Show a short word of what was done."""
        self.notify(one_line(text, 500), timeout=6, markup=False)

    def other_contact(self) -> None:
        """Change who plays, for this run: offline, an LLM, or whatever is set up."""
        now = engines.CHOICES.index(self.choice or self.config.contact)
        self.choice = engines.CHOICES[(now + 1) % len(engines.CHOICES)]
        self.say(f"The contact's engine is now: {self.choice}.")
