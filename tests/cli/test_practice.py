"""A rehearsal in lines: what a stranger sees who pipes three turns in."""

import json
import re
import sys
from io import StringIO
from pathlib import Path
from subprocess import CompletedProcess, run

import pytest

from rehearse.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
SCENARIOS = sorted(path.stem for path in (ROOT / "scenarios").glob("*.yaml"))
CURIOUS = [
    "Tell me about yourself, how did you end up in this work?",
    "So what made you stay?",
    "Thank you, I loved hearing that.",
]
GRASPING = [
    "Let me walk you through my resume. I started at Acme in 2015 as an analyst, then I moved to Beta in 2018 as a"
    " senior analyst, and since 2021 I have been a manager at Gamma.",
    "Who else should I talk to, could you introduce me?",
    "Please, just one name, could you introduce me to somebody at your company?",
]


def rehearse(*args: str, lines: list[str] | None = None, data: bytes | None = None) -> CompletedProcess[bytes]:
    typed = data if data is not None else "".join(f"{line}\n" for line in lines or []).encode()
    return run([sys.executable, "-m", "rehearse", *args], input=typed, capture_output=True, check=False)


def practise(scenario: str, lines: list[str], *more: str) -> CompletedProcess[bytes]:
    return rehearse("practice", "--plain", "--contact", "offline", "--seed", "7", *more, scenario, lines=lines)


