"""What the offline contact does, seen from across the table."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rehearse.contact.wording import sentence_keys
from rehearse.meeting.events import Planned, Replied
from rehearse.meeting.plan import Leaving, Move
from rehearse.meeting.state import State, advance, begin
from rehearse.reading.codebook import Cue, Label
from rehearse.reading.scene import Side
from rehearse.rehearsal import Rehearsal
from rehearse.review.scoring import verdict
from rehearse.scene import library
from rehearse.scene.persona import GiftKind
from tests.builders import persona, persona_data, scenario
from tests.talk import meet

GOOD = [
    "How did you end up making clocks? [curiosity]",
    "What made you keep the box? [follow_up]",
    "So it was her way of trusting you with them. [reflection]",
    "How long did it take? [follow_up]",
    "What was your worst mistake? [curiosity]",
    "What happened then? [follow_up]",
    "I will send you my uncle's spare springs. [give_back]",
    "Thank you for the story of the bride. [gratitude]",
]
TURNS = st.lists(
    st.sampled_from(
        [
            *GOOD,
            "Could you introduce me to somebody? [introduction_ask]",
            "Please, just one name. [introduction_ask] [pushing]",
            "Any jobs here? [job_ask]",
            "ok",
            "hm hm",
            "xkcd qwrt",
            "Are you a bot?",
            "My father was a smith.",
            "You idiot.",
            "Hello!",
        ]
    ),
    max_size=40,
)


def replies(rehearsal: Rehearsal) -> list[str]:
    return [turn.text for turn in rehearsal.state.turns if turn.speaker is Side.CONTACT]


def test_a_question_is_answered_by_the_story_that_fits_and_a_follow_up_by_its_next_layer(tmp_path: Path) -> None:
    said = replies(meet(tmp_path / "m.jsonl", GOOD[:2], end=False))
    assert "My aunt left me a box of broken springs." in said[1]
    assert "She never told me which was which." in said[2]


def test_a_question_about_something_else_leaves_the_story(tmp_path: Path) -> None:
    said = replies(meet(tmp_path / "m.jsonl", [GOOD[0], "How long have you lived here? [curiosity]"], end=False))
    assert "Lund has had me since I was four." in said[2]


def test_what_the_file_does_not_answer_is_turned_aside_and_nothing_invented(tmp_path: Path) -> None:
    said = replies(meet(tmp_path / "m.jsonl", ["What is the capital of Mongolia? [curiosity]"], end=False))
    own = persona_data()
    assert said[1] in (*own["manners"]["turns_aside"], *own["does_not_know"]["says"])


def test_an_ask_is_declined_from_the_first_to_the_last_straw(tmp_path: Path) -> None:
    asks = ["Introduce me? [introduction_ask]"] + ["Please? [introduction_ask] [pushing]"] * 2
    rehearsal = meet(tmp_path / "m.jsonl", asks, end=False, persona=persona(patience=1.0))
    plans = [event.plan for event in rehearsal.log.events if isinstance(event, Planned)]
    straws = [beat.times for plan in plans for beat in plan.beats if beat.move is Move.DECLINE]
    assert straws == sorted(set(straws))
    assert all(turn.has(Cue.DECLINES) for turn in rehearsal.state.turns[2::2])


def test_pushing_on_makes_the_contact_leave_early(tmp_path: Path) -> None:
    rehearsal = meet(tmp_path / "m.jsonl", ["Please! [introduction_ask] [pushing]"] * 20, end=False)
    assert rehearsal.state.ended is Leaving.EARLY
    assert rehearsal.state.learner_turns < 10


def test_private_things_are_told_only_to_somebody_trusted(tmp_path: Path) -> None:
    ask = "Can you hear them tick? [curiosity]"
    strange = replies(meet(tmp_path / "a.jsonl", [ask], end=False))
    trusted = replies(meet(tmp_path / "b.jsonl", [ask], end=False, scenario=scenario(trust=0.8)))
    assert "deaf" not in strange[1]
    assert "deaf" in trusted[1]


def test_advice_is_given_to_who_asks_for_it_and_is_a_cue(tmp_path: Path) -> None:
    rehearsal = meet(tmp_path / "m.jsonl", ["What would you advise a beginner? [advice_ask]"], end=False)
    assert "Break ten cheap ones first." in rehearsal.state.turns[2].text
    assert rehearsal.state.turns[2].has(Cue.GIVES_ADVICE)


def test_time_is_signalled_before_the_contact_leaves(tmp_path: Path) -> None:
    rehearsal = meet(tmp_path / "m.jsonl", GOOD * 3, end=False, scenario=scenario(minutes=12))
    signalled = [n for n, turn in enumerate(rehearsal.state.turns) if turn.has(Cue.SIGNALS_TIME)]
    assert rehearsal.state.ended in (Leaving.GLAD, Leaving.ON_TIME)
    assert signalled
    assert signalled[0] < len(rehearsal.state.turns) - 1


def test_a_cue_of_the_contacts_quotes_the_words_that_carry_it_and_no_others(tmp_path: Path) -> None:
    rehearsal = meet(tmp_path / "m.jsonl", GOOD * 3, end=False, scenario=scenario(minutes=12))
    persona = rehearsal.state.header.persona
    assert persona is not None
    found = {mark.label: (mark.quote, turn) for turn in rehearsal.state.turns for mark in turn.cues}
    quote, turn = found[Cue.SIGNALS_TIME]
    assert quote in persona.manners.time
    assert quote != turn.text
    assert turn.text.endswith(quote)


def test_a_goodbye_is_answered_by_one(tmp_path: Path) -> None:
    rehearsal = meet(tmp_path / "m.jsonl", [*GOOD[:3], "I should get going. Goodbye!"], end=False)
    assert rehearsal.over
    assert "exit" in replies(rehearsal)[-1]


def test_the_second_insult_ends_the_meeting(tmp_path: Path) -> None:
    rehearsal = meet(tmp_path / "m.jsonl", ["You idiot.", "You are an idiot."], end=False)
    assert rehearsal.state.ended is Leaving.EARLY


@pytest.mark.parametrize(
    ("turn", "bank"),
    [("Are you a bot?", "human"), ("xkcd qwrt", "puzzled"), ("Ich habe leider kein Wort davon verstanden", "puzzled")],
)
def test_odd_turns_are_met_in_character(tmp_path: Path, turn: str, bank: str) -> None:
    assert replies(meet(tmp_path / "m.jsonl", [turn], end=False))[1] in persona_data()["manners"][bank]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TURNS, st.integers(0, 5))
def test_no_sentence_is_said_twice_and_no_gift_is_unearned_and_every_meeting_ends(
    tmp_path_factory: pytest.TempPathFactory, turns: list[str], seed: int
) -> None:
    path = tmp_path_factory.mktemp("meeting") / "m.jsonl"
    rehearsal = meet(path, turns, seed=seed, scenario=scenario(minutes=40))
    said: set[str] = set()
    for text in replies(rehearsal):
        keys = sentence_keys(text)
        assert not keys & said
        said |= keys
    assert rehearsal.over
    assert_gifts_were_earned(rehearsal)


def assert_gifts_were_earned(rehearsal: Rehearsal) -> None:
    gifts = {gift.id: gift for gift in persona().gifts}
    state: State = begin(rehearsal.log.header)
    for event in rehearsal.log.events:
        if isinstance(event, Planned) and event.plan.offer:
            gift = gifts[event.plan.offer]
            assert state.trust >= gift.trust
            assert state.energy >= gift.energy
            if gift.kind is GiftKind.INTRODUCTION:
                assert not state.times(Label.INTRODUCTION_ASK, Label.PUSHING)
        state = advance(state, event)


def test_a_good_meeting_earns_gifts_that_come_unasked(tmp_path: Path) -> None:
    rehearsal = meet(tmp_path / "m.jsonl", GOOD, end=False)
    kinds = {gift for _, gift in rehearsal.state.gifts}
    assert "book" in kinds
    assert any(turn.has(Cue.GIVES_ADVICE, Cue.OFFERS_HELP) for turn in rehearsal.state.turns)


def test_an_introduction_is_never_granted_because_it_was_asked_for(tmp_path: Path) -> None:
    asked = [*GOOD, "Could you introduce me? [introduction_ask]", *GOOD[:2] * 4]
    generous = scenario(trust=0.95, minutes=60)
    rehearsal = meet(tmp_path / "m.jsonl", asked[8:], scenario=generous, persona=persona(warmth=0.95, patience=1.0))
    assert "ada" not in {gift for _, gift in rehearsal.state.gifts}
    assert not any(turn.has(Cue.OFFERS_INTRODUCTION) for turn in rehearsal.state.turns)


def test_the_same_seed_says_the_same_and_another_seed_does_not(tmp_path: Path) -> None:
    turns = [*GOOD, "ok", "My father was a smith."]
    one, two, other = (replies(meet(tmp_path / f"{n}.jsonl", turns, seed=seed)) for n, seed in enumerate((3, 3, 4)))
    assert one == two
    assert one != other


def test_the_learner_s_question_after_a_bearable_misstep_is_still_answered(tmp_path: Path) -> None:
    turn = "So what is it that you do? [unprepared] [curiosity] How did you end up making clocks?"
    said = replies(meet(tmp_path / "m.jsonl", [turn], end=False))[1]
    assert "unprepared" in said
    assert "box of broken springs" in said


def test_a_reply_is_logged_with_the_engine_that_found_the_words(tmp_path: Path) -> None:
    rehearsal = meet(tmp_path / "m.jsonl", GOOD[:1])
    assert {event.engine for event in rehearsal.log.events if isinstance(event, Replied)} == {"offline"}


def beats(rehearsal: Rehearsal, turn: int) -> list[tuple[Move, Label | None]]:
    plans = [event.plan for event in rehearsal.log.events if isinstance(event, Planned)]
    return [(beat.move, beat.label) for beat in plans[turn].beats]


def test_grace_is_answered_as_a_no_well_taken_only_after_a_no(tmp_path: Path) -> None:
    turns = [
        "Good advice, I will try that. [graceful_response]",
        "Any jobs? [job_ask]",
        "I see, no. [graceful_response]",
    ]
    rehearsal = meet(tmp_path / "m.jsonl", turns, end=False, persona=persona(patience=1.0))
    graceful = (Move.REACT, Label.GRACEFUL_RESPONSE)
    assert graceful not in beats(rehearsal, 1)
    assert graceful in beats(rehearsal, 3)


def test_thanks_for_coming_are_a_greeting_and_thanks_for_a_story_are_answered(tmp_path: Path) -> None:
    turns = ["Thanks for coming down. [gratitude]", GOOD[0], "Thank you for telling me. [gratitude]"]
    rehearsal = meet(tmp_path / "m.jsonl", turns, end=False)
    thanked = (Move.REACT, Label.GRATITUDE)
    assert thanked not in beats(rehearsal, 1)
    assert thanked in beats(rehearsal, 3)


def test_who_pushes_on_a_time_signal_and_was_never_refused_is_answered_for_the_ask(tmp_path: Path) -> None:
    ask = "Could you refer me? [job_ask] [pushing]"
    first = meet(tmp_path / "first.jsonl", [GOOD[0], ask], end=False)
    again = meet(tmp_path / "again.jsonl", ["Any jobs? [job_ask]", ask], end=False, persona=persona(patience=1.0))
    assert beats(first, 2)[0] == (Move.DECLINE, Label.JOB_ASK)
    assert beats(again, 2)[0] == (Move.DECLINE, Label.PUSHING)


def test_who_goes_on_over_a_time_signal_hears_a_short_answer_and_the_time_then_the_time_alone_and_no_no(
    tmp_path: Path,
) -> None:
    on = "What was your worst mistake? [curiosity] [pushing]"
    rehearsal = meet(tmp_path / "m.jsonl", [GOOD[0], on, on], end=False)
    assert [move for move, _ in beats(rehearsal, 2)] == [Move.TELL, Move.SIGNAL_TIME]
    assert beats(rehearsal, 3) == [(Move.SIGNAL_TIME, None)]


def test_cues_that_were_planned_are_a_matter_of_record(tmp_path: Path) -> None:
    rehearsal = meet(tmp_path / "m.jsonl", ["Introduce me? [introduction_ask]"], end=False)
    assert [mark.confidence for mark in rehearsal.state.turns[2].cues if mark.label is Cue.DECLINES] == [1.0]


@pytest.mark.parametrize("minutes", range(5, 9))
@pytest.mark.parametrize("before", range(1, 5))
def test_the_time_is_signalled_once_in_a_turn(tmp_path: Path, minutes: int, before: int) -> None:
    turns = [*GOOD[:before], "And one more thing? [follow_up] [pushing]"]
    rehearsal = meet(tmp_path / "m.jsonl", turns, end=False, scenario=scenario(minutes=minutes))
    assert sum(move is Move.SIGNAL_TIME for move, _ in beats(rehearsal, -1)) <= 1


@pytest.mark.parametrize("turns", [[], GOOD[:1], GOOD[:3], GOOD, [GOOD[0], "Introduce me? [introduction_ask]"]])
@pytest.mark.parametrize("warmth", [0.3, 0.62, 0.9])
def test_a_goodbye_is_glad_where_the_review_says_that_they_would_meet_again(
    tmp_path: Path, turns: list[str], warmth: float
) -> None:
    rehearsal = meet(tmp_path / "m.jsonl", turns, persona=persona(warmth=warmth))
    found = verdict(rehearsal.state, library.rubric("standard"))
    assert (rehearsal.state.ended is Leaving.GLAD) == bool(found.would_meet_again)
    if turns:
        assert ("glad exit" in replies(rehearsal)[-1]) == found.would_meet_again


def test_who_went_on_after_a_no_gets_no_glad_goodbye_though_they_would_be_met_again(tmp_path: Path) -> None:
    asked = "Could you introduce me to somebody? [introduction_ask]"
    on = "It would only take you five minutes. [pushing]"
    rehearsal = meet(tmp_path / "m.jsonl", [*GOOD, asked, on], persona=persona(warmth=0.9, patience=1.0))
    assert verdict(rehearsal.state, library.rubric("standard")).would_meet_again
    assert rehearsal.state.ended is Leaving.PARTING
    asked_once = meet(tmp_path / "n.jsonl", [*GOOD, asked], persona=persona(warmth=0.9, patience=1.0))
    assert asked_once.state.ended is Leaving.GLAD
