"""The trained reader keeps to the codebook: its rulings, and its rules on invitations, in talks of a few turns.

A talk is what was said, sides in turn, the last turn the learner's; the reader reads all of it by itself.
"""

from functools import lru_cache

import pytest

from rehearse.reading.codebook import DEBITS, Cue, Label, Turn
from rehearse.reading.encoder.model import Model
from rehearse.reading.encoder.reader import EncoderReader
from rehearse.reading.scene import Referrer, Scene, Side
from tests.reading.talk import scene

INTRO, JOB, PUSH = Label.INTRODUCTION_ASK, Label.JOB_ASK, Label.PUSHING
FRIEND = Referrer(name="Pia Holm", introduced=True, name_blessed=True)
STRANGER = Referrer(name="Pia Holm", introduced=False, name_blessed=False)
ASK = "Could you introduce me to the woman who runs your gilding?"
ADVICE = "I don't know how to begin. What would you do first?"
WORK = "I've been binding books for nineteen years, since my uncle lost his sight and I took over his bench."


@lru_cache
def reader() -> EncoderReader:
    return EncoderReader(Model())


def read(*talk: str, at: Scene | None = None) -> Turn:
    """The last turn, the learner's, as it is read after those before it."""
    sides = [Side.LEARNER, Side.CONTACT]
    said = [(sides[(len(talk) - 1 - i) % 2], text) for i, text in enumerate(talk)]
    return reader().read_all(at or scene(), said)[-1]


def labels(*talk: str, at: Scene | None = None) -> set[Label]:
    return {mark.label for mark in read(*talk, at=at).labels}


def debits(*talk: str, at: Scene | None = None) -> set[Label]:
    return labels(*talk, at=at) & set(DEBITS)


def test_an_ask_that_nobody_invited_is_a_debit() -> None:
    assert debits(WORK, ASK) == {INTRO}


def test_an_ask_that_was_invited_is_none() -> None:
    assert not debits("So, what can I do for you? Ask me anything you need.", ASK)


def test_an_ask_reworded_after_a_no_is_pushing_too() -> None:
    asked = debits(
        ASK, "No, I'm sorry, I don't do introductions.", "Not even a quick word to her? You could just mention me."
    )
    assert PUSH in asked


def test_a_goodbye_after_a_time_signal_is_no_pushing() -> None:
    assert not debits(
        "I really must run now, my bus is in two minutes.", "Of course, go. Thank you so much for your time today."
    )


def test_a_new_ask_after_a_time_signal_is_pushing() -> None:
    assert PUSH in debits(
        "I really must go now, my bus leaves in two minutes.",
        "Wait, before you go, could you get me a job at your place?",
    )


def test_an_introduction_that_was_offered_may_be_taken_up() -> None:
    found = labels(
        "You should meet Ana Ruiz, she does our gilding. I could introduce you.",
        "Yes please, I would love to meet Ana. Thank you!",
    )
    assert not found & set(DEBITS)
    assert Label.GRATITUDE in found


def test_the_name_of_a_referrer_who_introduced_the_two_may_be_used() -> None:
    assert Label.NAME_DROP not in labels(
        "Pia Holm said you'd be the one to ask about old glue.", at=scene(referrer=FRIEND)
    )


def test_the_name_of_somebody_who_had_no_part_in_it_may_not() -> None:
    text = "Pia Holm gave me your address and told me to say that she sent me, so I'm sure you'll help."
    assert Label.NAME_DROP in labels(text, at=scene(referrer=STRANGER))


def test_whoever_was_invited_need_not_have_prepared() -> None:
    text = "Nice to meet you! So what is it that you do?"
    assert Label.UNPREPARED in labels(text)
    assert Label.UNPREPARED not in labels(text, at=scene(invited_by=Side.CONTACT))


