"""What `make everywhere` goes by is there; it needs a network, so it is not run here."""

import tomllib

from tests.project.checkout import ROOT
from tests.project.everywhere import TESTS, VERSIONS, WAYS, found_python


def test_every_python_that_the_project_claims_is_tried() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    claimed = [line.rpartition(" ")[2] for line in project["classifiers"] if "Python :: 3." in line]
    assert tuple(claimed) == VERSIONS
    assert project["requires-python"] == f">={VERSIONS[0]}"


def test_a_python_that_is_not_here_is_none() -> None:
    assert found_python("3.99") is None


def test_the_tests_that_it_runs_are_there() -> None:
    assert [path for path in TESTS if not (ROOT / path).exists()] == []
    assert set(WAYS) == {"pip", "uv", "pipx"}
