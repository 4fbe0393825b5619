"""What is built is whole: it works away from the checkout that it was built from."""

import os
import sys
import sysconfig
from pathlib import Path
from zipfile import ZipFile

import pytest

from rehearse.reading.encoder.model import VOCABULARY
from rehearse.reading.encoder.network import LOWER, MEANING, UPPER
from tests.project.checkout import ROOT, output

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


def test_the_package_comes_from_the_wheel(elsewhere: Path) -> None:
    found = output(elsewhere / "bin" / "python", "-c", "import rehearse; print(rehearse.__file__)", cwd=elsewhere)
    assert Path(found.strip()).is_relative_to(elsewhere)


def test_everything_that_people_read_is_in_the_wheel(elsewhere: Path) -> None:
    (package,) = elsewhere.glob("lib/python*/site-packages/rehearse")
    for kind in SHIPPED:
        here = {path.relative_to(ROOT) for path in (ROOT / kind).rglob("*") if path.is_file()}
        there = {path.relative_to(package / "shipped") for path in (package / "shipped" / kind).rglob("*")}
        assert here <= there, f"{kind} miss {sorted(map(str, here - there))}"


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


def test_the_source_archive_builds_the_same_wheel(elsewhere: Path, tmp_path: Path) -> None:
    output(sys.executable, "-m", "hatchling", "build", "--target", "sdist", "--directory", tmp_path)
    (archive,) = tmp_path.glob("*.tar.gz")
    output(sys.executable, "-m", "tarfile", "--extract", archive, tmp_path)
    source = tmp_path / archive.name.removesuffix(".tar.gz")
    output(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", tmp_path, cwd=source)
    (again,) = tmp_path.glob("*.whl")
    (wheel,) = elsewhere.parent.glob("*.whl")
    assert again.read_bytes() == wheel.read_bytes(), os.fspath(again)
