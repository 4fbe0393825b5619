"""A learner with a real browser: signs in by a link, practises a short meeting by pressing keys, reads the review."""

import os
from pathlib import Path

import pytest

from rehearse.serving.process import COMMAND
from tests.serving import chromium
from tests.serving.chromium import Browser, browser
from tests.serving.serving import served, tokens_of
from tests.tui.driving import piloted

pytestmark = pytest.mark.skipif(chromium.found() is None, reason="there is no Chromium on this machine")
OPEN = 'document.body.classList.contains("-first-byte")'
SAID = "document.getElementById('says').textContent"


async def keep(page: Browser, name: str) -> None:
    """Keep a picture where PICTURES_OF_SERVING names a folder, for people to look at."""
    folder = os.environ.get("PICTURES_OF_SERVING")
    if folder:
        await page.value("new Promise(done => setTimeout(done, 600))")
        await page.picture(Path(folder, f"{name}.png"))


@piloted
async def test_a_learner_practises_and_reads_the_review_in_a_browser(tmp_path: Path) -> None:
    token = tokens_of(tmp_path, "anna")["anna"]
    async with (
        served(tmp_path, COMMAND, llm={"REHEARSE_INSTANT": "1"}) as (_, url),
        browser(tmp_path / "chromium") as page,
    ):
        await page.open(url)
        await page.wait("document.activeElement.id === 'token'")
        await keep(page, "sign-in")
        await page.type("not the right token")
        await page.press("Enter")
        assert "opens nothing" in await page.wait("document.getElementById('trouble')?.textContent")
        await keep(page, "sign-in-wrong")
        page.seen.clear()
        await page.open(f"{url}/sign-in#{token}")
        await page.wait(OPEN)
        assert await page.value("location.href + document.cookie + document.title") == f"{url}/Rehearse"
        assert token not in str(await page.call("Page.getNavigationHistory"))
        await page.wait_for("New rehearsal", "kept on this server")
        await keep(page, "home")
        await page.type("n")
        await page.wait_for("The agreed topic", "Sit down")
        await keep(page, "picker")
        await page.press("Enter")
        await page.wait_for("stand?", "Write what you say")
        await page.type("Tell me about yourself: how did you end up in this work?")
        await page.wait_for("in this work?")
        await page.press("Enter")
        await page.wait_for("That asked about Hanna.")
        await keep(page, "meeting")
        await page.press("F2")
        await page.press("e", ctrl=True)
        await page.wait_for("Yes")
        await page.press("Enter")
        await page.wait_for("Read the review")
        await page.press("Enter")
        await page.wait_for("of 100")
        await keep(page, "review")
        await page.type("e")
        await page.wait_for("Export in which form?")
        await page.type("m")
        await page.wait_for("downloads.")
        await page.press("q", ctrl=True)
        assert "left the table" in await page.wait(f"document.body.classList.contains('-closed') && {SAID}")
        await keep(page, "left")
        assert page.troubles() == []
        assert all(address.startswith(url) for address in page.fetched())
        assert not any(token in address.partition("#")[0] for address in page.fetched())
        page.seen.clear()
        await page.press("Enter")
        await page.wait_for("New rehearsal")
    assert not list((tmp_path / "data" / "anna").rglob("*.md"))
    (export,) = (tmp_path / "chromium" / "downloads").glob("*.md")
    assert "how did you end up in this work?" in export.read_text()
