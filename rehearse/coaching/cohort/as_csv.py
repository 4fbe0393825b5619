"""The cohort as a table for a spreadsheet: a row a meeting, written as the meetings come."""

import csv
from collections.abc import Iterator
from typing import TextIO

from rehearse.coaching.cohort.held import NAME, QUOTE, SOURCE, began, learner_of
from rehearse.coaching.facts import Claim, MeetingFacts
from rehearse.reading.codebook import Label
from rehearse.scene.rubric import Rubric
from rehearse.text import one_line

BEGINNING = "\ufeff"
"""By which spreadsheets know that the file is UTF-8."""
FORMULAS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"
"""What a cell may not begin with, lest a spreadsheet take it for a formula; the wide ones are those of East Asia."""
COLUMNS = (
    *("learner", "transcript", "id", "branch_of", "started", "assignment", "scenario", "title", "persona", "contact"),
    *("ended", "minutes", "turns", "score", "overall", "would_meet_again", "referrer_standing"),
)
"""The first columns; then come `points_PART` for each part of the rubric, a column a label, and the last ones."""
LAST = ("stories_found", "stories_untold", "gifts", "debits_quoted", "corrected_turns", "reader")


class Table:
    """Writes the rows. `rubric` says which parts have a column; points of another rubric's parts have none."""

    def __init__(self, file: TextIO, rubric: Rubric) -> None:
        file.write(BEGINNING)
        self._rows = csv.writer(file)
        self._parts = [part.id for part in rubric.parts]
        self._rows.writerow([*COLUMNS, *(f"points_{part}" for part in self._parts), *Label, *LAST])

    def add(self, facts: MeetingFacts) -> None:
        """Write the row of a meeting."""
        self._rows.writerow([_cell(value) for value in self._values(facts)])

    def _values(self, facts: MeetingFacts) -> Iterator[object]:
        """The values of the columns, in their order."""
        yield from (learner_of(facts), one_line(facts.source, SOURCE), facts.id, facts.branch_of, began(facts))
        yield from (facts.assignment, facts.scenario, facts.title, facts.persona, facts.contact, facts.ended)
        yield from (facts.minutes, facts.turns, facts.score, facts.overall, facts.would_meet_again)
        yield facts.referrer_standing
        yield from (facts.parts.get(part) for part in self._parts)
        turns = {(claim.label, claim.turn) for claim in facts.claims}
        yield from (sum(found is label for found, _ in turns) for label in Label)
        yield from (len(facts.discovered), len(facts.untold), "; ".join(facts.gifts))
        yield " / ".join(_quoted(claim) for claim in facts.claims if claim.label.is_debit)
        yield from (len({judged.turn for judged in facts.judged}), facts.reader)


def _quoted(claim: Claim) -> str:
    return f"{claim.label.words}, turn {claim.turn}: “{one_line(claim.quote, QUOTE)}”"


def _cell(value: object) -> object:
    """A value as it may stand in a cell: numbers as they are; texts on one line, and never a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return value
    text = one_line(str(value), 20 * NAME)
    return f"'{text}" if text.startswith(tuple(FORMULAS)) else text
