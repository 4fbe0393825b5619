"""What counts as a reply: all that servers of several makers send, as it is, cut up, or beside the standard."""

import asyncio
import json
from pathlib import Path

import pytest

from rehearse.config import Config
from rehearse.contact.stream import Endpoint, Usage
from tests.canary import CANARY
from tests.contact.chat_server import ChatServer, Step, delta, events, pieces, raw, say
from tests.contact.llm_meeting import ask, play, sit_down
from tests.talk import heard

REPLY = "My aunt left me a box. \u00c9t\u00e9 \u2013 that was summer \U0001f570."
STREAM = b"".join(
    f"data: {json.dumps(item, ensure_ascii=False)}\r\n\r\n".encode()
    for item in (*map(delta, pieces(REPLY)), delta(finish="stop"))
)
WHOLE = json.dumps({"choices": [{"message": {"role": "assistant", "content": REPLY}, "finish_reason": "stop"}]})

FORMS: dict[str, Step] = {
    "word by word": say(REPLY),
    "letter by letter": events(*map(delta, REPLY), delta(finish="stop")),
    "byte by byte, also within a letter": raw(*(bytes([byte]) for byte in STREAM)),
    "in parts of seven bytes": raw(*(STREAM[at : at + 7] for at in range(0, len(STREAM), 7))),
    "without a last event": events(*map(delta, pieces(REPLY)), delta(finish="stop")),
    "with empty choices at start and end": events(
        {"choices": [], "prompt_filter_results": []},
        *map(delta, pieces(REPLY)),
        delta(finish="stop"),
        {"choices": [], "usage": {"prompt_tokens": 9, "completion_tokens": 3, "total_tokens": 12}},
        "[DONE]",
    ),
    "with no content in the first chunk": events(delta(None, role="assistant"), delta(REPLY), delta(finish="stop")),
    "with no delta at all": events({"choices": [{"index": 0, "delta": None}]}, delta(REPLY), delta(finish="stop")),
    "with comments between": raw(b": busy\n\n", STREAM, b": done\n\n"),
    "after reasoning of its own kind": events(
        delta(None, reasoning_content="You: they want a story."),
        delta(None, reasoning="As an AI I should."),
        delta(REPLY),
        delta(finish="stop"),
    ),
    "after reasoning as a part": events(
        delta([{"type": "thinking", "thinking": "hm"}, {"type": "text", "text": REPLY}]), delta(finish="stop")
    ),
    "after reasoning in the text": say(f"<think>They want\na story. You: hi.</think>\n\n{REPLY}"),
    "beside what is no chunk": events("3", '"hi"', "[]", "null", {"choices": [3]}, delta(REPLY), delta(finish="stop")),
    "as plain JSON": raw(WHOLE.encode(), kind="application/json"),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_reply_is_shown_as_it_was_meant_however_it_is_sent(tmp_path: Path, form: str) -> None:
    with ChatServer(FORMS[form]) as server:
        found = ask(tmp_path / "m.jsonl", server)
    assert (found.shown, found.error, found.pending) == (REPLY, None, False)
    assert found.note is None
    assert len(server.requests) == 1


def test_a_reply_is_shown_sentence_by_sentence_while_the_model_still_writes(tmp_path: Path) -> None:
    first, second, third = "My aunt left me a box.", "Nobody knew why.", "I was four."

    async def hold(server: ChatServer) -> list[str]:
        rehearsal = sit_down(tmp_path / "m.jsonl", play(server))
        chunks = [chunk async for chunk in rehearsal.say("How did you end up making clocks?")]
        rehearsal.log.close()
        return chunks

    with ChatServer(say(f"{first} {second} {third}")) as server:
        assert asyncio.run(hold(server)) == [first, f" {second}", f" {third}"]


def test_what_is_sent_names_the_model_and_the_key_of_its_host_and_nothing_else_of_this_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_ADMIN_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID"):
        monkeypatch.setenv(name, "another-host")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "Authorization: Bearer another-host\nX-Mine: another-host")
    with ChatServer(say(REPLY)) as server:
        ask(tmp_path / "m.jsonl", server)
    (request,) = server.requests
    assert request.path == "/v1/chat/completions"
    assert (request.body["model"], request.body["stream"]) == ("m", True)
    headers = {name.lower(): value for name, value in request.headers.items()}
    assert headers.pop("authorization") == f"Bearer {CANARY}"
    assert set(headers) <= {
        "host", "connection", "accept", "accept-encoding", "user-agent", "content-type", "content-length"
    }  # fmt: skip
    assert "another-host" not in str(headers)


def test_the_server_tells_what_a_reply_cost() -> None:
    cost = {"prompt_tokens": 90, "completion_tokens": 7, "prompt_tokens_details": {"cached_tokens": 64}}

    async def cost_of(step: Step) -> Usage | None:
        server.script = [step]
        await heard(endpoint.stream([{"role": "user", "content": "Hi"}]))
        return endpoint.usage

    with ChatServer() as server:
        endpoint = Endpoint(Config(base_url=server.url, api_key_env=None))
        telling = events(delta(REPLY), delta(finish="stop"), {"choices": [], "usage": cost})
        assert asyncio.run(cost_of(telling)) == Usage(sent=90, cached=64, answered=7)
        assert asyncio.run(cost_of(say(REPLY))) is None
