"""The replay: one turn after the other, with what was read in it and what it changed."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from rehearse.reading.scene import Side
from rehearse.tui.course import Course
from rehearse.tui.screens.page import BACK
from rehearse.tui.screens.standing import standing
from rehearse.tui.screens.stepping import Stepping


class ReplayScreen(Stepping):
    """A meeting that was: it is stepped through, remarked on, corrected and branched from."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b", "branch", "Branch", id="replay.branch", tooltip="Sit down to a new meeting from this turn on"),
        Binding("v", "review", "Review", id="replay.review", tooltip="Read the review of this meeting"),
        BACK,
    ]

    def panel(self, course: Course) -> Content:
        """Return what stands beside the turn: what was read in it, what it changed, how things stood then."""
        return standing(course.state, self.turn, course.entries.get(self.turn, ()), course.trust[self.turn - 1])

    def action_branch(self) -> None:
        """Sit down to a new meeting: a turn of one's own is said anew, a turn of the contact's is answered anew."""
        if self.course is None or not self.course.state.turns:
            return
        mine = self.course.state.turns[self.turn - 1].speaker is Side.LEARNER
        self.house.branch(self.path, self.turn - 1 if mine else self.turn)

    def action_review(self) -> None:
        """Read the review."""
        self.house.open_review(self.path)
