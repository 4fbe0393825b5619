"""What the reader is worth on talks it never saw, end to end: by label, by register, by length, and how sure it is."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from math import isnan
from pathlib import Path
from typing import Any

from rehearse.archive.corpus import CorpusLine
from rehearse.reading.codebook import Turn
from rehearse.reading.reader import Reader
from training.corpus import as_labelled, as_read, brief, marks
from training.encoder.surface import bare
from training.scoring import Figures, compare

Pair = tuple[Turn, Turn]
"""A turn as labelled, and as read."""
WHOLE = ("credits", "debits", "cues", "accused", "caught")
LENGTHS = ((1, 8), (9, 20), (21, 40), (41, 10_000))
"""Words of a turn, from and to."""
_BINS = 10


def pairs(lines: Iterable[CorpusLine], reader: Reader) -> list[Pair]:
    """Return every turn of the talks as labelled and as read, the reader's own marks being the context."""
    return [pair for line in lines for pair in zip(as_labelled(line), as_read(line, reader), strict=True)]


def stripped(line: CorpusLine) -> CorpusLine:
    """Return a talk in lower case without punctuation."""
    turns = [turn.model_copy(update={"text": "".join(bare(turn.text)).strip() or turn.text}) for turn in line.turns]
    return line.model_copy(update={"turns": tuple(turns)})


def report(groups: Mapping[str, Sequence[CorpusLine]], reader: Reader) -> dict[str, Any]:
    """Return the figures of each group of talks, of each of its briefs, of the same talks stripped, and by length."""
    return {
        name: measured(by_brief(lines, reader), by_brief(map(stripped, lines), reader))
        for name, lines in groups.items()
    }


def by_brief(lines: Iterable[CorpusLine], reader: Reader) -> dict[str, list[Pair]]:
    """Return every turn of the talks as labelled and as read, by brief."""
    found: dict[str, list[Pair]] = {}
    for line in lines:
        found.setdefault(brief(line), []).extend(pairs([line], reader))
    return found


def measured(read: Mapping[str, Sequence[Pair]], bare_: Mapping[str, Sequence[Pair]]) -> dict[str, Any]:
    """Return the figures of turns by brief, `bare_` being the same turns stripped."""
    whole = _all(read)
    return {
        **_figures(compare(whole)),
        "stripped": _whole(compare(_all(bare_))),
        "by brief": {name: _whole(compare(each)) for name, each in sorted(read.items())},
        "by length": {f"{low} to {high} words": _whole(compare(_between(whole, low, high))) for low, high in LENGTHS},
        "sureness": sureness(whole),
    }


