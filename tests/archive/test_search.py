"""The index finds what the transcripts hold, whatever becomes of them and of the index."""

import os
from pathlib import Path
from typing import Any

import pytest

from rehearse.archive.glance import head
from rehearse.archive.log import TranscriptLog
from rehearse.archive.search import Index, Rater, Wanted
from rehearse.meeting.events import AnyEvent, Header, Parent, Replied
from rehearse.meeting.state import fold
from rehearse.reading.scene import Side
from tests.archive.meetings import MEETING, START, at, header, said

RATER = Rater(lambda state: 10 * len(state.turns), "ten a turn")
LONG_AGO = 1_000_000_000


def keep(path: Path, first: Header, *events: AnyEvent) -> Path:
    """Keep a meeting that was written long ago, so that its stamp can be trusted."""
    with TranscriptLog.create(path, first) as log:
        for event in events:
            log.append(event)
    os.utime(path, (LONG_AGO, LONG_AGO))
    return path


def talk(*texts: str) -> list[AnyEvent]:
    """A talk of which the contact has the first turn."""
    return [
        said(n, text) if n % 2 == 0 else Replied(n=n, at=at(n), text=text, engine="offline")
        for n, text in enumerate(texts, start=1)
    ]


def made(tmp_path: Path, rater: Rater = RATER) -> Index:
    """An index over the folder `own`, and one of samples, brought up to date."""
    index = Index(tmp_path / "index.sqlite3", {"own": tmp_path / "own", "sample": tmp_path / "samples"}, rater)
    assert index.renew()
    return index


def ids(index: Index, words: str = "", **wanted: Any) -> list[str]:
    """Ids of what fits."""
    return [match.row.id for match in index.find(Wanted(words, **wanted)).shown]


def test_a_row_tells_all_that_the_list_shows_and_how_things_stood_at_the_end(tmp_path: Path) -> None:
    first = header(parent=Parent(id="mother", turns=2))
    path = keep(tmp_path / "own" / "a.jsonl", first, *MEETING)
    (match,) = made(tmp_path).find().shown
    state = fold(first, MEETING)
    found = match.row
    assert (found.score, found.trust, found.energy) == (50, state.trust, state.energy)
    assert (found.persona, found.parent, match.shelf) == ("bo-lind", "mother", "own")
    assert [getattr(found, name) for name in head(path).__slots__[:9]] == [
        getattr(head(path), name) for name in head(path).__slots__[:9]
    ]


def test_words_of_both_sides_are_found_with_turn_speaker_and_quote(tmp_path: Path) -> None:
    keep(tmp_path / "own" / "a.jsonl", header(), *talk("Do you keep bees?", "I kept Bees for years; my café smelled."))
    index = made(tmp_path)
    (match,) = index.find(Wanted("bees CAFE")).shown
    first, second = match.hits
    assert (first.turn, first.speaker, first.quote) == (2, Side.LEARNER, "I kept Bees for years; my café smelled.")
    assert [first.quote[a:b] for a, b in first.marks] == ["Bees", "café"]
    assert (second.turn, second.speaker) == (1, Side.CONTACT)


@pytest.mark.parametrize("words", ["bee", "clock cof", "aiko", "OTA", "2023-11-14", "November bees", "a.jsonl bees"])
def test_a_meeting_is_found_by_beginnings_of_its_words_its_names_and_its_day(tmp_path: Path, words: str) -> None:
    begun = header(started=START.replace(year=2023, day=14))
    keep(tmp_path / "own" / "a.jsonl", begun, *talk("I keep bees."))
    keep(tmp_path / "own" / "b.jsonl", header("other"))
    assert "a1b2c3" in ids(made(tmp_path), words)


def test_all_words_must_be_found(tmp_path: Path) -> None:
    keep(tmp_path / "own" / "a.jsonl", header(), *talk("I keep bees."))
    assert ids(made(tmp_path), "bees wasps") == []
