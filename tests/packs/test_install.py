"""A pack comes in whole or not at all, for its owner's eyes only, and over nothing that is there."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from rehearse.cli.main import main
from rehearse.errors import InputError, StorageError
from rehearse.packs import install as installing
from rehearse.packs.install import Fate, install
from rehearse.packs.pack import read_pack
from rehearse.scene import library
from tests.packs.packing import PERSONA, RUBRIC, SCENARIO, files, folder, zipped
from tests.scene import small

HERE = (PERSONA, RUBRIC, SCENARIO)


@pytest.fixture(params=["folder", "zip", "zip of a folder", "zip by a Mac", "git"])
def pack(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The same pack in each form in which coaches hand one on."""
    form: str = request.param
    path = tmp_path / "given"
    if form in ("folder", "git"):
        folder(path)
        if form == "git":
            (path / ".git" / "a" / "b" / "c" / "d").mkdir(parents=True)
            (path / ".git" / "HEAD").symlink_to("elsewhere")
        return path
    around = "" if form == "zip" else "My pack/"
    content = {f"{around}{name}": text for name, text in files().items()}
    if form == "zip by a Mac":
        content |= {f"__MACOSX/{around}personas/._small-one.yaml": "\0", f"{around}.DS_Store": "\0"}
    content |= {f"{around}README.md": "Read me.", f"{around}personas/persona.schema.json": "{}"}
    path = path.with_suffix(".zip")
    path.write_bytes(zipped(content))
    return path


