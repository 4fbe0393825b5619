"""The search index over the person's transcripts and the samples, rated by the standard rubric."""

from functools import lru_cache
from pathlib import Path

from rehearse import __version__
from rehearse.archive.search import Index, Rater
from rehearse.archive.tables import OWN, SAMPLE
from rehearse.errors import RehearseError
from rehearse.meeting.state import State
from rehearse.review.scoring import scored
from rehearse.scene import library
from rehearse.scene.rubric import STANDARD, Rubric
from rehearse.scene.scenario import Mode
from rehearse.settings import index_path, shipped, transcripts_dir


def index() -> Index:
    """Return the index, the same one as long as the rubric and the folders are the same.

    Where the standard rubric is broken, no meeting has a score; a review says what is wrong with it.
    """
    try:
        rubric = library.rubric(STANDARD)
    except RehearseError:
        rubric = None
    return _index(index_path(), transcripts_dir(), shipped("transcripts"), rubric)


def rater(rubric: Rubric | None) -> Rater:
    """Return what rates meetings under a rubric, as a review does; without one, none has a score."""
    if rubric is None:
        return Rater(lambda _state: None, "no rubric")
    return Rater(
        lambda state: _score(state, rubric),
        f"{__version__} {library.content_hash(rubric)}, nothing of an open exam, nor of silence",
    )


def _score(state: State, rubric: Rubric) -> int | None:
    """The score; none where nothing was said, nor of an exam that goes on, for it would be a hint."""
    scenario = state.header.scenario
    exam = scenario is not None and scenario.mode is Mode.EXAM
    return None if exam and state.ended is None else scored(state, rubric)


@lru_cache(maxsize=1)
def _index(file: Path, own: Path, samples: Path, rubric: Rubric | None) -> Index:
    return Index(file, {OWN: own, SAMPLE: samples}, rater(rubric))
