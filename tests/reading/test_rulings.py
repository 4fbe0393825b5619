"""The codebook's rulings and its section on invitation, each on sentences of our own."""

from rehearse.reading.codebook import Cue, Label
from rehearse.reading.scene import Referrer
from tests.reading.talk import contact, learner, read, scene

JOB = "Could you put in a good word for me with your boss?"
NO = contact("No, I don't do that for people I have just met.", Cue.DECLINES)


def test_an_ask_out_of_the_blue_is_a_debit() -> None:
    assert Label.JOB_ASK in read(JOB)


def test_an_invited_ask_is_no_debit() -> None:
    assert Label.JOB_ASK not in read(JOB, contact("What can I do for you?", Cue.INVITES_ASK))


def test_an_agenda_opens_its_own_topic_and_nothing_else() -> None:
    agreed = scene(agenda="a good word with your boss about the bindery job")
    assert Label.JOB_ASK not in read(JOB, at=agreed)
    assert Label.INTRODUCTION_ASK in read("Could you give me the phone number of your editor?", at=agreed)


def test_ruling_1_an_ask_repeated_after_a_no_is_also_pushing() -> None:
    found = read("Come on, couldn't you put in a good word for me just this once?", learner(JOB, Label.JOB_ASK), NO)
    assert {Label.JOB_ASK, Label.PUSHING} <= found


def test_ruling_1_a_new_ask_after_a_no_is_no_repetition() -> None:
    earlier = learner("Would you buy our candles? Nine euros each.", Label.SALES_PITCH)
    later = contact("I have all the candles I need. How is the soup?", Cue.DECLINES)
    found = read("Lovely. Are you hiring in the autumn?", earlier, later)
    assert Label.JOB_ASK in found
    assert Label.SALES_PITCH not in found


def test_ruling_2_asking_past_an_offered_introduction_is_pushing() -> None:
    offer = contact("I could introduce you to Tomas, our gilder.", Cue.OFFERS_INTRODUCTION)
    found = read("Tomas is fine, but could you introduce me to Director Hagen instead?", offer)
    assert {Label.INTRODUCTION_ASK, Label.PUSHING} <= found


def test_ruling_2_somebody_else_may_go_without_a_name() -> None:
    offer = contact("I could introduce you to Tomas, our gilder.", Cue.OFFERS_INTRODUCTION)
    found = read("Tomas is ok, but could you rather connect me with your director?", offer)
    assert {Label.INTRODUCTION_ASK, Label.PUSHING} <= found


def test_ruling_2_taking_up_the_offered_introduction_is_no_debit() -> None:
    offer = contact("I could introduce you to Tomas, our gilder.", Cue.OFFERS_INTRODUCTION)
    found = read("Yes please, I'd love it if you could introduce me to Tomas.", offer)
    assert not any(label.is_debit for label in found)


def test_ruling_3_an_ask_after_a_time_signal_is_pushing() -> None:
    signal = contact("That is my bus, I have to run.", Cue.SIGNALS_TIME)
    assert {Label.JOB_ASK, Label.PUSHING} <= read(f"Just quickly. {JOB}", signal)


def test_ruling_3_a_goodbye_with_thanks_is_no_pushing() -> None:
    signal = contact("That is my bus, I have to run.", Cue.SIGNALS_TIME)
    found = read("Go, go, I won't keep you. Thank you for the story.", signal)
    assert Label.PUSHING not in found
    assert {Label.TIME_RESPECT, Label.GRATITUDE} <= found


def test_ruling_4_a_question_on_what_was_told_is_a_follow_up() -> None:
    told = contact("I was a night nurse for nine years, then the bindery took me in.")
    assert Label.FOLLOW_UP in read("What made you leave the night shifts after nine years?", told)


def test_ruling_4_a_question_that_the_learner_brings_is_curiosity() -> None:
    assert Label.CURIOSITY in read("How did you come to bookbinding in the first place?")


