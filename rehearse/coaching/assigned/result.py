"""What one meeting means for its assignment: passed or not, criterion by criterion, and what to do next."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from pydantic import Field

from rehearse.coaching.assigned.criteria import SHOWN, Finding
from rehearse.coaching.assigned.held import Held, meetings_for
from rehearse.coaching.assigned.packed import Packed
from rehearse.coaching.assigned.progress import Progress, progress
from rehearse.model import Model
from rehearse.reading.reader import Reader
from rehearse.text import counted, one_line


class Result(Model):
    """One meeting of an assignment."""

    kind: Literal["assignment"] = "assignment"
    assignment: str = Field(description="hash of the packed assignment")
    id: str = Field(description="the assignment's id")
    title: str
    task: int = Field(description="number of the task, from 1")
    tasks: int
    score: int | None = Field(
        description="0 to 100, under the assignment's rubric; null where the learner said nothing"
    )
    passed: bool
    late: bool = Field(description="whether it began after the due date")
    branch: bool = Field(description="whether it branched from another; then it uses up no attempt, and passes nothing")
    findings: tuple[Finding, ...]
    attempts: int = Field(description="attempts at the task so far")
    left: int | None = Field(description="attempts that are left; null without a limit")
    next: str = Field(description="what to do next, a sentence")


def result_at(path: Path, packed: Packed, reader: Reader) -> Result | None:
    """Return what the meeting in a transcript means, beside the others of its folder; None where it is none of these.

    Raises StorageError where the folder cannot be read.
    """
    now = progress(packed, meetings_for(packed, path.parent, reader))
    found = (each for stand in now.stands for each in stand.held if each.path.name == path.name)
    held = next(found, None)
    return None if held is None else result(held, now)


def result(held: Held, now: Progress) -> Result:
    """Return what a meeting means, as things stand now."""
    packed, stand = now.packed, now.task(held.scene.number)
    return Result(
        assignment=packed.hash,
        id=packed.assignment.id,
        title=packed.assignment.title,
        task=held.scene.number,
        tasks=len(now.stands),
        score=held.outcome.score,
        passed=held.passed,
        late=held.late,
        branch=held.branch,
        findings=held.outcome.findings,
        attempts=len(stand.attempts),
        left=stand.left,
        next=what_next(now, held.scene.number),
    )


def what_next(now: Progress, task: int) -> str:
    """Return what to do next, somebody being at this task (from 1): a sentence."""
    stand = now.task(task)
    hand_in = "Hand in what you have done."
    if stand.unfinished is not None:
        return "Go on with the meeting that waits."
    if not stand.passed and stand.left != 0:
        left = "" if stand.left is None else f"; {counted(stand.left, 'attempt')} left"
        return f"{'Try once more' if stand.attempts else 'Sit down to it'}{left}."
    if now.next is not None:
        return f"Turn to task {now.next.scene.number}, {one_line(now.next.scene.scenario.title, 80)}."
    if now.passed == len(now.stands):
        return f"All is passed. {hand_in}"
    return f"The attempts are used up. {hand_in}"


def verdict(found: Result) -> str:
    """Return passed or not, in a sentence."""
    where = f"Task {found.task} of {found.tasks}: " if found.tasks > 1 else ""
    if found.branch:
        word = "a branch, which passes nothing and uses up no attempt"
    else:
        word = "passed" if found.passed else "not passed"
        word += ", but late" * (found.late and found.passed) + ", and late" * (found.late and not found.passed)
    said = f"{where}{word}."
    return said[0].upper() + said[1:]


def findings_in_words(findings: tuple[Finding, ...]) -> Iterator[tuple[bool, str, tuple[str, ...]]]:
    """Yield for each criterion whether it holds, what was asked and how it stands, and the words that bear it out."""
    for found in findings:
        shown = tuple(f"turn {each.turn}: “{one_line(each.quote, 160)}”" for each in found.evidence[:SHOWN])
        more = len(found.evidence) - SHOWN
        rest = (f"and {more} more",) if more > 0 else ()
        yield found.holds, f"{one_line(found.asked).removesuffix('.')}: {found.why}.", (*shown, *rest)


def in_lines(found: Result) -> Iterator[str]:
    """Yield the result as lines for a terminal or a screen reader."""
    yield f"{one_line(found.title, 200).upper()}"
    yield ""
    yield verdict(found)
    for holds, words, quotes in findings_in_words(found.findings):
        yield f"- {'holds' if holds else 'MISSING'}: {words}"
        yield from (f"  {quote}" for quote in quotes)
    yield ""
    yield found.next
