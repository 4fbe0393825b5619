"""The garden: everybody whom the learner has met, how each relationship stands, and what would do it good."""

import asyncio
from collections.abc import Iterator
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from rehearse.archive.acquaintances import Acquaintance, acquaintances
from rehearse.errors import RehearseError
from rehearse.meeting.garden import Season, standing
from rehearse.rehearsal import now
from rehearse.settings import transcripts_dir
from rehearse.text import counted
from rehearse.tui.screens.listed import ListPage
from rehearse.tui.screens.page import BACK
from rehearse.tui.widgets.plain import Plain, fitted, styled
from rehearse.tui.widgets.plant import plant

EMPTY = "Nobody yet. Whoever you have met to the end of a meeting grows here."
NAME = 26
"""Cells for a name."""


class GardenScreen(ListPage):
    """One row a contact, whoever was met last first; rows come as the transcripts are read."""

    HEADING = "Garden"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Open", id="garden.open", tooltip="Open the page of this contact", priority=True),
        BACK,
    ]

    def __init__(self) -> None:
        super().__init__()
        self._shown: list[str] = []

    @work(exclusive=True, group="look")
    async def look(self) -> None:
        """Fill the rows."""
        rows = self.query_one(OptionList)
        lit = rows.highlighted or 0
        self._shown = []
        rows.clear_options()
        try:
            everybody = acquaintances(transcripts_dir())
            while found := await asyncio.to_thread(_next, everybody):
                self._add(rows, found)
        except RehearseError as error:
            self.query_one("#remark", Plain).update(str(error))
            return
        self.query_one("#remark", Plain).update("" if self._shown else EMPTY)
        if self._shown:
            rows.highlighted = min(lit, len(self._shown) - 1)

    def _add(self, rows: OptionList, found: Acquaintance) -> None:
        if self._shown:
            rows.add_option(None)
        self._shown.append(found.relationship.persona)
        rows.add_option(Option(_row(found)))
        if rows.highlighted is None:
            rows.highlighted = 0

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the page of the contact that was clicked."""
        self.house.open_relationship(self._shown[event.option_index])


def _row(found: Acquaintance) -> Content:
    relationship, moment = found.relationship, now()
    stands = standing(relationship, moment)
    kind = "$warning" if stands.season is Season.PEACE else "$text-muted"
    return Content.assemble(
        styled(f"{fitted(relationship.name, NAME)}  ", "bold"),
        plant(relationship.trust_at(moment)),
        styled(f" · {counted(len(relationship.meetings), 'meeting')}\n", "$text-muted"),
        styled(stands.clause, kind),
    )


def _next(everybody: Iterator[Acquaintance]) -> Acquaintance | None:
    return next(everybody, None)
