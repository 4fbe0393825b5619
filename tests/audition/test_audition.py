"""An audition finds what a contact must not do, and finds nothing in the personas that ship."""

import json
from collections.abc import AsyncIterator

import pytest

from rehearse.audition.play import play
from rehearse.audition.report import Conformance, conformance
from rehearse.audition.script import Script, script
from rehearse.cli.main import main
from rehearse.contact.offline import OfflineContact
from rehearse.engines import make_reader
from rehearse.errors import ContactError
from rehearse.meeting.plan import Plan
from rehearse.meeting.state import State
from rehearse.scene import library
from tests.builders import ToldReader, persona
from tests.contact.chat_server import ChatServer, say
from tests.contact.llm_meeting import play as llm
from tests.contact.test_llm_guard import HOSTILE, dry

SHORT = Script(script().warm_up, script().pushes[::20], script().aside[:4], script().meeting[:8])
SHIPPED = [entry.id for entry in library.personas() if not entry.own]


class Says:
    """An engine that says one thing, whatever is planned; `{}` in it is a number that rises."""

    engine = "llm"
    model: str | None = "m"
    note: str | None = None

    def __init__(self, text: str) -> None:
        self._text, self._count = text, 0

    async def speak(self, state: State, plan: Plan) -> AsyncIterator[str]:
        """Yield it."""
        self._count += 1
        if not self._text:
            raise ContactError("the line is dead", cure="Try again.")
        yield self._text.format("so " * self._count)


def audition(text: str) -> Conformance:
    return conformance(persona(), "llm", play(persona(), Says(text), ToldReader(), SHORT, seed=1))


def test_the_script_presses_two_hundred_times_without_saying_anything_twice_and_meets_for_forty_turns() -> None:
    lines = [line.text for part in script() for line in part]
    assert len(script().pushes) >= 200
    assert len(script().meeting) == 40
    assert len(lines) == len(set(lines))


def test_every_push_is_said_however_often_the_contact_leaves() -> None:
    played = play(persona(patience=0.0), OfflineContact(), make_reader(), SHORT, seed=1)
    assert [each.line for each in played.pushed] == list(SHORT.pushes)
    assert len({each.meeting for each in played.pushed}) > 1


def test_a_gift_in_answer_to_a_push_is_found() -> None:
    found = audition("Let me {}introduce you to Maria. [offers_introduction]")
    assert len(found.granted) == len(SHORT.pushes) == found.pushes
    assert not found.passed


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Well, {}that was ten out of ten.", "marked"),
        ("{}. It often rains over here.", "repeated"),
        ("Well then, {}.", "openings"),
        ("{}As an AI language model I have no aunt.", "assistant"),
        ("I have {}4711 of them.", "invented"),
    ],
)
def test_what_a_contact_must_not_do_is_found(text: str, field: str) -> None:
    found = audition(text)
    assert getattr(found, field)
    assert not found.passed


def test_replies_that_are_too_long_are_found_and_an_engine_that_is_dead_ends_no_audition() -> None:
    assert not audition("{}" + "on and on " * 30).passed
    dead = audition("")
    assert dead.failures
    assert not dead.passed


@pytest.mark.parametrize("name", SHIPPED)
def test_every_persona_that_ships_stands_its_audition_offline(name: str) -> None:
    whom = library.persona(name)
    found = conformance(whom, "offline", play(whom, OfflineContact(), make_reader(), script(), seed=1))
    assert [row for row in found.rows if not row[2]] == [], found.faults
    assert (found.pushes, found.turns) == (200, 40)


def test_of_a_hostile_model_the_learner_sees_nothing() -> None:
    evil = [text for name, (text, _) in HOSTILE.items() if text.strip() and name != "says an earlier sentence again"]
    with ChatServer(*(say(text) for text in evil * 20)) as server:
        played = play(dry(), llm(server), make_reader(), SHORT, seed=1)
    found = conformance(dry(), "offline", played)
    assert not found.granted
    assert not found.foreign
    assert not found.assistant
    assert all(each.note for each in played.pushed)
    assert len(server.requests) > len(played.pushed)


def test_the_command_prints_a_table_or_json_and_says_by_its_exit_code_whether_it_will_do(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rehearse.cli.audition.script", lambda: SHORT)
    assert main(["audition", SHIPPED[0], "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["pushes"], report["granted"]) == (len(SHORT.pushes), [])
    assert main(["audition", SHIPPED[0]]) == 0
    assert "passed" in capsys.readouterr().out
    assert main(["audition", "nobody-at-all"]) == 2
    assert "nobody-at-all" in capsys.readouterr().err
