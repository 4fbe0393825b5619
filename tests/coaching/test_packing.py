"""What is packed is whole and pinned; what is taken in is checked as strictly as what comes from a stranger."""

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from rehearse.cli.coach import _due
from rehearse.coaching.assigned.packed import Packed
from rehearse.coaching.assigned.packing import pack, text_of
from rehearse.coaching.assigned.taking import take_in, taken, taken_in
from rehearse.errors import InputError
from rehearse.scene.assignment import Assignment, Criteria, Task
from rehearse.scene.hashing import content_hash
from tests.coaching.living import Person, at


def packed(**changes: Any) -> Packed:
    tasks = (Task(scenario="good-coffee"), Task(scenario="good-coffee", persona="hanna-vogel"))
    fields: dict[str, Any] = {"schema": 1, "id": "week-one", "title": "The first week", "tasks": tasks}
    return pack(Assignment.model_validate(fields | changes))


def test_scenes_are_packed_as_they_are_to_be_practised() -> None:
    own, other = packed(mode="exam").scenes
    assert (own.exam, other.exam) == (True, True)
    assert (own.persona.id, other.persona.id) == ("desmond-achebe", "hanna-vogel")
    assert (own.scenario.persona, other.scenario.persona) == ("desmond-achebe", "hanna-vogel")
    assert own.scenario.opening.says
    assert other.scenario.opening.says is None


def test_what_is_written_reads_back_as_the_same_and_genuine(tmp_path: Path) -> None:
    found = packed(due=datetime.fromisoformat("2026-12-10T18:00+01:00"))
    path = tmp_path / "x.json"
    path.write_text(text_of(found))
    assert take_in(path) == found
    assert found.genuine
    assert taken("week-one") == taken(found.hash[:12]) == found


@pytest.mark.parametrize(
    ("asks", "says"),
    [
        ({"criteria": Criteria(discover=("no-such-story",))}, "has no story `no-such-story`"),
        ({"id": "good-coffee"}, "there is a scenario `good-coffee`"),
        ({"tasks": (Task(scenario="nowhere"),)}, "there is no scenario `nowhere`"),
        ({"tasks": (Task(scenario="cold-call", persona="nobody"),)}, "there is no persona `nobody`"),
        ({"rubric": "none-such"}, "there is no rubric `none-such`"),
    ],
)
def test_what_nobody_could_do_is_not_packed(asks: dict[str, Any], says: str) -> None:
    with pytest.raises(InputError, match=says):
        packed(**asks)


def hostile(change: str) -> dict[str, Any]:
    """A file by somebody who makes the hash right again, or does not know how to write one."""
    data: dict[str, Any] = json.loads(text_of(packed()))
    content = data["content"]
    if change == "scene":
        content["scenarios"].reverse()
        content["assignment"]["tasks"][0]["scenario"] = "cold-call"
    elif change == "persona":
        content["personas"].pop()
    elif change == "rubric":
        content["rubric"]["id"] = "other"
    elif change == "twice":
        content["scenarios"][1] = content["scenarios"][0]
        content["personas"].pop()
    return data


@pytest.mark.parametrize("change", ["scene", "persona", "rubric", "twice"])
def test_what_does_not_hold_together_is_refused(tmp_path: Path, change: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(json.dumps(hostile(change)))
    with pytest.raises(InputError, match="is not as it should be"):
        take_in(path)
    assert taken_in() == []


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    with path.open("wb") as file:
        file.truncate(64_000_001)
    with pytest.raises(InputError, match="larger than 64 MB"):
        take_in(path)


def test_control_characters_in_it_reach_no_terminal(tmp_path: Path) -> None:
    found = packed()
    data = json.loads(text_of(found))
    data["content"]["assignment"]["title"] = "A\u001b[2Jb\u202e"
    cleaned = found.content.model_copy(update={"assignment": found.assignment.model_copy(update={"title": "A[2Jb"})})
    data["hash"] = content_hash(cleaned)
    path = tmp_path / "x.json"
    path.write_text(json.dumps(data))
    assert take_in(path).assignment.title == "A[2Jb"


def test_a_broken_copy_is_replaced_when_the_file_is_taken_in_again(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text(text_of(packed()))
    take_in(path)
    (kept,) = taken_in()
    kept.path.write_text("{")
    assert taken_in()[0].problem
    with pytest.raises(InputError, match=r"cut off|no assignment"):
        taken("week-one")
    take_in(path)
    assert taken_in()[0].packed == packed()


def test_a_bare_day_ends_at_its_end_where_the_coach_is() -> None:
    here = datetime.now().astimezone().tzinfo
    assert _due("2026-12-10") == datetime(2026, 12, 10, 23, 59, 59, tzinfo=here)
    assert _due("2026-12-10T18:00+05:00").isoformat() == "2026-12-10T18:00:00+05:00"


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (["good-coffee", "--forbid", "intro_ask"], "introduction_ask"),
        (["good-coffee", "--forbid", "curiosity"], "earns trust"),
        (["good-coffee", "--min-score", "101"], "no score"),
        (["good-coffee", "--attempts", "0"], "0 is no number of attempts. Write 1 to 100"),
        (["good-coffee", "--id", "Week One"], "'Week One' is no id"),
        (["good-coffee", "--attempts", "0"], "attempts"),
        (["good-coffee", "--id", "Week One"], "id"),
        (["good-coffee", "--discover", "nope"], "has no story"),
        (["good-coffee", "good-coffee"], "once more"),
        (["week-one.yaml"], "no such file"),
    ],
)
def test_what_a_coach_cannot_assign_is_said_in_one_line_and_nothing_is_written(
    tmp_path: Path, more: list[str], says: str
) -> None:
    done = Person(tmp_path / "coach").types("coach", "assign", *more, "--out", tmp_path / "x.json")
    assert done.code == 2
    assert says in done.err
    assert len(done.err.splitlines()) == 1
    assert not (tmp_path / "x.json").exists()
    assert not (tmp_path / "coach" / "assigned").exists()


