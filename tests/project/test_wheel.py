"""What is built is whole: it works away from the checkout that it was built from."""

import json
import os
import sys
import sysconfig
import tarfile
from pathlib import Path
from zipfile import ZipFile

import pytest

from rehearse import __version__
from rehearse.reading.encoder.model import VOCABULARY
from rehearse.reading.encoder.network import LOWER, MEANING, UPPER
from tests.project.checkout import ROOT, outcome, output

LICENCES = ("LICENSE", "rehearse/contact/ranks/LICENSE", "rehearse/reading/encoder/shipped/LICENSE")
SHIPPED = ("personas", "scenarios", "rubrics", "assignments", "prompts", "transcripts")


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A venv with the built wheel in it; only what the wheel depends on is borrowed from ours."""
    place = tmp_path_factory.mktemp("elsewhere")
    output(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", place)
    (wheel,) = place.glob("*.whl")
    venv = place / "venv"
    output(sys.executable, "-m", "venv", "--without-pip", venv)
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", venv)
    output(*pip, "install", "--no-deps", "--no-index", wheel)
    # A .pth file inside a borrowed folder is not obeyed, so the checkout stays out of reach.
    (packages,) = venv.glob("lib/python*/site-packages")
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return venv


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built source archive."""
    place = tmp_path_factory.mktemp("archive")
    output(sys.executable, "-m", "hatchling", "build", "--target", "sdist", "--directory", place)
    (built,) = place.glob("*.tar.gz")
    return built


def test_the_package_comes_from_the_wheel(elsewhere: Path) -> None:
    found = output(elsewhere / "bin" / "python", "-c", "import rehearse; print(rehearse.__file__)", cwd=elsewhere)
    assert Path(found.strip()).is_relative_to(elsewhere)


def test_the_wheel_holds_the_package_what_people_read_and_the_licences_and_nothing_else(elsewhere: Path) -> None:
    (wheel,) = elsewhere.parent.glob("*.whl")
    info = f"rehearse-{__version__}.dist-info"
    licences = {f"{info}/licenses/{name}" for name in LICENCES}
    shipped = {f"rehearse/shipped/{name}" for kind in SHIPPED for name in _kept(kind)}
    metadata = {f"{info}/{name}" for name in ("METADATA", "WHEEL", "RECORD", "entry_points.txt")}
    assert set(ZipFile(wheel).namelist()) == {*_kept("rehearse"), *shipped, *licences, *metadata}


def test_the_source_archive_holds_what_the_wheel_is_built_from_and_nothing_else(archive: Path) -> None:
    inside = archive.name.removesuffix(".tar.gz")
    with tarfile.open(archive) as opened:
        held = {name.removeprefix(f"{inside}/") for name in opened.getnames()}
    about = {"pyproject.toml", "README.md", "LICENSE", "PKG-INFO", ".gitignore"}
    assert held == {*_kept("rehearse"), *(name for kind in SHIPPED for name in _kept(kind)), *about}


def _kept(folder: str) -> set[str]:
    """Return the names of the files in a folder of the checkout that git keeps, or would keep."""
    named = output("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", folder).split("\0")
    return {name for name in named if name and (ROOT / name).is_file()}


def test_the_trained_reader_is_in_the_wheel_and_can_be_loaded(elsewhere: Path) -> None:
    asked = "from rehearse.engines import known_reader; print(known_reader().whole)"
    assert output(elsewhere / "bin" / "python", "-c", asked, cwd=elsewhere).strip() == "True"


def test_the_reader_s_network_and_vocabulary_take_at_most_thirty_megabytes(elsewhere: Path) -> None:
    (shipped,) = elsewhere.glob("lib/python*/site-packages/rehearse/reading/encoder/shipped")
    assert sum((shipped / name).stat().st_size for name in (LOWER, UPPER, VOCABULARY)) <= 30_000_000


def test_all_networks_take_at_most_thirty_megabytes_of_the_wheel(elsewhere: Path) -> None:
    (wheel,) = elsewhere.parent.glob("*.whl")
    packed = [each for each in ZipFile(wheel).infolist() if "/encoder/shipped/" in each.filename]
    assert {LOWER, UPPER, MEANING} <= {Path(each.filename).name for each in packed}
    assert sum(each.compress_size for each in packed) <= 30_000_000


def test_the_installed_command_lists_every_shipped_persona(elsewhere: Path) -> None:
    listed = output(elsewhere / "bin" / "rehearse", "list", "personas", cwd=elsewhere)
    personas = [path.stem for path in (ROOT / "personas").glob("*.yaml")]
    assert len(personas) >= 3
    assert [name for name in personas if name not in listed] == []


def test_the_installed_command_makes_the_page_of_a_shipped_transcript(elsewhere: Path) -> None:
    page = output(elsewhere / "bin" / "rehearse", "export", "good-coffee-gone-well", "--to", "html", cwd=elsewhere)
    assert page.startswith("<!DOCTYPE html>")
    assert "<style>:root" in page


def test_typed_users_of_the_package_are_served(elsewhere: Path) -> None:
    assert list(elsewhere.glob("lib/python*/site-packages/rehearse/py.typed"))


def test_the_source_archive_builds_the_same_wheel(elsewhere: Path, archive: Path, tmp_path: Path) -> None:
    output(sys.executable, "-m", "tarfile", "--extract", archive, tmp_path)
    source = tmp_path / archive.name.removesuffix(".tar.gz")
    output(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", tmp_path, cwd=source)
    (again,) = tmp_path.glob("*.whl")
    (wheel,) = elsewhere.parent.glob("*.whl")
    assert again.read_bytes() == wheel.read_bytes(), os.fspath(again)


def test_the_installed_command_finds_all_well(elsewhere: Path) -> None:
    assert output(elsewhere / "bin" / "rehearse", "--version", cwd=elsewhere) == f"rehearse {__version__}\n"
    found = json.loads(output(elsewhere / "bin" / "rehearse", "doctor", "--json", cwd=elsewhere))
    assert [row for row in found if not row["well"]] == []
    assert str(ROOT) not in json.dumps(found)


def test_a_meeting_can_be_held_with_the_installed_command(elsewhere: Path) -> None:
    played = ("practice", "good-coffee", "--plain", "--contact", "offline", "--seed", "7")
    done = outcome(elsewhere / "bin" / "rehearse", *played, cwd=elsewhere, given="Tell me about yourself.\n")
    assert done.returncode == 0, done.stderr
    assert "“Tell me about yourself.”" in done.stdout
