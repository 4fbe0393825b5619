"""Labelled meetings as they lie in `training/data`, and their turns, as labelled or as a reader reads them."""

from pathlib import Path

from rehearse.archive.corpus import CorpusLine, CorpusTurn
from rehearse.reading.codebook import CueMark, LabelMark, Turn
from rehearse.reading.reader import Reader

DATA = Path(__file__).resolve().parent / "data"
TRAIN, DEV = DATA / "train.jsonl", DATA / "dev.jsonl"
WRITTEN = DATA / "written.jsonl"
"""Talks under briefs of this project's own."""

Turns = tuple[Turn, ...]


def read(path: Path) -> tuple[CorpusLine, ...]:
    """Return the meetings of a file, in its order. Raises ValidationError for a line not of the corpus form."""
    return tuple(map(CorpusLine.model_validate_json, path.read_text(encoding="utf-8").splitlines()))


def texts() -> list[str]:
    """Return the texts of all turns, in the order of the files."""
    return [turn.text for path in (TRAIN, DEV, WRITTEN) for line in read(path) for turn in line.turns]


def brief(line: CorpusLine) -> str:
    """Return the brief under which a meeting was written: what stands before the first hyphen of its id."""
    return line.id.partition("-")[0]


def as_labelled(line: CorpusLine) -> Turns:
    """Return the turns with the marks that the file gives them, each on the whole turn."""
    return tuple(map(_marked, line.turns))


def as_read(line: CorpusLine, reader: Reader) -> Turns:
    """Return the turns with the marks that the reader gives them, its own earlier marks being the context."""
    return reader.read_all(line.scene, [(turn.speaker, turn.text) for turn in line.turns])


def marks(turn: Turn) -> frozenset[str]:
    """Return the names of the labels or cues on a turn."""
    return frozenset([*(mark.label.value for mark in turn.labels), *(mark.label.value for mark in turn.cues)])


def _marked(turn: CorpusTurn) -> Turn:
    text, end = turn.text, len(turn.text)
    labels = tuple(LabelMark(label=each, quote=text, start=0, end=end, confidence=1.0) for each in turn.labels or ())
    cues = tuple(CueMark(label=each, quote=text, start=0, end=end, confidence=1.0) for each in turn.cues or ())
    return Turn(speaker=turn.speaker, text=text, labels=labels, cues=cues)
