"""What it costs to find one among ten thousand transcripts, to keep the index by which it is found, and to open home.

`python -m benchmarks.searching` takes these figures alone.
"""

import os
import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from benchmarks.figure import Excess, Figure, Limit, medians, table
from benchmarks.startup import HOME_SHOWS, environment
from benchmarks.terminal import seconds_until
from rehearse.archive.search import Index, Wanted
from rehearse.archive.tables import OWN
from rehearse.archive.transcript import read_transcript
from rehearse.archive.warm import newest_unfinished
from rehearse.review.finding import rater
from rehearse.scene import library
from rehearse.scene.rubric import STANDARD
from rehearse.settings import shipped

TRANSCRIPTS = 10_000
_FEW = 10
_TEXTS = 4_000
_SEARCHES = 200
_PART = 20
"""One of so many transcripts is opened to know what opening all takes."""
_SHOWN = 60
"""Rows that the app shows at most where words were typed."""
_UNFINISHED = 10
"""Of so many meetings, one has no end."""

_SEARCH_BOUND = 0.05
_REBUILD_BOUND = 3.0
_RENEW_BOUND = 0.2
_HOME_BOUND = 0.15
_FRAME_BOUND = 1.1
_GO_ON_BOUND = 0.25
_GO_ON = "turns so far"
_BEGAN = datetime(2026, 1, 1, 9, tzinfo=UTC)


