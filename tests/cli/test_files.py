"""The commands around files: label, list, check, new, replay, compare."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from rehearse.archive.annotate import correct, note
from tests.builders import MOMENT

ROOT = Path(__file__).resolve().parents[2]
LINE = {
    "id": "x-1",
    "scene": {
        "setting": "coffee",
        "invited_by": "learner",
        "agenda": None,
        "referrer": None,
        "minutes": 30,
        "contact": {"name": "Bo", "role": "clock maker"},
        "weather": "rain",
    },
    "turns": [
        {"speaker": "contact", "text": "Hello, I make clocks.", "note": 1},
        {"speaker": "learner", "text": "Could you introduce me to your boss?", "labels": ["gratitude"]},
    ],
    "source": {"kept": True},
}


def rehearse(*args: str, data: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "rehearse", *args], input=data, capture_output=True, text=True, check=False
    )


def test_label_keeps_what_it_does_not_know_and_replaces_what_it_reads() -> None:
    done = rehearse("label", data=json.dumps(LINE) + "\n")
    line = json.loads(done.stdout)
    assert done.returncode == 0
    assert line["source"] == {"kept": True}
    assert line["scene"]["weather"] == "rain"
    assert line["turns"][0]["note"] == 1
    assert line["turns"][0]["cues"] == []
    assert "introduction_ask" in line["turns"][1]["labels"]
    assert "gratitude" not in line["turns"][1]["labels"]
    assert 1 <= line["overall"] <= 10
    assert isinstance(line["would_meet_again"], bool)
    assert line["referrer_standing"] is None


@pytest.mark.parametrize(
    "bad",
    ["not json", "[]", '{"id": "x"}', json.dumps({**LINE, "turns": [{"speaker": "dog", "text": "wuff"}]}), "[" * 9_999],
)
def test_label_names_a_bad_line_and_goes_on(bad: str) -> None:
    done = rehearse("label", data=f"{bad}\n{json.dumps(LINE)}\n")
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 1
    (error,) = done.stderr.splitlines()
    assert error.startswith("rehearse: stdin:1: ")


def test_label_of_a_file_that_is_not_there_says_so() -> None:
    done = rehearse("label", "no-such.jsonl")
    assert done.returncode == 2
    assert "no-such.jsonl" in done.stderr


@pytest.mark.parametrize("what", ["personas", "scenarios", "transcripts"])
def test_listings_are_readable_and_in_json(what: str) -> None:
    assert json.loads(rehearse("list", what, "--json").stdout)
    assert rehearse("list", what).stdout.strip()


def test_a_broken_file_of_one_s_own_is_listed_with_its_problem(rehearse_home: Path) -> None:
    folder = rehearse_home / "scenarios"
    folder.mkdir(parents=True)
    (folder / "mine.yaml").write_text("schema: 1\nid: mine\n")
    done = rehearse("list", "scenarios", "--json")
    (mine,) = [entry for entry in json.loads(done.stdout) if entry["id"] == "mine"]
    assert "mine.yaml" in mine["problem"]


def test_a_new_scenario_passes_its_check_and_can_be_practised() -> None:
    path = rehearse("new", "scenario", "my-coffee").stdout.strip()
    assert rehearse("check", path).returncode == 0
    done = rehearse("practice", "--plain", "--seed", "7", "my-coffee", data="Tell me about yourself.\n")
    assert done.returncode == 0, done.stderr


def test_a_new_persona_says_what_is_still_to_be_written() -> None:
    path = rehearse("new", "persona", "anna-berg").stdout.strip()
    done = rehearse("check", path)
    assert done.returncode == 1
    assert "`takes_up`" in done.stdout
    assert all(line.startswith(path) for line in done.stdout.splitlines())


def test_new_overwrites_nothing_and_takes_no_odd_id() -> None:
    assert rehearse("new", "scenario", "mine").returncode == 0
    again = rehearse("new", "scenario", "mine")
    assert again.returncode == 2
    assert "already" in again.stderr
    assert rehearse("new", "persona", "../escape").returncode == 2


def test_check_of_all_that_ships_finds_nothing() -> None:
    files = [str(path) for kind in ("personas", "scenarios", "rubrics") for path in (ROOT / kind).glob("*.yaml")]
    done = rehearse("check", *files)
    assert done.returncode == 0, done.stdout


def test_replay_prints_each_turn_with_what_was_read() -> None:
    rehearse("practice", "--plain", "--seed", "7", "good-coffee", data="Could you introduce me to somebody?\n")
    (listed,) = [entry for entry in json.loads(rehearse("list", "transcripts", "--json").stdout) if _own(entry)]
    done = rehearse("replay", "--plain", listed["id"])
    assert done.returncode == 0
    assert "2. You: Could you introduce me to somebody?" in done.stdout
    assert "introduction ask: “" in done.stdout


def test_replay_prints_what_coaches_noted_and_read() -> None:
    rehearse("practice", "--plain", "--seed", "7", "good-coffee", data="Could you introduce me to somebody?\n")
    (listed,) = [entry for entry in json.loads(rehearse("list", "transcripts", "--json").stdout) if _own(entry)]
    path = Path(listed["path"])
    note(path, 2, "Too early.", "Ana", MOMENT)
    correct(path, 2, [], "Ana", MOMENT)
    done = rehearse("replay", "--plain", listed["id"])
    assert "   note by Ana: Too early.\n" in done.stdout
    assert "   reader: introduction ask; Ana: nothing\n" in done.stdout


def test_two_transcripts_are_compared_in_words_and_in_json() -> None:
    pair = ("resume-coffee-gone-wrong", "resume-coffee-gone-well")
    done = rehearse("compare", *pair)
    assert done.returncode == 0
    assert "The two share the first turn, and part at turn 2." in done.stdout
    found = json.loads(rehearse("compare", *pair, "--json").stdout)
    assert found["score"] == found["other"]["score"] - found["one"]["score"] > 0
    assert f"{found['one']['score']} and {found['other']['score']} of 100: +{found['score']}" in done.stdout
    missing = rehearse("compare", pair[0], "no-such-thing")
    assert missing.returncode == 2
    assert "there is no such transcript" in missing.stderr


def _own(entry: dict[str, str]) -> bool:
    return str(ROOT) not in entry["path"]
