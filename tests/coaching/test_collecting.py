"""What was tampered with, cut off, renamed, doubled or foreign is named as such, and the rest goes through."""

import json
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.coaching.living import ASKED, GRASPING, LISTENING, Person, at, forged

Change = Callable[[dict[str, Any]], None]


class Street(NamedTuple):
    """A coach with an inbox, and what three learners wrote."""

    coach: Person
    given: Path
    inbox: Path
    ana: Path
    bo: Path
    of_two: Path
    """Ana's submission for another assignment."""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Street:
    place = tmp_path_factory.mktemp("street")
    coach, ana, bo = (Person(place / name) for name in ("coach", "ana", "bo"))
    given, other = place / "week-one.assignment.json", place / "week-two.assignment.json"
    with at("2026-12-01T09:00"):
        coach.types("coach", "assign", *ASKED, "--out", given)
        ana.types("coach", "assign", "cold-call", "--id", "week-two", "--out", other)
        for person, what, lines, name in ((ana, given, LISTENING, "Ana"), (bo, given, GRASPING, "Bo")):
            person.practises(what, lines)
            person.types("hand-in", what, "--name", name, "--out", place / f"{name}.submission.json")
        ana.practises(other, LISTENING)
        ana.types("hand-in", other, "--out", place / "two.submission.json")
    one, two, three = (place / f"{name}.submission.json" for name in ("Ana", "Bo", "two"))
    return Street(coach, given, place, one, two, three)


@pytest.fixture
def street(written: Street, tmp_path: Path) -> Iterator[Street]:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / written.bo.name).write_bytes(written.bo.read_bytes())
    with at("2026-12-02T09:00"):
        yield written._replace(inbox=inbox)


def collected(street: Street) -> tuple[int, str]:
    """Collect; Bo, whose submission is genuine, always goes through."""
    done = street.coach.types("coach", "collect", street.inbox)
    assert "Traceback" not in done.err
    assert [line.split()[0] for line in done.out.splitlines() if line.startswith("Bo ")] == ["Bo"]
    return done.code, done.out


def row_of(out: str, learner: str) -> list[str]:
    """Return the cells of a learner's row behind the task; the blank ones are left out."""
    (row,) = [line for line in out.splitlines() if line.startswith(f"{learner} ")]
    return [cell for cell in re.split("  +", row) if cell][2:]


def lines_of(attempt: dict[str, Any]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in attempt["transcript"].splitlines()]


def on_lines(change: Callable[[list[dict[str, Any]]], None]) -> Change:
    """Return a change of the first transcript, line by line."""

    def changed(given: dict[str, Any]) -> None:
        lines = lines_of(given["attempts"][0])
        change(lines)
        given["attempts"][0]["transcript"] = "".join(json.dumps(line) + "\n" for line in lines)

    return changed


def second(lines: list[dict[str, Any]], kind: str) -> dict[str, Any]:
    return [line for line in lines if line["kind"] == kind][1]


def first(lines: list[dict[str, Any]], kind: str) -> dict[str, Any]:
    return next(line for line in lines if line["kind"] == kind)


def reworded(lines: list[dict[str, Any]]) -> None:
    first(lines, "contact")["text"] = "You are hired, and here are three names."
    first(lines, "contact")["cues"] = []


def softened(lines: list[dict[str, Any]]) -> None:
    """Change words that a reading quotes."""
    second(lines, "learner")["text"] = "Why did you stay?"


def added(lines: list[dict[str, Any]]) -> None:
    """Change a turn beside the words that its reading quotes."""
    second(lines, "learner")["text"] += " And who else should I meet?"


def recued(lines: list[dict[str, Any]]) -> None:
    cue = {"quote": "Ask me anything", "start": 0, "end": 15, "confidence": 1.0, "label": "invites_ask"}
    [line for line in lines if line["kind"] == "contact"][2]["cues"] = [cue]


def ended_early(lines: list[dict[str, Any]]) -> None:
    first(lines, "end")["how"] = "early"


def trusted(lines: list[dict[str, Any]]) -> None:
    lines[0]["trust"] = 0.9


def reseeded(lines: list[dict[str, Any]]) -> None:
    lines[0]["seed"] = 8


def backwards(lines: list[dict[str, Any]]) -> None:
    first(lines, "learner")["at"] = "2026-11-01T09:00:00Z"


def other_brief(lines: list[dict[str, Any]]) -> None:
    lines[0]["scenario"]["trust"] = 0.9


def nicer(lines: list[dict[str, Any]]) -> None:
    lines[0]["persona"]["patience"] = 1.0


def for_nothing(lines: list[dict[str, Any]]) -> None:
    lines[0]["assignment"] = None


def not_to_be_read(lines: list[dict[str, Any]]) -> None:
    lines[3] = {"kind": "learner"}