@pytest.mark.parametrize(
    ("talk", "label"),
    [
        (("Tell me about yourself! How did you end up in this trade?",), Label.CURIOSITY),
        ((WORK, "Nineteen years! What was his bench like when you took it over?"), Label.FOLLOW_UP),
        ((WORK, "So it came to you with somebody's loss. You were his eyes for a while."), Label.REFLECTION),
        (
            (WORK, "I'm torn between an apprenticeship and going back to school. What would you do in my place?"),
            Label.ADVICE_ASK,
        ),
        ((WORK, "Thank you for telling me that, it means a lot."), Label.GRATITUDE),
        (
            (WORK, "I have a box of old marbled paper at home. I'd gladly bring it to you, I've no use for it."),
            Label.GIVE_BACK,
        ),
        (
            ("I read your article on sewing frames and tried the French stitch. Why do you say it lasts longer?",),
            Label.PREPARATION,
        ),
        (
            (WORK, "I see that it's nearly four and you said you had half an hour. Shall we wrap up?"),
            Label.TIME_RESPECT,
        ),
        (
            (
                ASK,
                "No, I don't do that.",
                "That's fair, I understand completely. Let's leave it.",
            ),
            Label.GRACEFUL_RESPONSE,
        ),
        (
            (
                WORK,
                "In 2015 I was a clerk at Brandt, from 2017 a planner at Oster, then team lead at Vogt until 2021. "
                "Here is my CV, page two has the courses.",
            ),
            Label.RESUME_WALKTHROUGH,
        ),
        ((WORK, "Is there any chance of a job for me in your workshop?"), JOB),
        (
            (WORK, "We make a scheduling app for workshops. It's nineteen euros a month, shall I sign you up?"),
            Label.SALES_PITCH,
        ),
        ((WORK, "Could you rebind my grandmother's bible for me, as a favour? I can't pay."), Label.FREE_WORK_ASK),
        (
            (WORK, "Everybody says that you know all the people who matter, and that's why I wanted to meet you."),
            Label.CONDUIT,
        ),
        (("Before you say anything, let me tell you all about myself first, it's quite a story.",), Label.ME_FIRST),
    ],
)
def test_each_label_is_found_in_a_plain_case(talk: tuple[str, ...], label: Label) -> None:
    assert label in labels(*talk)


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("And what about you, what do you do?", Cue.INVITES_BACKGROUND),
        ("Did you bring your CV? Let me have a look at it.", Cue.INVITES_RESUME),
        ("So tell me, how can I help you?", Cue.INVITES_ASK),
        ("You should talk to my colleague Ana Ruiz. I'll introduce you by email.", Cue.OFFERS_INTRODUCTION),
        ("Send me your draft and I'll look at it on Sunday.", Cue.OFFERS_HELP),
        ("I'm sorry, I can't do that.", Cue.DECLINES),
        ("I have to go in five minutes.", Cue.SIGNALS_TIME),
        ("If I were you I'd learn to sew by hand first.", Cue.GIVES_ADVICE),
    ],
)
def test_each_cue_is_found_in_a_plain_case(text: str, cue: Cue) -> None:
    before = ADVICE if cue is Cue.GIVES_ADVICE else ASK
    (_, turn) = reader().read_all(scene(), [(Side.LEARNER, before), (Side.CONTACT, text)])
    assert cue in {mark.label for mark in turn.cues}


@pytest.mark.parametrize(
    "text",
    ["Is this seat taken?", "Sorry I'm late, the tram stopped.", "ok", "Haha, yes.", "Milk, no sugar, please."],
)
def test_small_talk_carries_no_debit(text: str) -> None:
    assert not debits("Hello, sit down.", text)


def test_turn_by_turn_reads_the_same_as_all_at_once() -> None:
    talk = [
        (Side.LEARNER, "Tell me about yourself! How did you end up in this trade?"),
        (Side.CONTACT, WORK),
        (Side.LEARNER, ASK),
        (Side.CONTACT, "No, I'm sorry, I don't do introductions."),
        (Side.LEARNER, "Come on, just a line to her?"),
        (Side.CONTACT, "I have to go now."),
        (Side.LEARNER, "Thank you for your time."),
    ]
    whole, turns = reader().read_all(scene(), talk), list[Turn]()
    for side, text in talk:
        if side is Side.LEARNER:
            found = reader().read(scene(), turns, text)
            turns.append(Turn(speaker=side, text=text, labels=found.labels, unsure=found.unsure))
        else:
            turns.append(Turn(speaker=side, text=text, cues=reader().cues(scene(), turns, text)))
    assert [_names(turn) for turn in turns] == [_names(turn) for turn in whole]


def test_what_is_unsure_is_no_label_and_only_ever_a_debit() -> None:
    for text in (ASK, WORK, "You must know so many people.", "A friend of mine needs a website.", "I used to bake."):
        turn = read(WORK, text)
        assert not {mark.label for mark in turn.labels} & {mark.label for mark in turn.unsure}
        assert all(mark.label.is_debit for mark in turn.unsure)


def _names(turn: Turn) -> tuple[list[str], list[str], list[str]]:
    return (
        [mark.label.value for mark in turn.labels],
        [mark.label.value for mark in turn.unsure],
        [mark.label.value for mark in turn.cues],
    )
