"""What the fit may weigh, where it sets its thresholds, and that the weights that ship were made so."""

import re
import tomllib
from importlib.resources import files

import pytest
from packaging.requirements import Requirement

from rehearse.reading.codebook import Cue, Label
from rehearse.reading.rules.families import CONTACT, LEARNER
from rehearse.reading.rules.weights import SHIPPED, Sets, Weights, parse, written
from tests.project.checkout import ROOT
from training.rules import recipe
from training.rules.threshold import best_threshold

LOCK = (ROOT / "requirements-training.lock").read_text(encoding="utf-8")


def test_every_label_and_cue_has_a_recipe_of_families_that_exist() -> None:
    assert list(recipe.LABELS) == list(Label)
    assert list(recipe.CUES) == list(Cue)
    assert all(each.families <= LEARNER.keys() for each in recipe.LABELS.values())
    assert all(each.families <= CONTACT.keys() for each in recipe.CUES.values())


def test_facts_and_words_may_always_tell_and_patterns_by_family() -> None:
    how = recipe.LABELS[Label.GRATITUDE]
    assert all(map(how.weighs, ["@first", "#short", "~thank_you", "thanks.grateful", "thanks**", "@time&thanks*"]))
    assert not any(map(how.weighs, ["job.any_openings", "job*", "@time&job*"]))


def test_own_patterns_may_be_followed_furthest() -> None:
    how = recipe.LABELS[Label.GRATITUDE]
    assert how.scale("thanks.grateful") > how.scale("gift.no_strings") == how.scale("@first") > how.scale("~thanks")


def test_a_threshold_parts_what_can_be_parted() -> None:
    likely, carries = [0.1, 0.3, 0.5, 0.7, 0.9], [False, False, False, True, True]
    assert 0.5 < best_threshold(likely, carries, 1.0) <= 0.7


def test_a_stricter_threshold_accuses_less() -> None:
    likely = [0.25, 0.35, 0.45, 0.55, 0.65, 0.75, 0.85]
    carries = [False, True, False, True, False, True, True]
    assert best_threshold(likely, carries, 0.3) > best_threshold(likely, carries, 2.0)


def test_written_weights_are_parsed_as_they_were() -> None:
    row = {"curiosity": Weights(-1.5, 0.44, {"~a": 0.5, "@first": -0.25})}
    assert parse(written(Sets(row, {}, row))) == Sets(row, {}, row)


def test_the_weights_that_ship_are_as_the_fit_writes_them() -> None:
    shipped = files("rehearse.reading.rules").joinpath("weights.json").read_text(encoding="utf-8")
    assert shipped == written(SHIPPED)


@pytest.mark.parametrize("part", Sets._fields)
def test_the_weights_that_ship_follow_the_recipe(part: str) -> None:
    how = recipe.CUES if part == "cues" else recipe.LABELS
    stray = [
        (name, feature)
        for name, row in getattr(SHIPPED, part).items()
        for feature in row.tells
        if not how[name].weighs(feature)
    ]
    assert stray == []


def test_the_lock_for_training_is_complete_and_agrees_with_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pins = re.findall(r"^([\w.-]+)==([^ ]+)", LOCK, re.MULTILINE)
    wanted = [Requirement(each) for each in project["dependencies"] + project["optional-dependencies"]["training"]]
    assert [str(each) for each in wanted if not each.specifier.contains(dict(pins).get(each.name, "0"))] == []
    entries = re.split(r"^(?=\w)", LOCK, flags=re.MULTILINE)[1:]
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_the_lock_for_training_takes_the_versions_of_the_main_lock() -> None:
    main = re.findall(r"^[\w.-]+==[^ ]+", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE)
    names = {pin.partition("==")[0] for pin in main}
    pins = re.findall(r"^[\w.-]+==[^ ]+", LOCK, re.MULTILINE)
    assert [pin for pin in pins if pin.partition("==")[0] in names and pin not in main] == []
