"""Turns that need no weighing: what people type in play, plain and terse, and what it must never be taken for."""

import pytest

from rehearse.reading.codebook import Cue, Label, Turn
from rehearse.reading.scene import Side
from tests.reading.talk import contact, learner, read, scene

TOLD = contact("I run the food bank on Mill Lane. Before that I drove a bread van for eleven years.")
OVEN = contact("My old oven gave up on Tuesday, so we bake at the church now.")
RESUME = learner("Here is my CV, two pages.", Label.RESUME_WALKTHROUGH)
ASKED = learner("Could you introduce me to Hugh at the mill?", Label.INTRODUCTION_ASK)
NO = contact("No, I'd rather not. I don't hand out names.", Cue.DECLINES)


@pytest.mark.parametrize(
    "text",
    [
        "I know a man with an oven for sale, I could send you his number if it's of use to anyone.",
        "My neighbour repairs ovens, I can give you her number if that helps you.",
        "There's a woman on my street who gives away flour sacks, want me to pass on her details?",
        "I could put you in touch with a friend who has a van, if it would be useful to you.",
        "Happy to introduce you to my sister, she knows about grants, only if it helps.",
    ],
)
def test_an_offer_of_use_to_the_contact_gives_and_asks_nothing(text: str) -> None:
    found = read(text, OVEN)
    assert Label.GIVE_BACK in found
    assert not any(label.is_debit for label in found)


def test_a_pitch_dressed_as_an_offer_stays_a_pitch() -> None:
    text = "We sell ovens, 900 euros each, and I can send you the link to our catalogue if you like."
    assert Label.SALES_PITCH in read(text, OVEN)


def test_an_ask_that_promises_something_stays_an_ask() -> None:
    assert Label.INTRODUCTION_ASK in read("Could you send me her number? I can give you my number if you like.", TOLD)


def test_questions_invited_on_an_uninvited_resume_go_on_with_it() -> None:
    assert read("Do you have any questions?", RESUME, contact("I see.")) == {Label.RESUME_WALKTHROUGH}


def test_questions_invited_on_an_invited_resume_are_in_place() -> None:
    invited = contact("Can I see your CV?", Cue.INVITES_RESUME)
    assert read("Do you have any questions?", invited, RESUME, contact("Let me read.")) == set()


def test_an_offer_to_answer_questions_is_no_question() -> None:
    assert read("Do you have any questions?", TOLD) == set()


@pytest.mark.parametrize("text", ["Thanks.", "thank you!", "Thank you so much.", "Oh, thanks a lot.", "Thanks anyway."])
@pytest.mark.parametrize("before", [(TOLD,), (ASKED, NO), (RESUME, NO), (contact("My bus!", Cue.SIGNALS_TIME),)])
def test_plain_thanks_accuse_nobody(text: str, before: tuple[Turn, ...]) -> None:
    assert not any(label.is_debit for label in read(text, *before))


@pytest.mark.parametrize(
    "text",
    ["Thank you, I loved hearing that.", "Thanks for telling me that, I really enjoyed it.", "Thank you so much."],
)
def test_thanks_for_a_story_are_gratitude(text: str) -> None:
    assert Label.GRATITUDE in read(text, TOLD)


@pytest.mark.parametrize(
    "text", ["tell me more", "Tell me more about that.", "And then?", "and then", "go on", "How so?"]
)
def test_what_only_begs_for_more_is_a_follow_up(text: str) -> None:
    assert read(text, TOLD) == {Label.FOLLOW_UP}


def test_nothing_follows_up_where_nothing_was_said() -> None:
    assert Label.FOLLOW_UP not in read("And then?")


@pytest.mark.parametrize(
    "text",
    [
        "What's the hardest part of running the food bank?",
        "What do you enjoy most about it?",
        "Why did you leave the bread van?",
        "How many people come in a week?",
    ],
)
def test_a_plain_question_about_the_contact_is_always_seen(text: str) -> None:
    found = read(text, TOLD)
    assert found & {Label.CURIOSITY, Label.FOLLOW_UP}
    assert not any(label.is_debit for label in found)


@pytest.mark.parametrize("text", ["Is this seat taken?", "Sorry, could you say that again?", "Can you hear me?"])
def test_logistics_are_no_curiosity(text: str) -> None:
    assert read(text, TOLD) == set()


@pytest.mark.parametrize("text", ["Hi, so what do you do exactly?", "so what do u do", "What is it you do?"])
def test_who_sought_the_meeting_and_asks_what_they_do_came_unprepared(text: str) -> None:
    assert read(text, contact("Hello there.")) == {Label.UNPREPARED, Label.CURIOSITY}


def test_who_was_invited_may_ask_what_they_do() -> None:
    invited = scene(invited_by=Side.CONTACT)
    assert Label.UNPREPARED not in read("Hi, so what do you do exactly?", contact("Hello there."), at=invited)


@pytest.mark.parametrize(
    "text",
    ["just an email to Hugh, come on", "Come on, just one email to Hugh?", "only a quick text to Hugh, please"],
)
def test_a_small_ask_after_a_no_is_the_ask_again(text: str) -> None:
    assert {Label.INTRODUCTION_ASK, Label.PUSHING} <= read(text, ASKED, NO)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Could you introduce me to your friend at the flour mill?", Label.INTRODUCTION_ASK),
        ("can u intro me", Label.INTRODUCTION_ASK),
        ("can u intro me to hugh", Label.INTRODUCTION_ASK),
        ("got any contacts for me?", Label.INTRODUCTION_ASK),
        ("any openings?", Label.JOB_ASK),
        ("any jobs going", Label.JOB_ASK),
        ("are u hiring", Label.JOB_ASK),
        ("I have some beach flats in Varna, two rooms, you could get in for thirty thousand.", Label.SALES_PITCH),
        ("Let me tell you about these beach flats we are selling. You'd double your money.", Label.SALES_PITCH),
    ],
)
def test_a_terse_ask_is_an_ask(text: str, label: Label) -> None:
    assert {found for found in read(text, TOLD) if found.is_debit} == {label}