def test_a_pack_comes_in_and_can_be_practised(
    pack: Path, rehearse_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["install", str(pack)]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[:2] == ["Small things, by Ana", "For whoever tests."]
    assert [line.split()[:3] for line in told[3:6]] == [
        ["new", "persona", "small-one"],
        ["new", "rubric", "small-rubric"],
        ["new", "scenario", "small-talk"],
    ]
    assert told[-1] == "Begin with: rehearse practice small-talk"
    assert library.scenario("small-talk").persona == "small-one"
    assert main(["check", *(str(rehearse_home / name) for name in HERE)]) == 0
    for path in rehearse_home.rglob("*"):
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path
    assert not list(rehearse_home.rglob(".*"))


def test_what_is_installed_is_byte_for_byte_what_was_packed(pack: Path, rehearse_home: Path) -> None:
    install(read_pack(pack))
    assert {name: (rehearse_home / name).read_text(encoding="utf-8") for name in HERE} == {
        name: files()[name] for name in HERE
    }


def test_editors_find_the_schema_beside_what_came_in(pack: Path, rehearse_home: Path) -> None:
    install(read_pack(pack))
    for kind in ("persona", "scenario", "rubric"):
        assert json.loads((rehearse_home / f"{kind}s" / f"{kind}.schema.json").read_text(encoding="utf-8"))


def test_a_dry_run_says_all_and_writes_nothing(
    tmp_path: Path, rehearse_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["install", "--dry-run", str(folder(tmp_path / "pack"))]) == 0
    told = capsys.readouterr().out
    assert "new  scenario small-talk" in told
    assert told.endswith("Nothing was changed.\n")
    assert not rehearse_home.exists()


def test_the_same_once_more_is_there_already(tmp_path: Path, rehearse_home: Path) -> None:
    place = folder(tmp_path / "pack")
    install(read_pack(place))
    before = {path: path.stat().st_mtime_ns for path in rehearse_home.rglob("*.yaml")}
    (place / SCENARIO).write_text(small.scenario() + "# a comment changes nothing\n", encoding="utf-8")
    assert {each.fate for each in install(read_pack(place))} == {Fate.THERE}
    assert {path: path.stat().st_mtime_ns for path in rehearse_home.rglob("*.yaml")} == before


def test_another_of_the_same_id_is_not_written_over(
    tmp_path: Path, rehearse_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = rehearse_home / PERSONA
    mine.parent.mkdir(parents=True)
    mine.write_text(small.persona().replace("Ada", "Eve"), encoding="utf-8")
    assert main(["install", str(folder(tmp_path / "pack"))]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "another persona `small-one` is there already" in line
    assert "--replace" in line
    assert "Eve" in mine.read_text(encoding="utf-8")
    assert [path.name for path in rehearse_home.rglob("*.yaml")] == ["small-one.yaml"]


@pytest.mark.parametrize("name", ["small-one.yaml", "small-one.yml"])
def test_what_is_replaced_is_kept_and_it_is_said_where(
    name: str, tmp_path: Path, rehearse_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = rehearse_home / "personas" / name
    mine.parent.mkdir(parents=True)
    mine.write_text(small.persona().replace("Ada", "Eve"), encoding="utf-8")
    assert main(["install", "--replace", str(folder(tmp_path / "pack"))]) == 0
    told = capsys.readouterr().out
    (aside,) = (rehearse_home / "replaced").rglob("*.y*ml")
    assert str(aside) in told
    assert "Eve" in aside.read_text(encoding="utf-8")
    assert library.persona("small-one").name == "Ada Small"
    assert aside.stat().st_mode & 0o777 == 0o600


def test_a_broken_file_of_one_s_own_makes_room_too_and_is_kept(tmp_path: Path, rehearse_home: Path) -> None:
    mine = rehearse_home / SCENARIO
    mine.parent.mkdir(parents=True)
    mine.write_text("half a scen", encoding="utf-8")
    arrivals = install(read_pack(folder(tmp_path / "pack")), replace=True)
    (replaced,) = [each for each in arrivals if each.fate is Fate.REPLACES]
    assert replaced.aside is not None
    assert replaced.aside.read_text(encoding="utf-8") == "half a scen"


def test_what_comes_with_the_app_is_not_hidden_by_stealth(tmp_path: Path, rehearse_home: Path) -> None:
    text = small.scenario().replace("small-talk", "good-coffee")
    place = folder(tmp_path / "pack", {PERSONA: small.persona(), "scenarios/good-coffee.yaml": text})
    with pytest.raises(InputError, match="is there already"):
        install(read_pack(place))
    assert not rehearse_home.exists() or not list(rehearse_home.rglob("*.yaml"))
    (replaced,) = [each for each in install(read_pack(place), replace=True) if each.fate is Fate.REPLACES]
    assert replaced.aside is None
    assert library.scenario("good-coffee").title == "Small talk"


def test_a_scenario_may_name_a_persona_of_the_library(tmp_path: Path) -> None:
    text = small.scenario().replace("small-one", "hanna-vogel")
    (arrival,) = install(read_pack(folder(tmp_path / "pack", {SCENARIO: text})))
    assert arrival.fate is Fate.NEW


@pytest.mark.parametrize("at", [1, 2, 3])
@pytest.mark.parametrize("replace", [False, True])
def test_where_the_disk_refuses_in_the_midst_all_is_as_it_was(
    at: int, *, replace: bool, tmp_path: Path, rehearse_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if replace:
        for name in HERE:
            path = rehearse_home / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"old: {name}\n", encoding="utf-8")
    before = {path: path.read_bytes() for path in rehearse_home.rglob("*.yaml")}
    real, calls = Path.replace, []

    def refuse(path: Path, target: Path) -> Path:
        if installing.COMING in path.name:
            calls.append(path)
            if len(calls) == at:
                raise OSError(28, "No space left on device")
        return real(path, target)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(StorageError, match="nothing was installed"):
        install(read_pack(folder(tmp_path / "pack")), replace=replace)
    assert {path: path.read_bytes() for path in rehearse_home.rglob("*.yaml")} == before
    assert not list(rehearse_home.rglob(".*"))


KILLED = """
import os, sys
from pathlib import Path
from rehearse.cli.main import main
real, left = Path.replace, [int(sys.argv[2])]
def replace(path, target):
    if path.name.startswith(".installing-"):
        if not left[0]:
            os._exit(9)
        left[0] -= 1
    return real(path, target)
Path.replace = replace
main(["install", sys.argv[1]])
"""


@pytest.mark.parametrize("after", [0, 1, 2])
def test_killed_in_the_midst_no_scenario_lacks_its_persona_and_the_next_install_goes_through(
    after: int, tmp_path: Path, rehearse_home: Path
) -> None:
    place = folder(tmp_path / "pack")
    done = subprocess.run([sys.executable, "-c", KILLED, str(place), str(after)], check=False)
    assert done.returncode == 9
    assert "small-talk" not in {entry.id for entry in library.scenarios()}
    assert not [entry for entry in (*library.personas(), *library.rubrics()) if entry.problem]
    install(read_pack(place))
    assert library.scenario("small-talk").persona == "small-one"
    assert not list(rehearse_home.rglob(".*"))


def test_two_installs_at_once_do_not_mix(tmp_path: Path, rehearse_home: Path) -> None:
    pack = read_pack(folder(tmp_path / "pack"))
    with installing._alone(), pytest.raises(StorageError, match="another pack is being installed"):
        install(pack)
    install(pack)


def test_check_names_everything_that_is_wrong_in_a_pack(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = folder(tmp_path / "pack")
    assert main(["check", str(place)]) == 0
    (place / SCENARIO).write_text(small.scenario().replace("coffee", "cofee"), encoding="utf-8")
    (place / RUBRIC).write_text(small.rubric().replace("cap: 4", "cap: 0"), encoding="utf-8")
    capsys.readouterr()
    assert main(["check", str(place)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in lines] == [os.fspath(place / RUBRIC), os.fspath(place / SCENARIO)]


def test_a_pack_of_one_s_own_is_made_with_its_persona_and_is_the_same_bytes_each_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    install(read_pack(folder(tmp_path / "pack")))
    out = [tmp_path / name for name in ("one.zip", "two.zip", "three.zip")]
    assert main(["pack", "small-talk", "small-rubric", "--out", str(out[0])]) == 0
    assert "persona small-one" in capsys.readouterr().err
    assert main(["pack", "small-rubric", "small-talk", "small-one", "--out", str(out[1])]) == 0
    assert out[0].read_bytes() == out[1].read_bytes()
    assert out[0].stat().st_mode & 0o777 == 0o600
    assert main(["pack", str(tmp_path / "pack"), "--out", str(out[2])]) == 0
    assert main(["pack", str(tmp_path / "pack"), "--out", str(out[2])]) == 2
    monkeypatch.setenv("REHEARSE_HOME", str(tmp_path / "learner"))
    capsys.readouterr()
    assert main(["install", str(out[2])]) == 0
    assert capsys.readouterr().out.startswith("Small things, by Ana\n")


def test_what_comes_with_the_app_is_left_out_of_a_pack(
    tmp_path: Path, rehearse_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = small.scenario().replace("small-one", "hanna-vogel")
    install(read_pack(folder(tmp_path / "pack", {SCENARIO: text})))
    assert main(["pack", "small-talk", "--out", str(tmp_path / "x.zip")]) == 0
    assert "comes with the app: hanna-vogel" in capsys.readouterr().err
    assert main(["pack", "good-coffee", "--out", str(tmp_path / "y.zip")]) == 2
    assert main(["pack", "smal-talk", "--out", str(tmp_path / "y.zip")]) == 2
    assert "Did you mean `small-talk`?" in capsys.readouterr().err


def test_a_pack_that_would_not_install_is_not_made(tmp_path: Path, rehearse_home: Path) -> None:
    install(read_pack(folder(tmp_path / "pack")))
    path = rehearse_home / PERSONA
    path.write_text(path.read_text(encoding="utf-8").replace("minutes: 20", "minutes: 2000"), encoding="utf-8")
    assert main(["pack", "small-talk", "--out", str(tmp_path / "x.zip")]) == 2
    assert not (tmp_path / "x.zip").exists()
