"""Reviews what lies below a folder for `rehearse coach report`: chooses who works, and says how it goes on stderr."""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from rehearse.archive.folder import SUFFIX
from rehearse.cli.progress import Line
from rehearse.coaching.facts import Bad, MeetingFacts
from rehearse.coaching.many.chunk import Job
from rehearse.coaching.many.cluster import Cluster
from rehearse.coaching.many.crew import Crew
from rehearse.coaching.many.gathering import Progress, gather, reviewed_by
from rehearse.coaching.many.kept import Kept
from rehearse.coaching.many.listing import count
from rehearse.coaching.many.place import Place, place
from rehearse.coaching.many.processes import Processes
from rehearse.coaching.many.written import bad_file, work_file, write_facts
from rehearse.scene.rubric import Rubric
from rehearse.text import one_line

_NAMED = 20
"""Bad files that are named on stderr."""


class Gathered(NamedTuple):
    """What was gathered, while its work file is open."""

    kept: Kept
    meetings: int
    bad: int

    def facts(self) -> Iterator[MeetingFacts]:
        """Yield the facts of all meetings, sorted by source; as often as one likes."""
        return map(MeetingFacts.model_validate_json, self.kept.lines())

    def all_bad(self) -> Iterator[Bad]:
        """Yield all files of which there are no facts, sorted by name."""
        return self.kept.bad()


@contextmanager
def gathered(args: argparse.Namespace, rubric: Rubric) -> Iterator[Gathered]:
    """Review all transcripts below the first of `args.paths`; give what was gathered.

    On stderr it says what was reused and what is bad.

    Raises InputError and StorageError as `gather` does, and KeyboardInterrupt with a word on how to go on.
    """
    where, facts = place(args.paths[0], SUFFIX), Path(args.facts) if args.facts else None
    with ExitStack() as stack:
        work = work_file(facts) if facts else Path(stack.enter_context(tempfile.TemporaryDirectory())) / "work"
        try:
            kept, done = _gather(where, args, rubric, work, stack)
            if facts:
                write_facts(kept, facts)
        except KeyboardInterrupt:
            on = "what is reviewed is kept; run the same again to go on" if facts else "with --facts OUT it could go on"
            raise KeyboardInterrupt(f"interrupted; {on}.") from None
        _tell(done, kept, facts)
        yield Gathered(kept, *kept.counted())


def _gather(
    where: Place, args: argparse.Namespace, rubric: Rubric, work: Path, stack: ExitStack
) -> tuple[Kept, Progress]:
    crew: Crew = Cluster(args.cluster) if args.cluster else Processes(args.workers)
    line = Line()
    try:
        worker = crew.meet()
        if worker.says:
            _say(worker.says)
        job = Job(where, rubric.model_dump_json(by_alias=True), args.anew, worker)
        kept = stack.enter_context(closing(Kept(work, reviewed_by(job))))
        if kept.begun_anew:
            _say("the folder, the rubric, the reader or the version is another than before: all are reviewed anew.")
        total = count(where) if line.shown else None
        return kept, gather(job, crew, kept, lambda progress: _show(line, progress, total))
    finally:
        line.clear()
        crew.leave()


def _show(line: Line, progress: Progress, total: int | None) -> None:
    if not line.due():
        return
    done, rate = progress.reviewed + progress.reused, progress.reviewed / max(line.seconds, 0.001)
    of = f" of {total:,}" if total else ""
    left = f", {_clock(max(total - done, 0) / rate)} left" if total and rate else ""
    bad = f", {progress.bad:,} bad" if progress.bad else ""
    line.tell(f"{done:,}{of} transcripts, {rate:,.0f} a second{bad}{left}")


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}" if minutes >= 60 else f"{minutes}:{rest:02}"  # noqa: PLR2004


def _tell(done: Progress, kept: Kept, facts: Path | None) -> None:
    if done.reused:
        _say(f"{done.reused:,} unchanged since an earlier run and reused, {done.reviewed:,} reviewed now.")
    for bad in kept.bad(_NAMED):
        _say(f"{bad.source}: {bad.why}.")
    _, count = kept.counted()
    if count > _NAMED:
        _say(f"and {count - _NAMED:,} more{f'; all are in {bad_file(facts)}' if facts else ''}.")


def _say(text: str) -> None:
    print(f"rehearse: {one_line(text, 500)}", file=sys.stderr)
