"""The cohort as plain text: short lines for a terminal, in sentences that also make sense when they are heard."""

from collections.abc import Iterator, Sequence
from textwrap import wrap

from rehearse.coaching.cohort.beside import BIAS, TOO_FEW, found_by, kappa_in_words
from rehearse.coaching.cohort.fold import Cohort, LabelFound, ScenarioHeld
from rehearse.coaching.cohort.held import Words
from rehearse.coaching.cohort.learning import ENOUGH, Row
from rehearse.coaching.cohort.phrases import period, quartiles, range_of
from rehearse.text import clean, counted, one_line

WIDTH = 79
SHOWN = 40
"""Learners that stand in the table, and talks that are told; the rest are counted."""
NARROW = 24
"""Characters of a learner's name in the table."""
TITLES = 5
"""Titles of stories that are named for each persona."""


def as_text(found: Cohort) -> str:
    """Return the report as text of 79 columns."""
    return clean("\n".join(line for text in _lines(found) for line in _wrapped(text))) + "\n"


def _wrapped(text: str) -> list[str]:
    """The text on as many lines as it needs; what goes on stands below what it goes on from."""
    if len(text) <= WIDTH:
        return [text]
    margin = text[: len(text) - len(text.lstrip("- "))]
    return wrap(text, WIDTH, subsequent_indent=" " * len(margin), break_on_hyphens=False)


def _lines(found: Cohort) -> Iterator[str]:
    learners = len(found.learners)
    yield f"{counted(learners, 'learner')}, {counted(found.meetings, 'meeting')}{period(found)}."
    if found.assignment is not None:
        other = f"; {counted(found.other, 'other meeting')} left aside" if found.other else ""
        yield f"Held for the assignment {found.assignment}{other}."
    if found.silent:
        yield f"{counted(found.silent, 'meeting')} left aside, in which the learner said nothing."
    if found.going_on:
        yield f"{counted(found.going_on, 'meeting')} that nobody ended; each counts as far as it went."
    if found.score is None:
        yield "There is nothing to report on."
    else:
        yield f"Scores: {quartiles(found.score)}."
        yield from _talks(found)
        yield from _tasks(found)
        yield from _progress(found.learners)
        yield from _labels(found)
        yield from _scenarios(found.scenarios)
        yield from _stories(found)
        yield from _spread(found)
        yield from _besides(found)
    yield from _doubles(found)
    yield from _bad(found)


def _talks(found: Cohort) -> Iterator[str]:
    yield from ("", f"WHO NEEDS A TALK: {len(found.talks):,} OF {len(found.learners):,}")
    for talk in found.talks[:SHOWN]:
        yield from ("", f"{talk.learner}, last score {talk.last}")
        for reason in talk.reasons:
            yield f"- {reason.says}"
            yield from (f"  {quoted(words)}" for words in reason.words[:1])
    yield from _left_out(len(found.talks), "learner", "--json has")


def quoted(words: Words) -> str:
    """Return the words with where they were said."""
    place = words.transcript if words.turn is None else f"{words.transcript}, turn {words.turn}"
    return f"“{words.quote}” ({place})" if words.quote else f"({place})"


def _tasks(found: Cohort) -> Iterator[str]:
    if not found.tasks:
        return
    yield from ("", "THE ASSIGNMENT")
    for task in found.tasks:
        late = f", {task.late:,} late" if task.late else ""
        yield from ("", f"{task.title}: passed by {task.passed:,} of {counted(task.learners, 'learner')}{late}")
        for criterion in task.criteria:
            yield f"- {criterion.says}: {criterion.met:,} of {counted(criterion.meetings, 'meeting')}"


def _progress(rows: Sequence[Row]) -> Iterator[str]:
    yield from ("", "PROGRESS", "")
    width = max((len(row.learner) for row in rows[:SHOWN]), default=0)
    width = min(max(width, len("learner")), NARROW)
    yield f"{'learner':<{width}}  meetings  first  best  last  trend    stays"
    for row in rows[:SHOWN]:
        stays = ", ".join(habit.label.words for habit in row.debits if habit.stays) or "-"
        head = f"{one_line(row.learner, width):<{width}}  {row.meetings:>8}  {row.first.score:>5}"
        line = f"{head}  {row.best.score:>4}  {row.last.score:>4}  {row.trend:<7}  "
        yield line + one_line(stays, max(WIDTH - len(line), 12))
    yield from _left_out(len(rows), "learner", "--json and --csv have")
    yield f"Stays: a debit in each of the last {ENOUGH} meetings. Trend: over the latest meetings, from {ENOUGH} on."


