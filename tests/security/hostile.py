"""One text that tries everything, and a person's folder in which every file holds it wherever a text may stand.

Each source has a mark of its own, so that one sees on a screen where a text came from.
"""

import json
import shutil
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from rehearse.coaching.assigned.packed import Content, packed
from rehearse.coaching.assigned.packing import pack
from rehearse.coaching.handed.submission import HandedIn, submission
from rehearse.coaching.reviewed import meeting_facts
from rehearse.meeting.plan import Leaving
from rehearse.reading.codebook import Label
from rehearse.scene.assignment import Assignment, Task
from rehearse.scene.library import rubric
from rehearse.text import clean
from tests import builders
from tests.packs import packing
from tests.tui.driving import RUBRIC, SCENE

ATTACK = (
    "\x1b]52;c;b3c=\x07"  # writes to the clipboard
    "\x1b]0;ow\x07\x1bkow\x1b\\"  # names the window, in two ways
    "\x1b[2J\x1b[999;1H\x1b[8m\x1b[?1049l\x1b[6n"  # wipes, moves, hides, leaves, asks
    "\x1bPow\x1b\\\x1b_ow\x1b\\"  # device strings
    "\x1bc\x1b(0"  # resets, and draws lines instead of letters
    "\x9b2J\x9d0;ow\x9c\x90ow\x9c\x85"  # the same in C1
    "\x07\x08\x7f\x0e"  # rings, goes back, shifts
    "\u202e\u2066\u200f\u2028\ufeff\U000e0041"  # turns the line round, hides letters
)
MARKUP = " [/] [bold [@click=app.quit]go[/] $x {x} {{ 7*191 }} "


def mark(source: str) -> str:
    """The word by which a source is known on a screen."""
    return f"Q{source}Q"


def evil(source: str) -> str:
    """A text of this source that tries everything."""
    return mark(source) + ATTACK + MARKUP


def reply(source: str) -> str:
    """What a model says that tries everything, but begins as one may speak: else the guard lets none of it be heard."""
    return f"{mark(source)} \x9b2J\x9d0;ow\x9c\x07\x1bc\u202e was a {source} of mine. {evil(source)}"


_FIXED = frozenset(
    "id persona setting speaker kind mode level invited_by schema label rubric scenario discover move ref"
    " forbid require engine started at hash persona_hash scenario_hash parent assignment due teaches sha256 ended"
    " transcript side reader coach".split()
)
"""Names, choices and moments: another text there is no file of ours."""


def spoiled(value: Any, source: str, fixed: frozenset[str] = _FIXED) -> Any:
    """The same data with the evil text before every text."""
    if isinstance(value, dict):
        return {key: each if key in fixed else spoiled(each, source, fixed) for key, each in value.items()}
    if isinstance(value, list):
        return [spoiled(each, source, fixed) for each in value]
    return f"{evil(source)}{value}" if isinstance(value, str) else value


class Folder(NamedTuple):
    """Where the hostile files lie."""

    home: Path
    """The person's own, REHEARSE_HOME."""
    meeting: Path
    """A meeting that has ended, with notes, corrections and a letter."""
    branch: Path
    """Another that shares its beginning with it."""
    begun: Path
    """One that can go on, with a draft."""
    assignment: Path
    handed_in: Path
    """A folder with a submission."""
    facts: Path
    corpus: Path
    card: Path
    pack: Path
    broken: Path
    """A persona that is none: its keys are the evil text."""


def lay(top: Path) -> Folder:
    """Write all of it below `top`."""
    home = top / "home"
    kept = home / "transcripts"
    for folder in (home / "personas", home / "scenarios", home / "rubrics", kept, top / "handed"):
        folder.mkdir(parents=True)
    scene = _scene()
    for kind, data in (("persona", builders.persona_data()), ("scenario", scene), ("rubric", RUBRIC)):
        _write_yaml(home / f"{kind}s" / f"{data['id']}.yaml", spoiled(data, kind))
    (kept / f"{evil('filename').replace('/', '|')}.jsonl").write_text("no transcript\n", encoding="utf-8")
    meeting = _meeting(kept / "whole.jsonl")
    begun = _meeting(kept / "begun.jsonl", end=False, id="begun")
    begun.with_suffix(".draft").write_text(evil("draft"), encoding="utf-8")
    branch = _meeting(kept / "branch.jsonl", id="branch", parent={"id": "0123456789abcdef", "turns": 1})
    (home / "config.toml").write_text('theme = "QthemeQ [/] [bold"\n', encoding="utf-8")
    given = _assignment(top / "a.assignment.json")
    (home / "assignments").mkdir()
    shutil.copy(given, home / "assignments" / "week-one-x.assignment.json")
    return Folder(
        home,
        meeting,
        branch,
        begun,
        given,
        _handed_in(top / "handed", meeting),
        _facts(top / "facts.jsonl", meeting),
        _corpus(top / "corpus.jsonl"),
        _card(top / "card.json"),
        _pack(top / "pack"),
        _broken(top / "broken.yaml"),
    )


def _write(path: Path, data: object) -> Path:
    path.write_text(json.dumps(data, ensure_ascii=True) + "\n", encoding="utf-8")
    return path


def _write_yaml(path: Path, data: object) -> Path:
    """With escapes, which bring in what no file of YAML could hold as it is."""
    path.write_text(_yaml(data), encoding="utf-8")
    return path