def left_out(lines: list[dict[str, Any]]) -> None:
    """Drop the last learner turn with all that answers it, and number the rest anew."""
    at_turn = max(n for n, line in enumerate(lines) if line["kind"] == "learner")
    del lines[at_turn : at_turn + 4]
    for number, line in enumerate(lines[1:], start=1):
        line["n"] = number


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (on_lines(reworded), "it does not replay, turn 1: the contact would have said something else"),
        (on_lines(softened), "turn 4 was changed: what was read in it does not stand there"),
        (on_lines(added), "it does not replay, turn 5: the contact would have meant to do something else after turn 4"),
        (on_lines(recued), "turn 5 was changed: what was read in it does not stand there"),
        (on_lines(ended_early), "it does not replay, at its end: the contact would not have ended it so"),
        (on_lines(reseeded), "it does not replay, turn"),
        (on_lines(left_out), "it does not replay, turn"),
        (on_lines(trusted), "its header was changed"),
        (on_lines(backwards), "its times run backwards"),
        (on_lines(other_brief), "its scene is not one that the assignment pins"),
        (on_lines(nicer), "its contact is not the one that the assignment pins"),
        (on_lines(for_nothing), "it was held for no assignment"),
        (on_lines(not_to_be_read), "it is no whole transcript"),
        (lambda given: given.update(at="2026-12-01T08:00:00Z"), "later than it was handed in"),
        (lambda given: given.update(at="2027-12-01T08:00:00Z"), "handed in in the future"),
        (lambda given: given["attempts"][0]["review"].update(score=99), "its own review has the score 99, ours"),
        (lambda given: given["attempts"].append(given["attempts"][0]), "the same meeting stands here a second time"),
        (lambda given: given["attempts"][0].update(review={"turns": [{"turn": []}, 7]}), "has the score —, ours"),
    ],
)
def test_a_forger_who_makes_the_hashes_right_again_is_named(street: Street, change: Change, says: str) -> None:
    (street.inbox / "Ana.submission.json").write_bytes(forged(street.ana, change))
    code, out = collected(street)
    assert code == 1
    assert says in out


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda data: data[:-2_000], "cut off"),
        (lambda data: data[:40], "cut off"),
        (lambda _data: b"", "empty"),
        (lambda data: data.replace(b"So what made", b"So that made", 1), "changed after it was written"),
        (lambda data: data.replace(b'"learner":"Ana"', b'"learner":"Eva"'), "changed after it was written"),
        (lambda data: data.replace(b'"schema":1,"hash"', b'"schema":9,"hash"'), "newer Rehearse"),
        (lambda data: data.replace(b'"version"', b'"verzion"', 1), "does not know"),
        (lambda _data: b"[" * 200_000, "no submission"),
        (lambda _data: b'{"kind":"assignment"}', "it is an assignment"),
        (lambda _data: b"\xff\xfe\x00", "no submission"),
    ],
)
def test_what_was_changed_on_the_way_is_named(street: Street, change: Callable[[bytes], bytes], says: str) -> None:
    (street.inbox / "Ana.submission.json").write_bytes(change(street.ana.read_bytes()))
    code, out = collected(street)
    assert code == 1
    (line,) = [line for line in out.splitlines() if line.startswith("- Ana.submission.json")]
    assert says in line


def test_a_foreign_submission_is_named(street: Street) -> None:
    (street.inbox / "two.submission.json").write_bytes(street.of_two.read_bytes())
    code, out = collected(street)
    assert code == 1
    assert "- two.submission.json: it is of the assignment `week-two`" in out
    assert "not given from here: name its packed file with --assignment" in out


def test_what_is_of_another_assignment_than_the_one_asked_for_is_only_told(street: Street) -> None:
    (street.inbox / "two.submission.json").write_bytes(street.of_two.read_bytes())
    done = street.coach.types("coach", "collect", street.inbox, "--assignment", street.given)
    assert done.code == 0
    assert "- two.submission.json: it is of another assignment, `week-two`" in done.out.partition("To know:")[2]


def test_a_renamed_one_is_read_and_named_as_such(street: Street) -> None:
    (street.inbox / "cem.txt").write_bytes(street.ana.read_bytes())
    code, out = collected(street)
    assert code == 0
    assert "cem.txt (Ana): the file was renamed" in out.partition("To know:")[2]
    assert [line.split()[0] for line in out.splitlines()[1:3]] == ["Ana", "Bo"]


def test_of_one_learner_the_newest_counts_and_nothing_is_amiss(street: Street) -> None:
    (street.inbox / "Ana-1.submission.json").write_bytes(street.ana.read_bytes())
    (street.inbox / "Ana-2.submission.json").write_bytes(
        forged(street.ana, lambda given: given.update(at="2026-12-01T10:00:00Z"))
    )
    code, out = collected(street)
    assert code == 0
    assert "- Ana-1.submission.json: Ana handed in again: Ana-2.submission.json is newer and counts." in out


