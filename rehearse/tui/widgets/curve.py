"""Trust with one contact from the first meeting to now, as a line of little bars on the scale from 0 to 1."""

from datetime import datetime, timedelta

from textual.content import Content
from textual.events import Resize

from rehearse.meeting.fading import days_between
from rehearse.meeting.relationship import Relationship
from rehearse.tui.widgets.energy import bars
from rehearse.tui.widgets.plain import Plain, day


class TrustCurve(Plain):
    """As many moments as there are cells, evenly apart; below them the days at both ends."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._shown: tuple[Relationship, datetime] | None = None

    def show(self, relationship: Relationship, now: datetime) -> None:
        """Show this relationship as it came to stand now."""
        self._shown = (relationship, now)
        self._draw()

    def on_resize(self, _event: Resize) -> None:
        """Use the room there is."""
        self._draw()

    def _draw(self) -> None:
        cells = self.size.width
        if self._shown is None or not cells:
            return
        relationship, now = self._shown
        began = relationship.points[0].at
        step = days_between(began, now) / cells
        moments = [began + timedelta(days=step * number) for number in range(1, cells)]
        # The last bar is now, and not what rounding makes of it.
        values = [relationship.trust_at(moment) for moment in (*moments, now)]
        first, last = day(began), f"trust {values[-1]:.2f} today"
        gap = " " * max(cells - len(first) - len(last), 1)
        self.update(Content.assemble((bars(values, cells), "$primary"), "\n", (f"{first}{gap}{last}", "$text-muted")))
