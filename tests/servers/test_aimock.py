"""Whole turns of a meeting whose contact is played by aimock, as its fixtures say."""

import asyncio
import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from rehearse.config import Config
from rehearse.contact.stream import Endpoint, Usage
from rehearse.meeting.events import Cancelled
from tests.canary import CANARY
from tests.contact.llm_meeting import GAP, OWN_WORDS, Outcome, ask, outcome, play, sit_down
from tests.servers import aimock
from tests.servers.process import Running
from tests.talk import heard

pytestmark = pytest.mark.skipif(not aimock.PROGRAM.exists(), reason="aimock is not here; `make servers` brings it")

TIMID = 2.0
"""Seconds of silence that are borne where silence is what is tried."""
BEGUN = "My aunt left me a box."
AGAIN = "Try again, or go on offline."
PLACE = "Check base_url and the model's name, or go on offline."


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with aimock.serving(tmp_path_factory.mktemp("aimock") / "log") as started:
        yield started


def about(case: str) -> str:
    """What the learner says to get this fixture."""
    return f"How did you end up making clocks, in case {case}?"


def requests(server: Running) -> list[dict[str, Any]]:
    """The bodies of the requests as the server kept them."""
    return [entry["body"] for entry in json.loads(server.get("/__aimock/journal"))]


@pytest.mark.parametrize("case", ["plain", "letters", "thought"])
def test_a_reply_is_shown_as_it_was_meant(tmp_path: Path, server: Running, case: str) -> None:
    found = ask(tmp_path / "m.jsonl", server, about(case))
    assert (found.shown, found.error, found.note, found.pending) == (OWN_WORDS, None, None, False)


FAILURES = {
    "401": ("the server answered 401: Who are you?", "Check the key, or go on offline."),
    "403": ("the server answered 403: Not yours.", "Check the key and what it may use, or go on offline."),
    "404": ("the server answered 404: The model `m` does not exist.", PLACE),
    "of nothing": ("the server answered 404: No fixture matched", PLACE),
    "429": ("the server answered 429: Slow down.", "Wait 20 seconds and try again, or go on offline."),
    "500": ("the server answered 500: Boom.", AGAIN),
    "503": ("the server answered 503: Overloaded.", "Wait a little and try again, or go on offline."),
    "corrupt": ("the server's answer cannot be read", AGAIN),
    "gone": ("the connection broke", AGAIN),
    "late": ("the model has gone silent", AGAIN),
    "always too long": ("maximum context length is 4096 tokens", "Set a smaller window in config.toml, or go on"),
}


@pytest.mark.parametrize("case", FAILURES)
def test_a_failure_is_told_with_its_cure_and_the_turn_is_kept(tmp_path: Path, server: Running, case: str) -> None:
    what, cure = FAILURES[case]
    found = ask(tmp_path / "m.jsonl", server, about(case), gap=TIMID if case == "late" else GAP)
    assert str(found.error).startswith("127.0.0.1: ")
    assert what in str(found.error)
    assert f"Your turn is kept. {cure}" in str(found.error)
    assert (found.shown, found.pending) == ("", True)


def test_a_key_that_is_not_the_servers_is_told_and_not_shown(tmp_path: Path) -> None:
    with aimock.serving(tmp_path / "log", key="another") as server:
        found = ask(tmp_path / "m.jsonl", server, about("plain"))
    assert "the server answered 401" in str(found.error)
    assert "Check the key" in str(found.error)
    assert CANARY not in str(found.error) + found.disk


@pytest.mark.parametrize(("case", "what"), [("cut", "the connection broke"), ("stall", "the model has gone silent")])
def test_a_reply_that_breaks_off_stands_as_far_as_it_was_shown_and_the_meeting_goes_on(
    tmp_path: Path, server: Running, case: str, what: str
) -> None:
    async def hold() -> tuple[Outcome, Outcome]:
        rehearsal = sit_down(tmp_path / "m.jsonl", play(server, gap=TIMID if case == "stall" else GAP))
        first = await outcome(rehearsal, about(case))
        second = await outcome(rehearsal, about("plain"))
        rehearsal.log.close()
        return first, second

    first, second = asyncio.run(hold())
    assert what in str(first.error)
    assert BEGUN.startswith(first.shown)
    assert [event.text for event in first.events if isinstance(event, Cancelled)] == [first.shown] * bool(first.shown)
    assert second.error is None
    assert second.shown


@pytest.mark.parametrize(
    ("case", "shown", "note"),
    [
        ("limit", BEGUN, "it ran into its length limit"),
        ("filtered", BEGUN, "its server held it back"),
        ("refused", OWN_WORDS, "its server held it back; the persona's own words were said instead"),
        ("nothing", OWN_WORDS, "the model said nothing; the persona's own words were said instead"),
        ("tool", OWN_WORDS, "the model said nothing; the persona's own words were said instead"),
    ],
)
def test_a_reply_that_is_none_or_half_of_one_is_noted(
    tmp_path: Path, server: Running, case: str, shown: str, note: str
) -> None:
    found = ask(tmp_path / "m.jsonl", server, about(case))
    assert (found.shown, found.error, found.pending) == (shown, None, False)
    assert note in str(found.note)


def test_parameters_that_are_refused_are_left_out_one_by_one(tmp_path: Path, server: Running) -> None:
    server.post("/__aimock/reset/journal", b"")
    found = ask(tmp_path / "m.jsonl", server, about("parameter"))
    assert (found.shown, found.error) == (OWN_WORDS, None)
    sent = [{"max_tokens", "max_completion_tokens", "temperature"}.intersection(body) for body in requests(server)]
    assert sent == [
        {"max_tokens", "temperature"},
        {"max_completion_tokens", "temperature"},
        {"max_completion_tokens"},
    ]


def test_what_the_model_cannot_read_at_once_is_cut_unseen(tmp_path: Path, server: Running) -> None:
    async def hold() -> Outcome:
        rehearsal = sit_down(tmp_path / "m.jsonl", play(server))
        await outcome(rehearsal, about("talk"))
        await outcome(rehearsal, about("talk"))
        server.post("/__aimock/reset/journal", b"")
        found = await outcome(rehearsal, about("too long"))
        rehearsal.log.close()
        return found

    found = asyncio.run(hold())
    assert (found.shown, found.error) == (OWN_WORDS, None)
    refused, taken = (len(body["messages"]) for body in requests(server))
    assert taken < refused


def test_each_request_begins_with_the_one_before(tmp_path: Path, server: Running) -> None:
    async def hold() -> list[str]:
        rehearsal = sit_down(tmp_path / "m.jsonl", play(server))
        said = [(await outcome(rehearsal, f"{about('talk')} And {number}?")).shown for number in range(4)]
        rehearsal.log.close()
        return said

    server.post("/__aimock/reset/journal", b"")
    assert asyncio.run(hold()) == [
        "Sugar, please.", "I began with springs.", "Nobody had asked for them.", "Then the winter came.",
    ]  # fmt: skip
    sent = [body["messages"] for body in requests(server)]
    assert all(after[: len(before)] == before for before, after in pairwise(sent))


def test_the_server_tells_what_a_reply_cost(server: Running) -> None:
    endpoint = Endpoint(Config(base_url=server.url, api_key_env=None))
    asyncio.run(heard(endpoint.stream([{"role": "user", "content": "case plain"}])))
    assert endpoint.usage == Usage(sent=90, cached=0, answered=7)
