"""What a talk opens and closes."""

from rehearse.reading.codebook import Cue, Label
from rehearse.reading.invitations import invitations, mentions, names
from rehearse.reading.scene import Referrer
from tests.reading.talk import contact, learner, scene

ASKED = contact("So, what can I do for you?", Cue.INVITES_ASK)
ASK = learner("Would you pass my CV on?", Label.JOB_ASK)
NO = contact("No, I never do that.", Cue.DECLINES)


def test_nothing_is_open_before_the_first_word() -> None:
    open_ = invitations(scene(), [])
    assert not (open_.asks or open_.resume or open_.background or open_.offered or open_.time or open_.declined)


def test_an_invited_ask_is_open() -> None:
    assert invitations(scene(), [ASKED]).asks


def test_asks_stay_open_while_the_two_stay_on_it() -> None:
    more = contact("Sure. Anybody else?", Cue.OFFERS_HELP)
    assert invitations(scene(), [ASKED, learner("A word with the printer."), more]).asks


def test_asks_close_when_the_talk_moves_on() -> None:
    elsewhere = contact("The glue is drying over there.")
    assert not invitations(scene(), [ASKED, learner("Nothing, really."), elsewhere]).asks


def test_a_no_closes_asks_and_remembers_what_was_declined() -> None:
    open_ = invitations(scene(), [ASKED, ASK, NO])
    assert not open_.asks
    assert open_.declined == {Label.JOB_ASK}
    assert open_.refused == ASK.text


def test_an_invitation_after_a_no_opens_the_declined_ask_again() -> None:
    open_ = invitations(scene(), [ASK, NO, learner("Fair enough."), ASKED])
    assert open_.asks
    assert not open_.declined


def test_a_time_signal_counts_for_one_turn() -> None:
    signal = contact("My train leaves in five minutes.", Cue.SIGNALS_TIME)
    assert invitations(scene(), [signal]).time
    assert not invitations(scene(), [signal, learner("Then go."), contact("One more sip.")]).time


def test_background_is_open_for_one_turn() -> None:
    asked = contact("And what do you do?", Cue.INVITES_BACKGROUND)
    assert invitations(scene(), [asked]).background
    assert not invitations(scene(), [asked, learner("I sew."), contact("Nice.")]).background


def test_an_invited_resume_stays_invited_until_a_no() -> None:
    asked = contact("Let me see your CV.", Cue.INVITES_RESUME)
    assert invitations(scene(), [asked, learner("Here."), contact("Hm.")]).resume
    assert not invitations(scene(), [asked, learner("Here."), NO]).resume


def test_an_introduction_is_offered_to_those_whom_the_offer_names() -> None:
    offer = contact("You should meet our gilder, Tomas Brandt. Shall I call him?", Cue.OFFERS_INTRODUCTION)
    assert invitations(scene(), [offer]).introductions == {"tomas", "brandt"}


def test_a_referrer_without_a_blessing_is_withheld() -> None:
    referrer = Referrer(name="Olga Petrov", introduced=False, name_blessed=False)
    assert invitations(scene(referrer=referrer), []).withheld == {"olga", "petrov"}


def test_a_referrer_who_introduced_the_two_may_be_named() -> None:
    referrer = Referrer(name="Olga Petrov", introduced=True, name_blessed=False)
    open_ = invitations(scene(referrer=referrer), [])
    assert {"olga", "petrov"} <= open_.known
    assert not open_.withheld


def test_whoever_the_contact_names_may_be_named() -> None:
    assert "sana" in invitations(scene(), [contact("That is how Sana taught me.")]).known


def test_names_leave_out_what_only_begins_a_sentence() -> None:
    assert names("Paper is heavy. Ask Ravi's brother, not Dr. Lund! Then rest.") == {"ravi", "lund"}


def test_mentions_sees_names_typed_in_haste_and_in_the_genitive() -> None:
    assert mentions("i know olga\u2019s shop", frozenset({"olga"}))
    assert not mentions("i know the shop", frozenset({"olga"}))
