"""Installs the wheel in every way and under every Python that is here, and starts it: `make everywhere`.

Packages come from the index that this machine is set up for, so it needs the network, and no test runs it. For each
Python from 3.11 to 3.13: the locked packages, the wheel, a start away from the checkout, and a part of the tests. Then
the wheel alone by pip, by `uv tool` and by pipx, with whatever versions these choose.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.project.checkout import ROOT

VERSIONS = ("3.11", "3.12", "3.13")
PLACE = ROOT / "build" / "everywhere"
TESTS = (
    "tests/meeting",
    "tests/reading",
    "tests/scene",
    "tests/archive",
    "tests/contact",
    "tests/cli",
    "tests/tui/test_home.py",
    "tests/tui/test_meeting.py",
    "tests/project/test_import_hygiene.py",
)
TURNS = "Tell me about yourself, how did you end up in this work?\nSo what made you stay?\n"
STARTS = (
    ("--version",),
    ("doctor",),
    ("list", "personas"),
    ("practice", "good-coffee", "--plain", "--contact", "offline", "--seed", "7"),
)


def main() -> int:
    """Install and start; return 0 when every way works."""
    shutil.rmtree(PLACE, ignore_errors=True)
    _run(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", PLACE)
    (wheel,) = PLACE.glob("*.whl")
    for version, python in found_pythons():
        if python is None:
            print(f"Python {version}: not here")
            continue
        _under(python, PLACE / version, wheel)
        print(f"Python {version}: installed, started and tested")
    for way, command in _ways(wheel):
        _start(command)
        print(f"{way}: installed and started")
    return 0


def found_pythons() -> Iterator[tuple[str, str | None]]:
    """Yield each version with a Python of it that runs, from the path or from pyenv; None where there is none."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    for version in VERSIONS:
        named = f"python{version}"
        candidates = [shutil.which(named), *map(str, sorted(pyenv.glob(f"{version}.*/bin/{named}"), reverse=True))]
        yield version, next((each for each in candidates if each and _runs(each)), None)


def _runs(python: str) -> bool:
    return subprocess.run([python, "-c", "pass"], capture_output=True, check=False).returncode == 0


def _under(python: str, venv: Path, wheel: Path) -> None:
    _run(python, "-m", "venv", venv)
    pip = (venv / "bin" / "python", "-m", "pip", "--quiet", "--disable-pip-version-check", "install")
    _run(*pip, "--require-hashes", "--requirement", ROOT / "requirements.lock")
    _run(*pip, "--no-deps", wheel)
    _start(venv / "bin" / "rehearse")
    _run(venv / "bin" / "python", "-m", "pytest", "--numprocesses", "2", "--dist", "worksteal", *TESTS)


def _ways(wheel: Path) -> Iterator[tuple[str, Path]]:
    """Install the wheel alone, by each tool; yield the tool and the command that it made."""
    tools = PLACE / "tools"
    _run(sys.executable, "-m", "venv", tools)
    _run(tools / "bin" / "python", "-m", "pip", "--quiet", "--disable-pip-version-check", "install", "uv", "pipx")
    plain = PLACE / "pip"
    _run(sys.executable, "-m", "venv", plain)
    _run(plain / "bin" / "python", "-m", "pip", "--quiet", "--disable-pip-version-check", "install", wheel)
    yield "pip install", plain / "bin" / "rehearse"
    uv = PLACE / "uv"
    placed = {"UV_TOOL_DIR": str(uv / "tools"), "UV_TOOL_BIN_DIR": str(uv / "bin")}
    _run(tools / "bin" / "uv", "--quiet", "tool", "install", "--python", sys.executable, wheel, more=placed)
    yield "uv tool install", uv / "bin" / "rehearse"
    pipx = PLACE / "pipx"
    placed = {"PIPX_HOME": str(pipx), "PIPX_BIN_DIR": str(pipx / "bin"), "PIPX_MAN_DIR": str(pipx / "man")}
    _run(tools / "bin" / "pipx", "install", "--quiet", "--python", sys.executable, wheel, more=placed)
    yield "pipx install", pipx / "bin" / "rehearse"


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
    sys.exit(main())
