"""A changed surface keeps every mark on the same words."""

import random

from hypothesis import given
from hypothesis import strategies as st

from training.encoder.surface import any_change, bare, hasty, moved


def test_bare_speech_has_no_marks_and_no_capitals() -> None:
    assert "".join(bare("Don't - I said: STOP!")) == "dont   i said stop"


@given(st.text(min_size=1, max_size=80), st.integers(0, 999), st.data())
def test_marks_stay_within_the_text_and_in_order(text: str, seed: int, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    changed, ((name, begin, stop),) = moved(text, [("job_ask", start, end)], any_change(random.Random(seed)))
    assert name == "job_ask"
    assert 0 <= begin <= stop <= len(changed)


def test_a_mark_stays_on_its_words() -> None:
    text = "Thanks. Could you introduce me, please?"
    changed, ((_, begin, stop),) = moved(text, [("introduction_ask", 8, 30)], bare)
    assert changed[begin:stop] == "could you introduce me"


def test_nothing_is_ever_left_empty() -> None:
    assert moved("?!", [], bare) == ("?!", ())


def test_haste_slips_on_few_letters() -> None:
    text = "so what do you really think of it " * 30
    changed = "".join(hasty(random.Random(1))(text))
    slips = sum(a != b for a, b in zip(text.split(), changed.split(), strict=False))
    assert 0 < slips < len(text.split()) / 4
