"""What must hold of a meeting that goes on from earlier ones: known, remembered, and nothing told twice."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from rehearse.archive.acquaintances import acquaintances, contacts_met, relationship_with
from rehearse.contact.wording import sentence_keys
from rehearse.meeting.plan import Move
from rehearse.meeting.relationship import Relationship
from rehearse.meeting.state import State
from rehearse.reading.codebook import Label
from rehearse.reading.scene import Side
from rehearse.rehearsal import Rehearsal
from rehearse.scene import library
from rehearse.scene.persona import Persona
from tests import builders
from tests.builders import MOMENT, persona, persona_data, scenario
from tests.talk import meet

TURNS = ["How did you end up making clocks? [curiosity]", "What made you keep the box? [follow_up]"]
AGAIN = {
    "greets": builders.lines("greeting again", 3),
    "told": builders.lines("recall", 3),
    "writes": builders.lines("writing", 3),
}


def later() -> datetime:
    return MOMENT + timedelta(days=30)


def known(folder: Path, name: str = "bo-lind") -> Relationship:
    found = relationship_with(name, folder)
    assert found is not None
    return found


def again(folder: Path, turns: list[str], person: Persona, name: str = "again", **scene: object) -> Rehearsal:
    found = known(folder, person.id)
    return meet(folder / f"{name}.jsonl", turns, persona=person, scenario=scenario(**scene), known=found, clock=later)


def own(state: State) -> list[str]:
    return [turn.text for turn in state.turns if turn.speaker is Side.CONTACT]


@pytest.fixture
def friend(tmp_path: Path) -> Persona:
    """Somebody who was met once, and told two layers of a story."""
    found = persona(again=AGAIN)
    meet(tmp_path / "first.jsonl", TURNS, persona=found)
    return found


def test_the_first_words_are_for_somebody_known_and_not_the_scene_s(tmp_path: Path, friend: Persona) -> None:
    opening = {"speaker": "contact", "says": "Who are you, then?"}
    assert own(again(tmp_path, [], friend, opening=opening).state)[0] in AGAIN["greets"]


def test_who_speaks_first_is_greeted_as_known_as_well(tmp_path: Path, friend: Persona) -> None:
    said = own(
        again(tmp_path, ["What was your worst mistake? [curiosity]"], friend, opening={"speaker": "learner"}).state
    )
    assert any(said[0].startswith(line) for line in AGAIN["greets"])
    assert "fell into a wedding" in said[0]


def test_a_persona_without_words_for_it_begins_with_an_opening_of_their_own(tmp_path: Path) -> None:
    plain = persona()
    meet(tmp_path / "first.jsonl", TURNS)
    opening = {"speaker": "contact", "says": "Who are you, then?"}
    assert own(again(tmp_path, [], plain, opening=opening).state)[0] in persona_data()["small_talk"]["openings"]


def test_a_story_that_is_asked_for_again_is_recalled_and_goes_on(tmp_path: Path, friend: Persona) -> None:
    said = own(again(tmp_path, TURNS[:1], friend).state)
    assert any(said[1].startswith(line) for line in AGAIN["told"])
    assert said[1].endswith("I sorted them for a whole winter.")


def test_a_remark_that_is_asked_for_again_is_recalled_and_not_repeated(tmp_path: Path, friend: Persona) -> None:
    question = "How long have you lived here? [curiosity]"
    second = again(tmp_path, [question], friend)
    assert "Lund has had me since I was four." in own(second.state)[1]
    third = again(tmp_path, [question], friend, name="third")
    assert "Lund has had me" not in own(third.state)[1]
    assert any(own(third.state)[1].startswith(line) for line in AGAIN["told"])


def test_where_nobody_has_words_for_it_the_next_layer_is_told(tmp_path: Path) -> None:
    meet(tmp_path / "first.jsonl", TURNS)
    assert own(again(tmp_path, TURNS[:1], persona()).state)[1] == "I sorted them for a whole winter."


def test_it_begins_with_the_faded_trust_and_a_little_more_energy(tmp_path: Path, friend: Persona) -> None:
    found = known(tmp_path)
    header = again(tmp_path, [], friend).state.header
    assert header.trust == found.trust_at(later()) < found.trust_at(MOMENT)
    assert header.energy > friend.warmth
    assert header.earlier is not None
    assert (header.earlier.days, header.earlier.meetings) == (30, (found.last.id,))


def test_a_burned_contact_stays_wary(tmp_path: Path) -> None:
    person = persona()
    meet(tmp_path / "first.jsonl", ["Please! [introduction_ask] [pushing]"] * 9)
    header = again(tmp_path, [], person, trust=0.4).state.header
    assert header.trust < 0.2
    assert header.energy < person.warmth


def test_an_exam_is_always_held_as_strangers(tmp_path: Path, friend: Persona) -> None:
    header = again(tmp_path, [], friend, mode="exam").state.header
    assert header.earlier is None
    assert header.trust == scenario().trust


def test_a_gift_is_not_offered_twice(tmp_path: Path) -> None:
    kind = ["I brought you spare springs. [give_back] [reflection]"] * 6
    person = persona()
    first = meet(tmp_path / "first.jsonl", kind, scenario=scenario(trust=0.5))
    offered = {name for _, name in first.state.gifts}
    assert offered
    assert not offered & {name for _, name in again(tmp_path, kind, person, trust=0.5).state.gifts}


def test_who_was_met_is_found_in_a_folder_and_what_is_broken_does_not_count(tmp_path: Path, friend: Persona) -> None:
    other = persona(id="ada-berg", name="Ada Berg")
    meet(tmp_path / "open.jsonl", TURNS, persona=other, end=False)
    (tmp_path / "broken.jsonl").write_text(
        (tmp_path / "first.jsonl").read_text().replace('"kind":"plan"', '"kind":"?"')
    )
    assert list(contacts_met(tmp_path)) == [friend.id]
    assert [each.relationship.persona for each in acquaintances(tmp_path)] == [friend.id]
    assert len(known(tmp_path).meetings) == 1
    assert relationship_with("ada-berg", tmp_path) is None


@pytest.mark.parametrize("entry", library.personas(), ids=lambda entry: entry.id)
def test_no_shipped_contact_tells_a_sentence_twice_over_two_meetings(tmp_path: Path, entry: library.Entry) -> None:
    person = library.persona(entry.id)
    turns = [f"{story.questions[0]} [curiosity]" for story in person.stories[:3]]
    turns += ["Tell me more. [follow_up]", f"{person.facts[0].questions[0]} [curiosity]"]
    person = person.model_copy(update={"patience": 1.0})
    scene = scenario(minutes=60)
    first = meet(tmp_path / "first.jsonl", turns, persona=person, scenario=scene)
    found = known(tmp_path, person.id)
    second = meet(tmp_path / "second.jsonl", turns, persona=person, scenario=scene, known=found, clock=later)
    lines = [(story.opens, *(layer.says for layer in story.deeper)) for story in person.stories]
    tellable = sentence_keys(" ".join([*(text for each in lines for text in each), *(r.says for r in person.remarks)]))
    before, after = (frozenset().union(*map(sentence_keys, own(m.state))) & tellable for m in (first, second))
    assert before
    assert after
    assert not before & after
    assert person.again is not None
    assert own(second.state)[0] in person.again.greets
    assert any(beat.move is Move.RECALL for _, plan in second.state.plans for beat in plan.beats)
    assert Label.CURIOSITY in second.state.counts
