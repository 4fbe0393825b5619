"""The index finds what the transcripts hold, by words, names, days and scores."""

import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rehearse.archive.glance import head
from rehearse.archive.search import Index, Rater, Wanted
from rehearse.archive.tables import COLUMNS
from rehearse.meeting.events import Parent
from rehearse.meeting.state import fold
from rehearse.reading.scene import Side
from tests.archive.indexing import fits, keep, keep_some, renewed, replied, talk
from tests.archive.meetings import MEETING, START, header

SEEN_AT_A_GLANCE = ("path", "id", "started", "scenario", "title", "contact", "engine", "turns", "ended", "broken")


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the person live where the tests do, by day and hour."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_a_row_tells_what_the_list_shows_and_how_things_stood_at_the_end(tmp_path: Path) -> None:
    first = header(parent=Parent(id="mother", turns=2))
    path = keep(tmp_path / "own" / "a.jsonl", first, *MEETING)
    (match,) = renewed(tmp_path).find().shown
    state = fold(first, MEETING)
    assert (match.row.score, match.row.trust, match.row.energy) == (50, state.trust, state.energy)
    assert (match.row.persona, match.row.parent, match.shelf) == ("bo-lind", "mother", "own")
    for name in SEEN_AT_A_GLANCE:
        assert getattr(match.row, name) == getattr(head(path), name)


def test_a_last_turn_that_nobody_has_read_yet_is_given_no_score(tmp_path: Path) -> None:
    keep(tmp_path / "own" / "a.jsonl", header(), *talk("Yes?", "Who are you?"))
    (match,) = renewed(tmp_path).find().shown
    assert (match.row.score, match.row.turns) == (None, 2)


def test_words_of_both_sides_are_found_with_turn_speaker_and_quote(tmp_path: Path) -> None:
    said = talk("Do you keep bees?", "I kept Bees for\nyears; my café smelled.", "Honey.", "Bees!")
    keep(tmp_path / "own" / "a.jsonl", header(), *said)
    (match,) = renewed(tmp_path).find(Wanted("bees CAFE")).shown
    first, *others = match.hits
    assert (first.turn, first.speaker, first.quote) == (2, Side.LEARNER, "I kept Bees for years; my café smelled.")
    assert [first.quote[begin:end] for begin, end in first.marks] == ["Bees", "café"]
    assert [(hit.turn, hit.speaker) for hit in others] == [(1, Side.CONTACT), (4, Side.LEARNER)]


def test_a_quote_of_a_long_turn_is_short_and_shows_the_word(tmp_path: Path) -> None:
    keep(tmp_path / "own" / "a.jsonl", header(), *talk("so and so " * 900 + "then e-mails " + "on and on " * 900))
    (match,) = renewed(tmp_path).find(Wanted("e-mail")).shown
    (hit,) = match.hits
    assert len(hit.quote) < 140
    assert hit.quote.startswith("…")
    assert hit.quote.endswith("…")
    assert [hit.quote[begin:end] for begin, end in hit.marks] == ["e-mails"]


@pytest.mark.parametrize(
    "words",
    ["bee", "clock cof", "aiko", "OTA bees", "2023-11-24", "24 nov", "november bees", "own", "a.jsonl"],
)
def test_a_meeting_is_found_by_beginnings_of_its_words_its_names_and_its_day(
    tmp_path: Path, zone: None, words: str
) -> None:
    keep(tmp_path / "own" / "a.jsonl", header(started=START.replace(year=2023)), *talk("I keep bees."))
    assert fits(renewed(tmp_path), words) == ["a1b2c3"]


@pytest.mark.parametrize("words", ["bees wasps", "ees", "☕", "-", "keep-bees-not", "of the"])
def test_what_does_not_hold_all_words_is_not_found(tmp_path: Path, words: str) -> None:
    keep(tmp_path / "own" / "a.jsonl", header(), *talk("I keep bees."))
    assert fits(renewed(tmp_path), words) == []


@settings(max_examples=20)
@given(st.lists(st.text("abcdeßéñØ ,.'-\n", min_size=1, max_size=30).filter(str.strip), min_size=1, max_size=4))
def test_every_word_that_was_said_is_found(tmp_path_factory: pytest.TempPathFactory, said: list[str]) -> None:
    tmp_path = tmp_path_factory.mktemp("said")
    keep(tmp_path / "own" / "a.jsonl", header(), *talk(*said))
    found = renewed(tmp_path)
    for text in said:
        for word in text.split():
            if any(map(str.isalnum, word)):
                (match,) = found.find(Wanted(word)).shown
                assert any(hit.marks for hit in match.hits)