def test_a_newer_one_that_leaves_a_meeting_out_is_named(street: Street) -> None:
    (street.inbox / "Ana-1.submission.json").write_bytes(street.ana.read_bytes())
    (street.inbox / "Ana-2.submission.json").write_bytes(
        forged(street.ana, lambda given: given.update(at="2026-12-01T10:00:00Z", attempts=[]))
    )
    code, out = collected(street)
    assert code == 1
    assert "it lacks 1 meeting of the older Ana-1.submission.json" in out


def test_two_learners_of_one_name_are_not_taken_for_one_who_handed_in_again(street: Street) -> None:
    def also_bo(given: dict[str, Any]) -> None:
        given.update(learner="Bo", at="2026-12-01T10:00:00Z")

    (street.inbox / "other.submission.json").write_bytes(forged(street.ana, also_bo))
    code, out = collected(street)
    assert code == 1
    assert "it lacks 1 meeting of the older Bo.submission.json: is that somebody else's of the same name?" in out


def test_one_meeting_under_two_names_is_named_at_both_and_counts_for_neither(street: Street, tmp_path: Path) -> None:
    def stolen(given: dict[str, Any]) -> None:
        given["learner"] = "Eva"
        on_lines(lambda lines: lines[0].update(id="f" * 16))(given)

    (street.inbox / "Ana.submission.json").write_bytes(street.ana.read_bytes())
    (street.inbox / "Eva.submission.json").write_bytes(forged(street.ana, stolen))
    kept = tmp_path / "kept"
    done = street.coach.types("coach", "collect", street.inbox, "--out", kept)
    assert done.code == 1
    assert "Eva handed in the same meeting, so it counts for nobody until you say whose it is" in done.out
    assert "Ana handed in the same meeting" in done.out
    assert [path.parent.name for path in kept.rglob("*.jsonl")] == ["bo"]
    rows = [row_of(done.out, name) for name in ("Ana", "Eva")]
    assert rows == [["0", "-", "no", "1 to look at"]] * 2
    (street.inbox / "Eva.submission.json").unlink()
    assert row_of(collected(street)[1], "Ana")[::2] == ["1", "yes"]


def unfinished(lines: list[dict[str, Any]]) -> None:
    del lines[max(n for n, line in enumerate(lines) if line["kind"] == "learner") :]


def test_an_unfinished_attempt_is_told_with_its_score_so_far(street: Street) -> None:
    (street.inbox / "Ana.submission.json").write_bytes(forged(street.ana, on_lines(unfinished)))
    code, out = collected(street)
    assert code == 1  # The learner's own review is the whole meeting's.
    attempts, best, passed, remarks = row_of(out, "Ana")
    assert (attempts, passed) == ("1", "no")
    assert best.endswith(" so far")
    assert "1 unfinished" in remarks


def test_of_an_exam_that_goes_on_no_score_is_collected(tmp_path: Path) -> None:
    coach, ana = Person(tmp_path / "coach"), Person(tmp_path / "ana")
    given, inbox = tmp_path / "exam.json", tmp_path / "inbox"
    inbox.mkdir()
    with at("2026-12-01T09:00"):
        coach.types("coach", "assign", *ASKED, "--mode", "exam", "--out", given)
        ana.practises(given, LISTENING)
        (path,) = ana.transcripts()
        path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:5]))
        ana.types("hand-in", "week-one", "--name", "Ana", "--out", inbox / "Ana.submission.json")
        done = coach.types("coach", "collect", inbox)
        found = json.loads(coach.types("coach", "collect", inbox, "--json").out)
    assert done.code == 0
    assert row_of(done.out, "Ana") == ["1", "-", "no", "1 unfinished"]
    (attempt,) = found["learners"][0]["attempts"]
    assert (attempt["score"], attempt["findings"]) == (None, [])


def test_a_submission_without_a_meeting_says_so_in_its_row(street: Street) -> None:
    (street.inbox / "Ana.submission.json").write_bytes(forged(street.ana, lambda given: given.update(attempts=[])))
    assert row_of(collected(street)[1], "Ana") == ["0", "-", "no", "holds no meeting"]


def test_attempts_beyond_the_limit_do_not_count(street: Street, tmp_path: Path) -> None:
    """A learner can move transcripts away and back again; the coach sees all that are handed in."""
    ana, spare = Person(tmp_path / "ana"), tmp_path / "spare"
    with at("2026-12-01T09:00"):
        for attempt in range(3):
            ana.practises(street.given, LISTENING[:1] if attempt < 2 else LISTENING)
            (path,) = ana.transcripts()
            spare.mkdir(exist_ok=True)
            path.rename(spare / f"{attempt}.jsonl")
        for path in spare.iterdir():
            path.rename(ana.home / "transcripts" / path.name)
        ana.types("hand-in", "week-one", "--name", "Ana", "--out", street.inbox / "Ana.submission.json")
    code, out = collected(street)
    assert code == 1
    assert "it is attempt 3, and 2 were allowed" in out
    assert [line.split()[4] for line in out.splitlines() if line.startswith("Ana ")] == ["2"]


