"""The cohort: a fold over the facts of meetings, however many, and the report that it comes to.

What is kept grows with learners, scenarios, stories and coaches, and not with meetings. The order of the meetings
changes nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime

from pydantic import Field

from rehearse.coaching.assigned.packed import Packed
from rehearse.coaching.cohort.asked import Asking, TaskMet
from rehearse.coaching.cohort.beside import Beside, Comparing
from rehearse.coaching.cohort.held import NAME, SOURCE, Held, Words, first_of_each, held
from rehearse.coaching.cohort.learning import ENOUGH, Learning, Row, Trying
from rehearse.coaching.cohort.once import Once
from rehearse.coaching.cohort.sample import Sample
from rehearse.coaching.cohort.spread import Spread, Spreading, quantile
from rehearse.coaching.cohort.stories import Finding, PersonaFound
from rehearse.coaching.cohort.talk import Talk, talk, urgency
from rehearse.coaching.facts import Bad, MeetingFacts
from rehearse.model import Model
from rehearse.reading.codebook import CREDITS, DEBITS, Label
from rehearse.scene.rubric import Rubric
from rehearse.text import one_line

BEHIND = 6
"""Quotes that are kept behind a label."""
NAMED = 50
"""Bad files that are named; all are counted."""
TENS = 10


class LabelFound(Model):
    """One label over the cohort."""

    label: Label
    meetings: int = Field(description="meetings that hold it")
    learners: int = Field(description="learners with a meeting that holds it")
    stays: int = Field(description="learners of a debit that is in each of their last three meetings")
    could_stay: int = Field(description="learners with three meetings or more")
    words: tuple[Words, ...]


class ScenarioHeld(Model):
    """One scenario over the cohort."""

    scenario: str
    title: str
    meetings: int
    learners: int
    first: float = Field(description="median score of the learners' first meetings of it")
    again: int = Field(description="learners who held it more than once")
    before: float | None = Field(description="median score of their first meetings of it")
    after: float | None = Field(description="median score of their last meetings of it")


class Double(Model):
    """A file with a meeting that was counted already."""

    source: str
    before: str = Field(description="the file with which it was counted")


class BadFile(Model):
    """A file that is not reported on."""

    source: str
    why: str


class Cohort(Model):
    """The report of a cohort."""

    kind: str = "cohort"
    schema_: int = Field(alias="schema", default=1)
    meetings: int
    since: datetime | None = Field(description="when the first began")
    until: datetime | None = Field(description="when the last began")
    readers: dict[str, int] = Field(description="versions of the readers whose labels these are, with their meetings")
    assignment: str | None = Field(description="title of the assignment that the meetings were held against")
    other: int = Field(description="meetings that were left aside, since they are not for that assignment")
    silent: int = Field(description="meetings that were left aside, since the learner said nothing in them")
    going_on: int = Field(description="meetings that nobody ended; they count as far as they went")
    talks: tuple[Talk, ...] = Field(description="who needs a talk, most reasons first")
    learners: tuple[Row, ...] = Field(description="by name")
    tasks: tuple[TaskMet, ...] = Field(description="of the assignment")
    scenarios: tuple[ScenarioHeld, ...]
    score: Spread | None
    turns: Spread | None = Field(description="learner turns")
    parts: tuple[Spread, ...] = Field(description="points by part of the rubric")
    debits: tuple[LabelFound, ...] = Field(description="what most learners do comes first")
    credits: tuple[LabelFound, ...] = Field(description="what fewest learners do comes first")
    personas: tuple[PersonaFound, ...]
    besides: tuple[Beside, ...] = Field(description="coaches beside the reader, and beside each other")
    double: int = Field(description="files with a meeting that another file holds as well; it counts once")
    doubles: tuple[Double, ...] = Field(description=f"the first {NAMED} of them by name")
    bad: int = Field(description="files, and lines of files of facts, that could not be read")
    bad_files: tuple[BadFile, ...] = Field(description=f"the first {NAMED} of them by name")


class CohortFold:
    """A cohort under way. `packed` is an assignment; then only its own meetings count.

    The rubric gives the parts their order; a file of facts may have others, which come after them.
    """

    def __init__(self, rubric: Rubric, packed: Packed | None = None) -> None:
        self._order = [part.id for part in rubric.parts]
        self._asking = Asking(packed) if packed else None
        self._learners: defaultdict[str, Learning] = defaultdict(Learning)
        self._tries: defaultdict[str, Trying] = defaultdict(Trying)
        self._score, self._turns = Spreading(), Spreading()
        self._parts: defaultdict[str, Spreading] = defaultdict(Spreading)
        self._labels: Counter[Label] = Counter()
        self._words: defaultdict[Label, Sample[Words]] = defaultdict(lambda: Sample(BEHIND))
        self._readers: Counter[str] = Counter()
        self._finding, self._comparing = Finding(), Comparing()
        self._since: datetime | None = None
        self._until: datetime | None = None
        self._bad: Sample[Bad] = Sample(NAMED)
        self._once = Once()
        self._doubles: Sample[tuple[str, str]] = Sample(NAMED)
        self.meetings = self.other = self.silent = self.going_on = self.double = self.bad = 0

    def add(self, found: MeetingFacts | Bad) -> bool:
        """Take a meeting, or a file that could not be read; return whether it is a meeting that counts.

        Of a meeting that stands in several files the first counts.
        """
        if isinstance(found, Bad):
            self.bad += 1
            self._bad.add(tuple(found), found)
        elif self._asking is not None and found.assignment != self._asking.hash:
            self.other += 1
        elif (before := self._once.before(found)) is not None:
            self.double += 1
            self._doubles.add((found.source, before), (found.source, before))
        elif (row := held(found)) is None:
            self.silent += 1
        else:
            self._add(found, row)
            return True
        return False

    def _add(self, facts: MeetingFacts, row: Held) -> None:
        self.meetings += 1
        self.going_on += row.ended is None
        self._since = min(self._since or row.started, row.started)
        self._until = max(self._until or row.started, row.started)
        self._readers[one_line(facts.reader, NAME)] += 1
        self._learners[row.learner].add(row, facts)
        key = (facts.sha256, facts.source)
        self._score.add(row.score, key, row.words())
        self._turns.add(facts.turns, key, row.words())
        for part, points in facts.parts.items():
            self._parts[one_line(part, NAME)].add(points, key, row.words())
        for claim in first_of_each(facts.claims):
            self._labels[claim.label] += 1
            self._words[claim.label].add(key, row.words(claim))
        self._finding.add(facts, row)
        self._comparing.add(facts, row)
        if self._asking and (tried := self._asking.add(facts, row)):
            self._tries[row.learner].add(row, tried)

    def report(self) -> Cohort:
        """Return what it comes to."""
        rows = tuple(self._rows())
        return Cohort(
            meetings=self.meetings,
            since=self._since,
            until=self._until,
            readers=dict(sorted(self._readers.items())),
            assignment=self._asking.title if self._asking else None,
            other=self.other,
            silent=self.silent,
            going_on=self.going_on,
            talks=tuple(sorted(self._talks(rows), key=urgency)),
            learners=rows,
            tasks=tuple(self._asking.tasks()) if self._asking else (),
            scenarios=tuple(_scenarios(rows)),
            score=self._score.spread("score", TENS, (0, 100)) if self.meetings else None,
            turns=self._turns.spread("turns") if self.meetings else None,
            parts=tuple(self._parts[part].spread(part) for part in self._in_order()),
            debits=tuple(sorted(self._found(rows, DEBITS), key=lambda found: (-found.learners, -found.meetings))),
            credits=tuple(sorted(self._found(rows, CREDITS), key=lambda found: (found.learners, found.meetings))),
            personas=tuple(self._finding.personas()),
            besides=tuple(self._comparing.besides()),
            double=self.double,
            doubles=tuple(
                Double(source=one_line(source, SOURCE), before=one_line(before, SOURCE))
                for source, before in self._doubles
            ),
            bad=self.bad,
            bad_files=tuple(BadFile(source=one_line(bad.source, SOURCE), why=one_line(bad.why)) for bad in self._bad),
        )

    def _rows(self) -> Iterator[Row]:
        for name in sorted(self._learners, key=lambda name: (name.casefold(), name)):
            yield self._learners[name].row(self._tries[name].passed if self._asking else None)

    def _in_order(self) -> list[str]:
        return [part for part in dict.fromkeys((*self._order, *sorted(self._parts))) if part in self._parts]

    def _talks(self, rows: tuple[Row, ...]) -> Iterator[Talk]:
        titles = self._asking.titles if self._asking else ()
        for row in rows:
            found = talk(row, self._tries.get(row.learner, Trying()), titles)
            if found:
                yield found

    def _found(self, rows: tuple[Row, ...], labels: tuple[Label, ...]) -> Iterator[LabelFound]:
        """What is found of each label, in the order of the codebook."""
        stays = Counter(habit.label for row in rows for habit in row.debits if habit.stays)
        having = Counter(label for learning in self._learners.values() for label in learning.labels)
        for label in labels:
            yield LabelFound(
                label=label,
                meetings=self._labels[label],
                learners=having[label],
                stays=stays[label],
                could_stay=sum(row.meetings >= ENOUGH for row in rows),
                words=tuple(self._words.get(label, ())),
            )


def _scenarios(rows: tuple[Row, ...]) -> Iterator[ScenarioHeld]:
    courses = defaultdict(list)
    for row in rows:
        for course in row.courses:
            courses[course.scenario, course.title].append(course)
    for (scenario, title), found in sorted(courses.items(), key=lambda item: (-len(item[1]), item[0])):
        again = [course for course in found if course.meetings > 1]
        yield ScenarioHeld(
            scenario=scenario,
            title=title,
            meetings=sum(course.meetings for course in found),
            learners=len(found),
            first=quantile(Counter(course.first for course in found), 0.5),
            again=len(again),
            before=quantile(Counter(course.first for course in again), 0.5) if again else None,
            after=quantile(Counter(course.last for course in again), 0.5) if again else None,
        )
