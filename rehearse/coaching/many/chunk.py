"""What a worker does: reads a few files, reviews each, and gives back lines. Only data goes in and comes out.

A worker finds these functions by their names, in the package as it is installed there.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache, partial
from pathlib import PurePosixPath
from threading import Lock
from typing import NamedTuple

from rehearse.archive.exams import check_over
from rehearse.archive.lines import open_file
from rehearse.coaching.many.listing import File
from rehearse.coaching.many.place import Place, local_path, opened, told
from rehearse.coaching.many.worker import Worker, check, fresh_reader, introduce
from rehearse.coaching.reviewed import meeting_facts
from rehearse.errors import InputError, RehearseError
from rehearse.scene.rubric import Rubric
from rehearse.text import one_line

LARGEST = 64_000_000
"""Bytes of a transcript at most: as of one that is handed in."""
_AT_ONCE = 16
"""Files that are asked for at a time, where each costs a journey over a network."""
_ALONE = Lock()
"""Held while a transcript is reviewed: threads share the network, and what it keeps of a talk is for that talk."""


class Job(NamedTuple):
    """What is the same for all files."""

    where: Place
    rubric: str
    """As JSON."""
    anew: bool
    """Whether every turn is read again."""
    worker: Worker
    """Who is expected to review."""


class Answer(NamedTuple):
    """What became of one file: facts, or the cause why there are none."""

    name: str
    stamp: str | None
    """As listed; None where it is worth another try next time."""
    line: bytes | None
    """The facts as one line of JSON."""
    cause: str | None = None


class Chunk(NamedTuple):
    """Files for one worker at a time."""

    job: Job
    files: tuple[File, ...]
    data: tuple[bytes | Answer, ...] | None = None
    """What the files hold, where no worker could read them."""


def reviewed(chunk: Chunk) -> list[Answer]:
    """Return what became of each file of a chunk, in its order.

    Raises InputError where this worker is not the one that was expected, or does not see the folder.
    """
    job = chunk.job
    check(introduce(), job.worker)
    if job.where.is_local and not local_path(job.where, "").is_dir():
        cure = "Put the transcripts where every worker sees them: on a shared disk, or in an object store."
        raise InputError("a worker does not see this folder", where=job.where.shown, cure=cure)
    return [_answer(job, file, data) for file, data in zip(chunk.files, _contents(chunk), strict=True)]


def refusal(file: File, cause: str, *, again: bool = True) -> Answer:
    """Return that there are no facts of a file; `again` says that another try may do better."""
    return Answer(file.name, None if again else file.stamp, None, cause)


def _contents(chunk: Chunk) -> Iterator[bytes | Answer]:
    """Yield what the files hold; for one that cannot be read, what became of it."""
    if chunk.data is not None:
        yield from chunk.data
    elif chunk.job.where.is_local:
        yield from (read(chunk.job.where, file) for file in chunk.files)
    else:
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            yield from pool.map(partial(read, chunk.job.where), chunk.files)


def read(where: Place, file: File) -> bytes | Answer:
    """Return what a file holds; where it cannot be read, what became of it."""
    if (file.size or 0) > LARGEST:
        return _too_large(file)
    try:
        data = _content(where, file)
    except InputError as error:
        return refusal(file, _cause(error, str(local_path(where, file.name))))
    except Exception as error:  # noqa: BLE001 - each file system has errors of its own
        missing = isinstance(error, FileNotFoundError)
        return refusal(file, "there is no such file" if missing else f"the file cannot be read: {told(error)}")
    return _too_large(file) if len(data) > LARGEST else data


def _content(where: Place, file: File) -> bytes:
    if where.is_local:
        path = local_path(where, file.name)
        check_over(path)
        with open_file(path) as opened_file:
            return opened_file.read(LARGEST + 1)
    system, root = opened(where)
    # Where the listing names no size, no more is asked for than shows that it is too large.
    most = {} if file.size is not None else {"end": LARGEST + 1}
    data: bytes = system.cat_file(f"{root}/{file.name}", **most)
    return data


def _answer(job: Job, file: File, data: bytes | Answer) -> Answer:
    if isinstance(data, Answer):
        return data
    source = one_line(file.name)
    try:
        with _ALONE:
            facts = meeting_facts(
                data,
                _rubric(job.rubric),
                fresh_reader(),
                source=source,
                learner=_learner(job.where, source),
                anew=job.anew,
            )
        return Answer(file.name, file.stamp, facts.model_dump_json().encode() + b"\n")
    except RehearseError as error:
        return refusal(file, _cause(error, source), again=False)
    except Exception as error:  # noqa: BLE001 - whatever one file brings about, the others go on
        return refusal(file, f"it cannot be reviewed: {type(error).__name__}: {told(error)}", again=False)


def _learner(where: Place, source: str) -> str:
    """Return the name of the folder that a transcript lies in."""
    return PurePosixPath(source).parent.name or one_line(PurePosixPath(where.url).name)


@lru_cache(maxsize=4)
def _rubric(text: str) -> Rubric:
    return Rubric.model_validate_json(text)


def _too_large(file: File) -> Answer:
    return refusal(file, f"it is larger than {LARGEST // 1_000_000} MB", again=False)


def _cause(error: RehearseError, source: str) -> str:
    """Return what is wrong with a file, in a line without its name."""
    place = error.where.removeprefix(source).lstrip(":")
    line = f"line {place}: " if place.isdigit() else ""
    return one_line(f"{line}{error.what}. {error.cure}".rstrip(". "), 300)
