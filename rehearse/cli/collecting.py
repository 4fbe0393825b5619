"""`rehearse coach collect`: what was handed in, checked and reviewed by the coach's own reader and rubric."""

import argparse
import hashlib
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from rehearse.archive.folder import SUFFIX
from rehearse.archive.fresh import write_free
from rehearse.archive.lines import FILE_BYTES
from rehearse.cli import FOUND_WANTING
from rehearse.cli.columns import table
from rehearse.cli.reading import reader_at_hand
from rehearse.coaching.assigned.packed import Packed
from rehearse.coaching.assigned.packing import pack, read_assignment
from rehearse.coaching.assigned.sealed import read_bounded
from rehearse.coaching.assigned.taking import assigned, given
from rehearse.coaching.handed.collected import Collected, Collection, TaskResult
from rehearse.coaching.handed.collecting import collect
from rehearse.coaching.handed.inbox import Known, named
from rehearse.coaching.handed.submission import Attempt, HandedIn
from rehearse.errors import InputError
from rehearse.rehearsal import now
from rehearse.scene.shelf import shelf
from rehearse.settings import private_folder
from rehearse.text import counted, in_json, one_line

HEAD = ("learner", "task", "attempts", "best", "passed", "late", "remarks")


def run(args: argparse.Namespace) -> int:
    """Print the table and what does not fit; exit code 1 if anything does not."""
    known = _only(given(args.assignment)) if args.assignment is not None else _ours()
    keeping = _Out(Path(args.out)) if args.out is not None else None
    found = collect(Path(args.folder), known, reader_at_hand(), now(), keeping.keep if keeping else None)
    if args.json:
        print(in_json(found.model_dump_json(indent=2)))
    else:
        print("\n".join(_report(found)))
        if keeping:
            fit = "1 transcript that fits lies" if keeping.kept == 1 else f"{keeping.kept} transcripts that fit lie"
            print(f"\n{fit} in {one_line(str(keeping.folder))}")
            for path in keeping.stale(found):
                print(f"- {path} lies there from before and does not fit any more: take it out before you report")
    return 0 if found.fits else FOUND_WANTING


def _only(packed: Packed) -> Known:
    def known(given: HandedIn) -> Packed | None:
        return packed if given.assignment == packed.hash else None

    return known


def _ours() -> Known:
    """Know the assignments that this coach gave, and those that the library packs into the very same."""
    looked_up = lru_cache(maxsize=64)(_of_hash)

    def known(given: HandedIn) -> Packed:
        found = looked_up(given.assignment, given.id)
        if found is None:
            unknown = "which was not given from here: name its packed file with --assignment"
            raise InputError(f"it is of the assignment {named(given)}, {unknown}")
        return found

    return known


def _of_hash(name: str, called: str) -> Packed | None:
    found = assigned(name)
    if found is not None:
        return found
    now_packed = pack(read_assignment(called)) if called in shelf("assignment") else None
    if now_packed is not None and now_packed.hash != name:
        what = f"it is of another version of `{called}` ({name[:12]}) than your library packs now"
        raise InputError(what, cure="Give the file that you handed over with --assignment.")
    return now_packed


class _Out:
    """A folder of transcripts, by learner; nothing in it is written over."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.kept = 0

    def keep(self, learner: str, attempt: Attempt) -> None:
        """Write a transcript; of a meeting that lies there already the one that goes on from the other stays.

        So a longer submission takes the place of a shorter one, and what the coach noted in theirs is kept.
        """
        place = private_folder(self.folder / learner)
        stem = re.sub(r"[^A-Za-z0-9_-]+", "-", attempt.file.removesuffix(SUFFIX)).strip("-")[:120] or "meeting"
        text = attempt.transcript.encode()
        self.kept += 1
        for path in place.glob(f"{stem}*{SUFFIX}"):
            there = read_bounded(path, FILE_BYTES)
            if there.startswith(text):
                return
            if text.startswith(there):
                write_free(place, stem, SUFFIX, attempt.transcript)
                path.unlink()
                return
        write_free(place, stem, SUFFIX, attempt.transcript)

    def stale(self, found: Collection) -> Iterator[str]:
        """Yield, by the way from the folder, transcripts that were kept when they fitted, and now do not."""
        every = [each for learner in found.learners for each in learner.attempts]
        fit = {each.id for each in every if each.fits}
        unfit = {each.sha256 for each in every if not each.fits and each.id not in fit}
        for path in sorted(self.folder.rglob(f"*{SUFFIX}")) if unfit else ():
            if hashlib.sha256(read_bounded(path, FILE_BYTES)).hexdigest() in unfit:
                yield one_line(path.relative_to(self.folder).as_posix(), 300)


def _report(found: Collection) -> Iterator[str]:
    several = len({each.assignment for each in found.learners}) > 1
    rows = [row for each in found.learners for row in _rows(each, f"{each.id}: " if several else "")]
    yield from table((HEAD, *rows)) if rows else ["Nobody has handed in anything that fits."]
    yield from _listed("Does not fit", _unfit(found))
    yield from _listed("To know", _notes(found))
    if not found.learners and any(name.endswith(SUFFIX) for name in found.left_alone):
        yield "\nThere are transcripts here, and no submissions of them: `rehearse coach report` reads transcripts."
    if found.others:
        more = found.others - len(found.left_alone)
        names = ", ".join(found.left_alone) + (f" and {more:,} more" if more else "")
        yield f"\n{counted(found.others, 'other file')} left alone: {one_line(names, 400)}"


def _rows(each: Collected, where: str) -> Iterator[tuple[str, ...]]:
    several = len(each.tasks) > 1
    for task in each.tasks:
        problems = sum(len(a.problems) for a in each.attempts if a.task in (task.task, None))
        problems += len(each.problems) if task.task == 1 else 0
        remarks = [counted(task.branches, "branch", "branches")] if task.branches else []
        unshown = sum(a.fits and not a.replayed for a in each.attempts if a.task == task.task)
        remarks += [f"{unshown} not replayed"] if unshown else []
        remarks += [f"{task.unfinished} unfinished"] if task.unfinished else []
        remarks += [] if each.attempts else ["holds no meeting"]
        remarks += [f"{problems} to look at"] if problems else []
        yield (
            each.learner,
            where + (f"{task.task} {task.title}" if several else task.title),
            str(task.attempts),
            _best(task),
            "yes" if task.passed else "no",
            "late" if task.late else "",
            ", ".join(remarks),
        )


def _best(task: TaskResult) -> str:
    if task.best is None:
        return "-"
    return f"{task.best} so far" if task.unfinished == task.attempts else str(task.best)


def _unfit(found: Collection) -> Iterator[str]:
    yield from (f"{each.file}: {each.cause}" for each in found.aside if each.refused)
    for each in found.learners:
        yield from (f"{each.file} ({each.learner}): {problem}." for problem in each.problems)
        for attempt in each.attempts:
            yield from (f"{each.file} ({each.learner}), {attempt.file}: {said}." for said in attempt.problems)


def _notes(found: Collection) -> Iterator[str]:
    yield from (f"{each.file}: {each.cause}" for each in found.aside if not each.refused)
    for each in found.learners:
        yield from (f"{each.file} ({each.learner}): {note}." for note in each.notes)
        for attempt in each.attempts:
            yield from (f"{each.file} ({each.learner}), {attempt.file}: {note}." for note in attempt.notes)


def _listed(title: str, lines: Iterator[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield f"\n{title}:"
        yield from (f"- {one_line(each)}" for each in found)
