"""What the learner sees when a server fails; the turn is kept, and the meeting goes on."""

import asyncio
import socket
from pathlib import Path

import pytest

from rehearse.config import Config
from rehearse.contact.llm import LLMContact
from rehearse.meeting.events import Cancelled, Said
from rehearse.reading.rules import RulesReader
from tests.contact.chat_server import (
    ChatServer,
    Step,
    Wire,
    cut,
    delta,
    events,
    never_answer,
    raw,
    refuse,
    say,
    stall,
)
from tests.contact.llm_meeting import OWN_WORDS, QUESTION, Outcome, ask, ask_again, outcome, play, sit_down

TIMID = 0.3
HALF = "My aunt left me a box. Nobody knew why. And then"
AGAIN = "Try again, or go on offline."
PLACE = "Check base_url and the model's name, or go on offline."


def stall_in_the_refusal(wire: Wire) -> None:
    """Begin to refuse, and never finish."""
    wire.begin("application/json", 500)
    wire.wait_for_the_client_to_leave()


def cut_in_the_refusal(wire: Wire) -> None:
    """Begin to refuse, and drop the connection."""
    wire.begin("application/json", 500)


def cut_in_plain_json(wire: Wire) -> None:
    """Begin a whole answer, and drop the connection."""
    wire.begin("application/json")
    wire.send(b'{"choices": [')


# What the server does, what happened in a few words, what to do about it.
FAILURES: dict[str, tuple[Step, str, str]] = {
    "401": (refuse(401, {"error": {"message": "Who are you?"}}), "answered 401: Who are you?", "Check the key"),
    "401 with an odd body": (refuse(401, [["nope", {"a": 1}]]), "answered 401: nope", "Check the key"),
    "401 with an empty body": (refuse(401, ""), "answered 401.", "Check the key"),
    "403": (refuse(403, {"detail": "Not yours"}), "answered 403: Not yours", "what it may use"),
    "404": (refuse(404, {"error": {"message": "no such model"}}), "answered 404: no such model", PLACE),
    "404 as a web page": (
        refuse(404, "<html><head><title>Not Found</title><script>x()</script></head><body>b</body></html>"),
        "answered 404: Not Found.",
        PLACE,
    ),
    "400 that names nothing": (refuse(400, [{"error": {"code": 400, "message": "bad"}}]), "answered 400: bad", PLACE),
    "429": (refuse(429, {"error": {"message": "slow"}}, Retry_After="600"), "429: slow", "Wait 600 seconds and try"),
    "429 until a date": (refuse(429, {}, Retry_After="Fri, 01 Jan 2100 00:00:00 GMT"), "429", "Wait a little and try"),
    "503": (refuse(503, "<h1>busy</h1>", Retry_After="3"), "answered 503: busy", "Wait 3 seconds"),
    "529": (refuse(529, {"error": {"message": "overloaded"}}), "answered 529: overloaded", "Wait a little and try"),
    "502 with a wish": (refuse(502, "", Retry_After="9"), "answered 502", "Wait 9 seconds and try"),
    "500": (refuse(500, {"detail": [{"loc": ["body"], "msg": "boom"}]}), "answered 500: boom", AGAIN),
    "500 that stalls": (stall_in_the_refusal, "silent", AGAIN),
    "500 that is cut": (cut_in_the_refusal, "the connection broke", AGAIN),
    "a move": (refuse(307, "", Location="http://127.0.0.1:1/elsewhere"), "answered 307", "Set base_url to where"),
    "no answer": (never_answer, "the model has gone silent", AGAIN),
    "a stall at once": (stall(), "the model has gone silent", AGAIN),
    "a cut at once": (cut(), "the connection broke", AGAIN),
    "a cut in plain JSON": (cut_in_plain_json, "the connection broke", AGAIN),
    "an error as an event": (raw(b'event: error\ndata: {"message": "overloaded"}\n\n'), "off: overloaded", AGAIN),
    "an error as data": (events({"error": {"message": "upstream died", "code": 502}}), "off: upstream died", AGAIN),
    "an error as a word": (events({"error": "quota"}), "the server broke off", AGAIN),
    "bad JSON": (raw(b'data: {"id": 1,,\n\n'), "cannot be read", AGAIN),
    "bad letters": (raw(b'data: {"id": "\xff\xfe"}\n\n'), "127.0.0.1: the server", AGAIN),
    "a web page": (raw(b"<html>Welcome</html>", kind="text/html"), "a web page came", "which often ends in /v1"),
    "an empty body": (raw(), "the server sent an empty answer", AGAIN),
    "empty plain JSON": (raw(kind="application/json"), "cannot be read", AGAIN),
    "an error as plain JSON": (raw(b'{"error": "no model"}', kind="application/json"), "no reply: no model", AGAIN),
    "odd plain JSON": (raw(b'{"choices": [{"message": 3}]}', kind="application/json"), "sent no reply", AGAIN),
}


