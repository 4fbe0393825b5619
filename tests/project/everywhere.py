"""Installs the wheel in every way and under every Python that is here, and starts it: `make everywhere`.

Packages come from the index that this machine is set up for, so it needs the network, and no test runs it. For each
Python from 3.11 to 3.13: the locked packages, the wheel, a start away from the checkout, and a part of the tests. Then
the wheel alone by pip, by `uv tool` and by pipx, with whatever versions these choose. ARGS names some of these only.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from tests.project.checkout import ROOT

VERSIONS = ("3.11", "3.12", "3.13")
PLACE = ROOT / "build" / "everywhere"
TESTS = (
    "tests/meeting",
    "tests/reading",
    "tests/cli",
    "tests/tui/test_home.py",
    "tests/project/test_import_hygiene.py",
)
TURNS = "Tell me about yourself, how did you end up in this work?\nSo what made you stay?\n"
STARTS = (
    ("--version",),
    ("doctor",),
    ("list", "personas"),
    ("practice", "good-coffee", "--plain", "--contact", "offline", "--seed", "7"),
)


def main(wanted: Sequence[str]) -> int:
    """Install and start, in all ways or in those that are wanted; return 0 when every way works."""
    shutil.rmtree(PLACE, ignore_errors=True)
    _run(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", PLACE)
    (wheel,) = PLACE.glob("*.whl")
    for version in VERSIONS:
        if not wanted or version in wanted:
            _under(version, wheel)
    for tool, install in WAYS.items():
        if not wanted or tool in wanted:
            _start(install(wheel))
            print(f"{tool}: installed and started", flush=True)
    return 0


def found_python(version: str) -> str | None:
    """Return a Python of this version that runs, from the path or from pyenv; None where there is none."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    named = f"python{version}"
    candidates = [shutil.which(named), *map(str, sorted(pyenv.glob(f"{version}.*/bin/{named}"), reverse=True))]
    return next((each for each in candidates if each and _runs(each)), None)


def _runs(python: str) -> bool:
    return subprocess.run([python, "-c", "pass"], capture_output=True, check=False).returncode == 0


def _under(version: str, wheel: Path) -> None:
    python = found_python(version)
    if python is None:
        print(f"Python {version}: not here", flush=True)
        return
    venv = _venv(version, python)
    _pip(venv, "--require-hashes", "--requirement", ROOT / "requirements.lock")
    _pip(venv, "--no-deps", wheel)
    _start(venv / "bin" / "rehearse")
    said = _run(venv / "bin" / "python", "-m", "pytest", "--numprocesses", "2", "--dist", "worksteal", *TESTS)
    print(f"Python {version}: installed and started; {said.strip().splitlines()[-1]}", flush=True)


def _by_pip(wheel: Path) -> Path:
    venv = _venv("pip")
    _pip(venv, wheel)
    return venv / "bin" / "rehearse"


def _by_uv(wheel: Path) -> Path:
    tools, place = _venv("uv"), PLACE / "uv-tools"
    _pip(tools, "uv")
    placed = {"UV_TOOL_DIR": str(place), "UV_TOOL_BIN_DIR": str(place / "bin")}
    _run(tools / "bin" / "uv", "--quiet", "tool", "install", "--python", sys.executable, wheel, more=placed)
    return place / "bin" / "rehearse"


def _by_pipx(wheel: Path) -> Path:
    tools, place = _venv("pipx"), PLACE / "pipx-tools"
    _pip(tools, "pipx")
    placed = {"PIPX_HOME": str(place), "PIPX_BIN_DIR": str(place / "bin"), "PIPX_MAN_DIR": str(place / "man")}
    _run(tools / "bin" / "pipx", "install", "--quiet", "--python", sys.executable, wheel, more=placed)
    return place / "bin" / "rehearse"


WAYS: Mapping[str, Callable[[Path], Path]] = {"pip": _by_pip, "uv": _by_uv, "pipx": _by_pipx}
"""Ways to install the wheel alone; each returns the command that it made."""


def _venv(name: str, python: str = sys.executable) -> Path:
    _run(python, "-m", "venv", PLACE / name)
    return PLACE / name


def _pip(venv: Path, *wanted: str | Path) -> None:
    _run(venv / "bin" / "python", "-m", "pip", "--quiet", "--disable-pip-version-check", "install", *wanted)


def _start(command: Path) -> None:
    """Start the command away from the checkout, with a home of its own: short answers, and one whole meeting."""
    with tempfile.TemporaryDirectory() as away:
        home = {"REHEARSE_HOME": str(Path(away) / "home"), "HOME": away}
        for arguments in STARTS:
            said = _run(command, *arguments, cwd=Path(away), more=home, given=TURNS)
            assert said.strip(), f"{command} {arguments} said nothing"
        kept = list((Path(away) / "home" / "transcripts").glob("*.jsonl"))
        assert len(kept) == 1, f"one meeting was held, and {len(kept)} are kept"
        assert "THE LEDGER" in said, f"there is no review:\n{said}"


def _run(*command: str | Path, cwd: Path = ROOT, more: Mapping[str, str] | None = None, given: str = "") -> str:
    """Run a command to its end and return what it said; leave with what it said where it fails."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "REHEARSE_"))}
    done = subprocess.run(
        command, cwd=cwd, env=ours | dict(more or {}), input=given, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
