"""A file with nothing wrong may still make a poor meeting: the check says how, and fails nobody for it."""

from pathlib import Path

import pytest

from rehearse.cli.main import main
from rehearse.scene.files import check, examine
from rehearse.scene.library import rubric
from rehearse.scene.scaffold import scaffold
from rehearse.scene.schemas import schema_text
from rehearse.scene.shelf import FOLDERS, Kind, shelf
from tests.scene import small

SHIPPED = [copy.path for kind in FOLDERS for copy in shelf(kind).values() if not copy.own]


def advised(folder: Path, text: str) -> list[str]:
    path = folder / "x.yaml"
    path.write_text(text, encoding="utf-8")
    examined = examine(path)
    assert examined.problems == []
    return [str(advice).removeprefix(f"{path}:") for advice in examined.advice]


def own(home: Path, kind: Kind, name: str, text: str) -> None:
    path = home / f"{kind}s" / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    "what",
    [
        "one story carries a few minutes only",
        "one layer lies below `the-sea`",
        "fewer than 3 questions lead to `the-sea`, `boots`",
        "a layer of `the-sea` answers no question",
        "there are no views",
        "there is no advice",
        "no reaction to `reflection`, `gratitude`, `give_back` and 3 more",
    ],
)
def test_a_poor_persona_is_told_what_it_lacks(what: str, tmp_path: Path) -> None:
    assert [line for line in advised(tmp_path, small.persona()) if what in line]


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("    says: I own four pairs of boots.", f"    says: {'and a boot ' * 20}", "this line has 60 words"),
        ("  words: [4, 20]", "  words: [4, 90]", "up to 90 words is a speech"),
        ("    trust: 0.7", "    trust: 0.95", "hardly any meeting earns `a-name`"),
        ("    topics: [boots]", "    topics: [boots]\n    scenarios: [nowhere]", "there is no scenario `nowhere`"),
        ("role: tester", "role: What they do", "this is still the hint"),
    ],
)
def test_what_makes_a_poor_meeting_is_named_in_its_line(old: str, new: str, what: str, tmp_path: Path) -> None:
    text, line = small.changed(small.persona(), old, new)
    found = [each for each in advised(tmp_path, text) if what in each]
    assert [abs(int(each.partition(":")[0]) - line) <= 2 for each in found] == [True]


def test_a_scenario_is_told_of_its_brief_its_tips_and_its_first_line(tmp_path: Path, rehearse_home: Path) -> None:
    own(rehearse_home, "persona", "small-one", small.persona())
    found = "\n".join(advised(tmp_path, small.scenario()))
    for what in ("the brief has 5 words", "`know`", "no tips", "no first line for this scene"):
        assert what in found


def test_a_rubric_is_told_what_it_does_not_count(tmp_path: Path) -> None:
    (line,) = advised(tmp_path, small.rubric())
    assert "nothing counts `follow_up`, `reflection`, `advice_ask` and 14 more" in line


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_what_ships_needs_no_advice(path: Path) -> None:
    found = [advice.what for advice in examine(path).advice]
    # Whoever borrows a name has prepared nothing: there is nothing to be known.
    assert found == (["nothing can be known beforehand (`know`)"] if path.stem == "borrowed-name" else [])


def test_advice_fails_nobody(rehearse_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own(rehearse_home, "persona", "small-one", small.persona())
    assert main(["check", "small-one"]) == 0
    first, *rest = capsys.readouterr().out.splitlines()
    assert first == "Nothing wrong."
    assert rest
    assert all(": advice: " in line for line in rest)


def test_a_new_persona_is_told_of_all_that_it_lacks_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "persona", "anna-berg"]) == 0
    assert "rehearse check anna-berg" in capsys.readouterr().err
    assert main(["check", "anna-berg"]) == 1
    told = capsys.readouterr().out
    assert "`takes_up` holds nothing yet. Write at least 12: receives what the learner told" in told
    assert "no reactions to `pushing`" in told
    assert "no thoughts on `curiosity`" in told


@pytest.mark.parametrize("kind", list(FOLDERS))
def test_what_is_begun_names_a_schema_that_lies_beside_it(kind: Kind) -> None:
    path = scaffold(kind, "anna-berg")
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert (path.parent / first.partition("$schema=")[2]).read_text(encoding="utf-8") == schema_text(kind)
    assert (path.parent / f"{kind}.schema.json").stat().st_mode & 0o777 == 0o600


def test_a_new_rubric_counts_as_the_standard_does() -> None:
    path = scaffold("rubric", "mine")
    assert check(path) == []
    assert rubric("mine").parts == rubric("standard").parts


def test_a_new_scenario_is_with_one_s_own_contact_though_unfinished_and_its_check_says_so(rehearse_home: Path) -> None:
    own(rehearse_home, "persona", "half-done", "id: half-done\n")
    path = scaffold("scenario", "mine")
    assert "persona: half-done" in path.read_text(encoding="utf-8")
    (problem,) = check(path)
    assert "`half-done` cannot be played yet" in problem.what
    assert "rehearse check half-done" in problem.cure


def test_a_new_scenario_is_with_whom_the_author_wrote_last(rehearse_home: Path) -> None:
    own(rehearse_home, "persona", "small-one", small.persona())
    own(rehearse_home, "persona", "half-done", "id: half-done\n")
    assert "persona: small-one" in scaffold("scenario", "mine").read_text(encoding="utf-8")
