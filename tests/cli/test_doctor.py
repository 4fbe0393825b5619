"""`rehearse doctor` finds what is wrong, says the cure, and never shows the key."""

import errno
import json
import os
import sqlite3
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pytest

from rehearse import settings
from rehearse.cli.main import main
from rehearse.scene import library
from tests.contact.chat_server import ChatServer, Step, listing, raw, refuse, say

CANARY = "canary-5813-key"


class Told(NamedTuple):
    """What doctor said."""

    code: int
    findings: dict[str, tuple[bool, str]]

    @property
    def wrong(self) -> dict[str, str]:
        """What is wrong, by what was looked at."""
        return {what: says for what, (well, says) in self.findings.items() if not well}


@pytest.fixture(autouse=True)
def _read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The shipped personas take half a second to read, and no test here is about them."""
    monkeypatch.setattr(library, "personas", _personas)


_personas = lru_cache(maxsize=1)(library.personas)


@pytest.fixture
def doctor(capsys: pytest.CaptureFixture[str]) -> "Doctor":
    return Doctor(capsys)


class Doctor:
    """Runs the command in both forms."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self) -> Told:
        self._capsys.readouterr()
        code = main(["doctor", "--json"])
        shown = self._capsys.readouterr()
        assert CANARY not in shown.out + shown.err
        rows = json.loads(shown.out)
        return Told(code, {row["what"]: (row["well"], row["says"]) for row in rows})


def _ask(monkeypatch: pytest.MonkeyPatch, url: str, model: str = "good-model") -> None:
    monkeypatch.setenv("REHEARSE_BASE_URL", url)
    monkeypatch.setenv("REHEARSE_MODEL", model)
    monkeypatch.setenv("REHEARSE_API_KEY", CANARY)


def test_all_is_well_on_a_first_start(doctor: Doctor, rehearse_home: Path) -> None:
    told = doctor()
    assert (told.code, told.wrong) == (0, {})
    assert "made when the first meeting starts" in told.findings["data"][1]
    assert not rehearse_home.exists()


