"""Windows of labelled talk with what the network is to tell of them: of each turn, and of each piece of it."""

import json
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from rehearse.archive.corpus import CorpusLine
from rehearse.reading.codebook import Cue, Label, Turn
from rehearse.reading.encoder.outputs import ACTS, AT, OUTPUTS, STATES
from rehearse.reading.encoder.signs import matters
from rehearse.reading.encoder.windows import Window, lay, windows
from rehearse.reading.encoder.wordpiece import WordPiece
from rehearse.reading.invitations import invitations
from rehearse.reading.scene import Side
from training.corpus import as_labelled
from training.encoder.surface import Change, moved

UNKNOWN, NO, YES = -1, 0, 1
"""What is known of an output: nothing, that it is absent, that it is there."""

Marks = Mapping[int, tuple[tuple[str, int, int], ...]]
"""By turn: which words carry what, as name, start and end; `!` after the name of an act that was in order."""


class Example(NamedTuple):
    """A window, what is known of its turns and of its pieces: rows of `OUTPUTS`, each UNKNOWN, NO or YES."""

    window: Window
    turns: list[list[int]]
    pieces: list[list[int]]


def read_marks(path: Path) -> dict[str, Marks]:
    """Return the marks of a file by transcript; a line is `{"id": ..., "marks": [[turn, name, start, end], ...]}`."""
    found: dict[str, Marks] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        raw = json.loads(line)
        by_turn: dict[int, list[tuple[str, int, int]]] = {}
        for turn, name, start, end in raw["marks"]:
            by_turn.setdefault(turn, []).append((name, start, end))
        found[raw["id"]] = {turn: tuple(marks) for turn, marks in by_turn.items()}
    return found


def examples(
    wordpiece: WordPiece, line: CorpusLine, marks: Marks | None, change: Change | None = None
) -> list[Example]:
    """Return the windows of a talk. `marks` are None where nobody marked it; `change` alters its surface first."""
    told, laid = [], []
    for i, turn in enumerate(line.turns):
        text, spans = turn.text, (marks or {}).get(i, ())
        if change is not None:
            text, spans = moved(text, spans, change)
        told.append(spans)
        laid.append(lay(wordpiece, turn.speaker, text))
    return [_example(line, told, marks is not None, window) for window in windows(wordpiece, line.scene, laid)]


def altered(
    wordpiece: WordPiece, line: CorpusLine, marks: Marks | None, change: Callable[[random.Random], Change], seed: int
) -> list[Example]:
    """Return the windows of a talk whose surface was altered, or as they were where it then is cut differently."""
    plain = examples(wordpiece, line, marks)
    other = examples(wordpiece, line, marks, change(random.Random(f"{seed} {line.id}")))
    return other if len(other) == len(plain) else plain


def _example(line: CorpusLine, told: Sequence[Iterable[tuple[str, int, int]]], marked: bool, window: Window) -> Example:
    nothing, labelled = [UNKNOWN] * len(OUTPUTS), as_labelled(line)
    turns, pieces = [], [nothing] * len(window.ids)
    for number in range(1, max(window.turns) + 1):
        i = window.first + number - 1
        turns.append(_of_turn(line, labelled[:i], told[i], marked) if i >= window.fresh else nothing)
    for at, number in enumerate(window.turns):
        if number and window.first + number - 1 >= window.fresh:
            pieces[at] = _of_piece(window, at, turns[number - 1], told[window.first + number - 1])
    return Example(window, turns, pieces)


def _of_turn(line: CorpusLine, before: Sequence[Turn], told: Iterable[tuple[str, int, int]], marked: bool) -> list[int]:
    turn, row = line.turns[len(before)], [UNKNOWN] * len(OUTPUTS)
    if turn.speaker is Side.CONTACT:
        for cue in Cue:
            row[AT[cue]] = int(cue in (turn.cues or ()))
        return row
    labels = turn.labels or ()
    for label in Label:
        row[AT[label]] = int(label in labels)
    done = {name.removesuffix("!") for name, _, _ in told} | set(labels)
    for act in ACTS:
        row[AT[f"act:{act}"]] = int(act in done) if marked else YES if act in labels else UNKNOWN
    stands = matters(invitations(line.scene, before))
    for name in STATES:
        row[AT[f"state:{name}"]] = int(stands[name])
    return row


def _of_piece(window: Window, at: int, turn: Sequence[int], told: Iterable[tuple[str, int, int]]) -> list[int]:
    """A piece carries nothing that its turn does not carry; what the turn carries, it carries where marks say so."""
    row = [NO if known == NO else UNKNOWN for known in turn]
    piece = window.pieces[at]
    for name, start, end in told:
        inside = int(piece.start < end and piece.end > start)
        bare = name.removesuffix("!")
        outputs = ([] if name.endswith("!") else [bare]) + ([f"act:{bare}"] if bare in ACTS else [])
        for output in outputs:
            row[AT[output]] = max(inside, row[AT[output]])
    return row
