"""Reviews one transcript for a report: bytes in, a line of facts out. Pure, so that any worker gives the same line."""

import hashlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path, PurePosixPath

from rehearse.archive.transcript import parse
from rehearse.coaching.facts import Claim, Judged, MeetingFacts, Told
from rehearse.coaching.rereading import reread
from rehearse.meeting.plan import Move
from rehearse.meeting.state import State
from rehearse.reading.codebook import Turn
from rehearse.reading.reader import Reader
from rehearse.reading.scene import Side
from rehearse.review.facts import StoryFacts
from rehearse.review.review import read_whole, stories_of
from rehearse.review.scoring import part_scores, total, verdict
from rehearse.scene.rubric import Rubric
from rehearse.text import one_line

QUOTE = 300
"""Characters of a whole turn that stands for itself; of words that carry a label all are kept."""


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
        part_scores(state.counts, state.learner_turns, rubric),
        verdict(state, rubric),
        stories_of(state),
    )
    return MeetingFacts(
        source="",
        sha256="",
        id=header.id,
        branch_of=header.parent.id if header.parent else None,
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
        discovered=tuple(_told(story, state) for story in stories.discovered),
        untold=tuple(Told(id=story.id, title=story.title) for story in stories.untold),
        gifts=tuple(gift for _, gift in state.gifts),
        judged=tuple(_judged(state)),
        reader=read_by,
    )


def _claims(turns: tuple[Turn, ...], *, sure: bool) -> Iterator[Claim]:
    for number, turn in enumerate(turns, start=1):
        for mark in turn.labels if sure else turn.unsure:
            yield Claim(label=mark.label, turn=number, quote=mark.quote)


def _told(story: StoryFacts, state: State) -> Told:
    """The story, with the words that it was first told after: they are what found it."""
    for number, plan in state.plans:
        if any(beat.move is Move.TELL and beat.ref == story.id for beat in plan.beats):
            said = state.turns[number - 2] if number > 1 else None
            if said is None or said.speaker is not Side.LEARNER:
                break
            return Told(id=story.id, title=story.title, turn=number - 1, quote=one_line(said.text, QUOTE))
    return Told(id=story.id, title=story.title)


def _judged(state: State) -> Iterator[Judged]:
    for given in state.corrections:
        turn = state.turns[given.turn - 1] if given.turn <= len(state.turns) else None
        if turn is None or (turn.speaker is Side.LEARNER) != (given.labels is not None):
            # A line that somebody wrote by hand: it is on no turn of its side, as in `to_corpus`.
            continue
        yield Judged(
            turn=given.turn,
            side=turn.speaker,
            author=given.author,
            quote=one_line(turn.text, QUOTE),
            reader=turn.names,
            coach=given.names,
        )
