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
NAMED = 20
"""Files left alone that are named."""
DECIDE = "take the other file out, and collect again"
"""How a coach says whose a meeting is."""


def collect(folder: Path, known: Known, reader: Reader, now: datetime, keeping: Keeping | None = None) -> Collection:
    """Return what was handed in below the folder. Raises StorageError or InputError where it cannot be read."""
    aside: list[Aside] = []
    seen: list[Seen] = []
    others: list[str] = []
    for path in files(folder):
        if not is_submission(path):
            others.append(below(path, folder))
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
    alone = [(last, *_alone(last.path, problems, folder, known, reader)) for last, problems in newest]
    owners = _owners([each for _, _, each in alone])
    learners = []
    for last, packed, each in alone:
        learners.append(_counted(each, packed, owners))
        if keeping:
            _keep(last.path, learners[-1], keeping)
    return Collection(
        learners=tuple(learners), aside=tuple(aside), others=len(others), left_alone=tuple(others[:NAMED])
    )


def _alone(path: Path, problems: Sequence[str], folder: Path, known: Known, reader: Reader) -> tuple[Packed, Collected]:
    """Check a submission by itself; whether others hold the same, and what it comes to, is still open."""
    given = read_submission(path).content
    packed = known(given)
    assert packed is not None, "what is of no assignment of ours was left aside"
    file, learner = below(path, folder), one_line(given.learner)
    return packed, Collected(
        learner=learner,
        file=file,
        id=packed.assignment.id,
        assignment=packed.hash,
        at=given.at,
        tasks=(),
        attempts=tuple(_limited([check_attempt(each, given, packed, reader) for each in given.attempts], packed)),
        problems=tuple(problems),
        notes=tuple(_renamed(file, learner)),
    )


def _counted(each: Collected, packed: Packed, owners: Mapping[str, set[str]]) -> Collected:
    attempts = tuple(_copied(attempt, each, owners) for attempt in each.attempts)
    tasks = tuple(_task(number, attempts, packed) for number in range(1, len(packed.scenes) + 1))
    return each.model_copy(update={"attempts": attempts, "tasks": tasks})


def _keep(path: Path, each: Collected, keeping: Keeping) -> None:
    """The submission is read once more, lest all that were handed in be in memory."""
    for attempt, checked in zip(read_submission(path).content.attempts, each.attempts, strict=True):
        if checked.fits:
            keeping(file_name(each.learner), attempt)


def _renamed(file: str, learner: str) -> Iterator[str]:
    """Neither the file nor a folder that it lies in is called after whose it is."""
    if f"-{file_name(learner)}-" not in f"-{file_name(file, 10_000)}-":
        yield f"the file was renamed: it is called {file}, and is by {learner}"


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
    ended = [each for each in counting if each.ended is not None]
    return TaskResult(
        task=number,
        title=packed.scenes[number - 1].scenario.title,
        attempts=len(counting),
        branches=sum(each.branch for each in own),
        unfinished=len(counting) - len(ended),
        best=max((each.score for each in ended or counting if each.score is not None), default=None),
        passed=bool(passed),
        late=bool(counting) and all(each.late for each in passed or counting),
    )


def _owners(learners: Sequence[Collected]) -> Mapping[str, set[str]]:
    """Return who handed in what no two meetings have in common."""
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for each in learners:
        for attempt in each.attempts:
            for mark in _marks(attempt):
                owners[mark].add(each.learner)
    return owners


def _copied(attempt: Checked, owner: Collected, owners: Mapping[str, set[str]]) -> Checked:
    """A meeting that somebody else handed in as well counts for nobody: whose it is only the coach can say."""
    others = sorted(set().union(*(owners[mark] for mark in _marks(attempt))) - {owner.learner})
    if not others:
        return attempt
    problem = f"{', '.join(others)} handed in the same meeting, so it counts for nobody until you say whose it is"
    return attempt.model_copy(
        update={"problems": (*attempt.problems, f"{problem}: {DECIDE}"), "fits": False, "passed": False}
    )


def _marks(attempt: Checked) -> tuple[str, ...]:
    """What no two meetings have in common: the bytes, the id, and what was said and when."""
    return tuple(mark for mark in (attempt.sha256, attempt.id, attempt.talk) if mark)


def _aside(path: Path, folder: Path, cause: str, *, refused: bool) -> Aside:
    return Aside(file=below(path, folder), cause=one_line(cause, 400), refused=refused)
