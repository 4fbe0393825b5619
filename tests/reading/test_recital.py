"""A walk through the resume is charged where it is plain, and a few words about oneself are not."""

import pytest

from rehearse.reading.codebook import Label, Turn
from rehearse.reading.rules import RulesReader
from rehearse.reading.scene import Person, Scene, Setting, Side

SCENE = Scene(
    setting=Setting.COFFEE, invited_by=Side.LEARNER, minutes=30, contact=Person(name="Ada Berg", role="printer")
)
BEFORE = [Turn(speaker=Side.CONTACT, text="Hello, sit down. I ordered two coffees.")]


def labels(text: str) -> set[Label]:
    return {mark.label for mark in RulesReader().labels(SCENE, BEFORE, text)}


@pytest.mark.parametrize(
    "text",
    [
        "Let me walk you through my resume, it won't take long.",
        "I'd like to take you through my career so far.",
        "I started in 2009 as a clerk, then became assistant manager, and in 2015 I moved to the bank as an analyst.",
        "so i was a temp, then joined as coordinator in 2016, promoted to manager in 2019, since 2021 i'm head of ops",
    ],
)
def test_a_plain_recital_is_a_resume_walkthrough(text: str) -> None:
    assert Label.RESUME_WALKTHROUGH in labels(text)


@pytest.mark.parametrize(
    "text",
    [
        "I'm a nurse, and I came because of your talk on night shifts.",
        "Did you start as a clerk, or were you always a manager?",
        "Could you walk me through your career?",
    ],
)
def test_a_line_of_context_and_a_question_to_them_are_none(text: str) -> None:
    assert Label.RESUME_WALKTHROUGH not in labels(text)


def test_a_book_that_they_would_recommend_is_no_door() -> None:
    found = labels("Is there a book that you would recommend to me?")
    assert Label.ADVICE_ASK in found
    assert not any(label.is_debit for label in found)


@pytest.mark.parametrize(
    "text",
    [
        "First I want to tell you everything about myself, and then, if there is time, I want to hear what you do.",
        "Let me tell you a bit about me. I grew up here. I love ports.",
    ],
)
def test_the_floor_claimed_for_oneself_is_me_first_and_no_curiosity(text: str) -> None:
    found = labels(text)
    assert Label.ME_FIRST in found
    assert Label.CURIOSITY not in found


def test_a_question_is_quoted_where_it_is_asked() -> None:
    text = "I have been thinking about that all week. How did you come to be a printer?"
    (mark,) = [m for m in RulesReader().labels(SCENE, BEFORE, text) if m.label is Label.CURIOSITY]
    assert mark.quote == "How did you come to be a printer?"