def _labels(found: Cohort) -> Iterator[str]:
    learners = len(found.learners)
    yield from ("", "DEBITS", "")
    there = [debit for debit in found.debits if debit.learners]
    for debit in there:
        yield from _label(debit, learners)
    if not there:
        yield "None was found."
    yield from ("", "CREDITS THAT ARE MISSING", "")
    scarce = [credit for credit in found.credits if credit.learners < learners]
    for credit in scarce:
        lacking = learners - credit.learners
        yield f"- {credit.label.words}: never shown by {lacking:,} of {counted(learners, 'learner')}"
    if not scarce:
        yield "None: each learner has shown them all."


def _label(debit: LabelFound, learners: int) -> Iterator[str]:
    stays = f"; stays with {debit.stays:,} of {debit.could_stay:,}" if debit.stays else ""
    held = counted(debit.meetings, "meeting")
    yield f"- {debit.label.words}: {debit.learners:,} of {counted(learners, 'learner')}, {held}{stays}"
    yield from (f"  {quoted(words)}" for words in debit.words[:1])


def _scenarios(scenarios: Sequence[ScenarioHeld]) -> Iterator[str]:
    yield from ("", "SCENARIOS", "")
    for scenario in scenarios:
        again = (
            f"; {scenario.again} held it again, {scenario.before:g} at first and {scenario.after:g} at last"
            if scenario.again
            else ""
        )
        learners = counted(scenario.learners, "learner")
        yield f"- {scenario.title}: {learners}, median of first scores {scenario.first:g}{again}"


def _stories(found: Cohort) -> Iterator[str]:
    if not found.personas:
        return
    yield from ("", "STORIES THAT NOBODY FOUND", "")
    for persona in found.personas:
        never = persona.never
        titles = "; ".join(story.title for story in never[:TITLES])
        more = f"; and {len(never) - TITLES} more" if len(never) > TITLES else ""
        said = f"{len(never)} of {len(persona.stories)}: {titles}{more}" if never else "each was found by somebody"
        yield f"- {persona.contact}, {counted(persona.meetings, 'meeting')}: {said}"


def _spread(found: Cohort) -> Iterator[str]:
    yield from ("", "HOW SCORES ARE SPREAD", "")
    if found.score:
        most = max(bar.meetings for bar in found.score.bars)
        for bar in found.score.bars:
            drawn = "#" * round(40 * bar.meetings / most)
            yield f"{range_of(bar):>9}  {bar.meetings:>6}  {drawn}".rstrip()
    yield from (f"- {part.name}: {quartiles(part)}" for part in found.parts)
    if found.turns:
        yield f"- learner turns: {quartiles(found.turns)}"


def _besides(found: Cohort) -> Iterator[str]:
    for beside in found.besides:
        turns, meetings = counted(beside.turns, "turn"), counted(beside.meetings, "meeting")
        yield from ("", f"{beside.second} beside {beside.first}".upper(), "")
        yield f"{turns} of {meetings}; exactly the same on {beside.same}."
        for agreement in beside.agreements:
            if agreement.kappa is not None:
                yield f"- {agreement.label.words}: {kappa_in_words(agreement)}; {found_by(beside, agreement)}"
        if few := [agreement for agreement in beside.agreements if agreement.kappa is None]:
            said = "; ".join(f"{agreement.label.words} ({found_by(beside, agreement)})" for agreement in few)
            yield f"- too few to say: {said}"
    if found.besides:
        yield from ("", TOO_FEW, BIAS)


def _doubles(found: Cohort) -> Iterator[str]:
    rows = [f"- {double.source} is the meeting of {double.before}" for double in found.doubles]
    yield from _named(f"COUNTED ONCE: {counted(found.double, 'file').upper()}", rows, found.double)


def _bad(found: Cohort) -> Iterator[str]:
    rows = [f"- {bad.source}: {bad.why}" for bad in found.bad_files]
    yield from _named(f"NOT READ: {counted(found.bad, 'file or line', 'files or lines').upper()}", rows, found.bad)


def _named(heading: str, rows: Sequence[str], count: int) -> Iterator[str]:
    """Yield a section of files, of which only the first are named by a row; nothing where there are none."""
    if count:
        yield from ("", heading, "", *rows)
        if count > len(rows):
            yield f"and {count - len(rows)} more."


def _left_out(count: int, what: str, where: str) -> Iterator[str]:
    if count > SHOWN:
        yield f"and {counted(count - SHOWN, 'more ' + what)}; {where} them all."
