"""A key stands in no crash report, no log and no finding; and the search after the run would see it, if one did."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from rehearse.cli.main import main
from rehearse.tui import crash
from tests.builders import MOMENT
from tests.canary import CANARY, holding
from tests.contact.chat_server import ChatServer, refuse, say
from tests.contact.llm_meeting import OWN_WORDS
from tests.project.checkout import ROOT


@pytest.fixture
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REHEARSE_API_KEY", CANARY)
    monkeypatch.setenv("MY_LLM_TOKEN", f"{CANARY}-too")


def test_a_crash_report_holds_no_key_whatever_the_error_says(key: None, rehearse_home: Path) -> None:
    line = crash.last_words(ValueError(f"Bearer {CANARY}, {CANARY}-too"), MOMENT)
    (kept,) = rehearse_home.glob("crash-*.txt")
    assert "Bearer (a key), (a key)" in kept.read_text(encoding="utf-8")
    assert CANARY not in kept.read_text(encoding="utf-8") + line


def test_a_command_that_breaks_says_so_in_a_line_and_keeps_the_trace(
    key: None, rehearse_home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise ValueError(f"\x1b]0;owned\x07 {CANARY}")

    monkeypatch.setattr("rehearse.cli.doctor._findings", broken)
    assert main(["doctor"]) == crash.BROKEN
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("rehearse: this was a fault of the app (ValueError), not yours.")
    assert line.isprintable()
    (kept,) = rehearse_home.glob("crash-*.txt")
    assert kept.stat().st_mode & 0o777 == 0o600
    assert "in broken" in kept.read_text(encoding="utf-8")
    assert CANARY not in kept.read_text(encoding="utf-8") + line


@pytest.mark.parametrize("step", [say(OWN_WORDS), refuse(401, {"error": {"message": f"Who is {CANARY}?"}})])
def test_neither_the_library_s_own_log_nor_a_file_holds_the_key(key: None, tmp_path: Path, step: object) -> None:
    with ChatServer(step) as server:  # type: ignore[arg-type]
        done = subprocess.run(
            [sys.executable, "-X", "dev", "-m", "rehearse", "practice", "good-coffee", "--plain", "--contact", "llm"],
            env={**os.environ, "OPENAI_LOG": "debug", "REHEARSE_BASE_URL": server.url, "REHEARSE_HOME": str(tmp_path)},
            input="How did you end up here?\n",
            capture_output=True,
            text=True,
            cwd=ROOT,
            check=False,
        )
        assert server.requests
    assert "DEBUG" in done.stderr, "the library logs, or this proves nothing"
    assert CANARY not in done.stdout + done.stderr
    assert list(holding(tmp_path, CANARY.encode())) == []


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_doctor_tells_that_a_key_is_set_and_not_which(
    key: None, form: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with ChatServer(say(OWN_WORDS)) as server:
        monkeypatch.setenv("REHEARSE_BASE_URL", server.url)
        main(["doctor", *form])
    told = capsys.readouterr().out
    assert "a key is set" in told
    assert CANARY not in told


def test_the_search_finds_a_key_in_any_file(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    planted = tmp_path / "deep" / "x.bin"
    planted.write_bytes(b"\0" * 5_000 + CANARY.encode())
    (tmp_path / "empty").touch()
    (tmp_path / "link").symlink_to(planted)
    assert list(holding(tmp_path, CANARY.encode())) == [planted]
    planted.unlink()


LEAKING = f"""
def test_leaks(tmp_path):
    (tmp_path / "log.txt").write_text("{CANARY}")
"""
PRINTING = f"""
def test_prints():
    print("{CANARY}")
"""


@pytest.mark.parametrize(
    ("test", "place"), [(LEAKING, "log.txt"), (PRINTING, "test_it.py::test_prints printed")], ids=["a file", "output"]
)
def test_a_run_in_which_a_key_was_written_fails(test: str, place: str, tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "test_it.py").write_text(test, encoding="utf-8")
    (source / "conftest.py").write_text("from tests.canary import *\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--basetemp", tmp_path / "base", "."],
        cwd=source,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert "1 passed" in done.stdout
    assert "THE KEY OF THE TESTS STANDS IN: " in done.stdout
    assert place in done.stdout
    # What was planted here is none of this run's.
    for path in list(holding(tmp_path, CANARY.encode())):
        path.unlink()
