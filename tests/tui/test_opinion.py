"""The second opinion in the app: nothing is sent before a yes, it can be stopped, and what comes is shown as text."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from rehearse.tui.screens.ask import Ask
from rehearse.tui.screens.opinion import OpinionView
from rehearse.tui.start import Start
from tests.canary import CANARY
from tests.contact.chat_server import ChatServer, Wire, never_answer, refuse, say
from tests.review.judges import answers, asked, written
from tests.tui.driving import BAD, GOOD, app, keep_meeting, on, piloted, shows, strips, wait_until

TURNS = [GOOD, BAD, "I see, thank you. [gratitude]"]

EXPORTED = {"md": "## Second opinion", "html": ">Second opinion<", "json": '"judge"'}
"""How the opinion shows, by the suffix of the export."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ChatServer]:
    monkeypatch.setenv("REHEARSE_API_KEY", CANARY)
    with ChatServer(answers({})) as chat:
        monkeypatch.setenv("REHEARSE_BASE_URL", chat.url)
        yield chat


def reviewing() -> Any:
    return app(Start("review", path=keep_meeting("one", TURNS)))


def view(house: Any) -> OpinionView:
    found: OpinionView = house.screen.query_one(OpinionView)
    return found


async def agree(pilot: Any) -> None:
    """Press the key, and say yes."""
    await wait_until(shows(pilot.app, "of 100"))
    await pilot.press("j")
    await wait_until(on(pilot.app, "Ask"))
    await pilot.press("enter")
    await wait_until(on(pilot.app, "ReviewScreen"))


@piloted
async def test_where_no_llm_is_set_up_the_key_is_not_offered() -> None:
    house = reviewing()
    async with house.run_test(size=(100, 30)) as pilot:
        await wait_until(shows(house, "of 100"))
        assert "Opinion" not in strips(house)
        await pilot.press("j")
        await pilot.pause()
        assert on(house, "ReviewScreen")()


@piloted
async def test_the_host_is_named_before_anything_is_sent_and_a_no_sends_nothing(server: ChatServer) -> None:
    house = reviewing()
    async with house.run_test(size=(100, 30)) as pilot:
        await wait_until(shows(house, "of 100"))
        await wait_until(shows(house, "j Opinion"))
        await pilot.press("j")
        await wait_until(lambda: isinstance(house.screen, Ask))
        await wait_until(shows(house, "is sent to 127.0.0.1, turn by turn: 9 requests, about"))
        await pilot.press("escape")
        await wait_until(on(house, "ReviewScreen"))
        await wait_until(lambda: not view(house).asking)
        assert not view(house).display
        assert server.requests == []
        await pilot.press("escape")
        await wait_until(on(house, "HomeScreen"))


def told_of(house: Any, suffix: str) -> bool:
    """Whether the person was told of a file of this kind."""
    return any(note.message.endswith(suffix) for note in house._notifications)


@piloted
async def test_a_yes_brings_the_opinion_and_the_export_has_it_too(server: ChatServer) -> None:
    house = reviewing()
    async with house.run_test(size=(100, 60), notifications=True) as pilot:
        await agree(pilot)
        await wait_until(
            shows(house, "read 3 of your 3 turns", "unsure: \u2212 introduction ask", f"reader “{BAD}”", "(0 of 3)")
        )
        assert "of 100" in strips(house)
        assert len(server.requests) == 9
        folder = Path(view(house).screen._path.parent)  # type: ignore[attr-defined]
        for kind, words in EXPORTED.items():
            await pilot.press("e")
            await wait_until(on(house, "Choose"))
            await pilot.press("w" if kind == "html" else kind[0])
            await wait_until(partial(told_of, house, f".{kind}"))
            (written_to,) = folder.glob(f"*.{kind}")
            assert words in written_to.read_text()


@piloted
async def test_it_tells_how_far_it_is_and_escape_stops_it_and_keeps_what_is_complete(server: ChatServer) -> None:
    def step(wire: Wire) -> None:
        (never_answer if asked(wire).startswith("I see") else answers({}))(wire)

    server.script = [step]
    house = reviewing()
    async with house.run_test(size=(100, 60), notifications=True) as pilot:
        await agree(pilot)
        await wait_until(shows(house, "turn 3 of 3. Esc stops it.", "Esc Stop"))
        await pilot.press("escape")
        await wait_until(shows(house, "read 2 of your 3 turns", "No opinion on turn 6", "Esc Back"))
        assert on(house, "ReviewScreen")()
        await pilot.press("escape")
        await wait_until(on(house, "HomeScreen"))


@piloted
async def test_stopped_before_the_first_turn_it_leaves_nothing(server: ChatServer) -> None:
    server.script = [never_answer]
    house = reviewing()
    async with house.run_test(size=(100, 30), notifications=True) as pilot:
        await agree(pilot)
        await wait_until(shows(house, "turn 1 of 3"))
        await pilot.press("escape")
        await wait_until(shows(house, "Stopped before any turn was complete."))
        assert not view(house).display


@piloted
async def test_a_failure_is_told_as_the_app_tells_and_the_key_is_offered_again(server: ChatServer) -> None:
    server.script = [refuse(401, {"error": f"Who is {CANARY}?"})]
    house = reviewing()
    async with house.run_test(size=(100, 40), notifications=True) as pilot:
        await agree(pilot)
        await wait_until(lambda: bool(house._notifications))
        (told,) = house._notifications
        assert (
            "the server answered 401: Who is (the key)?. The review stands without it. Check the key." in told.message
        )
        await wait_until(shows(house, "j Opinion"))
        assert CANARY not in strips(house)
        assert not view(house).display


@piloted
async def test_leaving_for_the_replay_while_a_judge_is_asked_closes_the_connection(server: ChatServer) -> None:
    server.script = [never_answer]
    house = reviewing()
    async with house.run_test(size=(100, 30)) as pilot:
        await agree(pilot)
        await wait_until(lambda: bool(server.requests))
        await pilot.press("r")
        await wait_until(on(house, "ReplayScreen"))
        await wait_until(server.left.is_set)


@piloted
async def test_evil_reasons_are_shown_as_text(server: ChatServer) -> None:
    why = "\x1b]52;c;aGk=\x07 \x9b31m [/] [bold]x[/bold] [@click=app.quit]go[/]"
    server.script = [lambda wire: say(written([("me_first", asked(wire)[:1])], why=why))(wire)]
    house = reviewing()
    async with house.run_test(size=(100, 60)) as pilot:
        await agree(pilot)
        await wait_until(shows(house, "The judge's reason: ]52;c;aGk= 31m [/] [bold]x[/bold] [@click=app.quit]go[/]"))
        assert not set(strips(house)) & set("\x1b\x07\x9b")


@pytest.mark.parametrize("size", [(100, 30), (80, 24)], ids=["100x30", "80x24"])
def test_how_it_looks(snap_compare: Any, server: ChatServer, size: tuple[int, int]) -> None:
    server.script = [answers({"How did you": [("curiosity", "How did you come to clocks?")], "Whom": [], "I see": []})]
    house = reviewing()

    async def before(pilot: Pilot[Any]) -> None:
        await agree(pilot)
        await wait_until(shows(house, "read 3 of your 3 turns", "j Opinion"))

    assert snap_compare(house, terminal_size=size, run_before=before)
