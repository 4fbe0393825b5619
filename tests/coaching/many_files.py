"""A folder of many transcripts to gather from, and a crew that does as it is told."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from benchmarks.transcripts import copied
from rehearse.coaching.many.chunk import Answer, Chunk, Job, reviewed
from rehearse.coaching.many.crew import Crew, Done
from rehearse.coaching.many.gathering import WAITING, Progress, gather, reviewed_by
from rehearse.coaching.many.kept import Kept
from rehearse.coaching.many.place import place
from rehearse.coaching.many.worker import Worker, introduce
from rehearse.scene import library
from rehearse.settings import shipped

SAMPLES = [path.read_bytes() for path in sorted(shipped("transcripts").glob("*.jsonl"))]
RUBRIC = library.rubric("standard").model_dump_json(by_alias=True)


def write(folder: Path, count: int, *, per_learner: int = 20) -> Path:
    """Write so many transcripts, in learners' folders."""
    for number in range(count):
        path = folder / f"learner-{number // per_learner}" / f"{number:03}.jsonl"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(copied(SAMPLES[number % len(SAMPLES)], number))
    return folder


class Gathered:
    """What a run left behind."""

    def __init__(self, kept: Kept, progress: Progress) -> None:
        self.lines = b"".join(kept.lines())
        self.bad = list(kept.bad())
        self.progress = progress


def quiet(_: Progress) -> None:
    """Say nothing."""


def gathered(
    where: Path | str,
    work: Path,
    crew: Crew,
    *,
    tell: Callable[[Progress], None] = quiet,
    rubric: str = RUBRIC,
    anew: bool = False,
) -> Gathered:
    """Gather with this crew, and send it home."""
    try:
        job = Job(place(str(where), ".jsonl"), rubric, anew, crew.meet())
        with closing(Kept(work, reviewed_by(job))) as kept:
            return Gathered(kept, gather(job, crew, kept, tell))
    finally:
        crew.leave()


class OneAfterAnother:
    """Works in this process; dies over chunks that hold a file of a deadly name, as often as one tries.

    Not `thorough`, it gives the name of each file for its facts.
    """

    def __init__(self, *deadly: str, hands: int = 2, last_first: bool = False, thorough: bool = True) -> None:
        self.hands, self.thorough = hands, thorough
        self.reviewed: list[str] = []
        self._deadly, self._last_first = deadly, last_first
        self._sent: list[Chunk] = []

    def meet(self) -> Worker:
        return introduce()

    def send(self, chunk: Chunk) -> None:
        assert len(self._sent) < WAITING * self.hands, "what waits is bounded"
        self._sent.append(chunk)

    def receive(self) -> Done:
        chunk = self._sent.pop(-1 if self._last_first else 0)
        if any(file.name in self._deadly for file in chunk.files):
            return Done(chunk, None)
        self.reviewed += [file.name for file in chunk.files]
        if self.thorough:
            return Done(chunk, reviewed(chunk))
        return Done(chunk, [Answer(file.name, file.stamp, file.name.encode() + b"\n") for file in chunk.files])

    def leave(self) -> None:
        self._sent.clear()


class Stopped(Exception):
    """Somebody stopped the run."""


def stop_after(count: int) -> Callable[[Progress], None]:
    """Return what stops a run once so many are reviewed."""

    def tell(progress: Progress) -> None:
        if progress.reviewed >= count:
            raise Stopped

    return tell
