"""One app for each learner: what it is told, what it cannot reach, when it ends, and that all end with the server."""

import asyncio
import os
import sys
from pathlib import Path

import pytest

from benchmarks.visitor import Visitor, visitor
from rehearse.serving import process, seat
from rehearse.serving.handing import WAITING
from tests.serving.serving import STAND_IN, WELL, served, status, tokens_of
from tests.tui.driving import piloted, wait_until


async def seated(guest: Visitor) -> int:
    """Sit down; return the number of the app's process."""
    await guest.sit()
    await guest.wait_for("ready")
    await guest.type("h")
    await guest.wait_for("pid")
    return int(guest.text.split(" pid ")[1].split()[0])


def is_gone(pid: int) -> bool:
    return not Path(f"/proc/{pid}").exists()


@piloted
async def test_each_learner_has_a_process_and_a_folder_of_their_own(tmp_path: Path) -> None:
    tokens = tokens_of(tmp_path, "anna", "ben")
    async with served(tmp_path) as (_, url), visitor(url, tokens["anna"]) as anna, visitor(url, tokens["ben"]) as ben:
        assert await seated(anna) != await seated(ben)
        for guest, name in ((anna, "anna"), (ben, "ben")):
            assert f"home {tmp_path}/data/{name} " in guest.text
            assert (tmp_path / "data" / name).stat().st_mode & 0o777 == 0o700
        await anna.type("mine alone")
        await anna.wait_for("said mine alone")
        await ben.type("and mine")
        await ben.wait_for("said and mine")
        assert "alone" not in ben.text


@piloted
async def test_an_app_knows_no_key_and_no_token_of_the_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "REHEARSE_API_KEY", "REHEARSE_BASE_URL", "MY_LLM_KEY", "AWS_SECRET", "LD_PRELOAD_X"):
        monkeypatch.setenv(name, "a-secret-of-the-coach")
    tokens = tokens_of(tmp_path, "anna")
    async with served(tmp_path) as (_, url), visitor(url, tokens["anna"]) as anna:
        pid = await seated(anna)
        environment = Path(f"/proc/{pid}/environ").read_text()
        assert "a-secret-of-the-coach" not in environment and tokens["anna"] not in environment
        names = {entry.partition("=")[0] for entry in environment.split("\0") if entry}
    assert names <= {*process._PASSED_ON, *process.environment(tmp_path, process.Size(80, 24), {})}


@piloted
async def test_an_llm_is_handed_over_only_where_the_coach_said_so(tmp_path: Path) -> None:
    llm = {"REHEARSE_API_KEY": "a-key", "REHEARSE_BASE_URL": "http://127.0.0.1:9/v1"}
    async with served(tmp_path, llm=llm) as (server, url), visitor(url) as guest:
        pid = await seated(guest)
        assert "REHEARSE_API_KEY=a-key" in Path(f"/proc/{pid}/environ").read_text().split("\0")
        assert "a-key" not in repr(server.terms)


@piloted
async def test_a_folder_that_others_could_open_is_closed_and_a_link_is_refused(tmp_path: Path) -> None:
    tokens = tokens_of(tmp_path, "anna", "ben")
    (tmp_path / "data" / "anna").mkdir(parents=True, mode=0o755)
    (tmp_path / "data" / "ben").symlink_to(tmp_path / "data" / "anna")
    async with served(tmp_path) as (_, url), visitor(url, tokens["anna"]) as anna, visitor(url, tokens["ben"]) as ben:
        await seated(anna)
        assert (tmp_path / "data" / "anna").stat().st_mode & 0o777 == 0o700
        await ben.sit()
        assert (await ben.wait_for_end()).code == 4006


@piloted
async def test_a_second_window_takes_the_seat_over(tmp_path: Path) -> None:
    tokens = tokens_of(tmp_path, "anna")
    async with (
        served(tmp_path) as (server, url),
        visitor(url, tokens["anna"]) as one,
        visitor(url, tokens["anna"]) as two,
    ):
        first = await seated(one)
        ending = asyncio.create_task(one.wait_for_end())
        second = await seated(two)
        closed = await ending
        assert (closed.code, "another window" in closed.says) == (4002, True)
        assert is_gone(first) and not is_gone(second) and len(server.room) == 1


