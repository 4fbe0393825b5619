"""What a contact notices beside the question: a wrong name, a promise kept, an answer, a story that is over."""

from datetime import timedelta
from pathlib import Path

import pytest

from rehearse.archive.acquaintances import relationship_with
from rehearse.contact.fitting import fitting
from rehearse.contact.naming import is_misnamed
from rehearse.contact.news import about
from rehearse.meeting.plan import Move
from rehearse.reading.codebook import Label
from rehearse.reading.scene import Side
from rehearse.rehearsal import Rehearsal
from rehearse.scene import library
from rehearse.scene.persona import News, Persona
from tests.acquaintance import running
from tests.builders import MOMENT, lines, persona, persona_data
from tests.contact.test_questions import QUESTIONS
from tests.talk import meet

ASKED = ["How did you end up making clocks? [curiosity]", "What made you keep the box? [follow_up]"]
"""After these the contact has asked back."""
FURTHER = [*ASKED, "How long did it take? [follow_up]"]
"""After these the story is over."""
MANNERS = persona_data()["manners"]


def replies(rehearsal: Rehearsal) -> list[str]:
    return [turn.text for turn in rehearsal.state.turns if turn.speaker is Side.CONTACT]


def moves(rehearsal: Rehearsal) -> list[Move]:
    assert rehearsal.state.plan is not None
    return [beat.move for beat in rehearsal.state.plan.beats]


def without(*banks: str) -> Persona:
    """The small persona as older files are: without these banks."""
    return persona(manners={name: bank for name, bank in MANNERS.items() if name not in banks})


@pytest.mark.parametrize(
    "turn",
    [
        "Hi Maria, nice to meet you.",
        "Thanks, Peter, that helps.",
        "Maria, how did you start?",
        "That is lovely, thank you, Peter.",
        "Good morning Mrs. Smith.",
        "Hey Dr. Brown, thanks",
    ],
)
def test_another_person_s_name_is_heard_where_somebody_is_addressed(turn: str) -> None:
    assert is_misnamed(turn, library.persona("hanna-vogel"))


@pytest.mark.parametrize(
    "turn",
    [
        "Hi Hanna!",
        "Hannah, how did you start?",
        "Hello, Frau Vogel.",
        "Hi there, I'm Tom.",
        "Hi, Maria here.",
        "Toronto, what a city. Do you like it?",
        "Bruce Ikeda, what was he like?",
        "Typesetting, how did you learn it?",
        "Monday, I start.",
        "I met Maria at the fair, and she said that you knew Peter.",
        "I like it, Leipzig.",
    ],
)
def test_no_name_is_heard_where_nobody_is_addressed_or_it_is_their_own(turn: str) -> None:
    assert not is_misnamed(turn, library.persona("hanna-vogel"))


def test_who_is_called_by_the_name_that_their_friends_use_is_called_right() -> None:
    assert not is_misnamed("Hi Dee! How are the trucks?", library.persona("dolores-whitfield"))
    assert is_misnamed("Hi Dee! How are the trucks?", library.persona("hanna-vogel"))


def test_a_wrong_name_is_put_right_once_in_a_meeting_and_the_question_is_answered(tmp_path: Path) -> None:
    turns = [f"Hello Maria, glad to meet you. {ASKED[0]}", "Thanks, Maria. What made you keep the box? [follow_up]"]
    first, second = replies(meet(tmp_path / "m.jsonl", turns, end=False))[1:]
    assert any(first.startswith(line) for line in MANNERS["misnamed"][:-1])
    assert "box of broken springs" in first
    assert not any(line in second for line in MANNERS["misnamed"])


def test_a_cold_contact_puts_it_right_coldly_and_one_without_words_for_it_not_at_all(tmp_path: Path) -> None:
    turn = ["Hello Maria, glad to meet you."]
    cold = meet(tmp_path / "a.jsonl", turn, end=False, persona=persona(warmth=0.25, patience=1.0))
    assert replies(cold)[1].startswith(MANNERS["misnamed"][-1])
    plain = meet(tmp_path / "b.jsonl", turn, end=False, persona=without("misnamed"))
    assert Move.MISNAMED not in moves(plain)


def test_an_answer_to_what_the_contact_asked_is_taken_up_before_the_next_question_is_answered(tmp_path: Path) -> None:
    turns = [*ASKED, "Mostly clocks, and a chair. What was your worst mistake? [curiosity]"]
    reply = replies(meet(tmp_path / "m.jsonl", turns, end=False))[-1]
    assert reply.startswith(tuple(MANNERS["takes_up"]))
    assert "A hand of the town clock fell into a wedding." in reply


def test_thanks_are_no_answer_to_what_the_contact_asked(tmp_path: Path) -> None:
    turns = [*ASKED, "Thank you for that story. [gratitude] What was your worst mistake? [curiosity]"]
    assert Move.RECEIVE not in moves(meet(tmp_path / "m.jsonl", turns, end=False))


def test_and_you_gives_the_contact_s_own_question_back(tmp_path: Path) -> None:
    asks = [{**each, "asks_back": "What was your worst mistake?"} for each in persona_data()["stories"]]
    turns = [*ASKED, "[curiosity] I once found a dog. And you?"]
    reply = replies(meet(tmp_path / "m.jsonl", turns, end=False, persona=persona(stories=asks)))[-1]
    assert "fell into a wedding" in reply


