"""What a plain install brings: `python -m benchmarks.installed` puts the wheel into a fresh venv, and counts.

Needs the network, for packages come from the index that this machine is set up for.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

MOST_PACKAGES = 40
MOST_MEGABYTES = 300
_SHOWN = 8
_MEGA = 1_000_000
_ROOT = Path(__file__).parents[1]


class Package(NamedTuple):
    """One package that was installed."""

    name: str
    version: str
    megabytes: float
    """All its files, compiled ones too, in millions of bytes as they lie on the disk."""


def main() -> int:
    """Install, count and print; return 0 when both figures are within their bounds, else 1."""
    with tempfile.TemporaryDirectory() as place:
        packages = installed(Path(place))
    print(report(packages))
    return 0 if holds(packages) else 1


def installed(place: Path) -> list[Package]:
    """Build the wheel, install it with all that it needs into a venv in this folder, and return what came."""
    _run("-m", "hatchling", "build", "--target", "wheel", "--directory", str(place))
    (wheel,) = place.glob("*.whl")
    venv = place / "venv"
    _run("-m", "venv", "--without-pip", str(venv))
    _run("-m", "pip", "--disable-pip-version-check", "--python", str(venv), "install", "--quiet", str(wheel))
    listed = _run("-m", "pip", "--disable-pip-version-check", "--python", str(venv), "inspect")
    return [_package(each, venv) for each in json.loads(listed)["installed"]]


def _package(found: dict[str, dict[str, str]], venv: Path) -> Package:
    metadata = Path(str(found["metadata_location"]))
    files = [line.rsplit(",", 2)[0].strip('"') for line in (metadata / "RECORD").read_text("utf-8").splitlines()]
    paths = {(metadata.parent / name).resolve() for name in files}
    taken = sum(path.stat().st_blocks * 512 for path in paths if path.is_file() and path.is_relative_to(venv))
    return Package(found["metadata"]["name"], found["metadata"]["version"], taken / _MEGA)


def holds(packages: list[Package]) -> bool:
    """Whether there are no more of them, and they are no larger, than was promised."""
    return len(packages) <= MOST_PACKAGES and sum(each.megabytes for each in packages) <= MOST_MEGABYTES


def report(packages: list[Package]) -> str:
    """Return the figures with their bounds, and what weighs most."""
    heavy = sorted(packages, key=lambda each: -each.megabytes)
    lines = [
        f"packages   {len(packages):4}     at most {MOST_PACKAGES}",
        f"megabytes  {sum(each.megabytes for each in packages):4.0f}     at most {MOST_MEGABYTES}",
        "",
        *(f"{each.megabytes:7.1f} MB  {each.name} {each.version}" for each in heavy[:_SHOWN]),
        f"{sum(each.megabytes for each in heavy[_SHOWN:]):7.1f} MB  the other {len(heavy[_SHOWN:])}",
    ]
    return "\n".join(lines)


def _run(*arguments: str) -> str:
    return subprocess.run([sys.executable, *arguments], cwd=_ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout


if __name__ == "__main__":
    sys.exit(main())
