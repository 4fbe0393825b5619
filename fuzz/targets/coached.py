"""What goes back and forth between coach and learner: packed assignments, submissions."""

import hashlib
import json
import os
from collections.abc import Sequence
from datetime import timedelta
from functools import cache
from pathlib import Path
from random import Random

from pydantic import ValidationError

from fuzz import held
from fuzz.forms import as_json
from fuzz.place import written
from fuzz.target import Target
from rehearse.coaching.assigned.asked import asked_in_full
from rehearse.coaching.assigned.packed import Content, Packed, packed
from rehearse.coaching.assigned.packing import text_of
from rehearse.coaching.assigned.taking import read_packed
from rehearse.coaching.handed.collecting import collect
from rehearse.coaching.handed.inbox import read_submission
from rehearse.coaching.handed.submission import HandedIn, submission
from rehearse.text import clean, one_line


@cache
def _assignments() -> Sequence[bytes]:
    return [text_of(held.assignment()).encode()]


@cache
def _submissions() -> Sequence[bytes]:
    return [(held.submission().model_dump_json(by_alias=True) + "\n").encode()]


def _repacked(rng: Random, one: bytes, other: bytes) -> bytes:
    """Change an assignment, and make its hash right again where its form still is."""
    changed = as_json.document(rng, one, other)
    try:
        content = Content.model_validate_json(json.dumps(json.loads(changed)["content"]), strict=True)
    except (ValidationError, ValueError, KeyError, TypeError, RecursionError):
        return changed
    return text_of(packed(content)).encode()


def _forged(rng: Random, one: bytes, other: bytes) -> bytes:
    """Change a submission, or a transcript within it, and make all hashes right again: it comes in as genuine."""
    try:
        content = json.loads(one)["content"]
        attempt = content["attempts"][0]
        if rng.randrange(3):
            text = as_json.line(rng, attempt["transcript"].encode(), b"{}").decode()
            attempt |= {"transcript": text, "sha256": hashlib.sha256(text.encode()).hexdigest()}
            if rng.randrange(4) == 0:
                content["attempts"].append(attempt | {"file": "two.jsonl"})
            changed = json.dumps(content).encode()
        else:
            changed = as_json.document(rng, json.dumps(content).encode(), other)
        given = HandedIn.model_validate_json(changed, strict=True)
    except (ValidationError, ValueError, KeyError, IndexError, TypeError, RecursionError, AttributeError):
        return as_json.document(rng, one, other)
    return (submission(given).model_dump_json(by_alias=True) + "\n").encode()


def _assigned(data: bytes) -> None:
    """Take in an assignment, and tell the learner what it asks."""
    found = read_packed(written(data, "x.assignment.json"))
    for line in asked_in_full(found):
        assert line == clean(line), "a line that gives orders to a terminal"


def _handed_in(data: bytes) -> None:
    """Read a submission, and collect the folder in which it lies: one that is of no use is named and left aside."""
    folder = Path(os.environ["REHEARSE_HOME"]) / "try" / f"{os.getpid()}-inbox"
    folder.mkdir(exist_ok=True)
    path = folder / "x.submission.json"
    path.write_bytes(data)
    found = collect(folder, _known, held.READER, held.clock() + timedelta(days=1))
    assert len(found.learners) + len(found.aside) == 1, "a submission that was passed over"
    for each in found.aside:
        assert each.cause == one_line(each.cause), "a reason that is no clean line"
    read_submission(path)


def _known(given: HandedIn) -> Packed | None:
    return held.assignment() if given.assignment == held.assignment().hash else None


TARGETS = (
    Target("assigned", "a packed assignment", 20, _assignments, _assigned, (as_json.document, _repacked, _repacked)),
    Target("submission", "a submission, up to its marks", 20, _submissions, _handed_in, (_forged, _forged)),
)
