"""Collects what learners handed in: reads every submission below a folder, checks it, and reviews it anew.

One file at a time is in memory; what does not fit is named, and the rest goes through.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from rehearse.coaching.assigned.packed import Packed
from rehearse.coaching.handed.collected import Aside, Checked, Collected, Collection, TaskResult
from rehearse.coaching.handed.handing import file_name
from rehearse.coaching.handed.inbox import (
    Known,
    NotAsked,
    Seen,
    below,
    by_learner,
    files,
    is_submission,
    left_out,
    older_cause,
    opened,
    read_submission,
)
from rehearse.coaching.handed.submission import Attempt
from rehearse.coaching.handed.verifying import check_attempt
from rehearse.errors import InputError
from rehearse.reading.reader import Reader
from rehearse.text import one_line

Keeping = Callable[[str, Attempt], None]
"""Takes a learner's name, as files have it, and a meeting that fits."""


def collect(folder: Path, known: Known, reader: Reader, now: datetime, keeping: Keeping | None = None) -> Collection:
    """Return what was handed in below the folder. Raises StorageError or InputError where it cannot be read."""
    aside: list[Aside] = []
    seen: list[Seen] = []
    others = 0
    for path in files(folder):
        if not is_submission(path):
            others += 1
            continue
        try:
            found = opened(path, known, now)
        except InputError as error:
            aside.append(_aside(path, folder, f"{error.what}.", refused=not isinstance(error, NotAsked)))
        else:
            seen.append(Seen(path, *found))
    newest: list[tuple[Seen, list[str]]] = []
    for group in by_learner(seen):
        last, *older = sorted(group, key=lambda each: (each.at, str(each.path)), reverse=True)
        aside += [_aside(each.path, folder, older_cause(each, last, folder), refused=False) for each in older]
        newest.append((last, list(left_out(last, older, folder))))
    learners = [_collected(each, more, folder, known, reader, keeping) for each, more in newest]
    return Collection(learners=tuple(_shared(learners)), aside=tuple(aside), others=others)


def _collected(  # noqa: PLR0913 - one step of collect, on all that it was given
    seen: Seen, problems: Sequence[str], folder: Path, known: Known, reader: Reader, keeping: Keeping | None
) -> Collected:
    given = read_submission(seen.path).content
    packed = known(given)
    assert packed is not None, "what is of no assignment of ours was left aside"
    attempts = _limited([check_attempt(each, given, packed, reader) for each in given.attempts], packed)
    if keeping:
        for attempt, checked in zip(given.attempts, attempts, strict=True):
            if checked.fits:
                keeping(file_name(seen.learner), attempt)
    return Collected(
        learner=seen.learner,
        file=below(seen.path, folder),
        id=packed.assignment.id,
        assignment=packed.hash,
        at=given.at,
        tasks=tuple(_task(number, attempts, packed) for number in range(1, len(packed.scenes) + 1)),
        attempts=tuple(attempts),
        problems=tuple(problems),
        notes=tuple(_renamed(seen, folder)),
    )


def _renamed(seen: Seen, folder: Path) -> Iterator[str]:
    """Neither the file nor a folder that it lies in is called after whose it is."""
    if f"-{file_name(seen.learner)}-" not in f"-{file_name(below(seen.path, folder), 10_000)}-":
        yield f"the file was renamed: it is called {below(seen.path, folder)}, and is by {seen.learner}"


def _limited(attempts: Sequence[Checked], packed: Packed) -> list[Checked]:
    """Leave out what stands there a second time, and attempts beyond the limit: those that began first count."""
    ids: set[str] = set()
    used: defaultdict[int | None, int] = defaultdict(int)
    kept: dict[int, Checked] = {}
    most = packed.assignment.attempts
    for number, each in sorted(enumerate(attempts), key=lambda pair: (str(pair[1].started), pair[0])):
        problem = ""
        if each.fits and each.id in ids:
            problem = "the same meeting stands here a second time"
        elif each.counts:
            used[each.task] += 1
            if most is not None and used[each.task] > most:
                problem = f"it is attempt {used[each.task]}, and {most} {'was' if most == 1 else 'were'} allowed"
        ids.add(each.id)
        unfit = {"problems": (*each.problems, problem), "fits": False, "passed": False}
        kept[number] = each.model_copy(update=unfit) if problem else each
    return [kept[number] for number in range(len(attempts))]


def _task(number: int, attempts: Sequence[Checked], packed: Packed) -> TaskResult:
    own = [each for each in attempts if each.task == number and each.fits]
    counting = [each for each in own if each.counts]
    passed = [each for each in counting if each.passed]
    return TaskResult(
        task=number,
        title=packed.scenes[number - 1].scenario.title,
        attempts=len(counting),
        branches=sum(each.branch for each in own),
        best=max((each.score for each in counting if each.score is not None), default=None),
        passed=bool(passed),
        late=bool(counting) and all(each.late for each in passed or counting),
    )


def _shared(learners: Sequence[Collected]) -> Iterator[Collected]:
    """Yield each, with a word on meetings that somebody else handed in as well."""
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for each in learners:
        for attempt in each.attempts:
            for mark in _marks(attempt):
                owners[mark].add(each.learner)
    for each in learners:
        yield each.model_copy(update={"attempts": tuple(_copied(attempt, each, owners) for attempt in each.attempts)})


def _copied(attempt: Checked, owner: Collected, owners: Mapping[str, set[str]]) -> Checked:
    others = sorted(set().union(*(owners[mark] for mark in _marks(attempt))) - {owner.learner})
    if not others:
        return attempt
    problem = f"{', '.join(others)} handed in the same meeting"
    return attempt.model_copy(update={"problems": (*attempt.problems, problem)})


def _marks(attempt: Checked) -> tuple[str, ...]:
    """What no two meetings have in common: the bytes, the id, and what was said and when."""
    return tuple(mark for mark in (attempt.sha256, attempt.id, attempt.talk) if mark)


def _aside(path: Path, folder: Path, cause: str, *, refused: bool) -> Aside:
    return Aside(file=below(path, folder), cause=one_line(cause, 400), refused=refused)
