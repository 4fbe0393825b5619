"""A parameter that a server refuses is left out, once and for the whole meeting."""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.contact.chat_server import ChatServer, refuse, say
from tests.contact.llm_meeting import OWN_WORDS, QUESTION, ask, outcome, play, sit_down

OPTIONAL = {"stream_options", "max_tokens", "max_completion_tokens", "temperature"}
REPLY = say(OWN_WORDS)


def optional(body: Mapping[str, Any]) -> set[str]:
    return OPTIONAL & set(body)


def openai(field: str, message: str) -> dict[str, Any]:
    return {"error": {"message": message, "param": field, "code": "unsupported_parameter", "type": "invalid_request"}}


REFUSALS: dict[str, tuple[int, object, set[str]]] = {
    "stream_options": (
        422,
        {"detail": [{"type": "extra_forbidden", "loc": ["body", "stream_options"], "msg": "Extra inputs"}]},
        {"max_tokens", "temperature"},
    ),
    "temperature": (
        400,
        openai("temperature", "'temperature' does not support 0.8 with this model. Only the default (1) is."),
        {"stream_options", "max_tokens"},
    ),
    "max_tokens": (
        400,
        openai("max_tokens", "'max_tokens' is not supported. Use 'max_completion_tokens' instead."),
        {"stream_options", "max_completion_tokens", "temperature"},
    ),
    "a list, as text": (
        400,
        [{"error": {"code": 400, "message": 'Unknown name "stream_options": Cannot find field.'}}],
        {"max_tokens", "temperature"},
    ),
    "plain text": (400, "unrecognised field temperature", {"stream_options", "max_tokens"}),
}


@pytest.mark.parametrize("refusal", REFUSALS)
def test_a_refused_parameter_is_left_out_and_the_learner_sees_the_reply(tmp_path: Path, refusal: str) -> None:
    status, body, left = REFUSALS[refusal]
    with ChatServer(refuse(status, body), REPLY) as server:
        found = ask(tmp_path / "m.jsonl", server)
    assert (found.shown, found.error, found.note) == (OWN_WORDS, None, None)
    first, second = server.requests
    assert optional(first.body) == {"stream_options", "max_tokens", "temperature"}
    assert optional(second.body) == left
    assert first.messages == second.messages


def test_what_was_refused_once_is_not_sent_again_in_the_meeting(tmp_path: Path) -> None:
    async def hold(server: ChatServer) -> None:
        rehearsal = sit_down(tmp_path / "m.jsonl", play(server))
        for text in (QUESTION, "What made you keep the box?", "ok"):
            await outcome(rehearsal, text)
        rehearsal.log.close()

    refused = [refuse(status, body) for status, body, _ in list(REFUSALS.values())[:3]]
    with ChatServer(*refused, REPLY) as server:
        asyncio.run(hold(server))
    assert len(server.requests) == 3 + 3
    assert all(optional(request.body) == {"max_completion_tokens"} for request in server.requests[3:])


def test_a_server_that_refuses_whatever_it_is_asked_is_not_asked_for_ever(tmp_path: Path) -> None:
    everything = {"error": {"message": "no temperature, stream_options, max_tokens or max_completion_tokens"}}
    with ChatServer(refuse(400, everything)) as server:
        found = ask(tmp_path / "m.jsonl", server)
    assert "the server answered 400: no temperature" in str(found.error)
    assert optional(server.requests[-1].body) == set()
    assert len(server.requests) == 5


def test_openai_is_asked_for_a_limit_as_its_newer_models_want_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rehearse.contact.terms.is_openai", lambda base_url: True)
    with ChatServer(REPLY) as server:
        ask(tmp_path / "m.jsonl", server)
    assert optional(server.requests[0].body) == {"stream_options", "max_completion_tokens", "temperature"}