@piloted
async def test_when_all_seats_are_taken_one_waits(tmp_path: Path) -> None:
    tokens = tokens_of(tmp_path, "anna", "ben")
    async with (
        served(tmp_path, most=1) as (server, url),
        visitor(url, tokens["anna"]) as anna,
        visitor(url, tokens["ben"]) as ben,
    ):
        await seated(anna)
        await ben.sit()
        closed = await ben.wait_for_end()
        assert (closed.code, "taken" in closed.says) == (4003, True)
        await anna.rise()
        await wait_until(lambda: len(server.room) == 0)
        await seated(ben)


@piloted
async def test_who_does_nothing_for_long_gives_up_the_seat_and_reads_why(tmp_path: Path) -> None:
    async with served(tmp_path, idle=0.3) as (_, url), visitor(url) as guest:
        pid = await seated(guest)
        closed = await guest.wait_for_end()
        assert closed.code == 4001 and "Every turn you saw is kept" in closed.says
        await wait_until(lambda: is_gone(pid))


@piloted
async def test_a_ping_is_no_sign_of_a_person_but_a_key_is(tmp_path: Path) -> None:
    async with served(tmp_path, idle=0.6) as (server, url), visitor(url) as guest:
        await seated(guest)
        for _ in range(8):
            await guest.type("x")
            await guest.send(["ping", "1"])
            await asyncio.sleep(0.1)
        assert len(server.room) == 1
        pinging = asyncio.create_task(guest.wait_for_end())
        while not pinging.done():
            await guest.send(["ping", "1"])
            await asyncio.sleep(0.05)
        assert (await pinging).code == 4001


@pytest.mark.parametrize(("key", "code", "says"), [("q", 4000, "left the table"), ("b", 4004, "unexpectedly")])
@piloted
async def test_the_page_says_how_the_app_ended(tmp_path: Path, key: str, code: int, says: str) -> None:
    async with served(tmp_path) as (server, url), visitor(url) as guest:
        await seated(guest)
        await guest.type(key)
        closed = await guest.wait_for_end()
        assert closed.code == code and says in closed.says
        await seated(guest)
        assert len(server.room) == 1


@pytest.mark.parametrize("command", [(sys.executable, "-c", "print('no app')"), ("/nonexistent",), STAND_IN])
@piloted
async def test_an_app_that_is_none_or_talks_nonsense_is_ended(tmp_path: Path, command: tuple[str, ...]) -> None:
    async with served(tmp_path, command) as (server, url), visitor(url) as guest:
        await guest.sit()
        if command == STAND_IN:
            await guest.type("g")
        assert (await guest.wait_for_end()).code in (4004, 4006)
        await wait_until(lambda: len(server.room) == 0)


@piloted
async def test_an_app_that_is_killed_leaves_a_page_that_says_so(tmp_path: Path) -> None:
    async with served(tmp_path) as (_, url), visitor(url) as guest:
        os.kill(await seated(guest), 9)
        assert (await guest.wait_for_end()).code == 4004


STUBBORN = "import signal,os,time; signal.signal(15, signal.SIG_IGN); "
STUBBORN += "os.write(1, b'__GANGLION__\\nD\\0\\0\\0\\7\\x1b[Hhere'); "


@piloted
async def test_an_app_that_does_not_end_when_asked_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "GRACE", 0.2)
    command = (sys.executable, "-S", "-c", STUBBORN + "signal.pause()")
    async with served(tmp_path, command) as (server, url), visitor(url) as guest:
        await guest.sit()
        await guest.wait_for("here")
        await guest.rise()
        await wait_until(lambda: len(server.room) == 0)


FLOOD = "import os; os.write(1, b'__GANGLION__\\n')\nwhile True: os.write(1, b'D\\0\\0\\x40\\0' + b'x' * 16384)"


