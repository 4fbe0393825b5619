"""Checks one meeting that was handed in: that it is what it says, then what it shows, by the coach's own reader."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from rehearse import __version__
from rehearse.archive.transcript import Misquoted, Parsed, Parsing, parse
from rehearse.coaching.assigned.criteria import outcome
from rehearse.coaching.assigned.held import is_late
from rehearse.coaching.assigned.packed import Packed, Scene
from rehearse.coaching.handed.collected import Checked
from rehearse.coaching.handed.replaying import departure, why_not_replayed
from rehearse.coaching.handed.submission import Attempt, HandedIn
from rehearse.coaching.rereading import reread
from rehearse.errors import InputError
from rehearse.meeting.events import AnyEvent, Header, Replied, Said
from rehearse.meeting.state import Folding, State, begin
from rehearse.reading.reader import Reader
from rehearse.reading.scene import Side
from rehearse.rehearsal import first_line
from rehearse.review.review import read_whole
from rehearse.scene.hashing import content_hash
from rehearse.text import counted, one_line

SKEW = timedelta(seconds=5)
"""By how much a clock may be set back in the middle of a meeting."""
NAMED = 4
"""Differences between two reviews that are named."""
ENGINES = ("offline", "llm")


class _Unfit(Exception):
    """Why a meeting is not what it says, a clause."""


def check_attempt(attempt: Attempt, given: HandedIn, packed: Packed, reader: Reader) -> Checked:
    """Return what a meeting is and shows; one that does not fit says why, and shows nothing."""
    file = one_line(attempt.file, 200)
    try:
        return _checked(attempt, given, packed, reader)
    except _Unfit as unfit:
        return Checked(file=file, sha256=attempt.sha256, problems=(str(unfit),))


def _checked(attempt: Attempt, given: HandedIn, packed: Packed, reader: Reader) -> Checked:
    found = _read(attempt)
    header, events = found.header, found.events
    scene = _scene(header, packed)
    _check_times(header, events, given.at)
    cannot = why_not_replayed(header, events, reader.version, given.version, __version__)
    departs = "" if cannot else departure(header, events)
    if departs:
        raise _Unfit(f"it does not replay, {departs}")
    state = read_whole(header, reread(header, events, reader), reader)
    shows = outcome(state, scene.criteria, packed.content.rubric, scene.persona)
    differs = tuple(_differences(attempt.review, state, shows.score))
    same_reader = reader.version in (given.reader, header.reader) and given.reader == header.reader
    counts = header.parent is None and state.learner_turns > 0
    veiled = scene.exam and state.ended is None
    return Checked(
        file=one_line(attempt.file, 200),
        sha256=attempt.sha256,
        id=header.id,
        talk=_talk(events),
        task=scene.number,
        started=header.started,
        turns=state.learner_turns,
        branch=header.parent is not None,
        ended=state.ended,
        score=None if veiled else shows.score,
        handed_in_score=_score(attempt.review),
        passed=counts and shows.passed,
        late=is_late(packed, header.started),
        findings=() if veiled else shows.findings,
        replayed=not cannot,
        problems=differs if same_reader else (),
        notes=((f"it cannot be replayed: {cannot}",) if cannot else ()) + (() if same_reader else differs),
        fits=True,
    )


def _read(attempt: Attempt) -> Parsed:
    data = attempt.transcript.encode()
    if hashlib.sha256(data).hexdigest() != attempt.sha256:
        raise _Unfit("its transcript is not what its hash says")
    try:
        found = parse(Path("transcript"), BytesIO(data))
    except Misquoted:
        raise _Unfit(f"{_misquoted(data)} was changed: what was read in it does not stand there") from None
    except InputError as error:
        raise _Unfit(f"it is no whole transcript ({error.where}: {one_line(error.what, 200)})") from None
    if found.torn:
        raise _Unfit("its transcript is cut off within its last line")
    return found


def _misquoted(data: bytes) -> str:
    """Return which turn, as a review counts them, does not hold what was read in it."""
    parsing = Parsing(Path("transcript"), BytesIO(data))
    folding = Folding(begin(parsing.header))
    with suppress(Misquoted):
        for event in parsing:
            folding.take(event)
    state = folding.state()
    if state.afterwards is not None:
        return "the note afterwards"
    return f"turn {len(state.turns) if state.unread else len(state.turns) + 1}"


def _scene(header: Header, packed: Packed) -> Scene:
    """Return the task that it was held for; it has to begin as the assignment has it."""
    if header.assignment != packed.hash:
        raise _Unfit("it was held for another assignment" if header.assignment else "it was held for no assignment")
    if header.scenario is None or header.persona is None:
        raise _Unfit("it has no scene or no contact")
    by_hash = {content_hash(scene.scenario): scene for scene in packed.scenes}
    scene = by_hash.get(content_hash(header.scenario))
    if scene is None:
        raise _Unfit("its scene is not one that the assignment pins")
    if content_hash(header.persona) != content_hash(scene.persona):
        raise _Unfit("its contact is not the one that the assignment pins")
    if scene.scenario.seed is not None and header.seed != scene.scenario.seed:
        raise _Unfit("its seed is not the one that the assignment pins")
    if header.engine not in ENGINES:
        raise _Unfit("no contact of the app's played in it")
    if scene.exam and header.parent is not None:
        raise _Unfit("it is a branch, and an exam is not rewound")
    own = {name: getattr(header, name) for name in ("id", "engine", "model", "seed", "reader", "assignment", "parent")}
    expected = first_line(scene.scenario, scene.persona, header.started, **own)
    if header.model_copy(update={"schema_": expected.schema_}) != expected:
        raise _Unfit("its header was changed: it does not begin as such a meeting begins")
    return scene


def _check_times(header: Header, events: Sequence[AnyEvent], handed_in: datetime) -> None:
    """A branch carries the events of the meeting that it branched from, which are older than itself."""
    before = header.started if header.parent is None else None
    for event in events:
        if before is not None and event.at < before - SKEW:
            raise _Unfit(f"its times run backwards, at event {event.n}")
        before = event.at
    last = max((event.at for event in events), default=header.started)
    if max(last, header.started) > handed_in + SKEW:
        raise _Unfit("something in it is later than it was handed in")


def _differences(review: Mapping[str, Any], state: State, score: int | None) -> Iterator[str]:
    """Yield where the learner's review differs from ours: the score, and the labels of each turn."""
    if not review:
        return
    theirs = _score(review)
    if theirs != score:
        yield f"its own review has the score {_or_none(theirs)}, ours {_or_none(score)}"
    said = _labels(review)
    turns = [
        (number, set(map(str, turn.names)))
        for number, turn in enumerate(state.turns, start=1)
        if turn.speaker is Side.LEARNER
    ]
    differ = [(number, said.get(number, set()), ours) for number, ours in turns if said.get(number, set()) != ours]
    for number, their, our in differ[:NAMED]:
        yield f"turn {number}: its own review reads {_named(their)}, ours {_named(our)}"
    if len(differ) > NAMED:
        more = len(differ) - NAMED
        yield f"and {counted(more, 'turn')} more {'is' if more == 1 else 'are'} read otherwise"


def _talk(events: Sequence[AnyEvent]) -> str:
    """Return the hash of what was said and when: no two meetings have it in common, whatever their files look like."""
    said = [f"{event.at.timestamp()} {event.text}" for event in events if isinstance(event, Said | Replied)]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def _or_none(score: int | None) -> str:
    return "—" if score is None else str(score)


def _named(labels: set[str]) -> str:
    return one_line(", ".join(sorted(labels)).replace("_", " "), 120) or "nothing"


def _score(review: Mapping[str, Any]) -> int | None:
    found = review.get("score")
    return found if isinstance(found, int) and not isinstance(found, bool) else None


def _labels(review: Mapping[str, Any]) -> dict[int, set[str]]:
    """Return the labels of each turn, as far as what was handed in has the form of a review."""
    turns = review.get("turns")
    return {
        turn["turn"]: {mark["label"] for mark in marks if isinstance(mark, dict) and isinstance(mark.get("label"), str)}
        for turn in (turns if isinstance(turns, list) else [])
        if isinstance(turn, dict)
        and isinstance(turn.get("turn"), int)
        and isinstance(marks := turn.get("labels"), list)
    }
