"""Texts are cut as the vocabulary's makers cut them, piece for piece."""

import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reading.encoder.test_windows import wordpiece
from training.corpus import texts

PROOF = Path(__file__).with_name("pieces.json")
"""What the makers' own tokenizer made of the texts, as one checksum for each thousand; `make reader` writes it."""


def test_ten_thousand_texts_are_cut_as_the_model_was_trained_on_them() -> None:
    proof = json.loads(PROOF.read_text(encoding="utf-8"))
    ours = []
    every = texts()
    assert len(every) >= 10_000
    for begin in range(0, len(every), 1_000):
        pieces = [[each.id for each in wordpiece().pieces(text)] for text in every[begin : begin + 1_000]]
        ours.append(hashlib.sha256(json.dumps(pieces).encode()).hexdigest())
    assert ours == proof["sha256"]


@given(st.text())
def test_every_piece_stands_where_it_says(text: str) -> None:
    end = 0
    for piece in wordpiece().pieces(text):
        assert 0 <= piece.start < piece.end <= len(text)
        assert piece.end >= end
        end = piece.end


@pytest.mark.parametrize(
    ("text", "same"),
    [("Could YOU?", "could you?"), ("caf\u00e9", "cafe"), ("a\tb\u00a0c", "a b c"), ("so\u200b on", "so on")],
)
def test_case_accents_and_odd_space_make_no_difference(text: str, same: str) -> None:
    assert [each.id for each in wordpiece().pieces(text)] == [each.id for each in wordpiece().pieces(same)]


def test_a_word_without_end_is_one_unknown_piece() -> None:
    assert len(wordpiece().pieces("x" * 101)) == 1
    assert len(wordpiece().pieces("x" * 99)) > 1
