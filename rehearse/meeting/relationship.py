"""The relationship: all meetings with one contact, folded into what the contact remembers. Pure.

Branches are alternatives of one meeting, and of each family one counts: the one that was ended last, for that is how
the learner chose to let it stand. What was imported without a persona, what has not ended, and a meeting in which the
learner said nothing do not count.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from rehearse.meeting.events import Earlier
from rehearse.meeting.fading import dates_between, days_between, faded, grown
from rehearse.meeting.met import Met, Promise
from rehearse.meeting.plan import Leaving
from rehearse.reading.scene import Side
from rehearse.scene.persona import Persona, Story
from rehearse.scene.scenario import STRANGER

REMEMBERED = 12
"""Things about the learner that a contact remembers: the last ones."""


class Point(NamedTuple):
    """The trust at a moment."""

    at: datetime
    trust: float


@dataclass(frozen=True)
class Relationship:
    """What lies between the learner and one contact. Never written down: folded from the transcripts."""

    persona: str
    """The contact's id."""
    meetings: tuple[Met, ...]
    """Those that count, the oldest first; at least one."""
    points: tuple[Point, ...]
    """The trust as each meeting found it and left it, and after each note; between them it fades."""

    @property
    def last(self) -> Met:
        """The last meeting."""
        return self.meetings[-1]

    @property
    def name(self) -> str:
        """The contact's name, as they bear it now."""
        return self.last.name

    @property
    def seen(self) -> datetime:
        """When the last meeting ended."""
        return self.last.ended or self.last.started

    def trust_at(self, moment: datetime) -> float:
        """Return the trust at a moment, 0 to 1; before the first meeting, that with which it began."""
        before = [point for point in self.points if point.at <= moment] or [self.points[0]]
        return faded(before[-1].trust, days_between(before[-1].at, moment))

    @cached_property
    def told(self) -> Mapping[str, tuple[int, ...]]:
        """Layers told so far, by story; 0 is how it opens."""
        found: dict[str, tuple[int, ...]] = {}
        for each in self.meetings:
            for name, layers in each.told.items():
                found[name] = tuple(dict.fromkeys((*found.get(name, ()), *layers)))
        return found

    @property
    def remarks(self) -> tuple[str, ...]:
        """Ids of the remarks made so far."""
        return tuple(dict.fromkeys(name for each in self.meetings for name in each.remarks))

    @property
    def gifts(self) -> tuple[str, ...]:
        """Ids of the gifts offered so far."""
        return tuple(dict.fromkeys(name for each in self.meetings for name in each.gifts))

    @property
    def learned(self) -> tuple[str, ...]:
        """What the contact knows about the learner, in the learner's words: the last things told."""
        return tuple(dict.fromkeys(words for each in self.meetings for words in each.learned))[-REMEMBERED:]

    @property
    def promises(self) -> tuple[tuple[Met, Promise], ...]:
        """Who promised what, and when, the oldest first; what the learner brought later is kept."""
        kept = {what for each in self.meetings for what in each.reckoning.kept}
        return tuple(
            (each, replace(promise, kept=promise.by is Side.LEARNER and promise.what in kept))
            for each in self.meetings
            for promise in each.promises
        )

    @property
    def owed(self) -> tuple[str, ...]:
        """What the learner promised and has not brought yet, in their words: the last things."""
        kept = {what for each in self.meetings for what in each.reckoning.kept}
        owed = dict.fromkeys(what for each in self.meetings for what in each.reckoning.owed)
        return tuple(what for what in owed if what not in kept)[-REMEMBERED:]

    def heard(self, persona: Persona) -> tuple[Story, ...]:
        """Return the stories that were begun."""
        return tuple(story for story in persona.stories if story.id in self.told)

    def unheard(self, persona: Persona) -> tuple[Story, ...]:
        """Return the stories not yet heard: what they have not been asked."""
        return tuple(story for story in persona.stories if story.id not in self.told)


def relationships(found: Iterable[Met]) -> dict[str, Relationship]:
    """Return the relationship with each contact who was met, by id, whatever the order of the transcripts."""
    by_contact: dict[str, list[Met]] = {}
    for each in counted(found):
        by_contact.setdefault(each.persona, []).append(each)
    return {
        name: Relationship(name, tuple(meetings), tuple(_points(meetings))) for name, meetings in by_contact.items()
    }


def counted(found: Iterable[Met]) -> list[Met]:
    """Return of each meeting and its branches the one that was ended last, in the order in which they ended."""
    everything = sorted(found, key=_order)
    parents = {each.id: each.parent for each in everything}
    last = {(each.persona, root(each.id, parents)): each for each in everything if each.ended}
    return sorted(last.values(), key=_order)


def earlier(relationship: Relationship, now: datetime) -> Earlier:
    """Return what the contact brings to another meeting, that begins now."""
    last = relationship.last
    return Earlier(
        meetings=tuple(each.id for each in relationship.meetings),
        days=dates_between(relationship.seen, now),
        how=last.how or Leaving.ON_TIME,
        told=dict(relationship.told),
        remarks=relationship.remarks,
        gifts=relationship.gifts,
        learned=relationship.learned,
        promised=relationship.owed,
        thanked=last.letter is not None,
    )


def trust_to_begin(relationship: Relationship, scene: float, now: datetime) -> float:
    """Return the trust of a meeting that goes on from earlier ones; `scene` is what the scenario begins with.

    What was earned is not lost to a cool scene, nor what was spent forgiven by a warm one.
    """
    stands = relationship.trust_at(now)
    return min(stands, scene) if stands < STRANGER else max(stands, scene)


def _order(each: Met) -> tuple[datetime, str, float, str]:
    """When it ended, so that the same transcripts come in the same order, however they were listed."""
    return (each.ended or each.started, each.id, each.end, each.letter.text if each.letter else "")


def root(name: str, parents: Mapping[str, str | None]) -> str:
    """Return the id of the meeting that a family of branches began with, as far as its transcripts are there."""
    line = [name]
    while (parent := parents.get(line[-1])) is not None:
        if parent in line:
            return min(line[line.index(parent) :])
        line.append(parent)
    return line[-1]


def _points(meetings: Sequence[Met]) -> list[Point]:
    """The trust as it grew at each table and with each note, and faded in between."""
    points: list[Point] = []
    turns = [(each.ended or each.started, each, False) for each in meetings]
    turns += [(each.letter.at, each, True) for each in meetings if each.letter]
    for at, each, is_note in sorted(turns, key=lambda turn: (turn[0], turn[2])):
        if is_note and each.letter and points:
            stands = _after(points[-1], at)
            points += [Point(at, round(min(max(stands.trust + each.letter.trust, 0.0), 1.0), 4))]
        elif not is_note:
            stands = _begun(points, each)
            points += [stands, Point(max(at, stands.at), grown(stands.trust, each.start, each.end))]
    return points


def _begun(points: Sequence[Point], each: Met) -> Point:
    """The trust as a meeting found it: its own, where it was the first or went on from others."""
    if not points:
        return Point(each.started, each.start)
    stands = _after(points[-1], each.started)
    return stands._replace(trust=each.start) if each.goes_on else stands


def _after(point: Point, at: datetime) -> Point:
    """How things stand later, no word having passed."""
    return Point(max(at, point.at), faded(point.trust, days_between(point.at, at)))
