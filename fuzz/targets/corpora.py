"""Lines of a corpus: labelled, and taken as transcripts."""

import json
from collections.abc import Sequence
from functools import cache

from fuzz import held
from fuzz.forms import as_json
from fuzz.target import Target
from rehearse.archive.corpus import from_corpus
from rehearse.review.labelling import labelled_line
from rehearse.scene import library
from rehearse.scene.rubric import Rubric

_LINE = {
    "id": "x-1",
    "scene": {
        "setting": "coffee",
        "invited_by": "learner",
        "agenda": None,
        "referrer": {"name": "Jörg", "introduced": True, "name_blessed": False},
        "minutes": 30,
        "contact": {"name": "Ines Falk", "role": "bookbinder"},
    },
    "turns": [
        {"speaker": "contact", "text": "Sit down.", "cues": ["signals_time"]},
        {"speaker": "learner", "text": "How did you start?", "labels": ["curiosity"]},
    ],
    "overall": 6,
    "would_meet_again": True,
    "referrer_standing": 0,
}


@cache
def _seeds() -> Sequence[bytes]:
    unread = {**_LINE, "turns": [{"speaker": "learner", "text": "Could you introduce me?"}], "more": {"kept": ["x"]}}
    return [json.dumps(line, ensure_ascii=False).encode() for line in (_LINE, unread)]


def _parse(data: bytes) -> None:
    """Label a line: what comes out can be printed, and be read as a line again."""
    line = labelled_line(data, held.READER, _rubric())
    line.encode()
    assert "\n" not in line, "a line that became two"
    json.loads(line)


def _taken(data: bytes) -> None:
    """Take a line as a transcript, whatever JSON it is."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        found = data
    from_corpus(found)


@cache
def _rubric() -> Rubric:
    return library.rubric("standard")


TARGETS = (
    Target("corpus", "a corpus line, to be labelled", 60, _seeds, _parse, (as_json.document, as_json.document)),
    Target("corpus-taken", "a corpus line, as a transcript", 80, _seeds, _taken, (as_json.document, as_json.document)),
)
