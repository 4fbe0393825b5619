"""The lock is complete: every dependency is in it, at a version that the project takes, with its hashes."""

import re
import tomllib

from packaging.requirements import Requirement

from tests.project.checkout import ROOT

_LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
_ENTRIES = re.findall(r"^([\w.-]+)==([^ ]+)", _LOCK, re.MULTILINE)
_PINS = dict(_ENTRIES)
"""By name; of a package that is locked by version of Python, the newest."""


def test_every_dependency_is_locked_at_a_version_that_the_project_takes() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [Requirement(line) for line in project["dependencies"] + project["optional-dependencies"]["dev"]]
    assert [str(each) for each in wanted if not each.specifier.contains(_PINS.get(each.name, "0"))] == []


def test_every_locked_package_has_its_hashes() -> None:
    entries = re.split(r"^(?=\w)", _LOCK, flags=re.MULTILINE)[1:]
    assert len(entries) == len(_ENTRIES)
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []
