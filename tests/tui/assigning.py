"""What the tests of the assignment screens share: an assignment of the small library, and meetings held for it."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rehearse.coaching.assigned.packed import Packed
from rehearse.coaching.assigned.packing import pack, text_of
from rehearse.coaching.assigned.taking import take_in
from rehearse.reading.codebook import Label
from rehearse.scene.assignment import Assignment, Criteria, Task
from rehearse.scene.hashing import content_hash
from tests.tui.driving import keep_meeting

CRITERIA = Criteria(min_score=60, forbid=(Label.INTRODUCTION_ASK,), require=(Label.CURIOSITY,), discover=())


def given(folder: Path, **changes: Any) -> Path:
    """Write the file that a coach hands over, and return where it lies."""
    fields: dict[str, Any] = {
        "schema": 1,
        "id": "week-one",
        "title": "The first week",
        "coach": "Ina Holt",
        "text": "Listen more than you talk.",
        "tasks": (Task(scenario="clock-coffee"),),
        "criteria": CRITERIA,
        "attempts": 3,
    }
    path = folder / "week-one.assignment.json"
    path.write_text(text_of(pack(Assignment.model_validate(fields | changes))), encoding="utf-8")
    return path


def taken(folder: Path, **changes: Any) -> Packed:
    """Take in such an assignment."""
    return take_in(given(folder, **changes))


def held(packed: Packed, name: str, turns: Sequence[str], *, end: bool = True) -> Path:
    """Keep a meeting that was held for its first task."""
    path = keep_meeting(name, turns, end=end)
    first, *rest = path.read_text(encoding="utf-8").splitlines(keepends=True)
    scenario = packed.content.scenarios[0]
    header = json.loads(first) | {
        "assignment": packed.hash,
        "scenario": scenario.model_dump(mode="json", by_alias=True),
        "scenario_hash": content_hash(scenario),
    }
    header |= {"id": f"meeting-{name}"}
    path.write_text(json.dumps(header) + "\n" + "".join(rest), encoding="utf-8")
    return path
