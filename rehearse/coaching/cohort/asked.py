"""What an assignment asks of a meeting, and how much of it the meetings of a cohort meet."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pydantic import Field

from rehearse.coaching.assigned.packed import Packed
from rehearse.coaching.cohort.held import Held, Words, first_of_each
from rehearse.coaching.cohort.sample import Sample
from rehearse.coaching.facts import MeetingFacts
from rehearse.model import Model
from rehearse.reading.codebook import Label
from rehearse.scene.assignment import Criteria

BEHIND = 5
"""Meetings that are kept behind a criterion which they do not meet."""


class Criterion(NamedTuple):
    """One thing that is asked."""

    says: str
    """What, in words."""
    lacks: str
    """What a meeting that does not meet it has or lacks, in words."""
    score: int | None = None
    """The score to be reached."""
    forbid: Label | None = None
    require: Label | None = None
    discover: str | None = None
    """The id of a story."""
    ended: bool = False
    """Whether the meeting has to have ended."""


class CriterionMet(Model):
    """How much a criterion is met."""

    says: str
    met: int = Field(description="meetings that meet it")
    meetings: int
    learners_met: int = Field(description="learners with a meeting that meets it")
    learners: int = Field(description="learners with a meeting for it")
    unmet: tuple[Words, ...] = Field(description="a few meetings that do not")


class TaskMet(Model):
    """How one scenario of the assignment went."""

    scenario: str
    title: str
    passed: int = Field(description="learners with a meeting that meets all")
    late: int = Field(description="those of them who have none that began in time")
    learners: int = Field(description="learners with a meeting for it")
    criteria: tuple[CriterionMet, ...]


class Tried(NamedTuple):
    """One meeting for a task."""

    task: int
    """Its place in the assignment."""
    unmet: tuple[tuple[Criterion, Words], ...]


def asked(criteria: Criteria, titles: Mapping[str, str]) -> tuple[Criterion, ...]:
    """Return what is asked, thing by thing; `titles` are those of the stories, by id."""
    found, least = [], criteria.min_score
    if least is not None:
        found.append(Criterion(f"a score of {least} or more", f"a score below {least}", score=least))
    found += [Criterion(f"no {label.words}", label.words, forbid=label) for label in criteria.forbid]
    found += [Criterion(label.words, f"no {label.words}", require=label) for label in criteria.require]
    stories = [(story, f"the story “{titles.get(story, story)}”") for story in criteria.discover]
    found += [Criterion(words, f"not {words}", discover=story) for story, words in stories]
    return (*found, Criterion("ended", "no end", ended=True))


class Asking:
    """The assignment as meetings are held against it."""

    def __init__(self, packed: Packed) -> None:
        content = packed.content
        self.hash = packed.hash
        self.title = content.assignment.title
        self._due = content.assignment.due
        tasks = content.assignment.tasks
        titles = {story.id: story.title for persona in content.personas for story in persona.stories}
        self._criteria = [asked(scene.criteria, titles) for scene in packed.scenes]
        self._scenarios = content.scenarios
        self._places = {(s.id, s.persona): place for place, s in reversed(list(enumerate(content.scenarios)))}
        self._learners: list[set[str]] = [set() for _ in tasks]
        self._passed: list[set[str]] = [set() for _ in tasks]
        self._in_time: list[set[str]] = [set() for _ in tasks]
        self._meetings = [0 for _ in tasks]
        self._met = [[0 for _ in criteria] for criteria in self._criteria]
        self._met_by: list[list[set[str]]] = [[set() for _ in criteria] for criteria in self._criteria]
        self._unmet: list[list[Sample[Words]]] = [[Sample(BEHIND) for _ in some] for some in self._criteria]

    def add(self, facts: MeetingFacts, row: Held) -> Tried | None:
        """Count a meeting; return what it leaves unmet. None for a scenario that nobody assigned."""
        task = self._places.get((facts.scenario or "", facts.persona or ""))
        if task is None:
            return None
        self._learners[task].add(row.learner)
        self._meetings[task] += 1
        unmet = []
        for place, criterion in enumerate(self._criteria[task]):
            words = self._missed(criterion, facts, row)
            if words is None:
                self._met[task][place] += 1
                self._met_by[task][place].add(row.learner)
            else:
                self._unmet[task][place].add((facts.sha256, facts.source), words)
                unmet.append((criterion, words))
        if not unmet:
            self._passed[task].add(row.learner)
            if self._due is None or row.started <= self._due:
                self._in_time[task].add(row.learner)
        return Tried(task, tuple(unmet))

    @property
    def titles(self) -> tuple[str, ...]:
        """The titles of the tasks' scenarios."""
        return tuple(scenario.title for scenario in self._scenarios)

    def tasks(self) -> Iterator[TaskMet]:
        """Yield how each task went."""
        for task, criteria in enumerate(self._criteria):
            yield TaskMet(
                scenario=self._scenarios[task].id,
                title=self._scenarios[task].title,
                passed=len(self._passed[task]),
                late=len(self._passed[task] - self._in_time[task]),
                learners=len(self._learners[task]),
                criteria=tuple(self._how_met(task, place, criterion) for place, criterion in enumerate(criteria)),
            )

    def _how_met(self, task: int, place: int, criterion: Criterion) -> CriterionMet:
        return CriterionMet(
            says=criterion.says,
            met=self._met[task][place],
            meetings=self._meetings[task],
            learners_met=len(self._met_by[task][place]),
            learners=len(self._learners[task]),
            unmet=tuple(self._unmet[task][place]),
        )

    def _missed(self, criterion: Criterion, facts: MeetingFacts, row: Held) -> Words | None:
        """Return words of a meeting that does not meet the criterion; None where it does.

        Of what is lacking there are no words: then it is the meeting as a whole.
        """
        labels = {claim.label for claim in facts.claims}
        if criterion.forbid in labels:
            claim = next(c for c in first_of_each(facts.claims) if c.label is criterion.forbid)
            return row.words(claim)
        met = (
            (criterion.score is None or row.score >= criterion.score)
            and (criterion.require is None or criterion.require in labels)
            and (criterion.discover is None or criterion.discover in {story.id for story in facts.discovered})
            and (not criterion.ended or (facts.ended is not None and facts.turns > 0))
        )
        return None if met else row.words() if criterion.score is not None and row.debits else row.whole