def test_the_lines_for_people_say_the_same(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REHEARSE_CONTACT", "llm")
    assert main(["doctor"]) == 1
    lines = capsys.readouterr().out.splitlines()
    (wrong,) = [line for line in lines if not line.startswith("ok")]
    assert wrong.startswith("WRONG  contact")
    assert "REHEARSE_API_KEY" in wrong


@pytest.mark.parametrize("variable", ["REHEARSE_MODEL", "REHEARSE_CONTACT"])
def test_an_llm_without_a_key_is_found(doctor: Doctor, monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    monkeypatch.setenv(variable, "llm")
    told = doctor()
    assert told.code == 1
    assert "there is no key for the LLM" in told.wrong["contact"]
    assert "Set REHEARSE_API_KEY" in told.wrong["contact"]


def test_whoever_chose_the_offline_contact_needs_no_key(doctor: Doctor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REHEARSE_MODEL", "some-model")
    monkeypatch.setenv("REHEARSE_CONTACT", "offline")
    assert doctor().code == 0


def test_a_variable_that_is_named_and_holds_no_key_is_found(doctor: Doctor, rehearse_home: Path) -> None:
    _configure(rehearse_home, 'base_url = "http://127.0.0.1:9/v1"\napi_key_env = "MY_LLM_KEY"')
    assert "Set MY_LLM_KEY" in doctor().wrong["contact"]


@pytest.mark.parametrize("key", [f"{CANARY}\nand-more", f"{CANARY} twice"])
def test_a_key_that_is_none_is_found(doctor: Doctor, monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    _ask(monkeypatch, "http://127.0.0.1:9/v1")
    monkeypatch.setenv("REHEARSE_API_KEY", key)
    assert "Set it again" in doctor().wrong["contact"]


def test_a_server_that_cannot_be_reached_is_found(doctor: Doctor, monkeypatch: pytest.MonkeyPatch) -> None:
    _ask(monkeypatch, "http://127.0.0.1:9/v1")
    told = doctor()
    assert told.code == 1
    assert "cannot be reached" in told.wrong["contact"]
    assert "Start the server, or check base_url, or play offline." in told.wrong["contact"]


def test_a_model_that_the_server_lists_is_asked_for_nothing(doctor: Doctor, monkeypatch: pytest.MonkeyPatch) -> None:
    with ChatServer(refuse(500, "not to be asked"), models=listing("other", "good-model")) as server:
        _ask(monkeypatch, server.url)
        told = doctor()
        assert [request.path for request in server.requests] == ["/v1/models"]
        assert server.requests[0].headers["authorization"] == f"Bearer {CANARY}"
    assert told.code == 0
    assert "has the model" in told.findings["contact"][1]


@pytest.mark.parametrize("models", [listing("other"), raw(b"{}"), raw(b"<p>", kind="text/html"), refuse(405, "")])
def test_a_model_that_answers_is_well_whatever_is_listed(
    doctor: Doctor, monkeypatch: pytest.MonkeyPatch, models: Step
) -> None:
    with ChatServer(say("Hello."), models=models) as server:
        _ask(monkeypatch, server.url)
        told = doctor()
    assert told.wrong == {}
    assert "it answered" in told.findings["contact"][1]


def test_a_wrong_model_is_found_and_the_right_ones_are_named(doctor: Doctor, monkeypatch: pytest.MonkeyPatch) -> None:
    unknown = refuse(404, {"error": {"message": "The model does not exist"}})
    with ChatServer(unknown, models=listing("zebra", f"a-{CANARY}", "good-model-2")) as server:
        _ask(monkeypatch, server.url)
        wrong = doctor().wrong["contact"]
    assert "The model does not exist" in wrong
    assert "Check base_url and the model's name" in wrong
    assert wrong.endswith("The server has good-model-2, zebra.")


def test_a_key_that_the_server_refuses_is_found(doctor: Doctor, monkeypatch: pytest.MonkeyPatch) -> None:
    with ChatServer(say("Hello."), models=refuse(401, {"error": {"message": f"Bad key {CANARY}"}})) as server:
        _ask(monkeypatch, server.url)
        assert "Check the key" in doctor().wrong["contact"]


def test_what_is_no_chat_server_is_found(doctor: Doctor, monkeypatch: pytest.MonkeyPatch) -> None:
    page = raw(b"<title>Welcome</title>", kind="text/html")
    with ChatServer(page, models=page) as server:
        _ask(monkeypatch, server.url)
        assert "often ends in /v1" in doctor().wrong["contact"]


@pytest.mark.parametrize(
    ("text", "cure"),
    [
        ("modle = 'x'", "Did you mean `model`?"),
        (f"api_key = '{CANARY}'", "A key is never stored"),
        ("model = ", "Write it like"),
    ],
)
def test_a_broken_configuration_is_found_once(doctor: Doctor, rehearse_home: Path, text: str, cure: str) -> None:
    _configure(rehearse_home, text)
    wrong = doctor().wrong
    assert list(wrong) == ["configuration"]
    assert "config.toml" in wrong["configuration"]
    assert cure in wrong["configuration"]


def test_a_file_in_the_folder_s_place_is_found(doctor: Doctor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    for home in (tmp_path / "file", tmp_path / "file" / "home"):
        monkeypatch.setenv("REHEARSE_HOME", str(home))
        wrong = doctor().wrong["data"]
        assert "a file lies where a folder should be" in wrong
        assert "REHEARSE_HOME" in wrong


def test_a_folder_without_rights_is_found(doctor: Doctor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = Path("/proc") if os.geteuid() == 0 else tmp_path / "closed"
    if closed != Path("/proc"):
        closed.mkdir(mode=0o500)
    monkeypatch.setenv("REHEARSE_HOME", str(closed / "home"))
    assert "REHEARSE_HOME" in doctor().wrong["data"]


def test_a_broken_folder_of_transcripts_is_found(doctor: Doctor, rehearse_home: Path) -> None:
    rehearse_home.mkdir()
    (rehearse_home / "transcripts").touch()
    assert "a file lies where a folder should be" in doctor().wrong["data"]


def test_a_full_disk_is_found(doctor: Doctor, rehearse_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    rehearse_home.mkdir()
    monkeypatch.setattr("os.fsync", full)
    assert "the disk is full. Free some space" in doctor().wrong["data"]
    assert list(rehearse_home.iterdir()) == []


def test_the_index_is_counted_and_a_damaged_one_found(doctor: Doctor, rehearse_home: Path) -> None:
    assert "none yet" in doctor().findings["index"][1]
    rehearse_home.mkdir()
    main(["list", "transcripts"])
    assert "transcripts" in doctor().findings["index"][1]
    index = settings.index_path()
    whole = index.read_bytes()
    index.write_bytes(whole[:4_096] + b"\xff" * 4_096 + whole[8_192:])
    assert "`rehearse list transcripts` makes it anew" in doctor().wrong["index"]
    main(["list", "transcripts"])
    assert doctor().code == 0


def test_what_is_no_index_is_found_in_its_place(doctor: Doctor, rehearse_home: Path) -> None:
    rehearse_home.mkdir()
    index = settings.index_path()
    index.write_text("a shopping list, and not a database at all")
    assert "cannot be read" in doctor().wrong["index"]
    index.unlink()
    index.mkdir()
    assert "Move it away" in doctor().wrong["index"]
    index.rmdir()
    with closing(sqlite3.connect(index)) as other:
        other.execute("CREATE TABLE t (x)")
    assert "of another version" in doctor().findings["index"][1]


def test_a_broken_scenario_of_one_s_own_is_found(doctor: Doctor, rehearse_home: Path) -> None:
    (rehearse_home / "scenarios").mkdir(parents=True)
    (rehearse_home / "scenarios" / "mine.yaml").write_text("schema: 1\nid: mine\n")
    assert "mine.yaml" in doctor().wrong["scenarios"]


def _configure(home: Path, text: str) -> None:
    home.mkdir()
    (home / "config.toml").write_text(f"{text}\n")
