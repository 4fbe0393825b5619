"""A browser of its own, driven over its DevTools: opens pages, presses keys, looks at the screen."""

import asyncio
import base64
import itertools
import json
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pyte

from benchmarks.terminal import UNKNOWN_TO_PYTE

PATIENCE = 90.0
"""Seconds until something that was waited for is called missing."""
NAMES = {"Enter": ("\r", 13), "Escape": ("", 27), "ArrowDown": ("", 40), "F2": ("", 113)}
"""Of keys that are no letters: what they write, and their number."""
BINARY = 2
"""The kind of a websocket's message that draws."""


def found() -> str | None:
    """Return where a Chromium is, if there is one."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


class Browser:
    """One page."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse, folder: Path) -> None:
        self._socket = socket
        self._numbers = itertools.count(1)
        self.folder = folder
        self.seen: list[dict[str, Any]] = []
        """What the page said by itself: its console, its faults, what it fetched."""

    async def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Ask the browser for something, and return its answer."""
        number = next(self._numbers)
        await self._socket.send_json({"id": number, "method": method, "params": parameters})
        async with asyncio.timeout(PATIENCE):
            while True:
                said = json.loads((await self._socket.receive()).data)
                if said.get("id") == number:
                    assert "error" not in said, said
                    result: dict[str, Any] = said["result"]
                    return result
                self.seen.append(said)

    def screen(self, width: int, height: int) -> str:
        """Return what the terminal in the page shows, from what its websocket has received so far."""
        screen = pyte.Screen(width, height)
        stream = pyte.ByteStream(screen)
        for said in self.seen:
            frame = said["params"]["response"] if said["method"] == "Network.webSocketFrameReceived" else {}
            if frame.get("opcode") == BINARY:
                stream.feed(UNKNOWN_TO_PYTE.sub(b"", base64.b64decode(frame["payloadData"])))
        return "\n".join(line.rstrip() for line in screen.display)

    async def wait_for(self, *texts: str) -> None:
        """Wait until all these stand in the terminal in the page."""
        width, height = await self.size()
        try:
            async with asyncio.timeout(PATIENCE):
                while not all(text in self.screen(width, height) for text in texts):
                    await self.value("new Promise(done => setTimeout(done, 100))")
        except TimeoutError:
            raise AssertionError(f"{texts} never showed, but this:\n{self.screen(width, height)}") from None

    async def size(self) -> tuple[int, int]:
        """Return how many columns and lines the page has asked for last."""
        found = None
        while found is None:
            await self.value("1")
            for said in self.seen:
                sent = said["params"]["response"] if said["method"] == "Network.webSocketFrameSent" else {}
                if '"resize"' in sent.get("payloadData", ""):
                    found = json.loads(sent["payloadData"])[1]
        return found["width"], found["height"]

    def troubles(self) -> list[str]:
        """Return what the page complained about: faults of scripts, what its policy forbade, what was not there."""
        kinds = ("Runtime.exceptionThrown", "Log.entryAdded")
        entries = [said["params"] for said in self.seen if said["method"] in kinds]
        return [str(each) for each in entries if each.get("entry", {}).get("level") not in ("info", "verbose")]

    def fetched(self) -> set[str]:
        """Return all addresses that were asked for something."""
        return {said["params"]["request"]["url"] for said in self.seen if said["method"] == "Network.requestWillBeSent"}

    async def open(self, url: str) -> None:
        """Go to a page."""
        await self.call("Page.navigate", url=url)

    async def value(self, script: str) -> Any:
        """Return what an expression is worth in the page."""
        answer = await self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        return answer["result"].get("value")

    async def wait(self, script: str) -> Any:
        """Wait until the expression is worth something, and return that."""
        async with asyncio.timeout(PATIENCE):
            while not (value := await self.value(script)):
                await asyncio.sleep(0.05)
        return value

    async def type(self, text: str) -> None:
        """Press the keys of a text, one by one."""
        for letter in text:
            await self.call("Input.dispatchKeyEvent", type="keyDown", text=letter, key=letter, unmodifiedText=letter)
            await self.call("Input.dispatchKeyEvent", type="keyUp", key=letter)

    async def press(self, key: str, *, ctrl: bool = False) -> None:
        """Press one key, a named one or a letter with Ctrl."""
        text, number = NAMES.get(key, ("", ord(key.upper()[0])))
        what = {"key": key, "code": key if key in NAMES else f"Key{key.upper()}", "windowsVirtualKeyCode": number}
        more = {"modifiers": 2} if ctrl else {}
        kind = "keyDown" if text else "rawKeyDown"
        await self.call("Input.dispatchKeyEvent", type=kind, **what, **more, **({"text": text} if text else {}))
        await self.call("Input.dispatchKeyEvent", type="keyUp", **what, **more)

    async def picture(self, path: Path) -> None:
        """Keep what can be seen as a PNG."""
        path.write_bytes(base64.b64decode((await self.call("Page.captureScreenshot"))["data"]))


@asynccontextmanager
async def browser(folder: Path, width: int = 1280, height: int = 800) -> AsyncIterator[Browser]:
    """Start a Chromium whose files all lie in this folder, with one empty page."""
    program = found()
    assert program
    process = await asyncio.create_subprocess_exec(
        program,
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--enable-unsafe-swiftshader",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        f"--window-size={width},{height}",
        f"--user-data-dir={folder}",
        "--remote-debugging-port=0",
        "about:blank",
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
        env={"PATH": "/usr/bin:/bin"} | dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"), str(folder)),
    )
    try:
        port = await _port(folder / "DevToolsActivePort")
        async with aiohttp.ClientSession() as client:
            async with client.get(f"http://127.0.0.1:{port}/json/list") as answer:
                page = next(each for each in await answer.json() if each["type"] == "page")
            async with client.ws_connect(page["webSocketDebuggerUrl"], max_msg_size=0) as socket:
                found_browser = Browser(socket, folder)
                for domain in ("Page", "Runtime", "Network", "Log"):
                    await found_browser.call(f"{domain}.enable")
                await found_browser.call(
                    "Browser.setDownloadBehavior", behavior="allow", downloadPath=str(folder / "downloads")
                )
                yield found_browser
    finally:
        process.kill()
        await process.wait()


async def _port(file: Path) -> int:
    async with asyncio.timeout(PATIENCE):
        while not (file.exists() and file.read_text().count("\n")):
            await asyncio.sleep(0.05)
    return int(file.read_text().splitlines()[0])