def figures(count: int = TRANSCRIPTS, starts: int = 5) -> list[Figure]:
    """Measure on generated meetings in a temporary folder: a few personas, everybody's words mixed."""
    with tempfile.TemporaryDirectory() as made:
        home = Path(made, "many")
        folder, file = _places(home)
        writer = _Writer(folder)
        writer.write(count)
        index = Index(file, {OWN: folder}, rater(library.rubric(STANDARD)))
        reading = _seconds(lambda: sum(len(path.read_bytes()) for path in folder.iterdir()))
        checked = sorted(folder.iterdir())[: max(1, count // _PART)]
        checking = _PART * _seconds(lambda: [read_transcript(path) for path in checked])
        rebuilt = _seconds(index.renew)
        nothing_new = _seconds(index.renew)
        searches = sorted(_searches(index, writer.words))
        writer.write(1)
        renewed = _seconds(index.renew)
        with_few = Path(made, "few")
        many, few = _home(home), _home_with_few(with_few)
        frames = medians(partial(_opened, home, HOME_SHOWS), partial(_opened, with_few, HOME_SHOWS), starts)
        goes_on = medians(partial(_opened, home, _GO_ON), partial(_opened, with_few, _GO_ON), starts)
    median, late = statistics.median(searches), searches[len(searches) * 95 // 100]
    rate = f"index rebuilt, {count / rebuilt:,.0f} transcripts a second"
    return [
        Limit(f"search in {count:,} transcripts", median, "reading them all", reading, _SEARCH_BOUND),
        Limit("the slowest of twenty searches", late, "reading them all", reading, _SEARCH_BOUND),
        Figure(rate, rebuilt, "opening each, checked", checking, _REBUILD_BOUND),
        Excess("index renewed after a new transcript", renewed, "with nothing new", nothing_new, _RENEW_BOUND),
        Excess(f"home finds what to go on with, {count:,}", many, f"{_FEW} transcripts", few, _HOME_BOUND),
        _beside_few(Figure, f"home with {count:,}, to a usable frame", frames, _FRAME_BOUND),
        _beside_few(Excess, f"home with {count:,}, to what to go on with", goes_on, _GO_ON_BOUND),
    ]


def _searches(index: Index, words: Sequence[str]) -> Iterator[float]:
    """Yield seconds of what the app does at a keystroke: one word to three, of one letter to all."""
    chance = random.Random(2)
    for _ in range(_SEARCHES):
        typed = [word[: chance.randint(1, len(word))] for word in chance.choices(words, k=chance.randint(1, 3))]
        yield _seconds(partial(index.find, Wanted(" ".join(typed)), _SHOWN))


def _beside_few(kind: type[Figure], name: str, taken: tuple[float, float], bound: float) -> Figure:
    return kind(name, taken[0], f"{_FEW} transcripts", taken[1], bound)


def _places(home: Path) -> tuple[Path, Path]:
    """Return where transcripts and index lie in this home."""
    own = home / "rehearse"
    own.mkdir(parents=True, exist_ok=True)
    return own / "transcripts", own / "transcripts.sqlite3"


def _home(home: Path) -> float:
    folder, file = _places(home)
    return statistics.median(_seconds(lambda: newest_unfinished(folder, file)) for _ in range(5))


def _home_with_few(home: Path) -> float:
    folder, file = _places(home)
    _Writer(folder).write(_FEW)
    Index(file, {OWN: folder}, rater(None)).renew()
    return _home(home)


def _opened(home: Path, text: str) -> float:
    """Return the seconds from the command until home shows this."""
    return seconds_until(text, [sys.executable, "-m", "rehearse"], environment(home))


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


class _Writer:
    """Writes meetings of ten to twenty turns, of made-up talk, under the headers of the samples."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self._folder = folder
        self._chance = random.Random(1)
        samples = sorted(shipped("transcripts").glob("*.jsonl"))
        self._headers = [_cut(path.read_text("utf-8").partition("\n")[0]) for path in samples]
        said = " ".join(path.read_text("utf-8") for path in samples)
        self.words = sorted(set(re.findall("[a-z]{2,}", said.lower())))
        self._texts = [self._text() for _ in range(_TEXTS)]
        self._written = 0

    def write(self, count: int) -> None:
        """Write so many more."""
        for _ in range(count):
            self._written += 1
            began = _BEGAN + timedelta(minutes=20 * self._written)
            before, between, after = self._headers[self._written % len(self._headers)]
            head = f"{before}{self._written:016x}{between}{began.isoformat()}{after}"
            lines = [head, *self._talk(began.isoformat())]
            path = self._folder / f"{began:%Y%m%d-%H%M%S}-{self._written:04x}.jsonl"
            path.write_text("\n".join(lines) + "\n", encoding="utf-8")
            # A file of this very moment is read twice, since it may still change unnoticed.
            os.utime(path, (began.timestamp(), began.timestamp()))

    def _text(self) -> str:
        return " ".join(self._chance.choices(self.words, k=self._chance.randint(8, 50)))

    def _talk(self, at: str) -> Iterator[str]:
        events = self._chance.randint(5, 10)
        for number in range(events):
            n = 3 * number + 1
            asked, told = self._chance.choices(self._texts, k=2)
            label = self._chance.choice(("curiosity", "follow_up", "reflection", "job_ask", "gratitude"))
            mark = f'{{"label":"{label}","quote":"{asked}","start":0,"end":{len(asked)},"confidence":0.9}}'
            yield f'{{"n":{n},"at":"{at}","kind":"learner","text":"{asked}"}}'
            yield f'{{"n":{n + 1},"at":"{at}","kind":"reading","labels":[{mark}],"unsure":[]}}'
            yield f'{{"n":{n + 2},"at":"{at}","kind":"contact","text":"{told}","cues":[],"engine":"offline"}}'
        if self._chance.randrange(_UNFINISHED):
            yield f'{{"n":{3 * events + 1},"at":"{at}","kind":"end","how":"on_time","by":"contact"}}'


def _cut(header: str) -> tuple[str, str, str]:
    """Return what stands before the id of a header, between it and the beginning, and after that."""
    before, after = re.split(r'(?<="id":")[^"]+', header, maxsplit=1)
    between, after = re.split(r'(?<="started":")[^"]+', after, maxsplit=1)
    return before, between, after


if __name__ == "__main__":
    print(table(figures(int(sys.argv[1]) if len(sys.argv) > 1 else TRANSCRIPTS)))
