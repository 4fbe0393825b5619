"""Which stories a cohort finds, and which nobody does, by persona."""

from collections import Counter
from collections.abc import Iterator

from pydantic import Field

from rehearse.coaching.cohort.held import NAME, QUOTE, Held, Words
from rehearse.coaching.cohort.sample import Sample
from rehearse.coaching.facts import MeetingFacts, Told
from rehearse.model import Model
from rehearse.text import one_line

FEW = 0.1
"""Share of the meetings up to which few find a story."""
BEHIND = 3
"""Meetings that are kept behind a story."""


class StoryFound(Model):
    """One story of a persona."""

    id: str
    title: str
    found: int = Field(description="meetings that found it")
    could: int = Field(description="meetings in which it was there to be found")
    words: tuple[Words, ...] = Field(description="what learners said that found it")

    @property
    def rare(self) -> bool:
        """Whether few or none find it."""
        return self.found <= FEW * self.could


class PersonaFound(Model):
    """The stories of one persona."""

    persona: str
    contact: str
    meetings: int
    stories: tuple[StoryFound, ...] = Field(description="what is found least comes first")

    @property
    def never(self) -> tuple[StoryFound, ...]:
        """The stories that nobody found."""
        return tuple(story for story in self.stories if not story.found)


class Finding:
    """What is found, under way."""

    def __init__(self) -> None:
        self._meetings: Counter[str] = Counter()
        self._names: dict[str, Sample[str]] = {}
        self._titles: dict[tuple[str, str], Sample[str]] = {}
        self._found: Counter[tuple[str, str]] = Counter()
        self._could: Counter[tuple[str, str]] = Counter()
        self._words: dict[tuple[str, str], Sample[Words]] = {}

    def add(self, facts: MeetingFacts, row: Held) -> None:
        """Count a meeting; one without a persona has no stories."""
        if facts.persona is None:
            return
        persona = one_line(facts.persona, NAME)
        self._meetings[persona] += 1
        self._names.setdefault(persona, Sample(1)).add(row.contact, row.contact)
        for told in (*facts.discovered, *facts.untold):
            story = (persona, one_line(told.id, NAME))
            title = one_line(told.title, QUOTE)
            self._titles.setdefault(story, Sample(1)).add(title, title)
            self._could[story] += 1
        for told in facts.discovered:
            story = (persona, one_line(told.id, NAME))
            self._found[story] += 1
            self._words.setdefault(story, Sample(BEHIND)).add((facts.sha256, facts.source), _words(told, row))

    def personas(self) -> Iterator[PersonaFound]:
        """Yield the personas, whom most met first."""
        for persona, meetings in sorted(self._meetings.items(), key=lambda item: (-item[1], item[0])):
            stories = [self._story(key) for key in self._titles if key[0] == persona]
            yield PersonaFound(
                persona=persona,
                contact=next(iter(self._names[persona])),
                meetings=meetings,
                stories=tuple(sorted(stories, key=lambda story: (story.found / story.could, story.id))),
            )

    def _story(self, key: tuple[str, str]) -> StoryFound:
        return StoryFound(
            id=key[1],
            title=next(iter(self._titles[key])),
            found=self._found[key],
            could=self._could[key],
            words=tuple(self._words.get(key, ())),
        )


def _words(told: Told, row: Held) -> Words:
    return Words(row.learner, row.transcript, row.title, told.turn, one_line(told.quote, QUOTE))