def is_one_line_with_the_host_and_what_was_kept(error: str | None) -> bool:
    return (
        error is not None and error.startswith("127.0.0.1: ") and " Your turn is kept. " in error and "\n" not in error
    )


@pytest.mark.parametrize("failure", FAILURES)
def test_a_failure_is_told_in_one_line_the_turn_is_kept_and_the_reply_can_be_asked_for_again(
    tmp_path: Path, failure: str
) -> None:
    step, what, then = FAILURES[failure]
    with ChatServer(step) as server:
        found = ask(tmp_path / "m.jsonl", server, gap=TIMID)
    assert is_one_line_with_the_host_and_what_was_kept(found.error)
    assert what in str(found.error)
    assert then in str(found.error)
    assert (found.shown, found.pending) == ("", True)
    assert [event.text for event in found.events if isinstance(event, Said)] == [QUESTION]
    assert len(server.requests) == 1, "nothing is tried again behind the learner's back"
    with ChatServer(say(OWN_WORDS)) as server:
        again = ask_again(tmp_path / "m.jsonl", server)
    assert (again.shown, again.error, again.pending) == (OWN_WORDS, None, False)


@pytest.mark.parametrize(
    ("step", "what"),
    [
        (stall(HALF), "the model has gone silent"),
        (cut(HALF), "the connection broke"),
        (say(HALF, finish=None), "the model's reply broke off"),
        (events(delta(HALF), {"error": {"message": "upstream died"}}), "the server broke off: upstream died"),
        (raw(b'data: {"choices": [{"delta": {"content": "%s"}}]}\n\ndata: {,\n\n' % HALF.encode()), "cannot be read"),
    ],
)
def test_a_reply_that_breaks_off_stands_as_far_as_it_was_shown_and_the_meeting_goes_on(
    tmp_path: Path, step: Step, what: str
) -> None:
    async def hold() -> tuple[Outcome, Outcome]:
        with ChatServer(step, say("Sugar, please.")) as server:
            rehearsal = sit_down(tmp_path / "m.jsonl", play(server, gap=2.0))
            first = await outcome(rehearsal, QUESTION)
            second = await outcome(rehearsal, "And then?")
            rehearsal.log.close()
            return first, second

    first, second = asyncio.run(hold())
    assert is_one_line_with_the_host_and_what_was_kept(first.error)
    assert what in str(first.error)
    assert (first.shown, first.pending) == ("My aunt left me a box.", False)
    assert [event.text for event in first.events if isinstance(event, Cancelled)] == ["My aunt left me a box."]
    assert "And then" not in first.disk
    assert (second.shown, second.error) == ("Sugar, please.", None)


def test_a_server_that_is_not_there_is_told_in_the_same_way(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

    async def hold() -> Outcome:
        contact = LLMContact(Config(base_url=f"http://127.0.0.1:{port}/v1", api_key_env=None), RulesReader())
        rehearsal = sit_down(tmp_path / "m.jsonl", contact)
        found = await outcome(rehearsal, QUESTION)
        rehearsal.log.close()
        return found

    found = asyncio.run(hold())
    assert is_one_line_with_the_host_and_what_was_kept(found.error)
    assert "the server cannot be reached" in str(found.error)
    assert "Start the server, or check base_url, or go on offline." in str(found.error)
    assert found.pending


def test_what_a_server_says_cannot_reach_the_terminal_as_an_order_and_is_kept_short(tmp_path: Path) -> None:
    with ChatServer(refuse(500, {"error": {"message": "\x1b]0;mine\x07\n\n" + "a very long tale " * 100}})) as server:
        found = ask(tmp_path / "m.jsonl", server)
    assert is_one_line_with_the_host_and_what_was_kept(found.error)
    assert "\x1b" not in str(found.error)
    assert len(str(found.error)) < 400
