"""What of a judge's answer counts: labels of the codebook, with words that stand in the turn."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehearse.reading.codebook import Label
from rehearse.review.ballot import read_ballot, standing

TURN = "Thank you.  I\u2019d love to hear \u201chow\u201d you began [at noon] \u2013 what made\nyou stay?"
ASKED = "what made you stay?"


def entry(**changes: object) -> dict[str, object]:
    return {"label": "follow_up", "quote": ASKED, "why": "it builds on that"} | changes


def answer(*entries: object, **more: object) -> str:
    return json.dumps({"labels": list(entries)} | more)


FORMS = {
    "alone": "{}",
    "in a fence": "```json\n{}\n```",
    "in prose": "Let me see {{the turn}}. I find this:\n{}\nThat is all, {{ I think.",
    "after a thought": '<think>Perhaps {{"labels": []}}? No.</think>{}',
    "after the form": 'The form is {{"labels": [{{"label": "…", "quote": "…", "why": "…"}}]}}.\n\n{}',
}


@pytest.mark.parametrize("form", FORMS)
def test_the_answer_is_found_whatever_stands_around_it(form: str) -> None:
    found = read_ballot(FORMS[form].format(answer(entry())), TURN)
    assert found
    assert [vote.label for vote in found.votes.values()] == [Label.FOLLOW_UP]
    assert found.dropped == 0


@pytest.mark.parametrize(
    "text",
    [
        "",
        "I cannot label this.",
        "[]",
        "null",
        '{"labels": "curiosity"}',
        '{"label": "curiosity"}',
        '{"labels": [',
        '{"a":' * 5_000,
        "{" * 20_000,
        '{"labels": ' + "9" * 6_000 + "}",
    ],
)
def test_an_answer_of_no_form_is_none(text: str) -> None:
    assert read_ballot(text, TURN) is None


@pytest.mark.parametrize(
    "quote",
    [
        ASKED,
        "what made\nyou   stay?",
        "I'd love to hear",
        'hear "how" you',
        "you began (at noon)",
        "you began [at noon]",
        "stay",
    ],
)
def test_a_quote_is_the_turns_own_words_where_only_space_quotes_or_marks_differ(quote: str) -> None:
    own = standing(quote, TURN)
    assert own
    assert own in TURN


@pytest.mark.parametrize(
    "quote",
    [
        "what makes you stay?",
        "WHAT MADE YOU STAY?",
        "What made you stay?",
        "tay",
        "what mad",
        "you.*stay",
        "",
        " \n",
        "?",
        "…",
        "you began at noon",
        "Thank you. what made you stay?",
    ],
)
def test_words_that_nobody_said_are_no_quote(quote: str) -> None:
    assert standing(quote, TURN) is None


@pytest.mark.parametrize(
    "bad",
    [
        entry(label="excellent"),
        entry(label="Follow up"),
        entry(label=["follow_up"]),
        entry(label=None),
        entry(quote="You are the best listener that I ever met"),
        entry(quote=7),
        {"label": "follow_up"},
        "follow_up",
        None,
        [],
    ],
)
def test_what_does_not_hold_is_dropped_and_counted_and_the_rest_stands(bad: object) -> None:
    found = read_ballot(answer(bad, entry()), TURN)
    assert found
    assert list(found.votes) == [Label.FOLLOW_UP]
    assert found.dropped == 1


def test_a_label_given_twice_is_one_vote() -> None:
    found = read_ballot(answer(entry(), entry(quote="stay?")), TURN)
    assert found
    assert found.votes[Label.FOLLOW_UP].quote == "what made\nyou stay?"
    assert len(found.votes) == 1


def test_all_else_in_an_answer_is_ignored() -> None:
    found = read_ballot(answer(entry(score=100, turn=3, start=0), score=100, overall=10, ledger=[]), TURN)
    assert found == read_ballot(answer(entry()), TURN)


def test_a_reason_is_one_clean_line() -> None:
    found = read_ballot(answer(entry(why="\x1b]0;mine\x07 it\n\nasks \x9b31m")), TURN)
    assert found
    assert found.votes[Label.FOLLOW_UP].why == "]0;mine it asks 31m"


@given(st.text(max_size=200), st.text(max_size=200))
def test_whatever_is_answered_every_quote_stands_in_the_turn(quote: str, turn: str) -> None:
    found = read_ballot(answer(entry(quote=quote)), turn)
    assert found
    assert all(vote.quote in turn for vote in found.votes.values())
    assert len(found.votes) + found.dropped == 1


@given(st.text(max_size=300))
def test_no_answer_breaks_the_reading(text: str) -> None:
    read_ballot(text, TURN)
