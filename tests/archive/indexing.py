"""What the tests of the search index share: meetings to keep, an index over them, and what it holds."""

import os
from pathlib import Path
from typing import Any

from rehearse.archive.log import TranscriptLog
from rehearse.archive.search import Index, Match, Rater, Wanted
from rehearse.meeting.events import AnyEvent, Header, Replied
from tests.archive.meetings import at, header, said

RATER = Rater(lambda state: 10 * len(state.turns), "ten a turn")
LONG_AGO = 1_000_000_000


def keep(path: Path, first: Header, *events: AnyEvent, when: int = LONG_AGO) -> Path:
    """Keep a meeting that was written long ago, so that its stamp can be trusted."""
    with TranscriptLog.create(path, first) as log:
        for event in events:
            log.append(event)
    os.utime(path, (when, when))
    return path


def talk(*texts: str) -> list[AnyEvent]:
    """A talk of which the contact has the first turn."""
    return [said(n, text) if n % 2 == 0 else replied(n, text) for n, text in enumerate(texts, start=1)]


def replied(n: int, text: str) -> Replied:
    """The contact's turn."""
    return Replied(n=n, at=at(n), text=text, engine="offline")


def keep_some(tmp_path: Path, count: int = 5) -> None:
    """Keep meetings about bees, each with a number of its own."""
    for number in range(count):
        words = f"I keep bees and have {number + 100} hives."
        keep(tmp_path / "own" / f"{number:03}.jsonl", header(f"id-{number}"), *talk(words, "Really?"))


def index(tmp_path: Path, rater: Rater = RATER, file: str = "index.sqlite3") -> Index:
    """Return an index over the folder `own`, and one of samples."""
    return Index(tmp_path / file, {"own": tmp_path / "own", "sample": tmp_path / "samples"}, rater)


def renewed(tmp_path: Path, rater: Rater = RATER, file: str = "index.sqlite3") -> Index:
    """Return the index, brought up to the files."""
    found = index(tmp_path, rater, file)
    assert found.renew()
    return found


def fits(found: Index, words: str = "", **wanted: Any) -> list[str]:
    """Ids of what fits."""
    return [match.row.id for match in found.find(Wanted(words, **wanted)).shown]


def holds(found: Index, *words: str) -> list[tuple[Match, ...]]:
    """All that the index answers: every row, and what is found by some words."""
    return [found.find(Wanted(asked)).shown for asked in ("", "bees", "1", "clock", *words)]


def afresh(tmp_path: Path, *words: str) -> list[tuple[Match, ...]]:
    """The same of an index that was made just now."""
    (tmp_path / "fresh.sqlite3").unlink(missing_ok=True)
    return holds(renewed(tmp_path, file="fresh.sqlite3"), *words)