def test_a_coach_s_own_file_says_itself_what_it_asks(tmp_path: Path) -> None:
    coach = Person(tmp_path / "coach")
    coach.types("new", "assignment", "week-one")
    assert "--min-score" in coach.types("coach", "assign", "week-one", "--min-score", 5).err
    out = tmp_path / "x.json"
    done = coach.types("coach", "assign", "week-one", "--out", out)
    assert (done.code, out.exists()) == (2, False)
    file = coach.home / "assignments" / "week-one.yaml"
    assert f"{file}:6:8: `title`: this is still the hint that the file began with" in done.err
    written(file)
    assert coach.types("coach", "assign", "week-one", "--out", out).code == 0
    assert "week-one" in coach.types("list", "assignments").out


def written(file: Path) -> None:
    """Write something of one's own in the place of each hint."""
    text = file.read_text()
    file.write_text(
        re.sub(r"title: .*", "title: The first week", re.sub(r"text: >-\n.*\n", "text: Listen.\n", text), count=1)
    )


def test_a_scene_of_one_s_own_with_a_hint_in_it_is_not_assigned(tmp_path: Path) -> None:
    coach = Person(tmp_path / "coach")
    coach.types("new", "scenario", "my-coffee")
    done = coach.types("coach", "assign", "my-coffee", "--out", tmp_path / "x.json")
    assert (done.code, (tmp_path / "x.json").exists()) == (2, False)
    assert f"{coach.home / 'scenarios' / 'my-coffee.yaml'}:5:8: `title`: this is still the hint" in done.err


def test_a_due_date_that_is_past_is_said_and_taken(tmp_path: Path) -> None:
    coach = Person(tmp_path / "coach")
    with at("2026-12-11T09:00"):
        late = coach.types("coach", "assign", "good-coffee", "--due", "2026-12-09", "--out", tmp_path / "1.json")
        soon = coach.types("coach", "assign", "good-coffee", "--due", "2026-12-13", "--out", tmp_path / "2.json")
    assert (late.code, soon.code, soon.err) == (0, 0, "")
    assert late.err == "rehearse: this due date is past: every meeting will be marked late.\n"


def test_two_assignments_without_an_id_of_their_own_can_be_told_apart(tmp_path: Path) -> None:
    coach = Person(tmp_path / "coach")
    ids = []
    for number, least in enumerate((50, 60, 50)):
        out = tmp_path / f"{number}.json"
        assert coach.types("coach", "assign", "good-coffee", "--min-score", least, "--out", out).code == 0
        ids.append(json.loads(out.read_text())["content"]["assignment"]["id"])
    assert ids == ["assigned-good-coffee", "assigned-good-coffee-2", "assigned-good-coffee"]


def test_of_two_assignments_of_one_id_the_hash_names_one_and_the_id_neither(tmp_path: Path) -> None:
    coach, inbox, hashes = Person(tmp_path / "coach"), tmp_path / "inbox", []
    inbox.mkdir()
    for least in (50, 60):
        out = tmp_path / f"{least}.json"
        coach.types("coach", "assign", "good-coffee", "--id", "week-one", "--min-score", least, "--out", out)
        hashes.append(json.loads(out.read_text())["hash"])
    for command in ("collect", "report"):
        done = coach.types("coach", command, inbox, "--assignment", "week-one")
        assert done.code == 2
        assert all(each[:12] in done.err for each in hashes)
        assert len(done.err.splitlines()) == 1
        assert coach.types("coach", command, inbox, "--assignment", hashes[0][:8]).code == 0
        assert coach.types("coach", command, inbox, "--assignment", hashes[0][:7]).code == 2


def test_a_learner_names_an_assignment_by_the_beginning_of_its_hash(tmp_path: Path) -> None:
    ana, given = Person(tmp_path / "ana"), tmp_path / "x.json"
    Person(tmp_path / "coach").types("coach", "assign", "good-coffee", "--out", given)
    ana.practises(given, [])
    assert ana.practises(json.loads(given.read_text())["hash"][:8], []).code == 0
