"""What a review costs beside reading the meeting once: by `python -m benchmarks`, with the others.

By itself, `python -m benchmarks.reviewing` reviews a thousand meetings once (two minutes). Most of it goes into better
lines, each of which is read by the reader in the place of a learner's turn.
"""

import time
from collections.abc import Iterator
from itertools import islice

from benchmarks.figure import Figure, medians, table
from benchmarks.reading import one_core
from rehearse.archive.corpus import CorpusLine, from_corpus
from rehearse.archive.transcript import Transcript
from rehearse.engines import make_reader
from rehearse.reading.reader import Reader
from rehearse.review.report import as_json
from rehearse.review.review import review
from rehearse.scene import library
from rehearse.scene.rubric import STANDARD
from training.corpus import DEV, TRAIN, read

MEETINGS = 60
"""Meetings that are reviewed in a run: all kinds, good and bad, of some sixteen turns."""
MANY = 1_000
"""The same, by itself: whole meetings and short exchanges."""
RUNS = 3
AT_MOST = 0.5
"""Times what it costs to read the meeting."""


def figures(count: int = MEETINGS, runs: int = RUNS) -> Iterator[Figure]:
    """Measure a review of a labelled meeting, to its JSON, on one core: the mean over `count` of them."""
    lines, reader = list(islice((line for name in (DEV, TRAIN) for line in read(name)), count)), make_reader()
    meetings = [from_corpus(line.model_dump(mode="json", exclude_none=True)) for line in lines]
    with one_core():
        ours, baseline = medians(lambda: _reviewed(meetings, reader), lambda: _read(lines, reader), runs)
    yield Figure(f"a review, mean of {len(lines):,}", ours, "its turns read once", baseline, AT_MOST)


def _reviewed(meetings: list[Transcript], reader: Reader) -> float:
    rubric = library.rubric(STANDARD)
    begin = time.perf_counter()
    for meeting in meetings:
        as_json(review(meeting.header, meeting.events, rubric, reader))
    return (time.perf_counter() - begin) / len(meetings)


def _read(lines: list[CorpusLine], reader: Reader) -> float:
    begin = time.perf_counter()
    for line in lines:
        reader.read_all(line.scene, [(turn.speaker, turn.text) for turn in line.turns])
    return (time.perf_counter() - begin) / len(lines)


if __name__ == "__main__":
    print(table(list(figures(MANY, runs=1))))
