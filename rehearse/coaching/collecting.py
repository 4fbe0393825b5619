"""Collects what learners handed in: reads every submission below a folder, checks it, and reviews it anew.

One file at a time is in memory; what does not fit is named, and the rest goes through.
"""

import os
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from rehearse.archive.lines import open_file
from rehearse.coaching.collected import Aside, Checked, Collected, Collection, TaskResult
from rehearse.coaching.handing import SUFFIX, file_name
from rehearse.coaching.packed import Packed
from rehearse.coaching.sealed import BEGINNING, SUBMISSION_BYTES, read_bounded, unsealed
from rehearse.coaching.submission import Attempt, HandedIn, Submission
from rehearse.coaching.verifying import check_attempt
from rehearse.errors import InputError, StorageError
from rehearse.reading.reader import Reader
from rehearse.text import one_line

MOST_FILES, MOST_LEVELS = 50_000, 16
"""Files that are looked at, and levels of folders."""
CLOCK = timedelta(minutes=10)
"""By how much a learner's clock may be ahead of the coach's."""

Known = Callable[[HandedIn], Packed | None]
"""Returns the coach's own copy of the assignment that a submission is of. May raise InputError with the cause."""
Keeping = Callable[[str, Attempt], None]
"""Takes a learner's name, as files have it, and a meeting that fits."""


class _Seen(NamedTuple):
    """A genuine submission, before its meetings are looked at."""

    path: Path
    learner: str
    at: datetime
    hash: str
    assignment: str
    meetings: frozenset[str]
    """The hashes of its transcripts."""


def collect(folder: Path, known: Known, reader: Reader, now: datetime, keeping: Keeping | None = None) -> Collection:
    """Return what was handed in below the folder. Raises StorageError or InputError where it cannot be read."""
    aside: list[Aside] = []
    seen: list[_Seen] = []
    others = 0
    for path in _files(folder):
        if not _is_submission(path):
            others += 1
            continue
        try:
            found = _opened(path, known, now)
        except InputError as error:
            aside.append(_aside(path, folder, f"{error.what}.", refused=True))
        else:
            seen.append(_Seen(path, *found))
    newest: list[tuple[_Seen, list[str]]] = []
    for group in _by_learner(seen):
        last, *older = sorted(group, key=lambda each: (each.at, str(each.path)), reverse=True)
        aside += [_aside(each.path, folder, _older(each, last, folder), refused=False) for each in older]
        newest.append((last, list(_left_out(last, older, folder))))
    learners = [_collected(each, more, folder, known, reader, keeping) for each, more in newest]
    return Collection(learners=tuple(_shared(learners)), aside=tuple(aside), others=others)


def _files(folder: Path) -> Iterator[Path]:
    """Yield the ordinary files below a folder, in the order of their names; no link is followed."""

    def fail(error: OSError) -> None:
        why = one_line(error.strerror or str(error))
        raise StorageError(f"the folder cannot be read: {why}", where=one_line(str(error.filename)))

    if not folder.is_dir():
        raise InputError("there is no such folder", where=one_line(str(folder)), cure="Check the name.")
    count = 0
    for place, folders, names in os.walk(folder, onerror=fail):
        folders.sort()
        if len(Path(place).relative_to(folder).parts) >= MOST_LEVELS:
            folders.clear()
        for path in (Path(place) / name for name in sorted(names)):
            count += 1
            if count > MOST_FILES:
                cure = "Collect from a smaller folder."
                raise InputError(f"there are more than {MOST_FILES:,} files", where=one_line(str(folder)), cure=cure)
            if path.is_file() and not path.is_symlink():
                yield path


def _is_submission(path: Path) -> bool:
    """Whether it is called or begins like one, whatever else is wrong with it."""
    if path.name.endswith(SUFFIX):
        return True
    begun = (BEGINNING % "submission").encode()
    try:
        with open_file(path) as file:
            return file.read(len(begun)) == begun
    except (InputError, OSError):
        return False


def _read(path: Path) -> Submission:
    return unsealed(read_bounded(path, SUBMISSION_BYTES), Submission, "submission", "")


def _opened(path: Path, known: Known, now: datetime) -> tuple[str, datetime, str, str, frozenset[str]]:
    """Return what tells submissions apart. Raises InputError, where one is not genuine, or of no assignment of ours."""
    found = _read(path)
    given = found.content
    if known(given) is None:
        raise InputError(f"it is of another assignment, `{one_line(given.id, 60)}` ({given.assignment[:12]})")
    if given.at > now + CLOCK:
        raise InputError(f"it says that it was handed in in the future, {given.at:%d %b %Y, %H:%M %Z}")
    meetings = frozenset(attempt.sha256 for attempt in given.attempts)
    return one_line(given.learner), given.at, found.hash, given.assignment, meetings


def _by_learner(seen: Sequence[_Seen]) -> list[list[_Seen]]:
    groups: defaultdict[tuple[str, str], list[_Seen]] = defaultdict(list)
    for each in seen:
        groups[file_name(each.learner), each.assignment].append(each)
    return [groups[key] for key in sorted(groups)]


def _older(each: _Seen, last: _Seen, folder: Path) -> str:
    if each.hash == last.hash:
        return f"it is the same submission as {_below(last.path, folder)}, once more."
    return f"{each.learner} handed in again: {_below(last.path, folder)} is newer and counts."


def _left_out(last: _Seen, older: Sequence[_Seen], folder: Path) -> Iterator[str]:
    """A learner may delete a meeting from their own machine, but not from what they handed in before.

    A meeting that went on since then has another hash, so only how many are missing is said.
    """
    for each in older:
        missing = len(each.meetings) - len(last.meetings)
        if missing > 0:
            count = f"{missing} meeting{'s' * (missing != 1)}"
            yield f"it holds {count} fewer than the older {_below(each.path, folder)}"


def _collected(  # noqa: PLR0913 - one step of collect, on all that it was given
    seen: _Seen, problems: Sequence[str], folder: Path, known: Known, reader: Reader, keeping: Keeping | None
) -> Collected:
    given = _read(seen.path).content
    packed = known(given)
    assert packed is not None, "what is of no assignment of ours was left aside"
    attempts = _limited([check_attempt(each, given, packed, reader) for each in given.attempts], packed)
    if keeping:
        for attempt, checked in zip(given.attempts, attempts, strict=True):
            if checked.fits:
                keeping(file_name(seen.learner), attempt)
    return Collected(
        learner=seen.learner,
        file=_below(seen.path, folder),
        id=packed.assignment.id,
        assignment=packed.hash,
        at=given.at,
        tasks=tuple(_task(number, attempts, packed) for number in range(1, len(packed.scenes) + 1)),
        attempts=tuple(attempts),
        problems=(*problems, *_renamed(seen, folder)),
    )


def _renamed(seen: _Seen, folder: Path) -> Iterator[str]:
    """Neither the file nor a folder that it lies in is called after whose it is."""
    if f"-{file_name(seen.learner)}-" not in f"-{file_name(_below(seen.path, folder), 10_000)}-":
        yield f"the file was renamed: it is called {_below(seen.path, folder)}, and is by {seen.learner}"


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
    return Aside(file=_below(path, folder), cause=one_line(cause, 400), refused=refused)


def _below(path: Path, folder: Path) -> str:
    return one_line(path.relative_to(folder).as_posix(), 300)
