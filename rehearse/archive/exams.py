"""Keeps an exam an exam: what was read in it, and what would have been better, is shown only once it has ended."""

from pathlib import Path
from typing import Any

from rehearse.archive.glance import head
from rehearse.archive.lines import LINE_BYTES, open_file
from rehearse.archive.opening import opening
from rehearse.errors import InputError
from rehearse.settings import transcripts_dir


def goes_on(path: Path) -> bool:
    """Whether it is an exam of the person's own that has not ended: to look into it would be a hint.

    What lies elsewhere, such as among what a coach collected, is nobody's exam any more. Raises InputError where the
    file cannot be read.
    """
    return is_own(path) and head(path).unfinished and _is_exam(path)


def is_own(path: Path) -> bool:
    """Whether it lies among the person's own transcripts."""
    return path.resolve().parent == transcripts_dir().resolve()


def header_of(path: Path) -> dict[str, Any]:
    """Return the header of a transcript as plain data, most of the persona left out.

    Raises InputError where the file cannot be read.
    """
    with open_file(path) as file:
        return opening(file.readline(LINE_BYTES), brief=True)


def check_over(path: Path) -> None:
    """Raise InputError for an exam that goes on, and where the file cannot be read."""
    if goes_on(path):
        cure = "Go on with it, or end it; then all of it can be read."
        raise InputError("this exam has not ended, and shows no hints before", where=path.name, cure=cure)


def _is_exam(path: Path) -> bool:
    scenario = header_of(path).get("scenario")
    return isinstance(scenario, dict) and scenario.get("mode") == "exam"
