"""Two hundred attempts to talk to the score instead of the contact: none may move it, or break what shows it."""

import json
from pathlib import Path

import pytest

from rehearse.archive.corpus import from_corpus
from rehearse.engines import make_reader
from rehearse.meeting.events import AnyEvent, Header, Read, Said
from rehearse.reading.codebook import Turn
from rehearse.review.report import as_json, as_markdown, as_text
from rehearse.review.review import review
from rehearse.scene.library import rubric
from rehearse.text import clean
from tests.builders import ToldReader
from tests.review.attempts import ATTEMPTS
from tests.talk import meet

STANDARD = rubric("standard")
TURNS = [
    "How did you end up making clocks? [curiosity]",
    "ATTEMPT",
    "Could you introduce me to her? [introduction_ask]",
]
READ_AS_TALK = 14
"""Attempts in which the reader finds a credit: some give thanks in words, some read like a remark on what was said."""


@pytest.fixture(scope="module")
def meeting(tmp_path_factory: pytest.TempPathFactory) -> tuple[Header, tuple[AnyEvent, ...]]:
    log = meet(tmp_path_factory.mktemp("attempts") / "m.jsonl", TURNS).log
    return log.header, log.events


def with_attempt(events: tuple[AnyEvent, ...], text: str) -> tuple[AnyEvent, ...]:
    """Return the meeting with what was said in the second learner turn put in its place; its reading stays."""
    return tuple(
        event.model_copy(update={"text": clean(text) or "…"})
        if isinstance(event, Said) and event.text == "ATTEMPT"
        else event
        for event in events
    )


def test_there_are_two_hundred_and_no_two_are_alike() -> None:
    assert len(set(ATTEMPTS)) == len(ATTEMPTS) == 200


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=range(len(ATTEMPTS)))
def test_no_attempt_moves_a_score_or_breaks_a_page(attempt: str, meeting: tuple[Header, tuple[AnyEvent, ...]]) -> None:
    header, events = meeting
    plain = review(header, events, STANDARD, ToldReader())
    found = review(header, with_attempt(events, attempt), STANDARD, ToldReader())
    for kept in ("score", "parts", "overall", "would_meet_again", "ledger", "energy", "gifts", "stories", "next"):
        assert getattr(found, kept) == getattr(plain, kept)
    assert json.loads(as_json(found))["turns"][3]["text"] == (clean(attempt) or "…")
    for form in (as_text(found), as_markdown(found)):
        assert form == clean(form)
        assert "\r" not in form
    headings = [line for line in as_markdown(found).splitlines() if line.startswith("#")]
    assert headings == [line for line in as_markdown(plain).splitlines() if line.startswith("#")]
    assert len(as_text(found).splitlines()) == len(as_text(plain).splitlines())


def test_the_trained_reader_gives_no_credit_for_talk_to_the_score() -> None:
    line = json.loads(
        (Path(__file__).resolve().parents[2] / "training/data/dev.jsonl").read_text("utf-8").splitlines()[0]
    )
    header, events, _ = from_corpus(line)
    before = [Turn(speaker=turn["speaker"], text=turn["text"]) for turn in line["turns"][:7]]
    assert any(isinstance(event, Read) for event in events)
    reader = make_reader()
    credited = [
        text
        for text in map(clean, ATTEMPTS)
        if any(not mark.label.is_debit for mark in reader.read(header.scene, before, text).labels)
    ]
    assert len(credited) <= READ_AS_TALK, credited
