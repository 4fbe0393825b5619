"""What may stand on a screen: every script and emoji as it was written, and nothing that a terminal trips over."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehearse.text import STACKED, cells, clean, one_line

WRITTEN = {
    "a family": "👨‍👩‍👧‍👦",
    "a flag": "🇸🇪 🏳️‍🌈",
    "a skin tone": "👩🏽‍🚀 👍🏿",
    "a keycap": "1️⃣",
    "Arabic with its vowels": "مَرْحَبًا، كَيْفَ حَالُكَ؟",
    "Hebrew with its accents": "בְּרֵאשִׁ֖ית בָּרָ֣א",
    "Persian with a joiner": "می‌خواهم",
    "Hindi": "क्षत्रिय हिन्दी",
    "Tibetan": "བསྒྲུབས",
    "Thai": "สวัสดีครับผมชื่อสมชาย",
    "Vietnamese, taken apart": unicodedata.normalize("NFD", "Nguyễn Thị Ngọc Ánh"),
    "Chinese": "我们今天谈谈时钟的事情。" * 20,
    "Korean": "안녕하세요",
    "Japanese": "こんにちは、時計の話をしましょう",
    "a tab": "a\tb",
}
HIDDEN = "\u00ad\u200b\u2060\u2063\u180e\u200e\u200f\u061c\u202a\u202b\u202e\u2066\u2067\u2069\ufeff"


@pytest.mark.parametrize("script", WRITTEN)
def test_what_people_write_stays_as_they_wrote_it(script: str) -> None:
    assert clean(WRITTEN[script]) == WRITTEN[script]


@pytest.mark.parametrize("char", HIDDEN)
def test_what_turns_the_line_or_hides_in_it_goes(char: str) -> None:
    assert clean(f"A{char}b") == "Ab"


@pytest.mark.parametrize("mark", "\u0301\u0489\u20dd\u0e49\u05b8\u064e\u200d\ufe0f")
def test_marks_are_stacked_as_high_as_any_script_does_and_no_higher(mark: str) -> None:
    assert clean(f"Z{mark * 500}algo{mark * 500}") == f"Z{mark * STACKED}algo{mark * STACKED}"
    assert clean(mark * 500) == mark * STACKED


@given(st.text(st.sampled_from("aZ王👩\u0301\u200d\ufe0f\u0e49\u20dd \n")), st.integers(0, 40))
def test_cleaning_twice_changes_no_more_than_cleaning_once(text: str, cut: int) -> None:
    once = clean(text)
    assert clean(once) == once
    assert clean(clean(text[:cut]) + text[cut:]) == once


def test_a_word_of_five_hundred_letters_is_cut_where_a_line_is() -> None:
    assert one_line("a" * 500, 80) == "a" * 79 + "…"


@pytest.mark.parametrize(
    ("text", "wide"),
    [("Bo", 2), ("王小明", 6), ("é\u0301", 1), ("👩🏽‍🚀", 2), ("👨‍👩‍👧‍👦", 2), ("שלום", 4), ("ｶﾅ", 2)],
)
def test_a_line_takes_as_many_cells_as_a_terminal_gives_it(text: str, wide: int) -> None:
    assert cells(text) == wide
