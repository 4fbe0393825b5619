"""`rehearse list transcripts`: what fits is printed, what cannot be asked is said."""

import json
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from rehearse.cli.main import main
from rehearse.meeting.events import Ended
from rehearse.meeting.plan import Leaving
from rehearse.reading.scene import Side
from rehearse.settings import index_path, transcripts_dir
from tests.archive.indexing import keep, replied, talk
from tests.archive.meetings import MEETING, START, header

KEYS = "path id started scenario title contact engine turns ended score broken".split()
"""That `--json` has had since there was a list."""

Listing = Callable[..., Any]


@pytest.fixture(autouse=True)
def meetings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Three meetings of one's own on three days, and a file that is none; no samples."""
    monkeypatch.setattr("rehearse.review.finding.shipped", lambda kind: tmp_path / "shipped" / kind)
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    own = transcripts_dir()
    keep(own / "first.jsonl", header("first"), *MEETING)
    keep(own / "second.jsonl", header("second", started=START + timedelta(days=1)), *talk("I keep bees.", "Bees?"))
    late = START.replace(hour=23, minute=30) + timedelta(days=2)
    keep(own / "third.jsonl", header("third", started=late), replied(1, "\x1b[2J Bees and nothing else."))
    (own / "torn.jsonl").write_text("no transcript\x1b[2J\n")
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def listed(capsys: pytest.CaptureFixture[str]) -> Listing:
    """List transcripts as JSON, and return the ids."""

    def run(*args: str) -> list[str]:
        assert main(["list", "transcripts", "--json", *args]) == 0
        return [row["id"] for row in json.loads(capsys.readouterr().out)]

    return run


def test_without_anything_asked_all_are_listed_with_their_scores(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "transcripts"]) == 0
    out, err = capsys.readouterr()
    assert [line.split()[0] for line in out.splitlines()] == ["torn.jsonl", "third", "second", "first"]
    assert "5 turns; glad; score 30" in out
    assert "2 turns; not ended; no score" in out
    assert "1 turn; not ended; no score" in out
    assert "cannot be read" in out
    assert err == ""


def test_json_keeps_its_keys_and_adds_score_parent_persona_and_hits(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "transcripts", "bees", "--json"]) == 0
    third, second = json.loads(capsys.readouterr().out)
    assert set(third) >= {*KEYS, "parent", "persona"}
    assert (third["id"], third["score"], third["persona"], third["parent"]) == ("third", None, "bo-lind", None)
    assert third["hits"] == [{"turn": 1, "speaker": "contact", "quote": "[2J Bees and nothing else."}]
    assert [(hit["turn"], hit["speaker"]) for hit in second["hits"]] == [(1, "contact"), (2, "learner")]


def test_words_are_quoted_under_the_meeting_and_what_was_not_searched_is_named(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["list", "transcripts", "keep", "bee"]) == 0
    out, err = capsys.readouterr()
    first, second = out.splitlines()
    assert first.startswith("second  Aiko Ōta  The clock coffee; 2 turns")
    assert second == "    turn 1, contact: “I keep bees.”"
    assert "torn.jsonl was not searched: this is no transcript" in err


def test_days_are_days_where_the_person_is_and_both_ends_belong(listed: Listing) -> None:
    assert listed("--since", "2026-11-25") == ["torn.jsonl", "third", "second"]
    assert listed("--since", "2026-11-24", "--until", "2026-11-25") == ["second", "first"]
    # Half past eleven in the evening, in UTC, is the next day in Berlin.
    assert listed("--until", "2026-11-26") == ["second", "first"]
    assert listed("--since", "2026-11-27", "--until", "2026-11-27") == ["third"]