def test_ruling_5_preparation_that_opens_with_a_question_is_both() -> None:
    found = read("I read your article on vellum twice. What first drew you to it?")
    assert {Label.PREPARATION, Label.CURIOSITY} <= found


def test_ruling_6_what_the_referrer_told_is_no_preparation() -> None:
    referrer = Referrer(name="Olga Petrov", introduced=True, name_blessed=True)
    assert Label.PREPARATION not in read("Olga told me that you are very kind.", at=scene(referrer=referrer))


def test_rulings_7_and_16_a_name_without_a_blessing_is_a_name_drop() -> None:
    referrer = Referrer(name="Olga Petrov", introduced=False, name_blessed=False)
    text = "Olga Petrov doesn't know I'm writing, but she'd want you to see me, we go way back."
    assert Label.NAME_DROP in read(text, at=scene(referrer=referrer))


def test_ruling_7_a_blessed_name_is_no_name_drop() -> None:
    referrer = Referrer(name="Olga Petrov", introduced=True, name_blessed=True)
    assert Label.NAME_DROP not in read(
        "Hello, it's me, and Olga says hello, she told me to ring.", at=scene(referrer=referrer)
    )


def test_ruling_8_who_sought_the_meeting_and_asks_what_they_do_came_unprepared() -> None:
    found = read("Sorry, I didn't look you up at all. So what do you do?")
    assert {Label.UNPREPARED, Label.CURIOSITY} <= found


def test_ruling_9_a_few_sentences_about_oneself_are_in_place_when_asked() -> None:
    asked = contact("And you, what have you been doing?", Cue.INVITES_BACKGROUND)
    assert not read("I was a clerk in a bank for six years, and now I look after my father.", asked) & {
        Label.RESUME_WALKTHROUGH,
        Label.ME_FIRST,
    }


def test_ruling_9_a_recital_is_too_much_even_when_asked() -> None:
    asked = contact("And you, what have you been doing?", Cue.INVITES_BACKGROUND)
    recital = (
        "From 2009 to 2011 I was a trainee at the savings bank. Then two years as assistant clerk. In 2013 I got my "
        "certificate in credit. Then deputy manager from 2014 to 2016. After that the compliance course, part one. "
        "Then part two, with distinction. In 2018 I became officer in the loans department. "
        "Since 2020 I lead a team of four."
    )
    assert Label.RESUME_WALKTHROUGH in read(recital, asked)


def test_ruling_10_a_question_that_leads_to_oneself_takes_the_floor() -> None:
    found = read("Let me start with me. I want to tell you everything about myself, from the very beginning.")
    assert Label.ME_FIRST in found


def test_ruling_12_thanks_for_a_coffee_are_a_reflex() -> None:
    poured = contact("Here is your coffee.")
    assert Label.GRATITUDE not in read("Thanks for the coffee!", poured)
    assert Label.GRATITUDE in read("Thank you for taking the time to tell me that story.", poured)


def test_ruling_13_a_door_asked_for_on_account_of_a_network_is_a_conduit_too() -> None:
    found = read("Everyone says you know everybody in town, that's why I came. Could you introduce me to the mayor?")
    assert {Label.CONDUIT, Label.INTRODUCTION_ASK} <= found


def test_ruling_14_an_invitation_after_a_no_opens_the_ask_again() -> None:
    talk = (learner(JOB, Label.JOB_ASK), NO, learner("Fair."), contact("All right, what do you need?", Cue.INVITES_ASK))
    assert not any(label.is_debit for label in read(JOB, *talk))


def test_ruling_15_a_view_asked_for_stands_beside_a_debit() -> None:
    found = read("If you were me, would you start with leather or with paper? And are you hiring right now?")
    assert {Label.ADVICE_ASK, Label.JOB_ASK} <= found


def test_a_resume_that_was_asked_for_is_no_debit() -> None:
    text = "Here is my CV, two pages. Do you have any questions on it?"
    assert Label.RESUME_WALKTHROUGH in read(text)
    assert Label.RESUME_WALKTHROUGH not in read(text, contact("Can I see your CV?", Cue.INVITES_RESUME))
