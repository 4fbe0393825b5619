"""An assignment as a coach and three learners live it: given, practised, handed in, collected."""

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rehearse.archive.annotate import note
from rehearse.archive.transcript import read_transcript
from tests.coaching.living import ASKED, GRASPING, LISTENING, Person, at


@pytest.fixture(autouse=True)
def _in_time() -> Iterator[None]:
    with at("2026-12-01T09:00"):
        yield


@pytest.fixture
def coach(tmp_path: Path) -> Person:
    return Person(tmp_path / "coach")


@pytest.fixture
def given(coach: Person, tmp_path: Path) -> Path:
    done = coach.types("coach", "assign", *ASKED, "--out", tmp_path / "week-one.assignment.json")
    assert done.code == 0, done.err
    for said in ("The first week", "from Ina", "2 attempts", "The score is 40", "follow up", "introduction ask"):
        assert said in done.out
    return tmp_path / "week-one.assignment.json"


def test_one_passes_one_fails_and_one_is_too_late(coach: Person, given: Path, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    ana, bo, cem = (Person(tmp_path / name) for name in ("ana", "bo", "cem"))

    done = ana.practises(given, LISTENING)
    assert done.code == 0, done.err
    assert "This is attempt 1 of 2" in done.err
    assert "Passed." in done.out
    assert "“So what made you stay?”" in done.out.partition("THE FIRST WEEK")[2]

    for attempt in (1, 2):
        done = bo.practises(given, GRASPING)
        assert f"This is attempt {attempt} of 2" in done.err
        assert "Not passed." in done.out
        assert "MISSING: No turn in which you asked for an introduction" in done.out
    done = bo.practises("week-one", LISTENING)
    assert (done.code, done.out) == (2, "")
    assert "the 2 attempts at task 1 are used up" in done.err

    with at("2026-12-12T09:00"):
        done = cem.practises(given, LISTENING)
        assert "past the due date" in done.err
        assert "Passed, but late." in done.out
        for person, name in ((ana, "Ana Berg"), (bo, "Bo"), (cem, "Cem")):
            done = person.types("hand-in", "week-one", "--name", name, "--out", inbox / f"{name}.submission.json")
            assert done.code == 0, done.err
            assert "Nothing was sent: give that one file to Ina." in done.out

        done = coach.types("coach", "collect", inbox, "--out", tmp_path / "out")
        assert done.code == 0, done.out
        assert [line.split() for line in done.out.splitlines()[1:4]] == [
            ["Ana", "Berg", "The", "good", "coffee", "1", score(ana), "yes"],
            ["Bo", "The", "good", "coffee", "2", score(bo), "no"],
            ["Cem", "The", "good", "coffee", "1", score(cem), "yes", "late"],
        ]
        found = json.loads(coach.types("coach", "collect", inbox, "--json", "--assignment", given).out)
    assert [each["tasks"][0]["passed"] for each in found["learners"]] == [True, False, True]
    assert [each["tasks"][0]["late"] for each in found["learners"]] == [False, False, True]
    assert all(each["attempts"][0]["replayed"] for each in found["learners"])
    kept = sorted(path.relative_to(tmp_path / "out") for path in (tmp_path / "out").rglob("*.jsonl"))
    assert [path.parent.name for path in kept] == ["ana-berg", "bo", "bo", "cem"]
    (first,) = ana.transcripts()
    assert (tmp_path / "out" / "ana-berg" / first.name).read_bytes() == first.read_bytes()


def score(person: Person) -> str:
    done = person.types("review", "--json", person.transcripts()[0])
    return str(json.loads(done.out)["score"])


def test_the_same_library_packs_the_same_bytes(coach: Person, given: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.json"
    coach.types("coach", "assign", *ASKED, "--out", again)
    assert again.read_bytes() == given.read_bytes()
    assert coach.types("coach", "assign", *ASKED, "--out", again).code == 2
    assert given.stat().st_mode & 0o777 == 0o600


def test_the_learner_practises_what_was_pinned_whatever_their_library_has(given: Path, tmp_path: Path) -> None:
    ana = Person(tmp_path / "ana")
    ana.practises(given, LISTENING)
    (ana.home / "scenarios").mkdir()
    (ana.home / "scenarios" / "good-coffee.yaml").write_text("broken: [\n")
    assert "Passed." in ana.practises("week-one", LISTENING).out
    one, two = (read_transcript(path).header for path in ana.transcripts())
    assert one.scenario_hash == two.scenario_hash
    assert one.assignment == two.assignment == json.loads(given.read_text())["hash"]


def test_what_does_not_go_with_an_assignment_is_refused_before_a_word_is_said(given: Path, tmp_path: Path) -> None:
    ana = Person(tmp_path / "ana")
    for more, says in (
        (["--again"], "strangers"),
        (["--persona", "hanna-vogel"], "who plays"),
        (["--task", "2"], "task 2"),
    ):
        done = ana.practises(given, [], *more)
        assert done.code == 2
        assert says in done.err
    assert ana.transcripts() == []
    assert ana.types("hand-in", "week-one", "--name", "Ana").code == 2


def test_a_meeting_without_a_word_of_the_learner_uses_up_nothing(given: Path, tmp_path: Path) -> None:
    ana = Person(tmp_path / "ana")
    ana.practises(given, [])
    assert "This is attempt 1 of 2" in ana.practises(given, LISTENING).err
    done = ana.types("hand-in", "week-one", "--name", "Ana", "--list")
    assert len(done.out.splitlines()) == 1


def test_a_meeting_that_was_cut_off_waits_and_is_gone_on_with(given: Path, tmp_path: Path) -> None:
    ana = Person(tmp_path / "ana")
    ana.practises(given, LISTENING)
    (path,) = ana.transcripts()
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:5]))
    done = ana.practises("week-one", LISTENING[1:])
    assert "You go on with the meeting that you began" in done.err
    assert f"You: {LISTENING[0]}" in done.out
    assert "Passed." in done.out
    assert ana.transcripts() == [path]


