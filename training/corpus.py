"""Labelled meetings as they lie in `training/data`, and their turns, as labelled or as a reader reads them."""

from pathlib import Path

from rehearse.archive.corpus import CorpusLine, CorpusTurn
from rehearse.reading.codebook import CueMark, LabelMark, Turn
from rehearse.reading.reader import Reader
from rehearse.reading.scene import Side

DATA = Path(__file__).resolve().parent / "data"
TRAIN, DEV = DATA / "train.jsonl", DATA / "dev.jsonl"

Turns = tuple[Turn, ...]


def read(path: Path) -> tuple[CorpusLine, ...]:
    """Return the meetings of a file, in its order. Raises ValidationError for a line not of the corpus form."""
    return tuple(map(CorpusLine.model_validate_json, path.read_text(encoding="utf-8").splitlines()))


def brief(line: CorpusLine) -> str:
    """Return the brief under which a meeting was written: what stands before the first hyphen of its id."""
    return line.id.partition("-")[0]


def as_labelled(line: CorpusLine) -> Turns:
    """Return the turns with the marks that the file gives them, each on the whole turn."""
    return tuple(map(_marked, line.turns))


def as_read(line: CorpusLine, reader: Reader) -> Turns:
    """Return the turns with the marks that the reader gives them, its own earlier marks being the context."""
    turns: list[Turn] = []
    for each in line.turns:
        if each.speaker is Side.LEARNER:
            labels = reader.labels(line.scene, turns, each.text)
            turns.append(Turn(speaker=each.speaker, text=each.text, labels=labels))
        else:
            cues = reader.cues(line.scene, turns, each.text)
            turns.append(Turn(speaker=each.speaker, text=each.text, cues=cues))
    return tuple(turns)


def marks(turn: Turn) -> frozenset[str]:
    """Return the names of the labels or cues on a turn."""
    return frozenset([*(mark.label.value for mark in turn.labels), *(mark.label.value for mark in turn.cues)])


def _marked(turn: CorpusTurn) -> Turn:
    text, end = turn.text, len(turn.text)
    labels = tuple(LabelMark(label=each, quote=text, start=0, end=end, confidence=1.0) for each in turn.labels or ())
    cues = tuple(CueMark(label=each, quote=text, start=0, end=end, confidence=1.0) for each in turn.cues or ())
    return Turn(speaker=turn.speaker, text=text, labels=labels, cues=cues)
