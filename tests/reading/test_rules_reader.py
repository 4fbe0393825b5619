"""The rules reader from outside: evidence, haste, cues, purity, speed of thought left aside."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rehearse.reading.codebook import Cue, Label
from rehearse.reading.reader import Reader
from rehearse.reading.rules import RulesReader
from rehearse.text import clean
from tests.reading.talk import contact, cues, learner, read, scene

WRITING = st.text(max_size=200) | st.lists(
    st.sampled_from(
        [
            "Could you introduce me?",
            "thank you so much",
            "So you waited.",
            "here is my cv",
            "\x1b[2J",
            "Go, go!",
            "\n",
            "i know u r busy",
        ]
    ),
    max_size=6,
).map(" ".join)


def test_it_is_a_reader() -> None:
    reader: Reader = RulesReader()
    assert reader.version == "rules-1"


@settings(max_examples=60, deadline=None)
@given(WRITING)
def test_every_quote_stands_where_it_says(text: str) -> None:
    reader, shown = RulesReader(), clean(text)
    before = (contact("What can I do for you?", Cue.INVITES_ASK),)
    marks = (*reader.labels(scene(), before, text), *reader.cues(scene(), before, text))
    assert all(mark.quote == shown[mark.start : mark.end] for mark in marks)


@settings(max_examples=30, deadline=None)
@given(WRITING)
def test_no_label_is_given_twice(text: str) -> None:
    found = [mark.label for mark in RulesReader().labels(scene(), (), text)]
    assert len(found) == len(set(found))


def test_the_same_turn_in_the_same_talk_reads_the_same() -> None:
    before = (contact("The press is from 1911."),)
    text = "Thank you for showing me. Who ran it before you?"
    assert RulesReader().labels(scene(), before, text) == RulesReader().labels(scene(), before, text)


def test_the_evidence_is_the_sentence_that_carries_the_label() -> None:
    text = "It rained all morning. Are you guys hiring right now? My bag is still wet."
    (mark,) = (mark for mark in RulesReader().labels(scene(), (), text) if mark.label is Label.JOB_ASK)
    assert mark.quote == "Are you guys hiring right now?"


def test_an_empty_turn_carries_nothing() -> None:
    assert read("") == set()
    assert cues("") == set()


@pytest.mark.parametrize(
    "text",
    [
        "The rain has been like this since Tuesday.",
        "I like the blue one better.",
        "Is this seat taken?",
        "Ha, my bike did the same last winter.",
        "Nine, the bakery by the bridge.",
    ],
)
def test_small_talk_accuses_nobody(text: str) -> None:
    assert not any(label.is_debit for label in read(text, contact("Good morning.")))


@pytest.mark.parametrize(
    ("careful", "hasty"),
    [
        ("Could you introduce me to your editor?", "cld u introduce me to ur editor"),
        ("Thank you so much for the advice.", "thx so much for the advice"),
        ("What made you stay?", "what made u stay"),
    ],
)
def test_haste_changes_no_label(careful: str, hasty: str) -> None:
    before = (contact("I stayed on as the editor of the almanac, against all advice."),)
    assert read(careful, *before) == read(hasty, *before)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("So it was never about the paper, it was about your father.", Label.REFLECTION),
        ("You must have been so lonely up there.", Label.REFLECTION),
        ("I've a spare lamp in my shed doing nothing, I'll bring it round, no strings.", Label.GIVE_BACK),
        ("Could you redesign my website for free? It's only ten pages.", Label.FREE_WORK_ASK),
        ("We sell an app for binders, nine euros a month, shall I put you down for a free trial?", Label.SALES_PITCH),
        ("Should I start with leather, or would you wait a year?", Label.ADVICE_ASK),
    ],
)
def test_plain_cases_carry_their_label(text: str, label: Label) -> None:
    told = contact("My father left the shop to me and I kept the paper store going for thirty years.")
    assert label in read(text, told)


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Tell me about yourself, what do you do?", Cue.INVITES_BACKGROUND),
        ("Do you have your CV with you? Let me see it.", Cue.INVITES_RESUME),
        ("So, what can I do for you?", Cue.INVITES_ASK),
        ("You should meet my colleague Ravi. Shall I introduce you?", Cue.OFFERS_INTRODUCTION),
        ("Come by the workshop on Friday, I'll show you the press.", Cue.OFFERS_HELP),
        ("I'm sorry, I have to run, my train leaves in ten minutes.", Cue.SIGNALS_TIME),
    ],
)
def test_plain_cues_are_seen(text: str, cue: Cue) -> None:
    assert cue in cues(text)


def test_a_no_to_an_ask_declines() -> None:
    asked = learner("Could you give me her number?", Label.INTRODUCTION_ASK)
    assert Cue.DECLINES in cues("No, I don't hand out numbers.", asked)


def test_an_answer_to_a_question_for_advice_gives_advice() -> None:
    asked = learner("Would you start with leather or paper?", Label.ADVICE_ASK)
    assert Cue.GIVES_ADVICE in cues("Start with paper. Never buy leather in your first year.", asked)


def test_taking_a_no_well_is_graceful() -> None:
    talk = (learner("Could you give me her number?", Label.INTRODUCTION_ASK), contact("No, I don't.", Cue.DECLINES))
    found = read("Of course, I understand. Forget I asked.", *talk)
    assert Label.GRACEFUL_RESPONSE in found
    assert Label.PUSHING not in found
