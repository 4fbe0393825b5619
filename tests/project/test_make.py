"""`make` says what is wrong where it cannot go on."""

import shutil
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.project.checkout import ROOT, outcome


def test_an_old_python_is_refused_in_one_clear_line(tmp_path: Path) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    old = tmp_path / "python3.9"
    old.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    old.chmod(0o755)
    (tmp_path / "requirements.lock").touch()
    (tmp_path / "pyproject.toml").touch()
    done = outcome("make", f"PYTHON={old}", "test", cwd=tmp_path)
    assert done.returncode != 0
    assert done.stderr.splitlines()[0].startswith("Rehearse needs Python 3.11 or newer")
    assert not (tmp_path / ".venv").exists()


def audit(folder: Path, said: str, code: int) -> CompletedProcess[str]:
    """Run `make audit` with an auditor that says this."""
    shutil.copy(ROOT / "Makefile", folder)
    (folder / "requirements.lock").touch()
    (folder / "pyproject.toml").touch()
    auditor = folder / "build" / "audit" / "bin" / "python"
    auditor.parent.mkdir(parents=True)
    auditor.write_text(f"#!/bin/sh\necho \"$@\" > asked\necho '{said}' >&2\nexit {code}\n", encoding="utf-8")
    auditor.chmod(0o755)
    (folder / "build" / "audit" / "ready").touch()
    return outcome("make", "audit", cwd=folder)


def test_an_audit_asks_about_the_lock_with_its_hashes_and_lets_no_package_pass_unanswered(tmp_path: Path) -> None:
    done = audit(tmp_path, "No known vulnerabilities found", 0)
    assert done.returncode == 0, done.stderr
    asked = (tmp_path / "asked").read_text(encoding="utf-8")
    assert {"--strict", "--require-hashes", "--requirement", "requirements.lock"} <= set(asked.split())


@pytest.mark.parametrize(
    ("said", "unknown"), [("Found 2 known vulnerabilities in 1 package", False), ("ERROR: no answer", True)]
)
def test_an_audit_fails_over_a_weakness_and_says_where_nothing_is_known(
    said: str, unknown: bool, tmp_path: Path
) -> None:
    done = audit(tmp_path, said, 1)
    assert done.returncode != 0
    assert said in done.stdout
    assert ("so nothing is known" in done.stderr) == unknown
