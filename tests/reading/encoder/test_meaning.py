"""Where sentences lie by their meaning."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest

from rehearse.reading.encoder import loading, meaning, network
from rehearse.reading.encoder.meaning import Meaning
from rehearse.reading.encoder.model import Unreadable

SAME = [
    ("How did you end up in this trade?", "What brought you into this line of work?"),
    ("Who taught you?", "Did you have somebody to learn from at the beginning?"),
    ("Do you have children?", "Any kids at home?"),
    ("What do you regret?", "Is there something you would do differently today?"),
]


def told() -> Meaning:
    return loading.shipped_meaning()


def test_a_question_lies_nearer_to_its_twin_in_other_words_than_to_any_other_question() -> None:
    ones, others = (told().vectors(list(side)) for side in zip(*SAME, strict=True))
    alike = ones @ others.T
    assert alike.argmax(1).tolist() == list(range(len(SAME)))


def test_a_question_lies_nearer_to_what_answers_it_than_to_what_answers_another() -> None:
    asked = told().vectors(["How old were you when you left home?", "What is the weather like here in winter?"])
    said = told().vectors(
        ["I was sixteen, with one bag and my uncle's coat.", "Dark by three, and the wind takes the washing."]
    )
    assert (asked @ said.T).argmax(1).tolist() == [0, 1]


def test_vectors_have_length_one_and_are_the_same_alone_and_in_company() -> None:
    texts = [
        "Why?",
        "What was it like to be the first of your family at a university so far from home?",
        "",
        "Hm. " * 300,
    ]
    together = told().vectors(texts)
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    for text, vector in zip(texts, together, strict=True):
        assert np.allclose(told().vectors([text])[0], vector, atol=1e-4)


def test_no_texts_have_no_vectors() -> None:
    assert told().vectors([]).shape == (0, 384)


def test_many_texts_keep_their_order() -> None:
    texts = [f"{'word ' * (number % 7)}number {number}" for number in range(80)]
    vectors = told().vectors(texts)
    assert all(
        np.allclose(told().vectors([text])[0], vectors[at], atol=1e-4) for at, text in enumerate(texts) if at % 9 == 0
    )
    assert not any(np.allclose(one, other) for one, other in pairwise(vectors))


@pytest.fixture
def anew() -> Iterator[None]:
    """What is loaded is loaded anew, before and after."""
    loading.forget()
    yield
    loading.forget()


def test_without_its_file_it_says_why_and_the_reader_reads_on(anew: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meaning, "MEANING", "nothing.onnx")
    with pytest.raises(Unreadable, match=r"nothing\.onnx"):
        loading.shipped_meaning()
    assert loading.shipped().version.startswith("encoder")


def test_a_network_that_the_card_does_not_know_is_not_taken(anew: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meaning, "MEANING", network.UPPER)
    with pytest.raises(Unreadable, match="another network"):
        loading.shipped_meaning()
