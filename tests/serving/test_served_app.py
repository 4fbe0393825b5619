"""The whole of `rehearse serve`: the command, the app that it starts, and what is left when it ends."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from benchmarks.visitor import Visitor, visitor
from rehearse import settings
from rehearse.archive.transcript import read_transcript
from rehearse.cli import serve
from rehearse.cli.main import main
from rehearse.meeting.state import fold
from rehearse.serving.process import COMMAND
from rehearse.serving.register import Register
from tests.project.checkout import ROOT
from tests.serving.serving import served, status, tokens_of
from tests.tui.driving import piloted, wait_until

PATIENCE = 20.0


class Command:
    """A running `rehearse serve`."""

    def __init__(self, process: asyncio.subprocess.Process, url: str) -> None:
        self.process = process
        self.url = url

    async def end(self, number: int = signal.SIGTERM) -> tuple[int, str]:
        """Send a signal; return the exit code, and what it said on standard error."""
        self.process.send_signal(number)
        _, said = await asyncio.wait_for(self.process.communicate(), PATIENCE)
        return self.process.returncode or 0, said.decode()


@asynccontextmanager
async def command(*arguments: object) -> AsyncIterator[Command]:
    """Run `rehearse serve` on a free port."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "rehearse", "serve", "--port", "0", *map(str, arguments)),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        cwd=ROOT,
    )
    assert process.stdout is not None
    try:
        line = await asyncio.wait_for(process.stdout.readline(), PATIENCE)
        yield Command(process, line.decode().split()[-1].rstrip("/"))
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


async def sit_down(guest: Visitor) -> None:
    """Go from home to the table."""
    await guest.sit()
    await guest.wait_for("New rehearsal", "kept on this server")
    await guest.type("n")
    await guest.wait_for("The agreed topic", "Sit down")
    await guest.type("\r")
    await guest.wait_for("Write what you say", "stand?")


def children(pid: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@piloted
async def test_two_learners_practise_apart_take_a_review_home_and_find_nothing_of_each_other(tmp_path: Path) -> None:
    tokens = tokens_of(tmp_path, "anna", "ben")
    data = tmp_path / "data"
    async with (
        served(tmp_path, COMMAND, llm={"REHEARSE_INSTANT": "1"}) as (_, url),
        visitor(url, tokens["anna"]) as anna,
        visitor(url, tokens["ben"]) as ben,
    ):
        await ben.sit()
        await sit_down(anna)
        await anna.type("Tell me about yourself, how did you end up in this zinnober work?")
        await anna.wait_for("zinnober work?")
        await anna.type("\r")
        await anna.wait_for("That asked about Hanna.")
        await anna.rise()
        await anna.sit()
        await anna.wait_for("Continue")
        await anna.type("c")
        await anna.wait_for("zinnober work?", "F2 Whisper")
        await anna.type("\x05")
        await anna.wait_for("Yes")
        await anna.type("\r")
        await anna.wait_for("Read the review")
        await anna.type("\r")
        await anna.wait_for("of 100")
        await anna.type("e")
        await anna.wait_for("Export in which form?")
        await anna.type("m")
        await anna.wait_for("downloads.")
        (path,) = (data / "anna" / "transcripts").glob("*.jsonl")
        assert await status(ben, f"/download/{anna.offered[0]}") == 404
        async with anna.client.get(f"{url}/download/{anna.offered[0]}") as answer:
            assert "how did you end up in this zinnober work?" in await answer.text()
            assert f'filename="{path.stem}.md"' in answer.headers["Content-Disposition"]
        await ben.wait_for("New rehearsal", "kept on this server")
        assert "Continue" not in ben.text
        await ben.type("t")
        await ben.wait_for("Type to find")
        for words in ("zinnober", path.stem, str(path), "../anna/transcripts/*"):
            await ben.type(words)
            await ben.wait_for("No meeting fits")
            await ben.type("\x15")
            await ben.wait_for("Type to find")
    transcript = read_transcript(path)
    assert fold(transcript.header, transcript.events).ended
    names = {each.name for each in (data / "anna").rglob("*") if each.is_file()}
    assert not any(name.endswith(".md") for name in names)
    shared = [each for each in settings.cache_dir().rglob("*") if each.is_file()]
    assert {(each.parent.name, each.suffix) for each in shared} <= {("phrases", ".npy")}
    assert not list((data / "ben").rglob("*.jsonl"))
    assert all(each.stat().st_mode & 0o077 == 0 for each in data.rglob("*") if not each.is_symlink())


@piloted
async def test_when_the_server_is_told_to_end_what_was_typed_is_kept_and_no_app_is_left(tmp_path: Path) -> None:
    tokens = tokens_of(tmp_path, "anna")
    arguments = ("--token-file", tmp_path / "tokens", "--data", tmp_path / "data")
    async with command(*arguments) as run, visitor(run.url, tokens["anna"]) as anna:
        await sit_down(anna)
        await anna.type("half a turn")
        await anna.wait_for("half a turn")
        (app,) = children(run.process.pid)
        code, said = await run.end()
        assert code == 0 and "Stopped" in said
        assert not Path(f"/proc/{app}").exists()
        assert tokens["anna"] not in said and "half a turn" not in said
    (draft,) = (tmp_path / "data" / "anna" / "transcripts").glob("*.draft")
    assert draft.read_text() == "half a turn"


@piloted
async def test_an_app_whose_server_was_killed_ends_by_itself(tmp_path: Path) -> None:
    async with command("--data", tmp_path / "data") as run, visitor(run.url) as guest:
        await guest.sit()
        await guest.wait_for("New rehearsal")
        (app,) = children(run.process.pid)
        await run.end(signal.SIGKILL)
        await wait_until(lambda: not Path(f"/proc/{app}").exists())


@piloted
async def test_ctrl_c_ends_it_well() -> None:
    async with command() as run:
        code, said = await run.end(signal.SIGINT)
        assert code == 0 and "Traceback" not in said


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--host", "0.0.0.0"], "needs a token"),
        (["--host", "192.0.2.1"], "needs a token"),
        (["--public-url", "https://rehearse.example"], "needs a token"),
        (["--behind-proxy"], "needs a token"),
        (["--token-file", "nowhere"], "cannot be read"),
        (["--public-url", "rehearse.example/path"], "no address of a site"),
        (["--new-token", "anna"], "--token-file FILE"),
        (["--new-token", "../anna", "--token-file", "new"], "no name for a learner"),
    ],
)
def test_what_would_let_anybody_in_or_cannot_be_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str], says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["serve", *arguments]) == 2
    said = capsys.readouterr().err
    assert says in said and said.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_a_new_token_is_a_link_that_signs_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(tmp_path / "tokens")
    public = ["--public-url", "https://Rehearse.example/"]
    assert main(["serve", "--token-file", file, "--new-token", "anna", *public]) == 0
    printed = capsys.readouterr()
    address, token = printed.out.strip().split("#")
    assert address == "https://rehearse.example/sign-in" and token not in printed.err
    found = Register(Path(file)).find(token)
    assert found and found.name == "anna"


def test_without_its_packages_it_says_how_to_install_them(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(serve, "find_spec", lambda _name: None)
    assert main(["serve"]) == 2
    assert "pip install 'rehearse[serve]'" in capsys.readouterr().err
