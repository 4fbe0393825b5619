"""Counting tokens, without a network."""

import hashlib
import shutil

import pytest
import tiktoken
from hypothesis import given
from hypothesis import strategies as st

from rehearse.contact.tokens import RANKS, count
from rehearse.scene import library

CACHED_AS = "fb374d419588a4632f3f557e76b4b70aebbca790"
"""The name under which tiktoken keeps the ranks that it downloads: the address's hash."""


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> tiktoken.Encoding:
    """tiktoken's own encoding, made from a private copy of the ranks, since there is no network."""
    folder = tmp_path_factory.mktemp("tiktoken")
    shutil.copy(RANKS, folder / CACHED_AS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TIKTOKEN_CACHE_DIR", str(folder))
        return tiktoken.get_encoding("o200k_base")


TEXTS = (
    "",
    " ",
    "Hello, how are you?",
    "I'm here; they'll say we'VE \u00e9t\u00e9 12345 3.14\r\n\r\n  \tok",
    "\u4f60\u597d \u0645\u0631\u062d\u0628\u0627 \U0001f642\u200d\U0001f525 \u0928\u092e\u0938\u094d\u0924\u0947",
    "<|endoftext|> and <|im_start|>system",
    "a" * 3_000,
)


@pytest.mark.parametrize("text", TEXTS)
def test_the_count_is_what_tiktoken_counts(text: str, reference: tiktoken.Encoding) -> None:
    assert count(text) == len(reference.encode_ordinary(text))


def test_the_count_of_every_shipped_persona_is_what_tiktoken_counts(reference: tiktoken.Encoding) -> None:
    for entry in library.personas():
        text = library.persona(entry.id).model_dump_json()
        assert count(text) == len(reference.encode_ordinary(text))


@given(st.text(max_size=200))
def test_the_count_of_any_text_is_what_tiktoken_counts(reference: tiktoken.Encoding, text: str) -> None:
    assert count(text) == len(reference.encode_ordinary(text))


def test_the_ranks_are_those_that_tiktoken_expects() -> None:
    assert hashlib.sha256(RANKS.read_bytes()).hexdigest() in (RANKS.parent / "README.md").read_text(encoding="utf-8")