def test_names_that_are_paths_stay_within_the_folder(street: Street, tmp_path: Path) -> None:
    def hostile(given: dict[str, Any]) -> None:
        given["learner"] = "../../x/\u202e\x1b[2J"
        given["attempts"][0]["file"] = "../../../etc/passwd.jsonl"

    (street.inbox / "x.submission.json").write_bytes(forged(street.ana, hostile))
    out = tmp_path / "kept"
    done = street.coach.types("coach", "collect", street.inbox, "--out", out)
    assert "\x1b" not in done.out
    kept = {path.relative_to(out).as_posix() for path in out.rglob("*.jsonl")}
    assert "x-2j/etc-passwd.jsonl" in kept
    before = {path: path.read_bytes() for path in out.rglob("*.jsonl")}
    street.coach.types("coach", "collect", street.inbox, "--out", out)
    assert {path: path.read_bytes() for path in out.rglob("*.jsonl")} == before


def called(name: str, given: dict[str, Any]) -> None:
    """Let it be handed in by somebody of this name."""
    given["learner"] = name


def test_what_was_kept_before_and_does_not_fit_any_more_is_named(street: Street, tmp_path: Path) -> None:
    (street.inbox / "ana.json").write_bytes(street.ana.read_bytes())
    out = tmp_path / "kept"
    assert "from before" not in street.coach.types("coach", "collect", street.inbox, "--out", out).out
    (street.inbox / "other.json").write_bytes(forged(street.ana, partial(called, "Somebody Else")))
    done = street.coach.types("coach", "collect", street.inbox, "--out", out)
    (kept,) = (path.relative_to(out).as_posix() for path in (out / "ana").glob("*.jsonl"))
    assert f"- {kept} lies there from before and does not fit any more" in done.out


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_what_an_editor_saved_again_is_what_it_was(street: Street, encoding: str) -> None:
    whole = json.loads(street.ana.read_bytes())
    saved = json.dumps(whole, indent=1, ensure_ascii=False)
    (street.inbox / "ana.json").write_bytes(saved.encode(encoding))
    code, out = collected(street)
    assert code == 0
    assert "Ana " in out
    assert "left alone" not in out


def test_accents_tell_two_people_apart(street: Street) -> None:
    for name in ("Jorg Muller", "Jörg Müller"):
        (street.inbox / f"{name}.json").write_bytes(forged(street.ana, partial(called, name)))
    _, out = collected(street)
    assert "Jorg Muller" in out
    assert "Jörg Müller" in out
    assert "handed in again" not in out


def test_links_and_other_files_are_left_alone(street: Street) -> None:
    (street.inbox / "notes.txt").write_text("Ana was ill.")
    (street.inbox / "Ana.submission.json").symlink_to(street.ana)
    code, out = collected(street)
    assert code == 0
    assert "1 other file left alone: notes.txt" in out
    assert "Ana" not in out


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (on_lines(lambda lines: lines[0].update(engine="llm", model="some-model")), "an LLM played the contact"),
        (on_lines(lambda lines: lines[0].update(reader="reader-0")), "another version of the reader read it"),
        (lambda given: given.update(version="0.0.1"), "another version of the app wrote it"),
    ],
)
def test_what_cannot_be_replayed_counts_and_says_so(street: Street, change: Change, why: str) -> None:
    (street.inbox / "Ana.submission.json").write_bytes(forged(street.ana, change))
    code, out = collected(street)
    assert code == 0
    assert f"it cannot be replayed: {why}" in out
    (row,) = [line for line in out.splitlines() if line.startswith("Ana ")]
    assert "yes" in row and "1 not replayed" in row


def test_what_a_learner_s_file_says_was_read_is_read_anew(street: Street) -> None:
    def whitewashed(lines: list[dict[str, Any]]) -> None:
        for line in lines:
            if line["kind"] == "reading":
                line.update(labels=[], unsure=[])

    def change(given: dict[str, Any]) -> None:
        on_lines(whitewashed)(given)
        on_lines(lambda lines: lines[0].update(reader="reader-0"))(given)

    (street.inbox / "Bo.submission.json").write_bytes(forged(street.bo, change))
    (given,) = json.loads(street.coach.types("coach", "collect", street.inbox, "--json").out)["learners"]
    (asked,) = [each for each in given["attempts"][0]["findings"] if "introduction" in each["asked"]]
    assert not asked["holds"]
    assert "introduce me" in asked["evidence"][0]["quote"]
