"""An app whose terminal is a browser: `rehearse serve` sits between the two, and is all that the app can reach."""

import base64
import os
import signal
from pathlib import Path
from typing import BinaryIO, Literal, TextIO

from textual.drivers.web_driver import WebDriver


class ServedDriver(WebDriver):
    """Draws for the server, ends when the server does, and hands files over in one piece."""

    def run_input_thread(self) -> None:
        """Read keys; when there can come no more, the server is gone, and the app leaves as if told to end."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            os.kill(os.getpid(), signal.SIGTERM)

    def open_url(self, url: str, new_tab: bool = True) -> None:
        """Open nothing: no part of the app leads out of it."""

    def deliver_binary(  # noqa: PLR0913 - Textual's
        self,
        binary: BinaryIO | TextIO,
        *,
        delivery_key: str,
        save_path: Path,
        open_method: Literal["browser", "download"] = "download",
        encoding: str | None = None,
        mime_type: str | None = None,
        name: str | None = None,
    ) -> None:
        """Hand a file to the server, for the learner's browser to fetch."""
        binary.seek(0)
        content = binary.read()
        raw = content.encode(encoding or "utf-8") if isinstance(content, str) else content
        self.write_meta({"type": "file", "name": save_path.name, "content": base64.b64encode(raw).decode()})
