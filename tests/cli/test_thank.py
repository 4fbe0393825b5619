"""The note after a meeting, and a second meeting, from the command line."""

import io
import json
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

import pytest

from rehearse.archive.transcript import read_transcript
from rehearse.cli.main import main
from rehearse.settings import shipped, transcripts_dir
from tests.acquaintance import keep
from tests.builders import persona_data, scenario

NOTE = "Thank you so much for telling me about the box of springs, I have thought of it all week."


class Done(NamedTuple):
    returncode: int
    stdout: str
    stderr: str


def rehearse(*args: str, data: str = "") -> Done:
    """Run a command in this process: starting one anew for each would take most of the time."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", io.StringIO(data))
        with redirect_stdout(out), redirect_stderr(err):
            code = main(list(args))
    return Done(code, out.getvalue(), err.getvalue())


@pytest.mark.parametrize("piped", [False, True])
def test_a_note_is_written_read_and_answered_and_the_replay_shows_it(piped: bool) -> None:
    path = keep("one")
    given = {"data": NOTE} if piped else {}
    done = rehearse("thank", "one", *([] if piped else ["--text", NOTE]), **given)
    assert done.returncode == 0, done.stderr
    assert f"Afterwards you wrote: {NOTE}" in done.stdout
    assert "gratitude: “" in done.stdout
    assert "gratitude: trust +" in done.stdout
    assert "Bo Lind wrote back: The gratitude line" in done.stdout
    assert done.stdout.rstrip() in rehearse("replay", "one", "--plain").stdout
    review = json.loads(rehearse("review", str(path), "--json").stdout)
    assert review["letter"]["text"] == NOTE
    assert review["letter"]["answer"] in persona_data()["reactions"]["gratitude"]


def test_a_second_note_an_empty_one_and_one_before_the_end_are_refused() -> None:
    keep("one", letter="Thank you.")
    keep("two", end=False)
    keep("three")
    for name, text, why in (("one", NOTE, "written already"), ("two", NOTE, "goes on"), ("three", " ", "empty")):
        done = rehearse("thank", name, "--text", text)
        assert done.returncode == 2
        assert why in done.stderr


def test_a_sample_takes_no_note() -> None:
    sample = shipped("transcripts") / "good-coffee-gone-well.jsonl"
    before = sample.read_bytes()
    done = rehearse("thank", str(sample), "--text", NOTE)
    assert (done.returncode, "this is a sample" in done.stderr) == (2, True)
    assert sample.read_bytes() == before


def test_a_note_without_an_answer_gets_it() -> None:
    path = keep("one", letter=NOTE)
    path.write_text("".join(path.read_text().splitlines(keepends=True)[:-2]))
    done = rehearse("thank", "one")
    assert done.returncode == 0, done.stderr
    assert "wrote back" in done.stdout
    assert read_transcript(path).events[-1].kind == "answer"


def in_files(folder: Path) -> tuple[str, str]:
    """Write a persona and a scenario; return the paths to name them by."""
    person, scene = folder / "bo-lind.yaml", folder / "clock-coffee.yaml"
    again = {"greets": ["You again, said the clock.", "There you are again."]}
    person.write_text(json.dumps(persona_data(again=again)))
    scene.write_text(json.dumps(scenario().model_dump(mode="json", by_alias=True, exclude_defaults=True)))
    return str(person), str(scene)


def test_practice_again_goes_on_from_earlier_meetings_and_says_where_there_are_none(tmp_path: Path) -> None:
    person, scene = in_files(tmp_path)
    line = ("practice", scene, "--persona", person, "--plain", "--no-review", "--contact", "offline")
    alone = rehearse(*line, "--again", data="Hello!\n")
    assert alone.returncode == 0, alone.stderr
    assert "there is no earlier meeting with this contact" in alone.stderr
    strangers, again = rehearse(*line, data="Hello!\n"), rehearse(*line, "--again", data="Hello!\n")
    assert "again" not in strangers.stdout
    assert "again" in again.stdout
    headers = [read_transcript(path).header for path in sorted(transcripts_dir().glob("*.jsonl"))]
    known = [header.earlier for header in headers if header.earlier]
    assert [len(earlier.meetings) for earlier in known] == [2]
