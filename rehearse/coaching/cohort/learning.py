"""One learner over all their meetings: what is kept of them, and what it comes to."""

from collections import Counter
from collections.abc import Iterator, Sequence

from pydantic import Field

from rehearse.coaching.cohort.asked import Tried
from rehearse.coaching.cohort.held import Held, Words
from rehearse.coaching.cohort.sample import Sample
from rehearse.coaching.facts import MeetingFacts
from rehearse.meeting.plan import Leaving
from rehearse.model import Model
from rehearse.reading.codebook import CREDITS, DEBITS, Label

WINDOW = 8
"""The latest meetings of a learner that are kept one by one."""
ENOUGH = 3
"""Meetings from which there is a trend, and a habit that stays."""
STEP = 3.0
"""Points from one meeting to the next from which scores rise or fall; less is level."""


class Habit(Model):
    """A debit of one learner."""

    label: Label
    times: int = Field(description="turns that hold it")
    meetings: int = Field(description="meetings that hold it")
    running: int = Field(description="in how many of the latest meetings, one after the other, it was there")
    words: tuple[Words, ...] = Field(description="of the latest meetings, the latest first")

    @property
    def stays(self) -> bool:
        """Whether it was there in each of the last three meetings."""
        return self.running >= ENOUGH


class Course(Model):
    """One scenario over a learner's meetings."""

    scenario: str
    title: str
    meetings: int
    first: int = Field(description="score of the first")
    best: int
    last: int


class Row(Model):
    """One learner."""

    learner: str
    meetings: int
    mean: float
    first: Held
    best: Held
    last: Held
    slope: float | None = Field(description="points from meeting to meeting, over the latest; none below three")
    latest: tuple[Held, ...] = Field(description="the latest meetings, the oldest of them first")
    courses: tuple[Course, ...] = Field(description="by scenario")
    debits: tuple[Habit, ...] = Field(description="those that occur, the most frequent first")
    missing: tuple[Label, ...] = Field(description="credits that no meeting holds")
    early: int = Field(description="meetings that the contact left early")
    unfinished: int = Field(description="of the latest meetings, those that neither ended nor go on in a branch")
    passed: int | None = Field(description="tasks of the assignment passed; none without an assignment")

    @property
    def trend(self) -> str:
        """Where the scores go, in a word."""
        if self.slope is None:
            return "too few"
        return "rising" if self.slope >= STEP else "falling" if self.slope <= -STEP else "level"


class Learning:
    """What is kept of one learner: no more than so many meetings, however many there were."""

    __slots__ = ("_courses", "_early", "_holding", "_labels", "_sum", "_times", "best", "first", "latest", "meetings")

    def __init__(self) -> None:
        self.meetings = 0
        self.latest: Sample[Held] = Sample(WINDOW)
        self.first: Sample[Held] = Sample(1)
        self.best: Sample[Held] = Sample(1)
        self._sum = self._early = 0
        self._labels: set[Label] = set()
        self._times: Counter[Label] = Counter()
        self._holding: Counter[Label] = Counter()
        self._courses: dict[tuple[str, str], tuple[Sample[int], Sample[int], int, int]] = {}

    def add(self, row: Held, facts: MeetingFacts) -> None:
        """Count a meeting."""
        self.meetings += 1
        self._sum += row.score
        self._early += row.ended is Leaving.EARLY
        self._labels.update(claim.label for claim in facts.claims)
        self._times.update(label for label, _ in {(c.label, c.turn) for c in facts.claims if c.label.is_debit})
        self._holding.update(row.debits)
        newest, name = row.newest
        oldest = (-newest, name)
        self.latest.add(row.newest, row)
        self.first.add(oldest, row)
        self.best.add((-row.score, *oldest), row)
        course = (row.scenario or "", row.title)
        first, last, best, count = self._courses.get(course, (Sample(1), Sample(1), 0, 0))
        first.add(oldest, row.score)
        last.add(row.newest, row.score)
        self._courses[course] = (first, last, max(best, row.score), count + 1)

    @property
    def labels(self) -> frozenset[Label]:
        """All labels that a meeting of theirs holds."""
        return frozenset(self._labels)

    def row(self, passed: int | None) -> Row:
        """Return what it comes to. There has to be a meeting."""
        latest = [*self.latest]
        return Row(
            learner=latest[0].learner,
            meetings=self.meetings,
            mean=round(self._sum / self.meetings, 1),
            first=next(iter(self.first)),
            best=next(iter(self.best)),
            last=latest[0],
            slope=slope([held.score for held in reversed(latest)]),
            latest=tuple(reversed(latest)),
            courses=tuple(self._by_scenario()),
            debits=tuple(self._habits(latest)),
            missing=tuple(label for label in CREDITS if label not in self._labels),
            early=self._early,
            unfinished=len(unfinished(latest)),
            passed=passed,
        )

    def _by_scenario(self) -> Iterator[Course]:
        for (scenario, title), (first, last, best, count) in sorted(self._courses.items()):
            yield Course(
                scenario=scenario,
                title=title,
                meetings=count,
                first=next(iter(first)),
                best=best,
                last=next(iter(last)),
            )

    def _habits(self, latest: Sequence[Held]) -> Iterator[Habit]:
        for label in sorted(self._holding, key=lambda label: (-self._holding[label], DEBITS.index(label))):
            words = [held.words_of(label) for held in latest]
            yield Habit(
                label=label,
                times=self._times[label],
                meetings=self._holding[label],
                running=words.index(None) if None in words else len(words),
                words=tuple(one for one in words if one),
            )


def slope(scores: Sequence[int]) -> float | None:
    """Return the points from one meeting to the next: the straight line of least squares. None below three scores.

    >>> slope([40, 50, 60])
    10.0
    """
    if len(scores) < ENOUGH:
        return None
    middle, mean = (len(scores) - 1) / 2, sum(scores) / len(scores)
    over = sum((place - middle) * (score - mean) for place, score in enumerate(scores))
    return round(over / sum((place - middle) ** 2 for place in range(len(scores))), 1)


def unfinished(latest: Sequence[Held]) -> list[Held]:
    """Return the meetings that did not end, without those that a branch goes on from."""
    went_on = {held.branch_of for held in latest}
    return [held for held in latest if held.ended is None and held.id not in went_on]


class Trying:
    """One learner's meetings for an assignment: by task how often, whether one met all, and the nearest to it."""

    __slots__ = ("_tries",)

    def __init__(self) -> None:
        self._tries: dict[int, tuple[int, Sample[tuple[Held, Tried]]]] = {}

    def add(self, row: Held, tried: Tried) -> None:
        """Count a meeting."""
        count, nearest = self._tries.get(tried.task, (0, Sample(1)))
        nearest.add((len(tried.unmet), -row.score, row.newest), (row, tried))
        self._tries[tried.task] = (count + 1, nearest)

    def nearest(self) -> Iterator[tuple[int, Held, Tried]]:
        """Yield by task how many meetings there were, and the one that left the least unmet."""
        for _, (count, nearest) in sorted(self._tries.items()):
            yield count, *next(iter(nearest))

    @property
    def passed(self) -> int:
        """Tasks that some meeting passed."""
        return sum(not tried.unmet for _, _, tried in self.nearest())
