"""Reviews all transcripts below a folder: lists, deals out, keeps what comes back.

Memory does not grow with their number: what is listed, at work or waiting is bounded, and what is done is on the disk.
"""

import hashlib
import json
from collections import deque
from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

from rehearse.coaching.many.chunk import Answer, Chunk, Job, read, refusal
from rehearse.coaching.many.crew import Crew
from rehearse.coaching.many.kept import Kept
from rehearse.coaching.many.listing import File, files

FILES = 50
"""Files of a chunk at most: a fifth of a second's work."""
FILES_ANEW = 4
"""The same where every turn is read again."""
BYTES = 16_000_000
"""Bytes of a chunk's files at most, where that is told; a larger file goes alone."""
WAITING = 3
"""Chunks for each hand: one at work, the others so that no hand waits."""
_LISTED = 500
"""Files that are looked up at a time among those that are kept."""
_DEATHS = 2
"""Workers that may die over one file, alone, before it is called the culprit."""


class Progress(NamedTuple):
    """How far it is."""

    reviewed: int = 0
    """Files that were reviewed now, bad ones among them."""
    reused: int = 0
    """Files that are as they were when they were reviewed."""
    bad: int = 0
    """Files, of those reviewed now, of which there are no facts."""


class _Gathering:
    def __init__(self, job: Job, crew: Crew, kept: Kept, tell: Callable[[Progress], None]) -> None:
        self._job, self._crew, self._kept, self._tell = job, crew, kept, tell
        self._at_work = 0
        self._suspects: deque[tuple[Chunk, int]] = deque()
        self.progress = Progress()

    def run(self) -> None:
        for chunk in _chunks(self._job, self._todo()):
            while self._suspects or self._at_work >= self._crew.hands * WAITING:
                self._settle()
            self._send(chunk)
        while self._at_work or self._suspects:
            self._settle()

    def _todo(self) -> Iterator[File]:
        """Yield the files that have to be reviewed, as they are listed."""
        listed = files(self._job.where)
        while batch := list(islice(listed, _LISTED)):
            if refused := [refusal(file, file.refused) for file in batch if file.refused]:
                self._answered(refused)
            todo = self._kept.reuse([file for file in batch if not file.refused])
            reused = sum(1 for file in batch if not file.refused) - len(todo)
            self.progress = self.progress._replace(reused=self.progress.reused + reused)
            yield from todo

    def _settle(self) -> None:
        """Take in a chunk that is done; once no other is at work, try those over which a worker died, one by one."""
        if self._at_work:
            self._take()
            return
        chunk, deaths = self._suspects.popleft()
        self._send(chunk)
        if not self._take():
            self._suspects.pop()
            self._suspects.extendleft(reversed(self._accused(chunk, deaths + 1)))

    def _accused(self, chunk: Chunk, deaths: int) -> list[tuple[Chunk, int]]:
        """Return what is still to be tried of a chunk over which a worker died, with nothing else at work."""
        if len(chunk.files) > 1:
            half = len(chunk.files) // 2
            return [(part, 0) for part in (_part(chunk, 0, half), _part(chunk, half, None))]
        if deaths < _DEATHS:
            return [(chunk, deaths)]
        self._answered([refusal(chunk.files[0], "whatever process reviews it dies")])
        return []

    def _send(self, chunk: Chunk) -> None:
        self._crew.send(chunk)
        self._at_work += 1

    def _take(self) -> bool:
        """Take in what comes first; return False where a worker died over it, which makes it suspect."""
        done = self._crew.receive()
        self._at_work -= 1
        if done.answers is None:
            self._suspects.append((done.chunk, 0))
            return False
        self._answered(done.answers)
        return True

    def _answered(self, answers: list[Answer]) -> None:
        self._kept.add(answers)
        bad = sum(1 for each in answers if each.line is None)
        reviewed, reused, before = self.progress
        self.progress = Progress(reviewed + len(answers), reused, before + bad)
        self._tell(self.progress)


def gather(job: Job, crew: Crew, kept: Kept, tell: Callable[[Progress], None]) -> Progress:
    """Review what is listed and not yet kept; return how it went, of which `tell` hears on the way.

    Raises InputError where the folder cannot be listed or a worker may not work, StorageError where the disk refuses
    or all workers are gone; what came back before is kept.
    """
    gathering = _Gathering(job, crew, kept, tell)
    gathering.run()
    kept.finish()
    return gathering.progress


def reviewed_by(job: Job) -> str:
    """Return all that the facts depend on beside the files, as a line to compare."""
    rubric = hashlib.sha256(job.rubric.encode()).hexdigest()
    return json.dumps([job.worker.version, job.worker.reader, rubric, job.anew, job.where.shown])


def _chunks(job: Job, listed: Iterator[File]) -> Iterator[Chunk]:
    most, chosen, size = FILES_ANEW if job.anew else FILES, list[File](), 0
    for file in listed:
        if chosen and (len(chosen) == most or size + (file.size or 0) > BYTES):
            yield _chunk(job, chosen)
            chosen, size = [], 0
        chosen.append(file)
        size += file.size or 0
    if chosen:
        yield _chunk(job, chosen)


def _chunk(job: Job, chosen: list[File]) -> Chunk:
    # What lies in the memory of this process is read here; all else is read where it is reviewed.
    data = tuple(read(job.where, file) for file in chosen) if job.where.is_memory else None
    return Chunk(job, tuple(chosen), data)


def _part(chunk: Chunk, begin: int, end: int | None) -> Chunk:
    return chunk._replace(files=chunk.files[begin:end], data=chunk.data and chunk.data[begin:end])
