"""The library finds files by id, the person's own first, and survives a broken one."""

from pathlib import Path

import pytest

from rehearse.errors import InputError
from rehearse.scene import library
from rehearse.scene.files import load
from rehearse.scene.library import content_hash
from tests.scene import small


def own(home: Path, kind: str, name: str, text: str) -> Path:
    path = home / f"{kind}s" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_own_files_stand_beside_the_shipped_ones(rehearse_home: Path) -> None:
    shipped_ids = [entry.id for entry in library.scenarios()]
    assert "good-coffee" in shipped_ids
    path = own(rehearse_home, "scenario", "small-talk.yaml", small.scenario())
    entries = {entry.id: entry for entry in library.scenarios()}
    assert set(entries) == {*shipped_ids, "small-talk"}
    assert entries["small-talk"].path == path
    assert entries["small-talk"].own
    assert not entries["good-coffee"].own
    assert entries["good-coffee"].title == "The good coffee"


def test_an_own_file_wins_over_a_shipped_one_with_its_id(rehearse_home: Path) -> None:
    own(rehearse_home, "rubric", "standard.yaml", small.rubric().replace("small-rubric", "standard"))
    assert library.rubric("standard").title == "Small"
    assert [(entry.id, entry.title, entry.own) for entry in library.rubrics()] == [("standard", "Small", True)]


def test_a_broken_file_is_listed_with_its_problem_and_spoils_no_other(rehearse_home: Path) -> None:
    path = own(rehearse_home, "persona", "broken.yaml", "name: [Bo")
    own(rehearse_home, "persona", "small-one.yaml", small.persona())
    entries = {entry.id: entry for entry in library.personas()}
    assert entries["small-one"].title == "Ada Small"
    assert entries["small-one"].problem is None
    assert entries["broken"].problem is not None
    assert entries["broken"].problem.startswith(f"{path}:1:7: ")
    with pytest.raises(InputError, match="opens here"):
        library.persona("broken")


def test_scenarios_are_listed_from_easy_to_hard() -> None:
    levels = [entry.level for entry in library.scenarios()]
    assert [level for level in ("easy", "medium", "hard") if level in levels] == list(dict.fromkeys(levels))


def test_a_file_may_be_named_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "Mine.yaml"
    path.write_text(small.scenario(), encoding="utf-8")
    assert library.scenario(str(path)).id == "small-talk"
    assert library.scenario(path).id == "small-talk"


@pytest.mark.parametrize(
    ("word", "answer"),
    [
        ("god-coffee", "Did you mean `good-coffee`?"),
        ("coffee", "Did you mean `"),
        ("nothing-of-the-kind", "There are "),
        ("../scenarios/good-coffee", "no such file"),
        ("/nowhere/x.yaml", "no such file"),
        ("", "There are "),
        ("a\0b", "There are "),
        ("x" * 5_000, "There are "),
        ("good-coffee\n", "Did you mean `good-coffee`?"),
    ],
    ids=lambda word: repr(word)[:24],
)
def test_an_unknown_name_is_answered_with_what_was_meant(word: str, answer: str) -> None:
    with pytest.raises(InputError) as caught:
        library.scenario(word)
    assert answer in str(caught.value)
    assert "\n" not in str(caught.value)
    assert "\0" not in str(caught.value)


def test_an_id_never_leads_out_of_the_library(rehearse_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = own(rehearse_home, "scenario", "small-talk.yaml", small.scenario())
    outside = rehearse_home / "secret.yaml"
    outside.write_text(small.scenario(), encoding="utf-8")
    assert library.scenario(inside.stem).id == "small-talk"
    monkeypatch.chdir(inside.parent)
    with pytest.raises(InputError, match="no such file"):
        library.scenario("../secret")


def test_files_that_the_library_does_not_know_are_left_alone(rehearse_home: Path) -> None:
    before = [entry.id for entry in library.scenarios()]
    for name in ("Notes.yaml", ".hidden.yaml", "small-talk.yaml~", "small-talk.txt"):
        own(rehearse_home, "scenario", name, "not yaml: [")
    assert [entry.id for entry in library.scenarios()] == before


def test_the_content_hash_follows_the_content_and_nothing_else(tmp_path: Path) -> None:
    def hashed(text: str) -> str:
        path = tmp_path / "x.yaml"
        path.write_text(text, encoding="utf-8")
        return content_hash(load(path, "scenario"))

    text = small.scenario()
    first = hashed(text)
    assert len(first) == 64
    lines = text.splitlines()
    assert hashed("\n".join([lines[0], *reversed(lines[1:])])) == first
    assert hashed(text + "mode: practice\n# a comment\n") == first
    assert hashed(text.replace("minutes: 20", "minutes: 21")) != first