def reviewed(scenario: str, lines: list[str]) -> dict[str, object]:
    done = practise(scenario, lines, "--json")
    assert done.returncode == 0, done.stderr.decode()
    last = json.loads(done.stdout.decode().splitlines()[-1])
    assert last.pop("kind") == "review"
    assert isinstance(last, dict)
    return last


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_curiosity_is_rewarded_and_grasping_is_charged_with_the_very_words(
    scenario: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def held(lines: list[str]) -> dict[str, object]:
        """The review of a meeting that is held in this process: a new one takes longer to start than to meet."""
        monkeypatch.setattr("sys.stdin", StringIO("".join(f"{line}\n" for line in lines)))
        assert main(["practice", "--json", "--contact", "offline", "--seed", "7", scenario]) == 0
        found = json.loads(capsys.readouterr().out.splitlines()[-1])
        assert isinstance(found, dict)
        return found

    good, bad = held(CURIOUS), held(GRASPING)
    assert isinstance(good["score"], int)
    assert isinstance(bad["score"], int)
    assert good["score"] >= bad["score"] + 25
    turns = bad["turns"]
    assert isinstance(turns, list)
    found = {mark["label"]: mark["quote"] for turn in turns for mark in turn["labels"]}
    assert "introduction_ask" in found
    assert found["introduction_ask"] in " ".join(GRASPING)
    assert "resume_walkthrough" in found
    assert not [gift for gift in bad["gifts"] if gift["kind"] == "introduction"]  # type: ignore[attr-defined]
    assert good["energy"][-1] > bad["energy"][-1]  # type: ignore[index]


def test_a_plain_rehearsal_prints_the_talk_and_the_review() -> None:
    done = practise("good-coffee", CURIOUS)
    text = done.stdout.decode()
    assert done.returncode == 0
    for line in CURIOUS:
        assert f"You: {line}" in text
    assert text.count("Desmond Achebe: ") >= 4
    assert re.search(r"Score \d+ of 100", text)
    assert "\x1b" not in text


def test_the_same_input_and_seed_give_the_same_transcript_but_for_id_and_time() -> None:
    texts = []
    for _ in range(2):
        done = practise("good-coffee", CURIOUS)
        path = Path(re.search(r"the transcript is (.+)", done.stderr.decode())[1])  # type: ignore[index]
        lines = [json.loads(line) for line in path.read_text().splitlines()]
        for line in lines:
            line.pop("at", None), line.pop("started", None)
        lines[0].pop("id")
        texts.append(json.dumps(lines))
    assert texts[0] == texts[1]


def test_another_seed_gives_another_meeting() -> None:
    one = rehearse("practice", "--plain", "--seed", "1", "--no-review", "good-coffee", lines=CURIOUS).stdout
    two = rehearse("practice", "--plain", "--seed", "2", "--no-review", "good-coffee", lines=CURIOUS).stdout
    assert one != two


def test_events_are_printed_as_they_are_kept() -> None:
    done = practise("good-coffee", CURIOUS, "--json", "--no-review")
    path = Path(re.search(r"the transcript is (.+)", done.stderr.decode())[1])  # type: ignore[index]
    printed = [json.loads(line) for line in done.stdout.decode().splitlines()]
    kept = [json.loads(line) for line in path.read_text().splitlines()]
    assert [line["kind"] for line in printed] == [line["kind"] for line in kept]
    assert printed[1:] == kept[1:]


def test_the_review_on_the_last_line_is_the_one_that_rehearse_review_prints() -> None:
    found = reviewed("good-coffee", CURIOUS)
    done = rehearse("review", "--json", str(found["transcript"]))
    assert json.loads(done.stdout) == found


def test_no_input_at_all_is_a_meeting_without_a_turn() -> None:
    done = practise("good-coffee", [])
    assert done.returncode == 0
    assert "Traceback" not in done.stderr.decode()


def test_blank_lines_bad_bytes_and_control_characters_harm_nothing() -> None:
    done = rehearse(
        "practice", "--plain", "good-coffee", data=b"\n\n\xff\xfe what made you stay?\n\x1b]52;c;aGk=\x07 hello\n\x07\n"
    )
    assert done.returncode == 0
    assert b"\x1b" not in done.stdout
    assert b"\x07" not in done.stdout


def test_a_line_that_is_too_long_is_refused_and_the_meeting_goes_on() -> None:
    done = practise("good-coffee", ["x" * 200_000, "Tell me about yourself."])
    assert done.returncode == 0
    assert "too long" in done.stderr.decode()
    assert "I baked for" in done.stdout.decode()


def test_a_dead_server_loses_no_turn_and_a_blank_line_asks_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REHEARSE_BASE_URL", "http://127.0.0.1:9/v1")
    done = rehearse("practice", "--plain", "--contact", "llm", "beachfront-pitch", lines=["Hello Desmond.", "", ""])
    error = done.stderr.decode()
    assert done.returncode == 0
    assert "Traceback" not in error
    assert error.count("blank line") == 3
    assert [line for line in done.stdout.decode().splitlines() if line.startswith("You: ")] == ["You: Hello Desmond."]
    assert "Hello Desmond." in rehearse("replay", "--plain", "2").stdout.decode()


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["practice", "--plain", "no-such-scene"], "no-such-scene"),
        (["practice", "--plain", "good-coffee", "--persona", "nobody"], "nobody"),
        (["practice", "--plain"], "which scenario"),
        (["practice", "--plain", "--contact", "llm", "good-coffee"], "key"),
        (["replay", "no-such-transcript"], "no-such-transcript"),
        (["review", "/dev/null"], "null"),
        (["list", "nothing"], "nothing"),
        (["practice", "--seed", "x", "good-coffee"], "whole number"),
        ([], "terminal"),
    ],
)
def test_wrong_use_is_one_line_on_stderr_and_exit_code_2(args: list[str], says: str) -> None:
    done = rehearse(*args)
    error = done.stderr.decode()
    assert done.returncode == 2
    assert says in error
    assert "Traceback" not in error
    assert len([line for line in error.splitlines() if line.startswith("rehearse")]) == 1


def test_a_closed_pipe_ends_quietly() -> None:
    command = f"{sys.executable} -m rehearse practice --plain good-coffee < /dev/null | head -1"
    done = run(["/bin/sh", "-c", command], capture_output=True, check=False)
    assert "Traceback" not in done.stderr.decode()
