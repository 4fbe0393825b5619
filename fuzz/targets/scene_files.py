"""What people write: personas, scenarios, rubrics, assignments."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from fuzz.forms import as_yaml
from fuzz.target import Target
from rehearse.scene.files import FileError, taken_in
from rehearse.scene.hashing import content_hash
from rehearse.scene.shelf import FOLDERS, Kind
from rehearse.text import one_line
from tests.scene import small

_ASSIGNMENT = (
    "# yaml-language-server: $schema=assignment.schema.json\n"
    "schema: 1\n"
    "id: week-one\n"
    "title: The first week\n"
    "coach: Ina\n"
    "text: |\n"
    "  Listen.\n"
    "  Ask on.\n"
    "tasks:\n"
    "  - scenario: small-talk\n"
    "    persona: small-one\n"
    "    criteria: {min_score: 40, forbid: [job_ask], require: [follow_up], discover: [the-sea]}\n"
    "rubric: small-rubric\n"
    "due: 2026-12-10T18:00+01:00\n"
    "attempts: 2\n"
    "mode: exam\n"
)
_SCENARIO = (
    "know: [She sits.]\nopening: {speaker: contact, says: Ah.}\nseed: 7\ntrust: 0.2\nlimits: {turns: 9}\n"
    "tips: [Sit down.]\nteaches: [R1]\nlevel: easy\nmode: practice\nagenda: benches\n"
)
_RUBRIC = "gladness: {base: 1, energy: 2, meet_again: 5}\nstanding: {base: 0, gladness: 0.1, entered: 1}\n"
_SEEDS: dict[Kind, tuple[str, ...]] = {
    "persona": (small.persona(),),
    "scenario": (small.scenario(), small.scenario() + _SCENARIO),
    "rubric": (small.rubric(), small.rubric() + _RUBRIC),
    "assignment": (_ASSIGNMENT, _ASSIGNMENT.partition("rubric:")[0]),
}


def _seeds(kind: Kind) -> Sequence[bytes]:
    return [text.encode() for text in _SEEDS[kind]]


_SHARES: dict[Kind, int] = {"persona": 25, "scenario": 90, "rubric": 90, "assignment": 50}
_NAMES: dict[Kind, str] = {
    "persona": "small-one",
    "scenario": "small-talk",
    "rubric": "small-rubric",
    "assignment": "week-one",
}


def _parse(kind: Kind, data: bytes) -> None:
    """Read the bytes as a file of the library. What is taken says the same again, and each problem is a clean line."""
    found = taken_in(Path(FOLDERS[kind]) / f"{_NAMES[kind]}.yaml", data, kind, {"small-one"})
    for problem in (*found.problems, *found.advice):
        assert str(problem) == one_line(str(problem)), "a problem that is no clean line"
        assert problem.line >= 1 and problem.column >= 1, "a problem that stands nowhere"
    if found.problems or found.model is None:
        raise FileError(found.problems)
    again = type(found.model).model_validate_json(found.model.model_dump_json(by_alias=True), strict=True)
    assert again == found.model, "a file that would not be read as it was"
    assert content_hash(again) == content_hash(found.model), "a file whose hash changes when it is packed"


TARGETS = tuple(
    Target(
        kind,
        f"a {kind}'s file".replace("a assign", "an assign"),
        share,
        partial(_seeds, kind),
        partial(_parse, kind),
        (as_yaml.lines, as_yaml.lines, as_yaml.tree),
    )
    for kind, share in _SHARES.items()
)
