"""`rehearse export` and `rehearse review --html`: to stdout or to new files, over nothing, for the owner only."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from rehearse.archive.annotate import correct
from rehearse.archive.corpus import from_corpus
from rehearse.cli.main import main
from rehearse.reading.codebook import Label
from rehearse.review.facts import Review
from rehearse.text import clean
from tests.builders import MOMENT
from tests.review.hostile import HOSTILE
from tests.tui.driving import keep_meeting

SAMPLE = "good-coffee-gone-well"
OTHER = "cold-call-gone-wrong"


class Done(NamedTuple):
    code: object
    out: str
    told: str


Rehearse = Callable[..., Done]


@pytest.fixture
def rehearse(capsysbinary: pytest.CaptureFixture[bytes]) -> Rehearse:
    """Runs the command here: a Python of its own for each would take seconds."""

    def run(*args: str | Path) -> Done:
        try:
            code: object = main([str(arg) for arg in args])
        except SystemExit as stopped:
            code = stopped.code
        out, told = capsysbinary.readouterr()
        return Done(code, out.decode(), told.decode())

    return run


@pytest.mark.parametrize(
    ("form", "begins"),
    [
        ("json", '{\n  "transcript"'),
        ("markdown", "# The good coffee"),
        ("html", "<!DOCTYPE html>"),
        ("corpus", '{"id"'),
    ],
)
def test_a_text_form_goes_to_stdout_or_to_a_new_file_the_same(
    rehearse: Rehearse, tmp_path: Path, form: str, begins: str
) -> None:
    done = rehearse("export", SAMPLE, "--to", form)
    assert done.code == 0, done.told
    assert done.out.startswith(begins)
    out = tmp_path / "out"
    kept = rehearse("export", SAMPLE, "--to", form, "--out", out)
    assert kept.out == f"{out}\n"
    assert out.read_text() == done.out
    assert out.stat().st_mode & 0o777 == 0o600
    again = rehearse("export", OTHER, "--to", form, "--out", out)
    assert again.code == 2
    assert f"{out}: there is something of this name already" in again.told
    assert out.read_text() == done.out


def test_what_programs_get_can_be_read_back(rehearse: Rehearse) -> None:
    found = Review.model_validate_json(rehearse("export", SAMPLE, "--to", "json").out)
    line = json.loads(rehearse("export", SAMPLE, "--to", "corpus").out)
    assert from_corpus(line).header.id == found.id


def test_convokit_is_a_new_folder(rehearse: Rehearse, tmp_path: Path) -> None:
    out = tmp_path / "corpus"
    done = rehearse("export", SAMPLE, "--to", "convokit", "--out", out)
    assert done.out == f"{out}\n", done.told
    assert out.stat().st_mode & 0o777 == 0o700
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    assert {path.stat().st_mode & 0o777 for path in out.iterdir()} == {0o600}
    assert rehearse("export", OTHER, "--to", "convokit", "--out", out).code == 2
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    missing = rehearse("export", SAMPLE, "--to", "convokit")
    assert missing.code == 2
    assert "--out DIR" in missing.told


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("no-such", "--to", "html"), "there is no such transcript"),
        ((SAMPLE, "--to", "html", "--rubric", "no-such"), "no-such"),
        ((SAMPLE, "--to", "html", "--out", "no-such/a.html"), "there is no such folder"),
        ((SAMPLE, "--to", "pdf"), "invalid choice"),
        ((SAMPLE,), "--to"),
    ],
)
def test_wrong_use_is_told_and_writes_nothing(
    rehearse: Rehearse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: tuple[str, ...], told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    done = rehearse("export", *args)
    assert done.code == 2
    assert told in done.told
    assert done.out == ""
    assert not list(tmp_path.iterdir())


def test_nothing_that_was_said_nor_a_file_s_name_reaches_the_terminal_raw(rehearse: Rehearse) -> None:
    turn = f"{''.join(HOSTILE.values())} [curiosity]"
    path = keep_meeting("a\x1b[31m\x9b2J\u202e", [turn])
    for form in ("json", "markdown", "html", "corpus"):
        done = rehearse("export", path, "--to", form)
        assert done.code == 0, done.told
        text = done.out
        assert clean(text) == text


def test_the_page_of_one_review_lies_where_it_was_asked_for(rehearse: Rehearse, tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    done = rehearse("review", SAMPLE, "--html", out)
    assert done.out == f"{out}\n", done.told
    assert out.read_text() == rehearse("export", SAMPLE, "--to", "html").out
    again = rehearse("review", OTHER, "--html", out)
    assert again.code == 2
    assert "already" in again.told


def test_the_pages_of_several_reviews_lie_in_a_new_folder(rehearse: Rehearse, tmp_path: Path) -> None:
    path = keep_meeting(SAMPLE, ["How did you come to clocks?"])
    out = tmp_path / "pages"
    done = rehearse("review", SAMPLE, path, "no-such", OTHER, "--html", out)
    assert done.code == 2
    assert "no-such" in done.told
    names = [f"{SAMPLE}.html", f"{SAMPLE}-2.html", f"{OTHER}.html"]
    assert done.out.splitlines() == [str(out / name) for name in names]
    assert {path.name for path in out.iterdir()} == set(names)
    assert out.stat().st_mode & 0o777 == 0o700
    assert rehearse("review", SAMPLE, OTHER, "--html", out).code == 2


def test_a_form_is_utf_8_whatever_the_terminal_takes() -> None:
    command = [sys.executable, "-m", "rehearse", "export", "breathless-coffee-gone-wrong", "--to", "corpus"]
    done = subprocess.run(command, capture_output=True, check=False, env=os.environ | {"PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0, done.stderr
    assert "Inês Carvalho" in done.stdout.decode()


def test_a_corrected_corpus_line_has_the_coachs_labels_and_a_plain_one_the_readers(rehearse: Rehearse) -> None:
    path = keep_meeting("one", ["How did you come to clocks? [curiosity]"])
    correct(path, 2, (Label.FOLLOW_UP,), "Ana", MOMENT)
    plain, corrected = (
        json.loads(rehearse("export", path, "--to", "corpus", *more).out)["turns"][1]["labels"]
        for more in ((), ("--corrected",))
    )
    assert (plain, corrected) == (["curiosity"], ["follow_up"])


def test_only_a_corpus_line_can_be_corrected(rehearse: Rehearse) -> None:
    done = rehearse("export", SAMPLE, "--to", "html", "--corrected")
    assert done.code == 2
    assert "--to corpus --corrected" in done.told
