"""What must hold of saying back: what somebody did, turned to them; nothing where it cannot be turned word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehearse.review.echo import said_back


@pytest.mark.parametrize(
    ("said", "back"),
    [
        ("I sold my boat to a dentist.", "So you sold your boat to a dentist."),
        ("We painted our own walls, my wife and I.", "So you painted your own walls, your wife and you."),
        (
            "I wrote the rain theme in my car, when my son was born.",
            "So you wrote the rain theme in your car, when your son was born.",
        ),
        ("I was the one who kept the key myself.", "So you were the one who kept the key yourself."),
    ],
)
def test_what_somebody_did_is_turned_to_them(said: str, back: str) -> None:
    assert said_back(said) == back


@pytest.mark.parametrize(
    "said",
    [
        "I am booked till autumn, which is nice.",
        "I could talk for an hour there and say nothing.",
        "My corn was black on one side.",
        "I told you about the boat already.",
        "I gave it to a child, and was thanked for it.",
        "I sold it, but I'm not proud of it.",
        "I left early?",
        "I need a recipe for bread like hers.",
        "I won't say that I never burned one.",
        "We feed people for a living, every day.",
        "I left.",
        "She sold my boat to a dentist.",
    ],
)
def test_what_cannot_be_turned_word_by_word_is_left(said: str) -> None:
    assert said_back(said) is None


@given(st.text())
def test_no_text_makes_it_fail_and_what_it_turns_speaks_of_no_i(text: str) -> None:
    back = said_back(f"I kept {text}.")
    assert back is None or " i " not in back.lower()
