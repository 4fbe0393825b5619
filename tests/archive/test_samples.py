"""The transcripts that ship with the app open, end, and are reviewed as their names promise."""

from functools import cache

import pytest

from rehearse.archive.transcript import Transcript, read_transcript
from rehearse.engines import make_reader
from rehearse.meeting.state import State, fold
from rehearse.reading.scene import Side
from rehearse.review.facts import Review
from rehearse.review.review import review
from rehearse.scene import library
from rehearse.settings import shipped
from tests.talk import there

SAMPLES = sorted(path.stem for path in shipped("transcripts").glob("*.jsonl"))
WELL, WRONG = "-gone-well", "-gone-wrong"
SCENES = {
    "resume-coffee-gone-wrong",
    "beachfront-pitch-gone-wrong",
    "borrowed-name-gone-well",
    "cold-call-gone-wrong",
    "breathless-coffee-gone-wrong",
    "free-website-gone-wrong",
    "good-coffee-gone-well",
    "conference-corridor-gone-well",
}
"""Every scene of the essay that the app was founded on."""


def opened(name: str) -> Transcript:
    return read_transcript(shipped("transcripts") / f"{name}.jsonl")


def folded(name: str) -> State:
    found = opened(name)
    return fold(found.header, found.events)


@cache
def reviewed(name: str) -> Review:
    found = opened(name)
    return review(found.header, found.events, library.rubric("standard"), make_reader())


def test_every_scene_of_the_essay_ships_as_a_sample() -> None:
    assert set(SAMPLES) >= SCENES
    assert len(SAMPLES) >= 8


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_says_how_it_went_and_which_scenario_it_is(name: str) -> None:
    scenario = opened(name).header.scenario
    assert scenario is not None
    assert name in (scenario.id + WELL, scenario.id + WRONG)
    assert scenario.id in {entry.id for entry in library.scenarios()}


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_was_played_whole_with_the_embedded_contact(name: str) -> None:
    found = opened(name)
    assert (found.header.engine, found.recovered) == ("offline", None)
    state = folded(name)
    assert state.ended is not None
    assert not state.pending
    assert state.learner_turns >= 3


@pytest.mark.parametrize("name", SAMPLES)
def test_every_quote_in_the_review_of_a_sample_stands_in_its_turn(name: str) -> None:
    found = reviewed(name)
    texts = {turn.turn: turn.text for turn in found.turns}
    for turn in found.turns:
        assert all(turn.text[mark.start : mark.end] == mark.quote for mark in (*turn.labels, *turn.cues))
    for moment in found.moments:
        assert moment.quote in texts[moment.turn]
    for gift in found.gifts:
        assert gift.quote in texts[gift.turn]
    assert all(line.said in texts[line.turn] for line in found.better)


@pytest.mark.parametrize("name", [name for name in SAMPLES if name.endswith(WELL)])
def test_a_sample_gone_well_has_nothing_that_spends_trust(name: str) -> None:
    spent = [mark for turn in reviewed(name).turns for mark in turn.labels if mark.label.is_debit]
    assert spent == []
    assert reviewed(name).would_meet_again


@pytest.mark.parametrize("name", [name for name in SAMPLES if name.endswith(WRONG)])
def test_a_sample_gone_wrong_ends_before_its_time_and_says_what_it_cost(name: str) -> None:
    found = reviewed(name)
    assert found.ended == "early"
    assert found.turns[-1].speaker is Side.CONTACT
    assert not found.would_meet_again
    assert found.gifts == ()
    assert [mark for turn in found.turns for mark in turn.labels if mark.label.is_debit]


def test_every_sample_gone_well_scores_above_every_sample_gone_wrong() -> None:
    score = {name: there(reviewed(name).score) for name in SAMPLES}
    assert min(score[name] for name in SAMPLES if name.endswith(WELL)) >= 75
    assert max(score[name] for name in SAMPLES if name.endswith(WRONG)) <= 35
