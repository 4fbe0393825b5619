"""The cohort as one page of HTML that needs nothing else: no script, no other file, no network.

It is bounded: what it leaves out it counts, and says where the whole is.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from rehearse.archive.glance import COURSES
from rehearse.coaching.cohort.beside import BIAS, TOO_FEW, found_by, kappa_in_words
from rehearse.coaching.cohort.fold import Cohort
from rehearse.coaching.cohort.learning import ENOUGH, STEP, WINDOW, Row
from rehearse.coaching.cohort.phrases import period, quartiles, range_of
from rehearse.coaching.cohort.plots import bars, course, interval, letters_of, shade
from rehearse.coaching.cohort.talk import RULES, Talk
from rehearse.meeting.plan import Leaving
from rehearse.reading.codebook import Label
from rehearse.review.page import environment, house_style, styled
from rehearse.text import counted

if TYPE_CHECKING:
    from jinja2 import Template

TEMPLATES = Path(__file__).parent / "templates"
SHOWN = 48
"""Learners that the page shows one by one: those who need a talk first."""
TALKS = 24
"""Talks that it tells."""
PERSONAS = 12
STORIES = 30
"""Stories of a persona that it names."""
ARROWS = {"rising": "↑", "falling": "↓", "level": "→", "too few": ""}
"""So that colour is not the only sign of where scores go."""


class Shown(NamedTuple):
    """A learner whom the page shows."""

    row: Row
    anchor: str
    talk: Talk | None


def as_page(found: Cohort) -> str:
    """Return the report as HTML. The same report gives the same page."""
    shown = _shown(found)
    letters = letters_of([scenario.title for scenario in found.scenarios])
    debits = [debit for debit in found.debits if debit.learners]
    return (
        _template().render(
            found=found,
            **styled(house_style() + _style()),
            shown=shown,
            anchors={learner.row.learner: learner.anchor for learner in shown},
            debits=debits,
            letters=letters,
            talks=found.talks[:TALKS],
            summary=_summary(found),
            courses={learner.anchor: course(learner.row, letters) for learner in shown},
            cells={learner.anchor: _cells(learner.row) for learner in shown},
            rules=RULES,
            bias=BIAS,
            too_few=TOO_FEW,
            enough=ENOUGH,
            step=STEP,
            window=WINDOW,
            arrows=ARROWS,
            personas=PERSONAS,
            stories=STORIES,
        )
        + "\n"
    )


def _shown(found: Cohort) -> list[Shown]:
    """The learners that the page has room for, by name: those who need a talk, and then the others."""
    talks = {talk.learner: talk for talk in found.talks}
    first = [talk.learner for talk in found.talks]
    chosen = set([*first, *(row.learner for row in found.learners if row.learner not in talks)][:SHOWN])
    rows = [row for row in found.learners if row.learner in chosen]
    return [Shown(row, f"learner-{place}", talks.get(row.learner)) for place, row in enumerate(rows, start=1)]


def _cells(row: Row) -> Mapping[Label, Any]:
    return {habit.label: habit for habit in row.debits}


def _summary(found: Cohort) -> list[str]:
    """What matters most, in two or three sentences."""
    learners = len(found.learners)
    said = []
    if found.talks:
        needs = "needs" if len(found.talks) == 1 else "need"
        said.append(f"{len(found.talks):,} of {counted(learners, 'learner')} {needs} a talk.")
    elif learners:
        said.append("Nobody needs a talk by the rules below.")
    if found.debits and (most := found.debits[0]).learners:
        said.append(f"The debit of the most learners is {most.label.words}: {most.learners:,} of {learners:,}.")
    if found.credits and (least := found.credits[0]).learners < learners:
        lacking = learners - least.learners
        said.append(f"The credit that most have never shown is {least.label.words}: {lacking:,} of {learners:,}.")
    return said


@cache
def _style() -> str:
    return (TEMPLATES / "cohort.css").read_text("utf-8")


@cache
def _template() -> "Template":
    made = environment(TEMPLATES)
    made.filters |= FILTERS
    return made.get_template("cohort.html.j2")


def _ended(how: Leaving | None) -> str:
    """How a meeting ended, said of a learner."""
    if how is Leaving.PARTING:
        return "the learner left first"
    return "the contact left early" if how is Leaving.EARLY else COURSES[how]


FILTERS: Mapping[str, Any] = {
    "bars": bars,
    "counted": counted,
    "day": lambda moment: f"{moment.day} {moment:%b %Y}",
    "ended": _ended,
    "found_by": found_by,
    "interval": interval,
    "kappa": kappa_in_words,
    "period": period,
    "quartiles": quartiles,
    "range": range_of,
    "shade": shade,
    "minus": lambda number: str(number).replace("-", "\N{MINUS SIGN}"),
    "thousands": lambda number: f"{number:,}",
    "g": lambda number: f"{number:g}",
    "percent_of": lambda some, of: f"{round(100 * some / of)} %" if of else "",
}
