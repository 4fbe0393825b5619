"""What a turn is heard as where no label tells."""

from time import perf_counter

import pytest

from rehearse.contact.hearing import Heard, hear


@pytest.mark.parametrize(
    "text",
    [
        "Goodbye!",
        "Thank you for the tea. I should let you get back to the shed.",
        "I'll let you go, your driver is waiting outside.",
        "I had better be off. Thank you, really.",
        "Right, I'd better be going. All the best.",
        "I won't keep you any longer.",
        "I'll get out of your hair now.",
        "This was lovely. Have a good evening, and my best to Natsumi.",
        "I have to run, thank you so much!",
        "see you around",
        "I should leave you to it.",
        "I need to go. Thank you for everything.",
        "Goodbye sir, I go now. Have a good Sunday.",
        "Have a good Sunday, sir",
        "I should say goodbye now.",
        "okay bye then, and thanks for all the stories about the harbour",
        "Hope to see you again soon.",
        "I must run, my train leaves at ten.",
    ],
)
def test_a_goodbye_is_heard_as_one(text: str) -> None:
    assert hear(text) is Heard.PARTING


@pytest.mark.parametrize(
    "text",
    [
        "How do you say goodbye to a boat that you have sailed for ten years?",
        "Did they ever let you go home?",
        "I'll be going to Leeds in March, which is why I asked about the trains there.",
        "Should I let you get back to work, or have you got five more minutes?",
        "When my father said goodbye he always stood in the door for a quarter of an hour.",
        "I have to go to the same market every Thursday, so I know what you mean.",
        "I must be honest with you.",
        "I should go about it more slowly, you think?",
        "I must go there one day.",
        "I need to go to college.",
        "I should go into teaching.",
        "I'll go first.",
        "I will go ask him.",
        "I have to run a team of twelve now.",
        "I'd better run it past my sister first.",
        "I won't hold you to that.",
        "I'll let you be the judge of that.",
        "I have a good day job already, but nothing I love.",
        "I had to say goodbye to my team.",
        "It was a long goodbye.",
        "Did you have a good night?",
        "How do you take care of the team?",
        "I take care of my mother.",
        "How did people see you?",
        "It is good to see you.",
    ],
)
def test_what_only_sounds_like_a_goodbye_is_none(text: str) -> None:
    assert hear(text) is not Heard.PARTING


@pytest.mark.parametrize("text", ["Are you really a person?", "are u a bot", "Are you a real person, or a program?"])
def test_a_doubt_whether_this_is_a_person_is_heard(text: str) -> None:
    assert hear(text) is Heard.BOT


def test_a_question_about_what_kind_of_person_is_none() -> None:
    assert hear("Are you a person who plans ahead?") is Heard.QUESTION
    assert hear("Are you a morning person?") is Heard.QUESTION


def test_a_very_long_turn_is_heard_at_once() -> None:
    began = perf_counter()
    hear("bye " + "a" * 20_000 + " b c d e f g h")
    assert perf_counter() - began < 1