@piloted
async def test_a_browser_that_reads_nothing_holds_its_app_back(tmp_path: Path) -> None:
    command = (sys.executable, "-S", "-c", FLOOD)
    async with served(tmp_path, command) as (server, url), visitor(url) as guest:
        socket = await guest.client.ws_connect(f"{url}/ws", headers=guest.own_page)
        before, at_first = 0, _resident()
        while (now := _resident()) > before + 4_000_000 or not before:
            before = now
            assert now < at_first + 300_000_000
            await asyncio.sleep(0.3)
        await socket.close()
        await wait_until(lambda: len(server.room) == 0)


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.parametrize(
    "message",
    [
        "no json",
        "[" * 10_000,
        "{}",
        "[]",
        '["stdin"]',
        '["stdin", 7]',
        '["resize", {"width": 80}]',
        '["quit"]',
        '["exit", {}]',
        '["deliver_chunk_request", {"key": "x", "size": 9}]',
    ],
    ids=lambda text: text[:20],
)
@piloted
async def test_what_is_no_message_ends_the_session(tmp_path: Path, message: str) -> None:
    async with served(tmp_path) as (server, url), visitor(url) as guest:
        await seated(guest)
        await guest.socket.send_str(message)
        assert (await guest.wait_for_end()).code == 4008
        await wait_until(lambda: len(server.room) == 0)


@piloted
async def test_a_message_may_be_a_long_turn_and_no_longer(tmp_path: Path) -> None:
    async with served(tmp_path) as (_, url), visitor(url) as guest:
        await seated(guest)
        await guest.type("x" * 30)
        await guest.wait_for("said xxx")
        await guest.type("x" * seat.LARGEST_MESSAGE)
        assert (await guest.wait_for_end()).code == 1009


@pytest.mark.parametrize(
    "size", ['{"width": -1, "height": 0}', '{"width": 1e99, "height": "x"}', '{"width": 9999999, "height": null}']
)
@piloted
async def test_no_size_breaks_an_app(tmp_path: Path, size: str) -> None:
    async with served(tmp_path) as (_, url), visitor(url) as guest:
        await seated(guest)
        await guest.socket.send_str(f'["resize", {size}]')
        await guest.type("well")
        await guest.wait_for("said well")


@piloted
async def test_a_file_goes_to_the_learner_whose_app_it_is_from_and_once(tmp_path: Path) -> None:
    tokens = tokens_of(tmp_path, "anna", "ben")
    async with served(tmp_path) as (_, url), visitor(url, tokens["anna"]) as anna, visitor(url, tokens["ben"]) as ben:
        await seated(anna)
        await seated(ben)
        for _ in range(WAITING + 1):
            await anna.type("f")
        await anna.type("done")
        await anna.wait_for("said done")
        oldest, *kept = anna.offered
        assert len(kept) == WAITING
        assert await status(anna, f"/download/{oldest}") == 404
        for key in kept:
            assert await status(ben, f"/download/{key}") == 404
        async with anna.client.get(f"{url}/download/{kept[0]}") as answer:
            assert await answer.read() == b"hello"
            assert answer.headers["Content-Disposition"] == 'attachment; filename="a-review.md"'
            assert answer.headers["Content-Type"] == "application/octet-stream"
        assert await status(anna, f"/download/{kept[0]}") == 404
        await anna.rise()
        await ben.type("on")
        await ben.wait_for("said on")
        assert await status(ben, f"/download/{kept[1]}") == 404


@piloted
async def test_an_app_opens_no_page(tmp_path: Path) -> None:
    async with served(tmp_path) as (_, url), visitor(url) as guest:
        socket = await guest.client.ws_connect(f"{url}/ws", headers=guest.own_page)
        texts: list[str] = []
        for keys in ("u", "done"):
            await socket.send_json(["stdin", keys])
        while not any("said done" in text for text in texts):
            message = await socket.receive(timeout=20)
            texts.append(message.data if isinstance(message.data, str) else message.data.decode())
        assert not any("open_url" in text or "example.org" in text for text in texts)


@piloted
async def test_when_the_server_stops_all_apps_are_gone_and_the_pages_say_so(tmp_path: Path) -> None:
    tokens = tokens_of(tmp_path, "anna", "ben")
    async with (
        served(tmp_path) as (server, url),
        visitor(url, tokens["anna"]) as anna,
        visitor(url, tokens["ben"]) as ben,
    ):
        pids = [await seated(anna), await seated(ben)]
        await server.room.close()
        assert [(await guest.wait_for_end()).code for guest in (anna, ben)] == [4007, 4007]
        assert all(map(is_gone, pids))
        await anna.sit()
        assert (await anna.wait_for_end()).code == 4007
        assert await status(anna, "/") == WELL
