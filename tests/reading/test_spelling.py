"""What is written in haste is read as if it were written out, and quoted as it was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehearse.engines import make_reader
from rehearse.reading.codebook import Label
from rehearse.reading.scene import Person, Scene, Setting, Side
from rehearse.reading.spans import words
from rehearse.reading.spelling import SPELLED, spelled_out

SCENE = Scene(
    setting=Setting.COFFEE, invited_by=Side.LEARNER, minutes=30, contact=Person(name="Bo Lind", role="clock maker")
)
WORDS = st.sampled_from([*SPELLED, "Bo", "4", "2", "me", "W.", "IL", "R&D", "don't", "…", "\n", "Zoë", "u,", "10 a.m."])


@given(st.lists(WORDS).map(" ".join) | st.text())
def test_every_character_knows_the_words_that_it_is_made_from_in_their_order(text: str) -> None:
    found = spelled_out(text)
    assert len(found.places) == len(found.text)
    assert list(found.places) == sorted(found.places)
    assert all(0 <= start < end <= len(text) for start, end in found.places)
    untouched = [(char, text[start:end]) for char, (start, end) in zip(found.text, found.places, strict=True)]
    assert all(char == whole for char, whole in untouched if len(whole) == 1 and not whole.isalnum())


@pytest.mark.parametrize(
    "text",
    [
        "W. Reed said 4 people and 2 dogs came to the R&D lab in Peoria, IL.",
        "Write to u@clocks.example or see n-ary.net/r/4.",
        "You and your father would have known because of me.",
    ],
)
def test_names_numbers_and_what_is_written_out_stay_as_they_are(text: str) -> None:
    assert spelled_out(text).text == text


def test_no_spelling_stands_for_another_that_is_in_the_list() -> None:
    assert not {word for meant in SPELLED.values() for word in words(meant)} & SPELLED.keys()


@pytest.mark.parametrize(
    ("hasty", "label", "quoted"),
    [
        ("cool. any advice 4 someone who wants 2 get out of trucks", Label.ADVICE_ASK, "any advice 4 someone"),
        ("thx so much 4 telling me abt the mill, it means a lot", Label.GRATITUDE, "thx so much 4"),
        ("do u kno any1 else i shud talk 2, cud u intro me", Label.INTRODUCTION_ASK, "cud u intro me"),
    ],
)
def test_a_turn_in_haste_reads_as_one_that_is_written_out(hasty: str, label: Label, quoted: str) -> None:
    found = make_reader().read(SCENE, (), hasty)
    marks = {mark.label: mark for mark in (*found.labels, *found.unsure)}
    assert label in marks
    assert quoted in marks[label].quote
    assert marks[label].quote == hasty[marks[label].start : marks[label].end]
