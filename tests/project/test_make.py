"""`make` says what is wrong where it cannot go on."""

import shutil
from pathlib import Path

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
