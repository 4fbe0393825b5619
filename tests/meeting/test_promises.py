"""What the learner promises, and what keeps a promise."""

import pytest

from rehearse.meeting.promises import kept_by, reckon
from rehearse.reading.codebook import Label, Turn
from rehearse.reading.scene import Side
from tests.builders import label_marks

ARTICLE, PHOTOS = "I'll send you the article on escapements.", "Next time I will bring the photos of the tower."


def said(text: str, *labels: Label) -> Turn:
    return Turn(speaker=Side.LEARNER, text=text, labels=label_marks(text, *labels))


@pytest.mark.parametrize(
    ("text", "promise"),
    [
        ("I brought the photos I promised.", PHOTOS),
        ("Here is the article.", ARTICLE),
        ("I sent you that article on Monday, did you see it?", ARTICLE),
        ("I have the photographs with me.", PHOTOS),
        ("Here it is, as I promised.", PHOTOS),
        ("I will send you the article soon.", None),
        ("I brought a cake.", None),
        ("You promised me the article.", None),
        ("What was in the article?", None),
    ],
)
def test_a_promise_is_kept_by_what_brings_its_thing_or_says_so(text: str, promise: str | None) -> None:
    assert kept_by(said(text), [ARTICLE, PHOTOS]) == promise


def test_nothing_is_kept_where_nothing_is_owed() -> None:
    assert kept_by(said("Here is the article that I promised."), []) is None


def test_what_is_promised_is_owed_until_it_is_brought() -> None:
    turns = [said(ARTICLE), said("I can lend you my lathe.", Label.GIVE_BACK), said("Here is a cake.", Label.GIVE_BACK)]
    assert reckon((PHOTOS,), turns).owed == (PHOTOS, ARTICLE, "I can lend you my lathe.")
    after = reckon((PHOTOS,), [*turns, said("Here are the photos.", Label.GIVE_BACK)])
    assert after.owed == (ARTICLE, "I can lend you my lathe.")
    assert after.kept == (PHOTOS,)


def test_the_contact_s_own_words_promise_nothing_of_the_learner_s() -> None:
    assert reckon((), [Turn(speaker=Side.CONTACT, text=ARTICLE)]).owed == ()
