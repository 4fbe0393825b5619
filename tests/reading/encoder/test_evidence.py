"""A quote holds the words that tell, and no more than the sentence around them, or the clause of a long one."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehearse.reading.encoder.evidence import clauses, evidence
from rehearse.reading.encoder.wordpiece import Piece
from rehearse.reading.spans import Span, sentences


def shown(text: str, telling: str) -> str:
    """What is quoted where the words `telling` tell and all others do not."""
    at = text.index(telling)
    pieces = [Piece(0, word.start(), word.end()) for word in re.finditer(r"\w+|[^\w\s]", text)]
    odds = [2.0 if piece.start < at + len(telling) and piece.end > at else -3.0 for piece in pieces]
    return evidence(text, pieces, odds).text


RUN_ON = (
    "Lovely, and the tea is grand, you wouldn't believe the roads on the way out here, there were sheep on both lanes, "
    "and while I'm here, is there a job going on the boats, my uncle had one of those in his day, a blue one"
)


@pytest.mark.parametrize(
    ("text", "telling", "quote"),
    [
        ("Thank you for the tea. Could you introduce me to her?", "introduce me", "Could you introduce me to her?"),
        (
            "Lovely, and while I'm here, is there a job going?",
            "job",
            "Lovely, and while I'm here, is there a job going?",
        ),
        ("Thanks. Any jobs? Bye.", "Any jobs", "Any jobs?"),
        (RUN_ON, "a job going", "is there a job going on the boats,"),
        (
            "*slides resume across the table* So, what now?",
            "slides resume",
            "*slides resume across the table* So, what now?",
        ),
    ],
)
def test_the_sentence_that_tells_is_quoted_and_of_a_long_one_the_clause(text: str, telling: str, quote: str) -> None:
    assert shown(text, telling) == quote


def test_a_sentence_at_the_edge_that_tells_next_to_nothing_is_left_out() -> None:
    text = "Good tea. Hire me."
    pieces = [Piece(0, word.start(), word.end()) for word in re.finditer(r"\w+|[^\w\s]", text)]
    assert evidence(text, pieces, [-3.0, -0.6, -0.6, 2.0, 2.0, 1.0]).text == "Hire me."


def test_of_speech_without_a_mark_a_few_words_around_are_quoted() -> None:
    text = f"{'so i was saying ' * 8}can you get me a job there {'and then the dog ran off ' * 8}".strip()
    quote = shown(text, "get me a job")
    assert "can you get me a job there" in quote
    assert len(quote.split()) <= 14


@given(st.text(min_size=1), st.data())
def test_every_quote_stands_in_its_turn(text: str, data: st.DataObject) -> None:
    pieces = [Piece(0, word.start(), word.end()) for word in re.finditer(r"\w+|[^\w\s]", text)]
    odds = data.draw(st.lists(st.floats(-9, 9), min_size=len(pieces), max_size=len(pieces)))
    span = evidence(text, pieces, odds)
    assert span.text == text[span.start : span.end]
    assert span.text


@given(st.text())
def test_clauses_cover_their_sentence(text: str) -> None:
    for sentence in sentences(text):
        parts = clauses(sentence)
        assert "".join("".join(part.text.split()) for part in parts) == "".join(sentence.text.split())
        assert all(text[part.start : part.end] == part.text for part in parts)


def test_a_turn_without_pieces_is_quoted_whole() -> None:
    assert evidence("\u200b", (), ()) == Span(0, 1, "\u200b")


def test_a_quote_never_reaches_over_what_was_not_read() -> None:
    text = f"could you hire me {'x ' * 500} or anybody"
    pieces = [Piece(0, 0, 5), Piece(0, 6, 9), Piece(0, 10, 14), Piece(0, len(text) - 7, len(text))]
    assert len(evidence(text, pieces, [1.0, 1.0, 2.0, 3.0]).text.split()) <= 40


def test_a_recital_is_quoted_from_its_beginning_and_not_whole() -> None:
    text = "I was a clerk at Brandt in 2015. " * 12
    quote = shown(text, text.strip())
    assert text.startswith(quote)
    assert 20 < len(quote.split()) <= 40


def test_a_turn_of_nothing_but_space_takes_no_time() -> None:
    text = f"So{' ' * 20_000}(here) is my resume"
    begin = time.perf_counter()
    assert "my resume" in shown(text, "resume")
    assert time.perf_counter() - begin < 5
