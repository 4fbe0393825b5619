"""A long meeting stays within the model's window: one rare big cut, and append-only again from then on."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

from rehearse.config import Config
from rehearse.contact.prompt import tokens
from rehearse.contact.window import Size, first_kept
from rehearse.errors import InputError
from rehearse.scene import library
from rehearse.settings import load_config
from tests.builders import persona, scenario
from tests.contact.chat_server import ChatServer, Request, Wire, refuse, say
from tests.contact.llm_meeting import Serves, ask, play, sit_down, talk
from tests.contact.test_llm_prompt import TURNS, Replies, assert_layout
from tests.talk import meet

WINDOW = 2_200
TOO_LONG = {
    "error": {"message": "This model's maximum context length is 4096 tokens.", "code": "context_length_exceeded"}
}


def sent(request: Request) -> int:
    return tokens(request.messages)  # type: ignore[arg-type]


def long_talk(path: Path, server: Serves, *, window: int = WINDOW, turns: int = 40, parts: int = 1) -> None:
    """A meeting that does not end by itself, in so many sittings."""
    setting = scenario(opening={"speaker": "learner"}, minutes=180, limits={"turns": 1_000})
    whom = persona(patience=1.0, warmth=1.0)
    sit_down(path, play(server), persona=whom, scenario=setting).log.close()
    said = [f"{TURNS[number % 4]} And number {number} of {' '.join(['springs'] * 15)}?" for number in range(turns)]
    for part in range(parts):
        size = turns // parts
        talk(path, play(server, window=window), said[part * size : (part + 1) * size])


def cuts(requests: list[Request]) -> list[int]:
    """The numbers of the requests that do not begin with the one before."""
    found = []
    for number, (before, after) in enumerate(pairwise(requests), start=1):
        start, whole = (json.dumps(each.messages, ensure_ascii=False) for each in (before, after))
        if not whole.startswith(start.removesuffix("]")):
            found.append(number)
    return found


def test_what_is_sent_stays_within_the_window_by_rare_cuts_and_is_append_only_between_them(tmp_path: Path) -> None:
    with ChatServer(Replies()) as server:
        long_talk(tmp_path / "m.jsonl", server)
    assert len(server.requests) == 40
    assert max(map(sent, server.requests)) <= WINDOW
    found = cuts(server.requests)
    assert found, "forty turns are more than this window holds"
    assert all(after - before >= 4 for before, after in pairwise([0, *found]))
    for request in server.requests:
        assert_layout(request)
        assert request.messages[0] == server.requests[0].messages[0]


def test_one_line_of_facts_stands_for_what_was_left_out(tmp_path: Path) -> None:
    with ChatServer(Replies()) as server:
        long_talk(tmp_path / "m.jsonl", server)
    cut = server.requests[cuts(server.requests)[0]]
    line, note = cut.messages[1]["content"].split("\n", 1)
    dropped = len(server.requests[cuts(server.requests)[0] - 1].messages) + 2 - len(cut.messages)
    assert line.startswith(f"[{dropped} turns before this are left out here.")
    assert "In them you told: why springs break in March" in line
    assert line.endswith("]")
    assert note.startswith("[")
    assert dropped >= (len(cut.messages) - 2) // 2, "at least about half of the turns is left out at once"


def test_a_resumed_meeting_cuts_where_it_would_have_been_cut(tmp_path: Path) -> None:
    with ChatServer(Replies()) as server:
        long_talk(tmp_path / "whole.jsonl", server)
    with ChatServer(Replies()) as again:
        long_talk(tmp_path / "parts.jsonl", again, parts=10)
    assert [request.messages for request in again.requests] == [request.messages for request in server.requests]


def test_without_need_nothing_is_cut(tmp_path: Path) -> None:
    with ChatServer(Replies()) as server:
        long_talk(tmp_path / "m.jsonl", server, window=Config().window, turns=20)
    assert cuts(server.requests) == []


class Narrow:
    """A server whose model reads only so much."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.chat: ChatServer
        self.refused = 0
        self.reply = Replies()

    def __call__(self, wire: Wire) -> None:
        if sent(self.chat.requests[-1]) > self.limit:
            self.refused += 1
            refuse(400, TOO_LONG)(wire)
        else:
            self.reply(wire)


def test_where_the_model_reads_less_than_the_window_less_is_sent_from_then_on(tmp_path: Path) -> None:
    step = Narrow(1_800)
    with ChatServer(step) as server:
        step.chat = server
        long_talk(tmp_path / "m.jsonl", server, window=8_000, turns=24)
    assert step.reply.number == 24, "every turn had its reply"
    assert 1 <= step.refused <= 4
    for request in server.requests:
        assert_layout(request)


def test_where_even_one_turn_is_too_much_the_learner_is_told_what_to_set(tmp_path: Path) -> None:
    with ChatServer(refuse(400, TOO_LONG)) as server:
        found = ask(tmp_path / "m.jsonl", server)
    assert "maximum context length is 4096 tokens" in str(found.error)
    assert "Set a smaller window in config.toml, or go on offline." in str(found.error)
    assert found.pending
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "message",
    [
        "exceed_context_size_error: the request exceeds the available context size",
        "prompt is too long: 9000 tokens > 8000 maximum",
        "Please reduce the length of the messages or completion.",
        "Input tokens exceed the configured limit of 8000 tokens.",
    ],
)
def test_servers_say_in_many_ways_that_it_is_too_long(tmp_path: Path, message: str) -> None:
    with ChatServer(refuse(400, {"error": {"message": message}})) as server:
        found = ask(tmp_path / "m.jsonl", server)
    assert "Set a smaller window" in str(found.error)


def test_the_shipped_meetings_fit_well_into_the_default_window(tmp_path: Path) -> None:
    for entry in library.scenarios():
        setting = library.scenario(entry.id)
        whom = library.persona(setting.persona)
        with ChatServer(say("Hm.")) as server:
            meet(tmp_path / f"{entry.id}.jsonl", [], contact=play(server), scenario=setting, persona=whom, end=False)
        assert all(sent(request) < Config().window / 2 for request in server.requests)


def test_the_last_exchange_is_sent_even_where_it_alone_is_more_than_the_window() -> None:
    talk_sizes = [Size(100, 50), Size(100, 50), Size(9_000, 0)]
    assert first_kept(talk_sizes, 500, 1_000, lambda number: 20 * (number > 0)) == 2


def test_the_window_can_be_set_in_the_file_and_the_environment(
    rehearse_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert load_config().window == 8_000
    rehearse_home.mkdir()
    (rehearse_home / "config.toml").write_text("window = 4000\n", encoding="utf-8")
    assert load_config().window == 4_000
    monkeypatch.setenv("REHEARSE_WINDOW", " 16000 ")
    assert load_config().window == 16_000


@pytest.mark.parametrize("value", ["1999", "true", '"many"', "8000.5", "-1", "99999999999999999999999"])
def test_a_window_that_is_none_is_refused_with_its_place_and_the_cure(rehearse_home: Path, value: str) -> None:
    rehearse_home.mkdir()
    (rehearse_home / "config.toml").write_text(f"window = {value}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"config\.toml: window.*from 2,000 to.*Write it like window = 8000"):
        load_config()
