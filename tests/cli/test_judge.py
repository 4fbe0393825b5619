"""`rehearse review --judge`: the review as it is without, a second opinion below it, and what goes to stderr."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from rehearse.cli.main import main
from tests.builders import ToldReader
from tests.canary import CANARY
from tests.contact.chat_server import ChatServer, Wire, never_answer, refuse
from tests.review.judges import GOOD, TURNS, answers, asked, held


@pytest.fixture(autouse=True)
def _told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rehearse.cli.review.reader_at_hand", ToldReader)
    monkeypatch.setenv("REHEARSE_API_KEY", CANARY)


@pytest.fixture
def path(tmp_path: Path) -> str:
    held(tmp_path / "m.jsonl")
    return str(tmp_path / "m.jsonl")


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ChatServer]:
    with ChatServer(GOOD) as chat:
        monkeypatch.setenv("REHEARSE_BASE_URL", chat.url)
        yield chat


def printed(capsys: pytest.CaptureFixture[str], *args: str, code: int = 0) -> tuple[str, str]:
    assert main(["review", *args]) == code
    found = capsys.readouterr()
    assert CANARY not in found.out + found.err
    return found.out, found.err


@pytest.mark.parametrize("form", [(), ("--markdown",)])
def test_the_review_stands_as_it_is_and_the_opinion_below_it(
    path: str, server: ChatServer, capsys: pytest.CaptureFixture[str], form: tuple[str, ...]
) -> None:
    server.script = [answers({})]
    alone, _ = printed(capsys, path, *form)
    out, err = printed(capsys, path, "--judge", *form)
    assert out.startswith(alone)
    assert "second opinion" in out[len(alone) :].lower()
    assert "judge: not found (0 of 3)" in out
    assert err.startswith("rehearse: The clock coffee: what was said is sent to 127.0.0.1, turn by turn: 9 requests, ")
    assert err.count("\n") == 1, "progress is for terminals"
    assert server.requests[0].headers["authorization"] == f"Bearer {CANARY}"


def test_the_page_has_it_too(path: str, server: ChatServer, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    server.script = [answers({})]
    out, _ = printed(capsys, path, "--judge", "--html", str(tmp_path / "page.html"))
    assert out == f"{tmp_path / 'page.html'}\n"
    assert ">Second opinion</h2>" in (tmp_path / "page.html").read_text()


def test_in_json_it_is_a_key_of_its_own_beside_the_same_bytes(
    path: str, server: ChatServer, capsys: pytest.CaptureFixture[str]
) -> None:
    for files in ([path], [path, path]):
        alone, _ = printed(capsys, *files, "--json")
        out, _ = printed(capsys, *files, "--json", "--judge")
        if len(files) == 1:
            assert out.startswith(alone.rstrip().rstrip("}").rstrip())
            assert json.loads(out) == json.loads(alone) | {"judge": json.loads(out)["judge"]}
        for one, other in zip(alone.splitlines(), out.splitlines(), strict=False) if len(files) > 1 else ():
            assert other.startswith(one.rstrip("}"))
            assert json.loads(other)["judge"]["judged"] == len(TURNS)


def test_a_judge_that_cannot_answer_leaves_the_reviews_and_is_named_once(
    path: str, server: ChatServer, capsys: pytest.CaptureFixture[str]
) -> None:
    server.script = [refuse(401, {"error": {"message": f"Incorrect API key: {CANARY}"}})]
    alone, _ = printed(capsys, path, path)
    out, err = printed(capsys, path, path, "--judge", code=2)
    assert out == alone
    assert err.count("no second opinion: 127.0.0.1: the server answered 401") == 1
    assert "Check the key." in err


def test_where_no_llm_is_set_up_that_is_said_before_anything_is_printed(
    path: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("REHEARSE_API_KEY")
    out, err = printed(capsys, path, "--judge", code=2)
    assert out == ""
    assert "there is no key for the LLM. Set REHEARSE_API_KEY" in err


def test_interrupted_it_ends_at_once_with_what_is_complete(path: str, server: ChatServer) -> None:
    def step(wire: Wire) -> None:
        (never_answer if asked(wire).startswith("Thank") else GOOD)(wire)

    server.script = [step]
    process = subprocess.Popen(
        [sys.executable, "-m", "rehearse", "review", path, "--judge", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    while len(server.requests) < len(TURNS) * 3 and process.poll() is None:
        server.left.wait(0.02)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "rehearse: interrupted" in err
    assert "Traceback" not in err
    first, second, third = (turn["runs"] for turn in json.loads(out)["judge"]["turns"])
    # Four are asked at once: three wait for the third turn while the fourth may still read its answer to the second.
    assert (first, third) == (3, 0)
    assert second in (2, 3)
