"""The page for learners names every key that the app has, each with what the app itself says of it."""

from collections.abc import Iterator

import pytest
from textual.binding import Binding
from textual.dom import DOMNode

from rehearse.tui.app import RehearseApp
from rehearse.tui.screens.ask import Ask, Choose, Look
from rehearse.tui.screens.assignment import AssignmentScreen
from rehearse.tui.screens.assignments import AssignmentsScreen
from rehearse.tui.screens.comparing import CompareScreen
from rehearse.tui.screens.correcting import CorrectionScreen
from rehearse.tui.screens.garden import GardenScreen
from rehearse.tui.screens.handing import HandInScreen
from rehearse.tui.screens.help import HelpScreen
from rehearse.tui.screens.home import HomeScreen
from rehearse.tui.screens.letter import LetterScreen
from rehearse.tui.screens.meeting import MeetingScreen
from rehearse.tui.screens.picker import PickerScreen
from rehearse.tui.screens.relationship import RelationshipScreen
from rehearse.tui.screens.replay import ReplayScreen
from rehearse.tui.screens.review import ReviewScreen
from rehearse.tui.screens.sitting import SittingScreen
from rehearse.tui.screens.transcripts import TranscriptsScreen
from rehearse.tui.screens.write import Answer, Fill, NotePad, NoteScreen
from rehearse.tui.widgets.composer import Composer
from tests.project.checkout import ROOT

PAGE = ROOT / "docs" / "terminals.md"
HEAD = "| where | key | does |\n| --- | --- | --- |\n"
PLACES: dict[str, tuple[type[DOMNode], ...]] = {
    "everywhere": (RehearseApp,),
    "home": (HomeScreen,),
    "new rehearsal": (PickerScreen,),
    "the table": (MeetingScreen, Composer),
    "the review": (ReviewScreen,),
    "the replay": (ReplayScreen,),
    "a comparison": (CompareScreen,),
    "a note to the contact": (LetterScreen,),
    "transcripts": (TranscriptsScreen,),
    "the garden": (GardenScreen,),
    "a contact's page": (RelationshipScreen,),
    "assignments": (AssignmentsScreen,),
    "an assignment": (AssignmentScreen,),
    "the brief of a task": (SittingScreen,),
    "handing in": (HandInScreen,),
    "a coach's note": (NoteScreen, NotePad),
    "a coach's labels": (CorrectionScreen,),
    "a question": (Ask,),
    "a choice": (Choose,),
    "a card": (Look,),
    "a line to fill in": (Answer, Fill),
    "help": (HelpScreen,),
}


def bindings(kind: type[DOMNode]) -> Iterator[Binding]:
    """Yield the bindings of a class of ours, and of those of ours that it is made from."""
    for each in kind.__mro__:
        if each is kind or (each.__module__.startswith("rehearse.") and each is not Composer):
            yield from (found for found in each.__dict__.get("BINDINGS", ()) if isinstance(found, Binding))


def table(house: RehearseApp) -> str:
    """Return the table as the page has to have it."""
    lines = []
    for place, kinds in PLACES.items():
        for number, binding in enumerate(found for kind in kinds for found in bindings(kind)):
            keys = " ".join(f"`{house.get_key_display(each)}`" for each in Binding.make_bindings([binding]))
            lines.append(f"| {place if not number else ''} | {keys} | {binding.tooltip} |\n")
    return HEAD + "".join(lines)


def test_the_table_of_keys_is_what_the_app_binds() -> None:
    text = PAGE.read_text(encoding="utf-8")
    wanted = table(RehearseApp())
    found = HEAD + text.partition(HEAD)[2].partition("\n\n")[0] + "\n"
    assert found == wanted, f"the table should be\n{wanted}"


@pytest.mark.parametrize("place", PLACES)
def test_each_key_has_an_id_and_says_what_it_does(place: str) -> None:
    found = [binding for kind in PLACES[place] for binding in bindings(kind)]
    assert found
    assert all(binding.id and binding.tooltip for binding in found)
