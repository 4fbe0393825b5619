"""What ships keeps its own rules."""

import re
from pathlib import Path

import pytest

from rehearse.reading.codebook import Label
from rehearse.reading.spans import sentences
from rehearse.scene import library
from rehearse.scene.files import MODELS, check
from rehearse.scene.scenario import Scenario
from rehearse.scene.schemas import schema_text, write
from rehearse.scene.shelf import FOLDERS, Kind, shelf
from rehearse.scene.syntax import parts, read
from rehearse.settings import shipped

SHIPPED = [(kind, copy.path) for kind in FOLDERS for copy in shelf(kind).values() if not copy.own]
SCENES = [library.scenario(path) for kind, path in SHIPPED if kind == "scenario"]


@pytest.mark.parametrize(("kind", "path"), SHIPPED, ids=[path.name for _, path in SHIPPED])
def test_every_shipped_file_is_without_problems_and_names_its_schema(kind: Kind, path: Path) -> None:
    assert [str(problem) for problem in check(path)] == []
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first == f"# yaml-language-server: $schema={kind}.schema.json"


@pytest.mark.parametrize("kind", list(MODELS))
def test_the_committed_schemas_are_current(kind: Kind) -> None:
    path = shipped(FOLDERS[kind]) / f"{kind}.schema.json"
    assert path.read_text(encoding="utf-8") == schema_text(kind), "run: python -m rehearse.scene.schemas ."


def test_the_schemas_are_written_where_editors_look_for_them(tmp_path: Path) -> None:
    assert [path.relative_to(tmp_path).as_posix() for path in write(tmp_path)] == [
        "personas/persona.schema.json",
        "scenarios/scenario.schema.json",
        "rubrics/rubric.schema.json",
        "assignments/assignment.schema.json",
    ]


def test_the_scenes_of_the_essay_are_all_there() -> None:
    taught = {line for scene in SCENES for line in scene.teaches}
    assert {f"S{number}" for number in range(1, 8)} <= taught
    assert all(re.fullmatch(r"R([1-9]|1[0-9])|S[1-7]", line) for line in taught)
    assert {scene.level for scene in SCENES} == {"easy", "medium", "hard"}


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.id)
def test_a_brief_fits_a_screen_and_the_scene_opens_as_it_says(scene: Scenario) -> None:
    assert 60 <= len(scene.brief.split()) <= 120
    assert scene.brief.count("you") + scene.brief.count("You") >= 3
    assert 2 <= len(scene.tips) <= 4
    assert (scene.opening.says is None) == (scene.opening.speaker == "learner")
    assert not scene.know or 3 <= len(scene.know) <= 5


def test_the_standard_rubric_counts_every_label_once() -> None:
    rubric = library.rubric("standard")
    labels = [item.label for part in rubric.parts for item in part.items]
    assert sorted(labels) == sorted(Label)
    assert [part.id for part in rubric.parts] == ["curiosity", "listening", "generosity", "restraint", "care"]


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.id)
def test_an_opening_takes_no_sentence_away_from_its_persona(scene: Scenario) -> None:
    first = {span.text for span in sentences(scene.opening.says or "")}
    document = read(shelf("persona")[scene.persona].path)
    said = {span.text for _, value in parts(document) if isinstance(value, str) for span in sentences(value)}
    assert not first & said
