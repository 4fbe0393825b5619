"""Whole turns of a meeting with llama.cpp's own server, whose model babbles: all is real but the wit."""

import asyncio
import json
import os
import re
import signal
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from rehearse.config import Config
from rehearse.contact.client import Patience
from rehearse.contact.stream import Endpoint
from rehearse.errors import ContactError
from rehearse.meeting.events import Cancelled, Replied
from tests.canary import CANARY
from tests.contact.llm_meeting import QUESTION, Outcome, ask, outcome, play, sit_down
from tests.contact.test_llm_window import long_talk
from tests.servers import llama_cpp
from tests.servers.process import Running
from tests.talk import heard

pytestmark = pytest.mark.skipif(
    not (llama_cpp.PROGRAM.exists() and llama_cpp.MODEL.exists()),
    reason="llama.cpp's server is not here; `make servers` builds it",
)

TIMID = 2.0
"""Seconds of silence that are borne where silence is what is tried."""
TURNS = 8
ROOM = 3_000
"""Tokens that a reply may take; an endless one takes them all, unless somebody leaves."""
SAID = (
    QUESTION,
    "What made you keep the box?",
    "I once took a radio apart and could not put it together again.",
    "Who taught you the trade?",
    "And what would you do another time?",
    "ok",
    "How do you find the springs today?",
    "What is the hardest part of a tower clock?",
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with llama_cpp.serving(tmp_path_factory.mktemp("llama") / "log") as started:
        yield started


def counted(server: Running, what: str) -> int:
    """What the server has counted since it started."""
    found = re.search(rf"^llamacpp:{what} (\S+)$", server.get("/metrics"), re.MULTILINE)
    assert found
    return round(float(found[1]))


def test_a_meeting_of_eight_turns_is_answered_and_what_is_read_anew_stays_flat(tmp_path: Path, server: Running) -> None:
    async def hold() -> tuple[list[Outcome], list[int]]:
        rehearsal = sit_down(tmp_path / "m.jsonl", play(server))
        found, read = [], [counted(server, "prompt_tokens_total")]
        for text in SAID:
            found.append(await outcome(rehearsal, text))
            read.append(counted(server, "prompt_tokens_total"))
        rehearsal.log.close()
        return found, [after - before for before, after in pairwise(read)]

    found, read = asyncio.run(hold())
    print("tokens read anew, turn by turn:", read)
    assert [each.error for each in found] == [None] * TURNS
    assert all(each.shown for each in found)
    assert len([event for event in found[-1].events if isinstance(event, Replied)]) == TURNS
    assert max(read[1:]) < read[0] / 4, "the system message is read once"
    assert sum(read[5:]) < 1.25 * sum(read[1:4]), "later turns cost what earlier ones did"


def test_the_server_tells_what_a_reply_cost_and_what_it_knew_already(server: Running) -> None:
    endpoint = Endpoint(Config(base_url=server.url, api_key_env=None))
    talk = [{"role": "system", "content": "You mend clocks. " * 20}, {"role": "user", "content": "How are you?"}]

    async def cost() -> tuple[int, int, int]:
        await heard(endpoint.stream(talk))  # type: ignore[arg-type]
        assert endpoint.usage
        return endpoint.usage

    first, second = asyncio.run(cost()), asyncio.run(cost())
    assert first[0] == second[0] > 100
    assert first[2] > 0
    assert second[1] > first[0] - 10, "all but the end was known"


def test_a_key_that_is_not_the_servers_is_told_and_not_shown(tmp_path: Path) -> None:
    with llama_cpp.serving(tmp_path / "log", key="another") as server:
        found = ask(tmp_path / "m.jsonl", server)
    assert "the server answered 401" in str(found.error)
    assert "Check the key" in str(found.error)
    assert found.pending
    assert CANARY not in str(found.error) + found.disk


def test_an_address_that_is_not_the_servers_is_told(tmp_path: Path, server: Running) -> None:
    found = ask(tmp_path / "m.jsonl", server._replace(path="/nowhere"))
    assert "the server answered 404" in str(found.error)
    assert "Check base_url and the model's name" in str(found.error)


def test_where_the_model_reads_less_than_the_window_less_is_sent_unseen(tmp_path: Path) -> None:
    with llama_cpp.serving(tmp_path / "log", reads=1_536) as server:
        long_talk(tmp_path / "m.jsonl", server, window=100_000, turns=10)
        log = (tmp_path / "log").read_text(errors="replace")
    assert "exceeds the available context size" in log, "some of it was too long"


def test_where_even_one_turn_is_too_much_the_learner_is_told_what_to_set(tmp_path: Path) -> None:
    with llama_cpp.serving(tmp_path / "log", reads=512) as server:
        found = ask(tmp_path / "m.jsonl", server)
    assert "exceeds the available context size (512 tokens)" in str(found.error)
    assert "Set a smaller window in config.toml, or go on offline." in str(found.error)
    assert found.pending


# A model that never stops by itself


@pytest.fixture
def endless(tmp_path: Path) -> Iterator[Running]:
    with llama_cpp.serving(tmp_path / "log", endless=True) as started:
        yield started


def at_rest(server: Running) -> bool:
    """Whether nobody is answered."""
    return not any(slot["is_processing"] for slot in json.loads(server.get("/slots")))


async def come_to_rest(server: Running) -> int:
    """Wait until nobody is answered; return how many tokens the server wrote in all."""
    while not await asyncio.to_thread(at_rest, server):
        await asyncio.sleep(0)
    return counted(server, "tokens_predicted_total")


def test_a_reply_that_goes_on_for_too_long_is_ended_and_not_written_to_its_end(
    tmp_path: Path, endless: Running
) -> None:
    async def hold() -> tuple[Outcome, int]:
        rehearsal = sit_down(tmp_path / "m.jsonl", play(endless))
        found = await outcome(rehearsal, QUESTION)
        rehearsal.log.close()
        return found, await come_to_rest(endless)

    found, written = asyncio.run(hold())
    assert (found.error, found.pending) == (None, False)
    assert found.shown
    assert found.note
    assert written < ROOM


def test_a_reply_that_the_learner_stops_frees_the_server(tmp_path: Path, endless: Running) -> None:
    async def hold() -> tuple[str, int]:
        rehearsal = sit_down(tmp_path / "m.jsonl", play(endless))
        words = rehearsal.say(QUESTION)
        shown = await anext(words)
        await words.aclose()
        await rehearsal.cancel()
        assert [event.text for event in rehearsal.log.events if isinstance(event, Cancelled)] == [shown]
        rehearsal.log.close()
        return shown, await come_to_rest(endless)

    shown, written = asyncio.run(hold())
    assert shown
    assert written < ROOM


@pytest.mark.parametrize(
    ("order", "what"), [(signal.SIGKILL, "the connection broke"), (signal.SIGSTOP, "the model has gone silent")]
)
def test_a_server_that_dies_or_freezes_is_told_and_the_turn_is_kept(
    tmp_path: Path, endless: Running, order: signal.Signals, what: str
) -> None:
    async def hold() -> tuple[str, str]:
        endpoint = Endpoint(Config(base_url=endless.url, api_key_env=None), Patience(gap=TIMID))
        words = endpoint.stream([{"role": "user", "content": QUESTION}])
        begun = await anext(words)
        os.kill(endless.process.pid, order)
        with pytest.raises(ContactError, match=what) as caught:
            await heard(words)
        return begun, str(caught.value)

    begun, error = asyncio.run(hold())
    assert begun
    assert "Your turn is kept. Try again, or go on offline." in error