@pytest.mark.parametrize(
    ("turn", "news"),
    [
        ("I grew up in Porto, my father fished.", News.FAMILY),
        ("My mother died last spring.", News.LOSS),
        ("I was laid off in June and moved back home.", News.LOSS),
        ("I lost my train of thought.", None),
        ("I quit my job in May.", News.CHANGE),
        ("I left my coat in the hall.", None),
        ("I'm a bit nervous about asking.", News.DOUBT),
        ("I grew up in Porto.", News.HOME),
        ("I play the cello on Sundays.", News.MAKING),
        ("I used to drive night buses.", News.WORK),
        ("I\u2019ve been a nurse for ten years", News.WORK),
        ("How did your mother take it?", None),
        ("Did my father do right?", None),
    ],
)
def test_news_are_told_apart_by_what_they_are_about(turn: str, news: News | None) -> None:
    assert about(turn) is news


def test_news_are_taken_up_in_words_on_what_they_are_about_as_long_as_there_are_some(tmp_path: Path) -> None:
    turns = ["My father was a smith.", "My sister is one as well.", "So was my uncle."]
    said = replies(meet(tmp_path / "m.jsonl", turns, end=False))
    assert {line for line in lines("kin", 2) if any(line in reply for reply in said[1:3])} == set(lines("kin", 2))
    assert said[3].startswith(tuple(MANNERS["takes_up"]))


def test_nobody_who_tells_of_a_loss_is_turned_aside(tmp_path: Path) -> None:
    turn = "My father died in March. Which metal melts at the lowest temperature? [advice_ask]"
    reply = replies(meet(tmp_path / "m.jsonl", [turn], end=False))[1]
    assert reply in lines("sorrow", 2)


def test_a_story_that_is_over_is_said_to_be_and_something_near_it_or_a_question_follows(tmp_path: Path) -> None:
    rehearsal = meet(tmp_path / "m.jsonl", [*FURTHER, "Did she keep the springs? [follow_up]"], end=False)
    assert replies(rehearsal)[-1].startswith(tuple(MANNERS["no_more"]))
    assert moves(rehearsal)[1:] in ([Move.RESUME, Move.TELL], [Move.ASK_BACK])


def test_a_contact_in_no_mood_says_only_that_it_is_over_and_one_without_words_turns_it_aside(tmp_path: Path) -> None:
    turns = [*FURTHER, "Did she keep the springs? [follow_up]"]
    cool = meet(tmp_path / "a.jsonl", turns, end=False, persona=persona(warmth=0.12, patience=1.0))
    assert (cool.state.energy < 0.3) == (moves(cool) == [Move.NO_MORE])
    plain = meet(tmp_path / "b.jsonl", turns, end=False, persona=without("no_more"))
    assert moves(plain)[0] is Move.TURN_ASIDE


def test_a_promise_that_is_kept_in_the_same_meeting_is_noticed_and_thanked_for_once(tmp_path: Path) -> None:
    turns = ["I will send you my uncle's spare springs. [give_back]", ASKED[0], "I brought the springs. [give_back]"]
    rehearsal = meet(tmp_path / "m.jsonl", turns, end=False)
    assert replies(rehearsal)[-1].startswith(tuple(lines("kept", 2)))
    assert Move.REACT not in moves(rehearsal)


def test_a_promise_of_an_earlier_meeting_is_noticed_when_it_is_kept_and_is_then_no_longer_owed(tmp_path: Path) -> None:
    meet(tmp_path / "one.jsonl", ["I'll send you the article on escapements.", ASKED[0]])
    known = relationship_with("bo-lind", tmp_path)
    assert known is not None
    assert known.owed == ("I'll send you the article on escapements.",)
    rehearsal = meet(
        tmp_path / "two.jsonl",
        ["Hello again.", "Here is the article that I promised."],
        known=known,
        clock=lambda: MOMENT + timedelta(days=9),
    )
    assert any(line in reply for line in lines("kept", 2) for reply in replies(rehearsal))
    after = relationship_with("bo-lind", tmp_path)
    assert after is not None
    assert after.owed == ()
    assert [promise.kept for _, promise in after.promises if promise.by is Side.LEARNER] == [True]


def test_what_a_question_names_is_answered_though_another_story_is_being_told() -> None:
    right = of = 0
    for name, questions in QUESTIONS.items():
        whom = library.persona(name)
        for number, each in enumerate(each for each in questions if each["kind"] == "seen" and each["answers"]):
            others = [story.id for story in whom.stories if story.id not in each["answers"] and not story.scenarios]
            state = running(whom, others[number % len(others)], each["ask"], Label.FOLLOW_UP)
            found = fitting(state, state.turns[-1]).found
            right, of = right + bool(found and found.item.ref in each["answers"]), of + 1
    assert right >= 0.7 * of, (right, of)


@pytest.mark.parametrize("question", ["Why did she do that?", "And then?", "What did they say to it?"])
def test_what_only_points_back_goes_on_with_the_running_story(question: str) -> None:
    for name in ("hanna-vogel", "ines-carvalho", "kenji-moriwaki"):
        whom = library.persona(name)
        for story in whom.stories[:4]:
            state = running(whom, story.id, question, Label.FOLLOW_UP)
            found = fitting(state, state.turns[-1]).found
            assert found is not None
            assert (found.item.ref, found.item.layer) == (story.id, 1)