def test_programs_get_the_result_before_the_review(given: Path, tmp_path: Path) -> None:
    done = Person(tmp_path / "ana").practises(given, LISTENING, "--json")
    *_, result, review = map(json.loads, done.out.splitlines())
    assert review["kind"] == "review"
    assert (result["kind"], result["passed"], result["left"]) == ("assignment", True, 1)
    assert all(finding["holds"] for finding in result["findings"])


def test_the_learner_s_name_is_asked_once(given: Path, tmp_path: Path) -> None:
    ana = Person(tmp_path / "ana")
    ana.practises(given, LISTENING)
    assert "needs a name" in ana.types("hand-in", "week-one", "--out", tmp_path / "0").err
    assert "needs a name" in ana.types("hand-in", "week-one", "--name", " ", "--out", tmp_path / "0").err
    assert ana.types("hand-in", "week-one", "--name", "Ana", "--out", tmp_path / "1").code == 0
    assert "as Ana" in ana.types("hand-in", "week-one", "--out", tmp_path / "2").out
    assert "Ana" not in ana.transcripts()[0].read_text()


def test_two_assignments_of_one_name_are_told_apart_by_coach_and_learner(
    coach: Person, given: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.json"
    done = coach.types("coach", "assign", *ASKED, "--forbid", "pushing", "--out", other)
    first, second = (json.loads(path.read_text())["hash"] for path in (given, other))
    assert f"you gave another assignment as week-one ({first[:12]})" in done.err
    ana = Person(tmp_path / "ana")
    ana.practises(given, LISTENING)
    ana.practises(other, [])
    refused = ana.types("hand-in", "week-one", "--name", "Ana")
    assert refused.code == 2
    assert first[:8] in refused.err
    assert second[:8] in refused.err
    assert ana.types("hand-in", first[:8], "--name", "Ana", "--out", tmp_path / "in.json").code == 0


def test_a_second_copy_of_an_assignment_is_no_second_assignment(given: Path, tmp_path: Path) -> None:
    ana = Person(tmp_path / "ana")
    ana.practises(given, LISTENING)
    (kept,) = (ana.home / "assignments").iterdir()
    shutil.copy(kept, kept.with_name("week-one-again.assignment.json"))
    assert ana.types("hand-in", "week-one", "--name", "Ana", "--out", tmp_path / "in.json").code == 0


def test_what_was_packed_can_be_checked(coach: Person, given: Path) -> None:
    done = coach.types("check", given)
    assert (done.code, done.out) == (0, "Nothing wrong.\n")
    given.write_text(given.read_text().replace("The first week", "The last week"))
    done = coach.types("check", given)
    assert done.code == 1
    assert "was changed after it was written" in done.out


def test_an_exam_shows_nothing_before_its_end(coach: Person, tmp_path: Path) -> None:
    given = tmp_path / "exam.json"
    coach.types("coach", "assign", *ASKED, "--mode", "exam", "--out", given)
    ana = Person(tmp_path / "ana")
    done = ana.practises(given, LISTENING, "--json")
    assert {json.loads(line)["kind"] for line in done.out.splitlines()} & {"reading", "plan"} == set()
    (path,) = ana.transcripts()
    whole = path.read_bytes()
    path.write_bytes(b"".join(whole.splitlines(keepends=True)[:5]))
    compare, report = ["compare", path], ["coach", "report"]
    for command in (["review"], ["replay", "--plain"], ["export", "--to", "json"], compare):
        done = ana.types(*command, path)
        assert done.code == 2
        assert "this exam has not ended" in done.err
        assert LISTENING[0] not in done.out
    assert "score" not in ana.types("hand-in", "week-one", "--list").out
    assert "no score" in ana.types("list", "transcripts").out
    row, *_samples = json.loads(ana.types("list", "transcripts", "--json").out)
    assert row["path"] == str(path)
    assert (row["score"], row["trust"], row["energy"]) == (None, None, None)
    done = ana.types(*report, path)
    assert (done.code, "this exam has not ended" in done.err) == (1, True)
    assert LISTENING[0] not in done.out
    ana.types("hand-in", "week-one", "--name", "Ana", "--out", tmp_path / "in.json")
    assert json.loads((tmp_path / "in.json").read_text())["content"]["attempts"][0]["review"] == {}
    path.write_bytes(whole)
    assert ana.types("review", path).code == 0


def test_a_coach_s_own_file_is_to_be_packed_before_it_is_practised(coach: Person) -> None:
    coach.types("new", "assignment", "week-two")
    done = coach.practises("week-two", [])
    assert done.code == 2
    assert "`rehearse coach assign week-two` writes the file" in done.err


def test_a_file_by_any_name_is_taken_in_and_no_other(given: Path, tmp_path: Path) -> None:
    ana = Person(tmp_path / "ana")
    plain = tmp_path / "from-ina"
    plain.write_bytes(given.read_bytes())
    assert "Passed." in ana.practises(plain, LISTENING).out
    assert "no such file" in ana.practises(tmp_path / "nothing.json", []).err
    assert "this is no assignment" in ana.practises(ana.transcripts()[0], []).err


def test_a_meeting_that_is_handed_in_twice_is_kept_once_with_what_the_coach_noted(
    coach: Person, given: Path, tmp_path: Path
) -> None:
    ana, inbox, out = Person(tmp_path / "ana"), tmp_path / "in", tmp_path / "handed"
    inbox.mkdir()
    ana.practises(given, LISTENING)
    (path,) = ana.transcripts()
    whole = path.read_bytes()
    path.write_bytes(b"".join(whole.splitlines(keepends=True)[:5]))
    ana.types("hand-in", "week-one", "--name", "Ana", "--out", inbox / "week-one.ana.submission.json")
    coach.types("coach", "collect", inbox, "--out", out)
    path.write_bytes(whole)
    with at("2026-12-02T09:00"):
        ana.types("hand-in", "week-one", "--name", "Ana", "--out", inbox / "week-one.ana-2.submission.json")
        for _ in range(2):
            coach.types("coach", "collect", inbox, "--out", out)
            (kept,) = out.rglob("*.jsonl")
            assert kept.read_bytes() == whole
        note(kept, 2, "Well asked.", "Ina", datetime.now(UTC))
        coach.types("coach", "collect", inbox, "--out", out)
        assert [b"Well asked." in each.read_bytes() for each in out.rglob("*.jsonl")] == [True]


def test_a_meeting_that_the_coach_gave_back_with_a_note_is_still_one_meeting(given: Path, tmp_path: Path) -> None:
    ana = Person(tmp_path / "ana")
    ana.practises(given, LISTENING)
    (own,) = ana.transcripts()
    back = tmp_path / "back-from-ina.jsonl"
    shutil.copy(own, back)
    note(back, 2, "Well asked.", "Ina", datetime(2026, 12, 1, 10, tzinfo=UTC))
    shutil.copy(back, own.parent)
    (listed,) = ana.types("hand-in", "week-one", "--name", "Ana", "--list").out.splitlines()
    assert listed.startswith("back-from-ina.jsonl")
    assert "attempt 2 of 2" in ana.practises(given, LISTENING).err


def test_a_meeting_that_cannot_be_read_is_named_and_not_left_out_in_silence(given: Path, tmp_path: Path) -> None:
    ana = Person(tmp_path / "ana")
    ana.practises(given, LISTENING)
    ana.practises(given, GRASPING)
    own, _ = ana.transcripts()
    own.write_bytes(own.read_bytes().replace(b'"kind":"learner"', b'"kind":"lerner"', 1))
    listed = ana.types("hand-in", "week-one", "--name", "Ana", "--list")
    assert len(listed.out.splitlines()) == 1
    assert f"{own.name} was held for this too, and is not handed in, for it cannot be read" in listed.err