def test_all_that_is_asked_must_hold_and_words_may_stand_anywhere(listed: Listing) -> None:
    assert listed("bees", "--contact", "ota", "nothing") == ["third"]
    assert listed("--max-score", "100", "bees", "--contact", "ota", "nothing") == []
    assert listed("--max-score", "30", "--contact", "ota") == ["first"]
    assert listed("--scenario", "clock-coffee", "--min-score", "27") == ["first"]
    assert listed("--contact", "hanna") == []
    assert listed("nothing", "--contact", "ota", "--", "-bees") == ["third"]
    assert listed('"bees(', "b*") == ["third", "second"]


def test_where_none_fits_it_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "transcripts", "wasps"]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("rehearse: no transcript fits.\n")


@pytest.mark.parametrize(
    ("args", "why"),
    [
        (["--since", "yesterday"], "'yesterday' is no date; write it as 2026-11-24"),
        (["--until", "2026-02-30"], "'2026-02-30' is no date"),
        (["--until", "9999-12-31"], "too far off"),
        (["--min-score", "high"], "'high' is no score, a whole number from 0 to 100"),
        (["--max-score", "101"], "'101' is no score"),
        (["--max-score", "²"], "'²' is no score"),
        (["--max-score", "9" * 5_000], "is no score"),
        (["--since", "2026-11-25", "--until", "2026-11-24"], "no day lies between --since and --until"),
        (["--min-score", "60", "--max-score", "50"], "no score lies between"),
        (["--loudly"], "unrecognized arguments: --loudly"),
        (["bees", "--loudly", "wasps"], "unrecognized arguments: --loudly"),
    ],
)
def test_what_cannot_be_asked_is_said(capsys: pytest.CaptureFixture[str], args: list[str], why: str) -> None:
    try:
        code = main(["list", "transcripts", *args])
    except SystemExit as ended:
        code = int(str(ended.code))
    out, err = capsys.readouterr()
    assert (code, out) == (2, "")
    assert why in err


@pytest.mark.parametrize("args", [["bees"], ["--contact", "x"], ["--min-score", "0"], ["--json", "bees"]])
def test_personas_are_not_searched_and_it_is_said_what_is(capsys: pytest.CaptureFixture[str], args: list[str]) -> None:
    assert main(["list", "personas", *args]) == 2
    assert "find transcripts only" in capsys.readouterr().err


def test_nothing_that_a_terminal_could_obey_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    (transcripts_dir() / "odd\x1b]0;x\x07.jsonl").write_text("\x1b[2J")
    for args in ([], ["bees\x1b[2J"], ["--json", "bees"], ["--contact", "\x1b[2J"], ["--scenario", "\x9b2J"]):
        assert main(["list", "transcripts", *args]) == 0
        out, err = capsys.readouterr()
        assert not set("\x1b\x9b\x07") & {*out, *err}


def test_the_index_is_kept_beside_the_transcripts_for_the_owner_alone() -> None:
    assert main(["list", "transcripts"]) == 0
    assert index_path().parent == transcripts_dir().parent
    assert index_path().stat().st_mode & 0o777 == 0o600


def test_a_broken_rubric_of_ones_own_keeps_nobody_from_the_list(
    capsys: pytest.CaptureFixture[str], rehearse_home: Path
) -> None:
    (rehearse_home / "rubrics").mkdir()
    (rehearse_home / "rubrics" / "standard.yaml").write_text("no: rubric\n")
    assert main(["list", "transcripts"]) == 0
    assert "score 5" not in capsys.readouterr().out
    (rehearse_home / "rubrics" / "standard.yaml").unlink()
    assert main(["list", "transcripts"]) == 0
    assert "score 30" in capsys.readouterr().out


def test_of_a_meeting_without_a_word_of_one_s_own_that_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    ended = Ended(n=2, at=START, how=Leaving.GLAD, by=Side.LEARNER)
    keep(transcripts_dir() / "silent.jsonl", header("silent"), replied(1, "Good morning."), ended)
    assert main(["list", "transcripts"]) == 0
    (line,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith("silent")]
    assert line.endswith("1 turn; you said nothing; no score")
