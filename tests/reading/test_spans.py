"""Sentences and words: where they begin and end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehearse.reading.spans import fold, sentences, words

WRITING = st.text(alphabet=st.sampled_from(list("ab I.?!…\n\"'\u2019()Dr,é")), max_size=80) | st.text(max_size=80)


def texts(text: str) -> list[str]:
    return [span.text for span in sentences(text)]


@given(WRITING)
def test_every_sentence_stands_where_it_says(text: str) -> None:
    assert all(text[span.start : span.end] == span.text and span.text for span in sentences(text))


@given(WRITING)
def test_sentences_are_in_order_and_leave_out_nothing_but_space(text: str) -> None:
    at = 0
    for span in sentences(text):
        assert not text[at : span.start].strip()
        assert span.start >= at
        at = span.end
    assert not text[at:].strip()


@given(WRITING)
def test_a_sentence_has_no_space_around_it(text: str) -> None:
    assert all(span.text == span.text.strip() for span in sentences(text))


@given(WRITING)
def test_words_are_lower_case_and_never_empty(text: str) -> None:
    assert all(word and word == word.lower() for word in words(text))


@given(WRITING)
def test_fold_keeps_every_place(text: str) -> None:
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("  \n ", []),
        ("no mark at all", ["no mark at all"]),
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("Really?!! Yes.", ["Really?!!", "Yes."]),
        ("hi. what do you do", ["hi.", "what do you do"]),
        ("Well... i never knew. Hm… And you?", ["Well... i never knew.", "Hm…", "And you?"]),
        ("Mr. Osei met Dr. J. Lund, e.g. at lunch.", ["Mr. Osei met Dr. J. Lund, e.g. at lunch."]),
        ("We met at 9 a.m. in town. At 5 p.m. You left.", ["We met at 9 a.m. in town.", "At 5 p.m.", "You left."]),
        ("It costs 3.50 at no. 7. No. Not now.", ["It costs 3.50 at no. 7.", "No.", "Not now."]),
        ("Dear Ann,\nthank you\n\nBest, Bo", ["Dear Ann,", "thank you", "Best, Bo"]),
        ('"Why?" she asked. "Go." Then I went.', ['"Why?" she asked.', '"Go."', "Then I went."]),
        ("So did I. Then it rained.", ["So did I.", "Then it rained."]),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


def test_a_line_broken_by_a_machine_goes_on() -> None:
    text = "I have been meaning to write to you ever since the talk in the old\nlibrary last spring."
    assert texts(text) == [text]


def test_words_fold_typographic_apostrophes() -> None:
    assert words("She\u2019s \u2018fine\u2019, they\u2019re not") == ["she's", "fine", "they're", "not"]
