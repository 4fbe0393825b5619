"""Transcripts: read strictly; and, where one is taken, folded, reviewed, exported and gone on with."""

import os
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random
from zlib import crc32

from fuzz import held, values
from fuzz.forms import as_json
from fuzz.place import written
from fuzz.promises import kept_in_range, quoted, summed
from fuzz.target import Target
from rehearse.archive.corpus import from_corpus, to_corpus
from rehearse.archive.encode import event_line, header_line
from rehearse.archive.glance import head
from rehearse.archive.search import Index, Rater
from rehearse.archive.transcript import Heard, Transcript, parse, read_transcript
from rehearse.coaching.cohort.fold import CohortFold
from rehearse.coaching.facts import MeetingFacts
from rehearse.coaching.reviewed import meeting_facts
from rehearse.contact.offline import compose
from rehearse.contact.planner import make_plan
from rehearse.errors import InputError
from rehearse.meeting.events import AnyEvent, Header
from rehearse.meeting.met import met
from rehearse.meeting.relationship import earlier, relationships
from rehearse.meeting.state import State, fold
from rehearse.review.export import FORMS
from rehearse.review.review import review
from rehearse.scene import library
from rehearse.scene.rubric import Rubric

SOME = 8
"""Of so many transcripts that are taken, one is written anew, and exported in every form: that costs the most."""


def _numbered(rng: Random, one: bytes, other: bytes) -> bytes:
    """Change lines, then number the events anew, so that more than a gap in their numbers is found."""
    lines = as_json.line(rng, one, other).splitlines(keepends=True)
    at = rng.randrange(len(lines)) if lines else 0
    match rng.randrange(4):
        case 0 if at:
            del lines[at]
        case 1 if at:
            lines.insert(rng.randrange(1, len(lines) + 1), lines[at])
        case 2 if at:
            to = rng.randrange(1, len(lines))
            lines[at], lines[to] = lines[to], lines[at]
        case _:
            pass
    return b"".join((*lines[:1], *(_with_number(line, number) for number, line in enumerate(lines[1:], start=1))))


def _with_number(line: bytes, number: int) -> bytes:
    try:
        event = values.read(line)
    except (ValueError, RecursionError):
        return line
    if not isinstance(event, values.Pairs):
        return line
    numbered = values.Pairs((key, number if key == "n" else value) for key, value in event)
    return values.encoded(numbered) + b"\n"


def _parse(data: bytes) -> str:
    """Glance at a transcript, read it, fold it; of some, write it down again."""
    path = written(data, "a.jsonl")
    row = head(path)
    header, events, _ = read_transcript(path)
    assert row.broken is None, "a transcript that can be read, and that the list calls broken"
    kept_in_range(fold(header, events))
    if crc32(data) % SOME == 0:
        _write_anew(header, events)
    return " ".join(sorted({event.kind for event in events}))


def _write_anew(header: Header, events: Sequence[AnyEvent]) -> None:
    header_line(header)
    heard = Heard()
    for number, event in enumerate(events, start=1):
        event_line(event, number, heard.text)
        heard = heard.after(event)


def _review(data: bytes) -> str:
    """Review a transcript, report on it, go on with it; of some, write the review in every form."""
    found = parse(Path("a.jsonl"), BytesIO(data))
    header, events = found.header, found.events
    state = fold(header, events)
    kept_in_range(state)
    made = review(header, events, _rubric(), held.READER, "a.jsonl")
    quoted(made)
    summed(made, state)
    _report(data)
    _go_on(state)
    _acquaint(header, events)
    if crc32(data) % SOME == 0:
        for form in FORMS.values():
            form.write(made, None, Transcript(header, events))
        from_corpus(to_corpus(header, events))
    return f"{made.ended} {len(made.moments)} {len(made.better)} {len(made.gifts)} {made.letter is not None}"


def _search(data: bytes) -> None:
    """Let the search index read a transcript, or say in its row why not."""
    folder = Path(os.environ["REHEARSE_HOME"]) / "try" / f"{os.getpid()}-index"
    folder.mkdir(exist_ok=True)
    path = folder / "a.jsonl"
    path.write_bytes(data)
    index = Index(folder / "index.sqlite3", {"own": folder}, Rater(lambda state: len(state.turns), "turns"))
    assert index.renew(), "an index that was not renewed"
    (match,) = index.find().shown
    if match.row.broken is not None:
        raise InputError(match.row.broken)


def _report(data: bytes) -> None:
    """A coach's report holds it beside another meeting."""
    cohort = CohortFold(_rubric())
    for facts in (_other_facts(), meeting_facts(data, _rubric(), held.READER, source="ana/a.jsonl")):
        cohort.add(facts)
    cohort.report()


def _go_on(state: State) -> None:
    """The contact has a plan and words for it, or the persona's file has run out of them."""
    if state.header.persona is not None and state.ended is None and not state.unread:
        compose(state, make_plan(state))


def _acquaint(header: Header, events: Sequence[AnyEvent]) -> None:
    """The next meeting begins from this one, beside an earlier one."""
    found = [each for each in (met(header, events), met(*_other()[:2])) if each]
    for known in relationships(found).values():
        earlier(known, held.clock())


@cache
def _rubric() -> Rubric:
    return library.rubric("standard")


@cache
def _other() -> Transcript:
    found = parse(Path("b.jsonl"), BytesIO(held.transcripts()[-1]))
    return Transcript(found.header, found.events)


@cache
def _other_facts() -> MeetingFacts:
    return meeting_facts(held.transcripts()[-1], _rubric(), held.READER, source="bo/b.jsonl")


TARGETS = (
    Target("transcript", "a transcript", 50, held.transcripts, _parse, (as_json.line, _numbered)),
    Target("index", "a transcript, in the search index", 5, held.transcripts, _search, (as_json.line, _numbered)),
    Target("review", "a transcript, up to its review", 15, held.transcripts, _review, (_numbered, _numbered)),
)
