"""The key that tests give to an LLM's contact and judge, and the search for it, after the run, in all that was written.

A key belongs in no file, log, error or crash report. Each test looks where it expects one; this looks everywhere.
"""

import mmap
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.project.checkout import ROOT

CANARY = "sk-canary-0123456789abcdef"
_CACHE = ROOT / "build" / "cache"
_FOUND: list[str] = []


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Look through what a test printed and logged."""
    if any(CANARY in text for _, text in report.sections):
        _FOUND.append(f"what {report.nodeid} printed")


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Look through every file of the run, where it began, and fail the run where the key stands in one."""
    if hasattr(session.config, "workerinput"):
        return
    factory = session.config._tmp_path_factory  # type: ignore[attr-defined]
    for place in (_CACHE, factory.getbasetemp()):
        _FOUND.extend(str(path) for path in holding(place, CANARY.encode()))
    if _FOUND:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say where the key was found."""
    for place in _FOUND:
        terminalreporter.write_line(f"THE KEY OF THE TESTS STANDS IN: {place}", red=True)


def holding(top: Path, secret: bytes) -> Iterator[Path]:
    """Yield the files below `top` that hold the secret; links are not followed."""
    for folder, _, names in os.walk(top):
        for name in names:
            path = Path(folder, name)
            if path.is_file() and not path.is_symlink() and _holds(path, secret):
                yield path


def _holds(path: Path, secret: bytes) -> bool:
    try:
        with path.open("rb") as file:
            if os.fstat(file.fileno()).st_size < len(secret):
                return False
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
                return content.find(secret) >= 0
    except OSError:
        return False
