"""What in a persona answers a question, as a person would ask it."""

from pathlib import Path

import pytest

from rehearse.contact import telling
from rehearse.contact.find import Finder
from rehearse.meeting.plan import Move, Plan
from rehearse.reading.encoder.loading import shipped_meaning
from rehearse.scene import library
from tests.builders import ToldReader, persona
from tests.contact.asking import asked, told
from tests.talk import meet

BY_MEANING, BY_WORD = Finder(persona(), shipped_meaning()), Finder(persona(), None)


def first(finder: Finder, question: str) -> str | None:
    found = finder.find(question, finder.items)
    return found[0].item.ref if found else None


@pytest.mark.parametrize(
    ("question", "ref"),
    [
        ("What brought you into this line of work?", "springs"),
        ("Did anything ever go badly wrong?", "tower"),
        ("Is your ear still good enough for the ticking?", "ear"),
        ("How long has this been your home?", "lund"),
        ("What should somebody do who is just starting out?", "slow"),
    ],
)
def test_a_question_in_other_words_finds_what_answers_it(question: str, ref: str) -> None:
    assert first(BY_MEANING, question) == ref


def test_where_meaning_cannot_be_told_words_alone_find_it() -> None:
    assert first(BY_WORD, "How did you end up making clocks?") == "springs"
    assert first(BY_WORD, "zebra") is None


def test_what_only_a_layer_of_an_untold_story_answers_comes_with_the_story_s_opening(tmp_path: Path) -> None:
    meeting = meet(tmp_path / "m.jsonl", ["What made you keep the box? [curiosity]"], end=False)
    said = meeting.state.turns[2].text
    assert said.startswith("My aunt left me a box of broken springs.")
    assert "She never told me which was which." in said
    assert meeting.state.told == {"springs": (0, 1)}


def test_a_layer_that_is_told_ahead_is_not_told_again_nor_goes_the_story_back(tmp_path: Path) -> None:
    turns = ["What made you keep the box? [curiosity]", "Tell me more of it.", "And then?"]
    meeting = meet(tmp_path / "m.jsonl", turns, end=False)
    beats = [beat for _, plan in meeting.state.plans for beat in plan.beats]
    assert [beat.layer for beat in beats if beat.ref == "springs" and beat.move is Move.TELL] == [0, 1, 2]


def plan(question: str) -> Plan:
    return asked(persona(), ToldReader(), f"{question} [curiosity]")


def test_what_is_far_from_everything_is_turned_aside() -> None:
    assert told(plan("Which metal melts at the lowest temperature?")) == ()


def test_thanks_before_a_question_in_everyday_words_do_not_hide_it() -> None:
    finder = telling.finder(library.persona("hanna-vogel"))
    plain, thanked = (
        finder.find(f"{before}How did you come to this work?", finder.items)[0]
        for before in ("", "Thank you for seeing me. ")
    )
    assert (plain.item.ref, plain.item.layer) == (thanked.item.ref, thanked.item.layer) == ("lead-type", 0)
    assert thanked.likeness >= plain.likeness - 0.01
