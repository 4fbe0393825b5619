"""A reply that the learner stops: the server is left at once, and what was shown stands."""

import asyncio
import gc
from pathlib import Path

import pytest

from rehearse.meeting.events import Cancelled
from tests.contact.chat_server import PATIENCE, ChatServer, never_answer, say, stall
from tests.contact.llm_meeting import QUESTION, outcome, play, sit_down
from tests.talk import heard

SHOWN = "My aunt left me a box."
BEGUN = f"{SHOWN} Nobody knew why. And then"


async def left(server: ChatServer) -> bool:
    """Whether the server sees the client leave."""
    return await asyncio.to_thread(server.left.wait, PATIENCE)


def test_closing_a_reply_closes_the_connection_and_keeps_what_was_shown(tmp_path: Path) -> None:
    async def hold(server: ChatServer) -> None:
        rehearsal = sit_down(tmp_path / "m.jsonl", play(server))
        words = rehearsal.say(QUESTION)
        assert await anext(words) == SHOWN
        await words.aclose()
        assert await left(server)
        await rehearsal.cancel()
        assert [event.text for event in rehearsal.log.events if isinstance(event, Cancelled)] == [SHOWN]
        server.script = [say("Sugar, please.")]
        assert (await outcome(rehearsal, "And then?")).shown == "Sugar, please."
        rehearsal.log.close()

    with ChatServer(stall(BEGUN)) as server:
        asyncio.run(hold(server))


@pytest.mark.parametrize("step", [never_answer, stall(), stall("My aunt left")])
def test_stopping_before_the_first_words_closes_the_connection_and_the_turn_awaits_its_reply(
    tmp_path: Path, step: object
) -> None:
    async def hold(server: ChatServer) -> None:
        rehearsal = sit_down(tmp_path / "m.jsonl", play(server))
        reply = asyncio.ensure_future(heard(rehearsal.say(QUESTION)))
        while not server.requests:
            await asyncio.sleep(0)
        reply.cancel()
        with pytest.raises(asyncio.CancelledError):
            await reply
        assert await left(server)
        await rehearsal.cancel()
        assert rehearsal.state.pending
        server.script = [say("Sugar, please.")]
        assert (await outcome(rehearsal, None)).shown == "Sugar, please."
        rehearsal.log.close()

    with ChatServer(step) as server:  # type: ignore[arg-type]
        asyncio.run(hold(server))


def test_a_reply_that_the_guard_ends_is_not_paid_for_to_its_end(tmp_path: Path) -> None:
    async def hold(server: ChatServer) -> str:
        rehearsal = sit_down(tmp_path / "m.jsonl", play(server))
        shown = await heard(rehearsal.say(QUESTION))
        assert await left(server)
        rehearsal.log.close()
        return shown

    with ChatServer(stall(f"{SHOWN} You: How nice! I am")) as server:
        assert asyncio.run(hold(server)) == SHOWN


def test_nothing_is_left_open_after_a_meeting_that_nobody_closed(tmp_path: Path) -> None:
    # Anything left open becomes a ResourceWarning here, and that is an error.
    async def hold(server: ChatServer) -> None:
        rehearsal = sit_down(tmp_path / "m.jsonl", play(server))
        await heard(rehearsal.say(QUESTION))
        words = rehearsal.say("And then?")
        await anext(words)
        rehearsal.log.close()

    with ChatServer(say(BEGUN), stall("One. Two. Three.")) as server:
        asyncio.run(hold(server))
        assert server.left.wait(PATIENCE)
    gc.collect()
