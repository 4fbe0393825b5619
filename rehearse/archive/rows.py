"""From a transcript's file to what the search index keeps of it: its row, and the words of its talk."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from rehearse.archive.glance import Summary, head, short, zoned
from rehearse.archive.transcript import Transcript, read_transcript
from rehearse.errors import InputError
from rehearse.meeting.state import State, fold
from rehearse.reading.codebook import Turn
from rehearse.reading.scene import Side
from rehearse.scene.scenario import Mode
from rehearse.text import one_line

SIDES = {Side.LEARNER: "\x1d", Side.CONTACT: "\x1e"}
"""What stands before each turn of a talk, by who said it; cleaned texts hold neither."""


class Rater(NamedTuple):
    """What rates a meeting. The archive knows no rubric, so it is told."""

    score: Callable[[State], int | None]
    """The score, 0 to 100; None where there is none."""
    mark: str
    """What the score depends on beside the meeting; where it is another, all are rated anew."""


class Found(NamedTuple):
    """What was found in one file."""

    row: Summary
    talk: str
    """Each turn after the sign of its side; nothing where the file cannot be read."""


def look(path: Path, rater: Rater) -> Found:
    """Read the file, whole and strictly. What is wrong with it stands in the row; nothing is raised."""
    try:
        transcript = read_transcript(path)
    except InputError as error:
        return _broken(path, error)
    state = fold(transcript.header, transcript.events)
    row = _row(path, transcript, state, rater)
    return Found(row, _talk(state.turns)) if row else _broken(path, None)


def _talk(spoken: Iterable[Turn]) -> str:
    return "".join(SIDES[turn.speaker] + turn.text for turn in spoken)


def _broken(path: Path, error: InputError | None) -> Found:
    row = head(path)
    if error and not row.broken:
        row = replace(row, broken=one_line(f"{error.what}. {error.cure}", 300))
    return Found(row, "")


def _row(path: Path, transcript: Transcript, state: State, rater: Rater) -> Summary | None:
    """Return the row; None for a beginning so far off that no calendar holds it."""
    header = transcript.header
    started = zoned(header.started)
    if started is None:
        return None
    scenario, persona = header.scenario, header.persona
    # How an exam stands that goes on would be a hint.
    told = state.ended is not None or scenario is None or scenario.mode is not Mode.EXAM
    return Summary(
        path=path,
        id=short(header.id),
        started=started,
        scenario=scenario.id if scenario else None,
        title=short(scenario.title) if scenario else short(header.id),
        contact=short(header.scene.contact.name),
        engine=short(header.engine),
        turns=len(state.turns),
        mine=state.learner_turns,
        ended=state.ended.value if state.ended else None,
        # A last turn that a crash left unread has not been counted yet: no score rather than a wrong one.
        score=None if state.unread else rater.score(state),
        trust=state.trust if told else None,
        energy=state.energy if told else None,
        persona=persona.id if persona else None,
        parent=short(header.parent.id) if header.parent else None,
        shared=header.parent.turns if header.parent else 0,
    )