def _yaml(data: object) -> str:
    return yaml.safe_dump(data, allow_unicode=False, sort_keys=False, width=10_000)


def _scene() -> dict[str, Any]:
    scene = builders.scenario().model_dump(mode="json", by_alias=True, exclude_defaults=True) | SCENE
    return {**scene, "agenda": "clocks"}


def _meeting(path: Path, *, end: bool = True, **header: Any) -> Path:
    """A transcript with the evil text in every text of every event, written by somebody who knows the form."""
    first = builders.header(with_scenario=builders.scenario(**SCENE)).model_dump(mode="json", by_alias=True)
    first |= {"model": "m"}
    first = {
        key: spoiled(value, key) if key in ("scene", "scenario", "persona", "model") else value
        for key, value in first.items()
    } | header
    said = f"{evil('own')}How did you come to clocks?"
    asked = f"{evil('own')}Whom else should I talk to?"
    events: list[dict[str, Any]] = [
        {"kind": "contact", "text": evil("contact"), "engine": "llm", "note": evil("why")},
        {"kind": "learner", "text": said},
        {"kind": "reading", "labels": [_marked(said, Label.CURIOSITY)]},
        {"kind": "cancelled", "text": evil("cancelled"), "cause": evil("cause")},
        {"kind": "learner", "text": asked},
        {"kind": "reading", "labels": [_marked(asked, Label.INTRODUCTION_ASK)]},
        {"kind": "contact", "text": evil("contact"), "engine": "llm"},
    ]
    if end:
        events += [
            {"kind": "end", "how": Leaving.ON_TIME.value, "by": "learner"},
            {"kind": "letter", "text": evil("letter")},
            {"kind": "reading", "labels": []},
            {"kind": "answer", "text": evil("answer"), "engine": "llm"},
            {"kind": "note", "turn": 2, "text": evil("note"), "author": evil("author")},
            {"kind": "correction", "turn": 2, "labels": [], "author": evil("author")},
        ]
    moment = builders.MOMENT.isoformat()
    lines = [first, *({"n": n, "at": moment, **event} for n, event in enumerate(events, start=1))]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def _marked(text: str, label: Label) -> dict[str, Any]:
    return {"label": label.value, "quote": text, "start": 0, "end": len(clean(text)), "confidence": 1.0}


def _assignment(path: Path) -> Path:
    """An assignment whose hash is right, since it is made of what is left of the texts."""
    fields: dict[str, Any] = {"schema": 1, "id": "week-one", "title": "T", "coach": "C", "text": "X", "attempts": 3}
    whole = pack(Assignment.model_validate({**fields, "tasks": (Task(scenario="clock-coffee"),)}))
    content = whole.content.model_dump(mode="json", by_alias=True)
    content["assignment"] = spoiled(content["assignment"], "assignment")
    content["scenarios"] = spoiled(content["scenarios"], "task")
    true = packed(Content.model_validate(content))
    return _write(path, {"kind": "assignment", "schema": 1, "hash": true.hash, "content": content})


def _handed_in(folder: Path, meeting: Path) -> Path:
    given = json.loads((folder.parent / "a.assignment.json").read_text("utf-8"))["hash"]
    attempt = {"file": evil("attempt"), "sha256": "0" * 64, "transcript": meeting.read_text("utf-8"), "review": {}}
    content = {
        "assignment": given,
        "id": evil("handed"),
        "learner": evil("learner"),
        "at": builders.MOMENT.isoformat(),
        "version": evil("version"),
        "reader": evil("reader"),
        "attempts": [attempt],
    }
    true = submission(HandedIn.model_validate_json(json.dumps(content)))
    _write(folder / "x.submission.json", {"kind": "submission", "schema": 1, "hash": true.hash, "content": content})
    return folder


def _facts(path: Path, meeting: Path) -> Path:
    found = meeting_facts(meeting.read_bytes(), rubric("standard"), builders.ToldReader(), source="s", learner="l")
    data = spoiled(found.model_dump(mode="json"), "facts", _FIXED - {"id", "scenario", "persona"})
    path.write_text(json.dumps(data, separators=(",", ":")) + "\n", encoding="utf-8")
    return path


def _corpus(path: Path) -> Path:
    scene = {"setting": "coffee", "invited_by": "learner", "minutes": 30, "agenda": evil("agenda")}
    scene |= {"contact": {"name": evil("name"), "role": evil("role")}, evil("key"): evil("unknown")}
    turns = [{"speaker": "contact", "text": evil("contact")}, {"speaker": "learner", "text": evil("own")}]
    raw = json.dumps({"id": evil("id"), "scene": scene, "turns": turns}, ensure_ascii=False)
    path.write_text(raw + "\n" + json.dumps({evil("no-corpus"): 1}) + "\n", encoding="utf-8")
    return path


def _card(path: Path) -> Path:
    data = {"name": evil("card"), "description": evil("card"), "first_mes": evil("card"), "personality": evil("card")}
    return _write(path, {"spec": "chara_card_v2", "spec_version": "2.0", "data": data})


def _pack(folder: Path) -> Path:
    texts = {name: yaml.safe_load(text) for name, text in packing.files().items()}
    bent = {name: _yaml(spoiled(data, "pack")) for name, data in texts.items()}
    return packing.folder(folder, bent)


def _broken(path: Path) -> Path:
    return _write_yaml(path, spoiled(builders.persona_data(), "persona") | {evil("key"): evil("value")})