def sureness(read: Iterable[Pair]) -> dict[str, Any]:
    """Return how often what was given at each confidence was right, and the expected calibration error of that."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(_BINS)]
    for _, sure, right in said(read):
        bins[min(_BINS - 1, int(sure * _BINS))].append((sure, right))
    rows = [
        {
            "said": round(_mean([sure for sure, _ in each]), 3),
            "right": round(_mean([ok for _, ok in each]), 3),
            "marks": len(each),
        }
        for each in bins
        if each
    ]
    total = sum(row["marks"] for row in rows)
    return {
        "error": round(sum(abs(row["said"] - row["right"]) * row["marks"] for row in rows) / total, 3),
        "bins": rows,
    }


def said(read: Iterable[Pair]) -> Iterator[tuple[str, float, bool]]:
    """Yield what turns were read as, what is only asked about with it, how sure that was, and whether it was right."""
    for gold, turn in read:
        known = marks(gold)
        for mark in (*turn.labels, *turn.unsure):
            yield mark.label.value, mark.confidence, mark.label.value in known
        for cue in turn.cues:
            yield cue.label.value, cue.confidence, cue.label.value in known


def both_right(lines: Sequence[CorpusLine], partners: Mapping[str, int], reader: Reader) -> dict[str, Any]:
    """Return how often what differs between two talks with the same last words is read rightly on both sides."""
    groups: dict[int, list[tuple[frozenset[str], frozenset[str]]]] = {}
    for line in lines:
        if line.id in partners:
            gold, read = marks(as_labelled(line)[-1]), marks(as_read(line, reader)[-1])
            groups.setdefault(partners[line.id], []).append((gold, read))
    right = []
    for (gold, read), (other_gold, other_read) in (two for group in groups.values() for two in combinations(group, 2)):
        if flips := gold ^ other_gold:
            right.append(read & flips == gold & flips and other_read & flips == other_gold & flips)
    return {"pairs": len(right), "both right": round(_mean(right), 3)}


def table(found: Mapping[str, Any]) -> str:
    """Return the figures of all groups side by side: the whole above, then F1 by label."""
    heads = "".join(f"{name:>12}" for name in found)
    whole = [f"{name:<28}" + "".join(f"{each[name]:>12.3f}" for each in found.values()) for name in WHOLE]
    bare_ = [
        f"{'stripped ' + name:<28}" + "".join(f"{each['stripped'][name]:>12.3f}" for each in found.values())
        for name in WHOLE
    ]
    first = next(iter(found.values()))["labels"]
    each = [
        f"{name:<20}{row['turns']:>8}" + "".join(f"{group['labels'][name]['f1']:>12.3f}" for group in found.values())
        for name, row in first.items()
    ]
    return "\n".join([f"{'':<20}{'turns':>8}{heads}", *whole, "", *bare_, "", *each])


def _figures(found: Figures) -> dict[str, Any]:
    labels = {
        name: {
            "turns": row.support,
            "precision": _round(row.precision),
            "recall": _round(row.recall),
            "f1": _round(row.f1),
        }
        for name, row in found.each.items()
    }
    return {**_whole(found), "labels": labels}


def _whole(found: Figures) -> dict[str, float]:
    return {name: _round(getattr(found, name)) for name in WHOLE}


def _round(value: float) -> float:
    return 0.0 if isnan(value) else round(value, 3)


def _all(read: Mapping[str, Sequence[Pair]]) -> list[Pair]:
    return [pair for each in read.values() for pair in each]


def _between(read: Iterable[Pair], low: int, high: int) -> list[Pair]:
    keep: Callable[[Turn], bool] = lambda turn: low <= len(turn.text.split()) <= high  # noqa: E731
    return [pair for pair in read if keep(pair[0])]


def _mean(values: Sequence[float] | Sequence[bool]) -> float:
    return sum(values) / len(values) if values else 0.0


def quotes(path: Path, lines: Sequence[CorpusLine], reader: Reader) -> dict[str, Any]:
    """Return how often what is quoted holds the words that a person marked, by halves of the marked turns.

    A line of the file is `{"id": ..., "turn": ..., "marks": [[label, words], ...]}`. What the reader does not give
    has no quote and is not counted. The turns of every second meeting were never looked at while quoting was built.
    """
    by_id = {line.id: line for line in lines}
    held: dict[str, list[bool]] = {"looked at": [], "unseen": []}
    words: dict[str, list[int]] = {"looked at": [], "unseen": []}
    turns: dict[str, set[tuple[str, int]]] = {"looked at": set(), "unseen": set()}
    read = {line.id: as_read(line, reader) for line in lines}
    for raw in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        half = "unseen" if int(raw["id"].rpartition("-")[2]) % 2 else "looked at"
        text = by_id[raw["id"]].turns[raw["turn"]].text
        shown = {mark.label.value: mark for mark in read[raw["id"]][raw["turn"]].labels}
        turns[half].add((raw["id"], raw["turn"]))
        for label, told in raw["marks"]:
            if label in shown:
                wanted = told.strip(" .,;:!?*\"'()\n")
                begin = text.find(wanted)
                held[half].append(shown[label].start <= begin and begin + len(wanted) <= shown[label].end)
                words[half].append(len(shown[label].quote.split()))
    return {
        half: {
            "turns": len(turns[half]),
            "quotes": len(held[half]),
            "held": round(_mean(held[half]), 3),
            "words": round(_mean(words[half]), 1),
        }
        for half in held
    }
