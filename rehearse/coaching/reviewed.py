"""Reviews one transcript for a report: bytes in, a line of facts out. Pure, so that any worker gives the same line."""

import hashlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path, PurePosixPath

from rehearse.archive.transcript import parse
from rehearse.coaching.facts import Claim, Judged, MeetingFacts, Told
from rehearse.coaching.rereading import reread
from rehearse.meeting.state import State
from rehearse.reading.codebook import Turn
from rehearse.reading.reader import Reader
from rehearse.review.facts import StoryFacts
from rehearse.review.review import read_whole, stories_of
from rehearse.review.scoring import part_scores, total, verdict
from rehearse.scene.rubric import Rubric


def meeting_facts(  # noqa: PLR0913 - what is reviewed, by what, and two things for the record
    data: bytes, rubric: Rubric, reader: Reader, *, source: str, learner: str = "", anew: bool = False
) -> MeetingFacts:
    """Return the facts of a transcript; `anew` has every turn read again, else the readings that it holds count.

    Without a learner the last folder of `source` names them. Raises InputError, with `source` as the place, where the
    bytes are no whole transcript.
    """
    found = parse(Path(source), BytesIO(data))
    events = reread(found.header, found.events, reader) if anew else found.events
    state = read_whole(found.header, events, reader)
    return _facts(state, rubric, reader.version if anew else found.header.reader).model_copy(
        update={
            "source": source,
            "sha256": hashlib.sha256(data).hexdigest(),
            "learner": learner or PurePosixPath(source).parent.name,
        }
    )


def _facts(state: State, rubric: Rubric, read_by: str) -> MeetingFacts:
    header, parts, found, stories = (
        state.header,
        part_scores(state.counts, rubric),
        verdict(state, rubric),
        stories_of(state),
    )
    return MeetingFacts(
        source="",
        sha256="",
        id=header.id,
        learner="",
        assignment=header.assignment,
        scenario=header.scenario.id if header.scenario else None,
        title=header.scenario.title if header.scenario else header.id,
        persona=header.persona.id if header.persona else None,
        contact=header.scene.contact.name,
        started=header.started,
        ended=state.ended,
        minutes=round(state.minutes_used, 1),
        turns=state.learner_turns,
        score=total(parts),
        parts={part.id: part.points for part in parts},
        overall=found.overall,
        would_meet_again=found.would_meet_again,
        referrer_standing=found.referrer_standing,
        claims=tuple(_claims(state.turns, sure=True)),
        unsure=tuple(_claims(state.turns, sure=False)),
        discovered=_told(stories.discovered),
        untold=_told(stories.untold),
        gifts=tuple(gift for _, gift in state.gifts),
        judged=tuple(_judged(state)),
        reader=read_by,
    )


def _claims(turns: tuple[Turn, ...], *, sure: bool) -> Iterator[Claim]:
    for number, turn in enumerate(turns, start=1):
        for mark in turn.labels if sure else turn.unsure:
            yield Claim(label=mark.label, turn=number, quote=mark.quote)


def _told(stories: tuple[StoryFacts, ...]) -> tuple[Told, ...]:
    return tuple(Told(id=story.id, title=story.title) for story in stories)


def _judged(state: State) -> Iterator[Judged]:
    for given in state.corrections:
        turn = state.turns[given.turn - 1]
        yield Judged(turn=given.turn, side=turn.speaker, author=given.author, reader=turn.names, coach=given.names)