@pytest.fixture(scope="module")
def some(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder = tmp_path_factory.mktemp("some")
    keep_some(folder)
    return renewed(folder)


@given(st.text(max_size=60), st.text(max_size=10), st.text(max_size=10))
@example('"', "'", "%")
@example('NEAR(bees) OR "bees* - ^ {title} : contact', "", "")
@example("bees AND NOT", "--", "; DROP TABLE words")
@example("bees \0 \ud800 \x1b[2J", "\0\ud800", "\udcff")
@example("x" * 10_000, "y" * 10_000, "z" * 10_000)
@example("bee b e " * 1_250, "", "")
@example(" ".join(map(str, range(2_000))), "", "")
@example("\u0301 \u0928\u092e\u0938\u094d\u0924\u0947 \U0001f41d", "", "")
def test_nothing_that_can_be_typed_is_an_error(some: Index, words: str, contact: str, scenario: str) -> None:
    for wanted in (Wanted(words), Wanted(contact=contact), Wanted(scenario=scenario), Wanted(words, contact, scenario)):
        found = some.find(wanted)
        assert found.total == len(found.shown) <= 5


def test_a_contact_is_found_by_a_part_of_the_name_without_accents_or_by_the_personas_id(tmp_path: Path) -> None:
    keep(tmp_path / "own" / "a.jsonl", header())
    found = renewed(tmp_path)
    for name in ("Ōta", "ota", "AIKO Ō", "bo-lind"):
        assert fits(found, contact=name) == ["a1b2c3"]
    assert fits(found, contact="hanna") == []
    assert fits(found, scenario="clock-coffee") == ["a1b2c3"]
    assert fits(found, scenario="clock") == []


def test_days_and_scores_are_bounds_and_what_has_no_score_is_within_none(tmp_path: Path) -> None:
    for day in range(3):
        events = [replied(n, "Word.") for n in range(1, 2 * day + 2)]
        keep(tmp_path / "own" / f"{day}.jsonl", header(f"day-{day}", started=START + timedelta(days=day)), *events)
    (tmp_path / "own" / "broken.jsonl").write_text("no transcript")
    rater = Rater(lambda state: None if len(state.turns) > 3 else 20 * len(state.turns), "twenty")
    found = renewed(tmp_path, rater)
    assert fits(found, since=START + timedelta(days=1), until=START + timedelta(days=2)) == ["day-1"]
    assert fits(found, least=0) == ["day-1", "day-0"]
    assert fits(found, least=21, most=60) == ["day-1"]
    assert fits(found, most=20) == ["day-0"]


def test_the_newest_come_first_the_samples_last_and_no_more_than_asked_for(tmp_path: Path) -> None:
    for name, minutes in (("b", 1), ("a", 3), ("c", 2)):
        keep(tmp_path / "own" / f"{name}.jsonl", header(name, started=START + timedelta(minutes=minutes)))
    keep(tmp_path / "samples" / "s.jsonl", header("s", started=START + timedelta(days=9)))
    found = renewed(tmp_path)
    assert fits(found) == ["a", "c", "b", "s"]
    some = found.find(most=2)
    assert (some.total, [match.row.id for match in some.shown]) == (4, ["a", "c"])


def test_what_cannot_be_read_is_still_named_with_the_reason(tmp_path: Path) -> None:
    good = keep(tmp_path / "own" / "a.jsonl", header(), *MEETING)
    lines = good.read_bytes().splitlines(keepends=True)
    good.write_bytes(b"".join([*lines[:3], b'{"n":3,"kind":"odd"}\n', *lines[4:]]))
    (tmp_path / "own" / "b.jsonl").write_text("bees")
    (tmp_path / "own" / "c.jsonl").mkdir()
    rows = [match.row for match in renewed(tmp_path).find(Wanted(unreadable=True)).shown]
    assert {row.path.name: row.title for row in rows} == {
        "a.jsonl": "The clock coffee",
        "b.jsonl": "b.jsonl",
        "c.jsonl": "c.jsonl",
    }
    assert all(row.broken and row.score is None for row in rows)
    assert "not known here" in next(row.broken or "" for row in rows if row.path.name == "a.jsonl")


def test_what_a_terminal_could_obey_is_neither_kept_nor_given(tmp_path: Path) -> None:
    path = keep(tmp_path / "own" / "a.jsonl", header(), *talk("I keep bees."))
    path.write_bytes(path.read_bytes().replace(b"I keep bees.", b"I keep \\u001b[2J\\u202e bees.\\u001d\\u001e"))
    (match,) = renewed(tmp_path).find(Wanted("bees")).shown
    assert match.hits[0].quote == "I keep [2J bees."


def test_a_column_is_kept_for_each_field_of_a_row() -> None:
    assert set(head(Path("none")).__slots__) - {"path"} <= set(COLUMNS)
