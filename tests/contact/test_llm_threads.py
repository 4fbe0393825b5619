"""An LLM's client is heavy: it is loaded when a reply needs it, and never where it would hold up the app."""

import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.contact.chat_server import ChatServer, say
from tests.contact.llm_meeting import OWN_WORDS, ask
from tests.project.checkout import python

HEAVY = {"openai", "httpx2", "jinja2", "tiktoken"}
LOADED = "import rehearse.contact.llm, rehearse.contact.guard, json, sys; print(json.dumps(sorted(sys.modules)))"


def test_importing_the_contact_loads_nothing_heavy() -> None:
    modules = {name.partition(".")[0] for name in json.loads(python(LOADED))}
    assert modules & HEAVY == set()


@pytest.mark.parametrize(
    "name",
    [
        "rehearse.contact.llm.load_library",
        "rehearse.contact.llm.messages",
        "rehearse.contact.stream.make_client",
        "rehearse.contact.guard.find_fault",
    ],
)
def test_what_takes_long_runs_in_a_thread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    threads = set()
    module, _, function = name.rpartition(".")
    real: Callable[..., Any] = getattr(__import__(module, fromlist=[function]), function)

    def watched(*arguments: Any) -> Any:
        threads.add(threading.current_thread())
        return real(*arguments)

    monkeypatch.setattr(name, watched)
    with ChatServer(say(OWN_WORDS)) as server:
        assert ask(tmp_path / "m.jsonl", server).shown == OWN_WORDS
    assert threads
    assert threading.main_thread() not in threads
