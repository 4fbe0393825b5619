"""Whole turns of a meeting whose contact is played by LLMock, which breaks streams where it is told to."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from rehearse.meeting.events import Cancelled
from tests.contact.llm_meeting import GAP, OWN_WORDS, QUESTION, Outcome, ask, outcome, play, sit_down
from tests.servers import llmock
from tests.servers.process import Running

pytestmark = pytest.mark.skipif(not llmock.PROGRAM.exists(), reason="LLMock is not here; `make servers` brings it")

TIMID = 2.0
"""Seconds of silence that are borne where silence is what is tried."""
BEGUN = "My aunt left me a box."
LONG = f"{BEGUN} Nobody knew why. And then I was four, and the clock fell."
MIDST = 12
"""Chunks after which a stream breaks: two sentences and the beginning of a third, as the first is shown by then."""
MAKERS = {
    "openai": "/v1",
    "mistral": "/mistral/v1",
    "groq": "/groq/openai/v1",
    "together": "/together/v1",
    "perplexity": "/perplexity/v1",
    "ai21": "/ai21/v1",
    "xai": "/xai/v1",
}
"""Where LLMock speaks Chat Completions as these makers do, each with refusals of its own form."""
STREAM = {"type": "stream_fault", "after_chunks": MIDST}


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with llmock.serving(tmp_path_factory.mktemp("llmock") / "log") as server:
        yield server


@pytest.fixture(params=MAKERS)
def server(started: Running, request: pytest.FixtureRequest) -> Running:
    """The server in the manner of each maker."""
    return started._replace(path=MAKERS[request.param])


def test_a_reply_is_shown_as_it_was_meant(tmp_path: Path, server: Running) -> None:
    llmock.tell(server, {"type": "reply", "text": OWN_WORDS})
    found = ask(tmp_path / "m.jsonl", server)
    assert (found.shown, found.error, found.note, found.pending) == (OWN_WORDS, None, None, False)


@pytest.mark.parametrize(
    ("status", "cure"),
    [
        (401, "Check the key, or go on offline."),
        (404, "Check base_url and the model's name, or go on offline."),
        (429, "Wait 20 seconds and try again, or go on offline."),
        (503, "Wait 20 seconds and try again, or go on offline."),
        (529, "Wait 20 seconds and try again, or go on offline."),
        (500, "Wait 20 seconds and try again, or go on offline."),
    ],
)
def test_a_refusal_is_told_with_its_cure_and_the_turn_is_kept(
    tmp_path: Path, server: Running, status: int, cure: str
) -> None:
    llmock.tell(server, {"type": "fail", "status": status, "message": "Not now.", "retry_after": 20, "times": None})
    found = ask(tmp_path / "m.jsonl", server)
    assert found.error == f"127.0.0.1: the server answered {status}: Not now. Your turn is kept. {cure}"
    assert (found.shown, found.pending) == ("", True)


def test_what_the_model_cannot_read_at_once_is_cut_unseen(tmp_path: Path, server: Running) -> None:
    async def hold() -> Outcome:
        rehearsal = sit_down(tmp_path / "m.jsonl", play(server))
        llmock.tell(server, {"type": "reply", "text": "Sugar, please."})
        await outcome(rehearsal, QUESTION)
        too_long = {"type": "fail", "status": 400, "code": "context_length_exceeded", "message": "Too long."}
        llmock.tell(server, too_long, {"type": "reply", "text": OWN_WORDS})
        found = await outcome(rehearsal, "And then?")
        rehearsal.log.close()
        return found

    found = asyncio.run(hold())
    assert (found.shown, found.error) == (OWN_WORDS, None)


@pytest.mark.parametrize(
    ("kind", "what"),
    [
        ("disconnect", "the connection broke"),
        ("truncate", "the model's reply broke off"),
        ("malformed", "the server's answer cannot be read"),
        ("stall", "the model has gone silent"),
    ],
)
def test_a_reply_that_breaks_off_stands_as_far_as_it_was_shown_and_the_meeting_goes_on(
    tmp_path: Path, started: Running, kind: str, what: str
) -> None:
    async def hold() -> tuple[Outcome, Outcome]:
        rehearsal = sit_down(tmp_path / "m.jsonl", play(started, gap=TIMID if kind == "stall" else GAP))
        llmock.tell(started, {"type": "reply", "text": LONG}, STREAM | {"kind": kind})
        first = await outcome(rehearsal, QUESTION)
        llmock.tell(started, {"type": "reply", "text": "Sugar, please."})
        second = await outcome(rehearsal, "And then?")
        rehearsal.log.close()
        return first, second

    first, second = asyncio.run(hold())
    assert what in str(first.error)
    assert (first.shown, first.pending) == (BEGUN, False)
    assert [event.text for event in first.events if isinstance(event, Cancelled)] == [BEGUN]
    assert (second.shown, second.error) == ("Sugar, please.", None)


@pytest.mark.parametrize("kind", ["disconnect", "truncate", "malformed"])
def test_a_stream_that_breaks_at_once_leaves_the_turn_to_be_answered_again(
    tmp_path: Path, started: Running, kind: str
) -> None:
    llmock.tell(started, {"type": "reply", "text": LONG}, {"type": "stream_fault", "kind": kind, "after_chunks": 0})
    found = ask(tmp_path / "m.jsonl", started)
    assert "Your turn is kept. Try again, or go on offline." in str(found.error)
    assert (found.shown, found.pending) == ("", True)


def test_a_first_word_that_is_late_is_waited_for(tmp_path: Path, started: Running) -> None:
    llmock.tell(started, {"type": "reply", "text": OWN_WORDS}, {"type": "slow_first_token", "seconds": 0.3})
    found = ask(tmp_path / "m.jsonl", started)
    assert (found.shown, found.error) == (OWN_WORDS, None)
