"""No key ever stands in an error, a log or a transcript, whatever the server does with it."""

import asyncio
import logging
import traceback
from pathlib import Path

import pytest

from rehearse.config import Config
from rehearse.contact.llm import LLMContact
from rehearse.errors import ContactError, InputError
from rehearse.reading.rules import RulesReader
from tests.canary import CANARY
from tests.contact.chat_server import ChatServer, Step, Wire, cut, delta, events, raw, refuse, say
from tests.contact.llm_meeting import OWN_WORDS, QUESTION, ask, play, sit_down
from tests.talk import heard

FILLER = "x" * 260


def in_the_status_line(wire: Wire) -> None:
    """Echo the key where no body is."""
    wire.refuse_in_the_status_line(500, f"no {CANARY}")


ECHOES: dict[str, Step] = {
    "in an error's message": refuse(401, {"error": {"message": f"Incorrect API key provided: {CANARY}."}}),
    "in an odd body": refuse(401, {"you_sent": [CANARY]}),
    "as plain text": refuse(403, CANARY),
    "at the place where a message is cut": refuse(500, {"error": f"{FILLER}{CANARY}"}),
    "hidden by a control character": refuse(500, {"error": f"{CANARY[:8]}\x00{CANARY[8:]}"}),
    "in the status line": in_the_status_line,
    "in a stream's error": events({"error": {"message": f"bad {CANARY}"}}),
    "in an event of another kind": raw(f'data: {{"message": "bad {CANARY}"}}\n\n'.encode()),
    "in plain JSON": raw(f'{{"error": "bad {CANARY}"}}'.encode(), kind="application/json"),
    "in what is no JSON": raw(f"data: {CANARY}\n\n".encode()),
    "in a header": refuse(500, {}, X_Echo=CANARY),
    "nowhere": cut(),
}


@pytest.mark.parametrize("echo", ECHOES)
def test_a_key_that_a_server_sends_back_stands_in_no_error_and_no_transcript(tmp_path: Path, echo: str) -> None:
    async def hold(server: ChatServer) -> str:
        rehearsal = sit_down(tmp_path / "m.jsonl", play(server))
        with pytest.raises(ContactError) as caught:
            await heard(rehearsal.say(QUESTION))
        await rehearsal.cancel("the reply broke off")
        rehearsal.log.close()
        return "".join(traceback.format_exception(caught.value)) + repr(caught.value) + str(caught.value)

    with ChatServer(ECHOES[echo]) as server:
        seen = asyncio.run(hold(server))
        assert server.requests[0].headers["authorization"] == f"Bearer {CANARY}"
    assert CANARY[:12] not in seen
    assert CANARY not in (tmp_path / "m.jsonl").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "words", [f"My key is {CANARY}.", f"{CANARY}", f"My aunt said {CANARY[:9]}*nods*{CANARY[9:]}."]
)
def test_a_key_in_a_reply_is_never_shown(tmp_path: Path, words: str) -> None:
    with ChatServer(events(*map(delta, words), delta(finish="stop"))) as server:
        found = ask(tmp_path / "m.jsonl", server)
    assert found.shown == OWN_WORDS
    assert "the persona's own words were said instead" in str(found.note)
    assert CANARY not in found.disk


@pytest.mark.parametrize("step", [say(OWN_WORDS), refuse(401, {"error": "no"}), cut()])
def test_no_log_holds_the_key_even_where_everything_is_logged(
    tmp_path: Path, step: Step, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG), ChatServer(step) as server:
        for name in ("openai", "httpx2", "httpcore2", "httpx", "httpcore", "asyncio"):
            caplog.set_level(logging.DEBUG, logger=name)
        ask(tmp_path / "m.jsonl", server)
    assert caplog.records, "the client logs something, or this proves nothing"
    assert CANARY not in caplog.text
    assert all(CANARY not in str(record.__dict__) for record in caplog.records)


def test_a_key_that_no_server_could_be_sent_is_refused_before_the_meeting_and_not_repeated(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("REHEARSE_API_KEY", f"{CANARY}\nX-Evil: 1")
    with pytest.raises(InputError, match="no key") as caught:
        LLMContact(Config(), RulesReader())
    assert CANARY not in str(caught.value)


def test_a_server_that_wants_no_key_is_sent_none_of_anybody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", CANARY)
    with ChatServer(say(OWN_WORDS)) as server:
        contact = LLMContact(Config(base_url=server.url, api_key_env=None), RulesReader())

        async def hold() -> None:
            rehearsal = sit_down(tmp_path / "m.jsonl", contact)
            await heard(rehearsal.say(QUESTION))
            rehearsal.log.close()

        asyncio.run(hold())
    assert CANARY not in str(server.requests)
