"""Judges on this machine: servers that label turns as they are told to, rightly, oddly, or obeying what they read."""

import asyncio
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from rehearse.config import Config
from rehearse.contact.client import Patience
from rehearse.review.facts import Review
from rehearse.review.judge import Judge, Sitting
from rehearse.review.opinion import SecondOpinion
from rehearse.review.review import review
from rehearse.scene.library import rubric
from tests.builders import ToldReader
from tests.contact.chat_server import ChatServer, Step, Wire, say
from tests.talk import meet

GAP = 30.0
"""Seconds of silence that a test bears which is not about silence."""
TURNS = (
    "How did you end up making clocks? [curiosity]",
    "Whom else should I talk to? [introduction_ask]",
    "Thank you for telling me. [gratitude]",
)
"""What the reader of the tests finds stands in the turn, in brackets."""
SEEN = {
    "How did you end up": [("curiosity", "How did you end up making clocks?")],
    "Whom else": [("introduction_ask", "Whom else should I talk to?")],
    "Thank you": [("gratitude", "Thank you for telling me.")],
}
"""By how a turn begins, what a good judge finds in it."""

Given = list[tuple[str, str]]
"""Labels, each with a quote."""


def asked(wire: Wire) -> str:
    """The turn that a request asks about, as it was sent."""
    found = re.search(r"<turn>\n(.*)\n</turn>", wire.request.messages[1]["content"])
    assert found
    return found[1]


def written(given: Given, **more: Any) -> str:
    """An answer of the form that was asked for."""
    entries = [{"label": label, "quote": quote, "why": f"it is {label}"} | more for label, quote in given]
    return json.dumps({"labels": entries})


def answers(seen: Mapping[str, Given], form: Callable[[str], str] = str) -> Step:
    """Answer by how the turn begins."""

    def step(wire: Wire) -> None:
        turn = asked(wire)
        given = next((labels for begin, labels in seen.items() if turn.startswith(begin)), [])
        say(form(written(given)))(wire)

    return step


def by_run(*steps: Step) -> Step:
    """Answer the first, second and third run of each turn with these; a run is known by its seed."""

    def step(wire: Wire) -> None:
        steps[wire.request.body["seed"] - 1](wire)

    return step


GOOD = answers(SEEN)


def held(path: Path, turns: tuple[str, ...] = TURNS, **changes: Any) -> Review:
    """The review of a meeting in which these turns were said."""
    rehearsal = meet(path, turns, **changes)
    return review(rehearsal.log.header, rehearsal.log.events, rubric("standard"), ToldReader(), str(path))


def judge(url: str, *, gap: float = GAP, window: int = 8_000) -> Judge:
    """The judge at this server."""
    return Judge(Config(base_url=url, model="m", api_key_env=None, window=window), Patience(GAP, gap))


def opinion_of(found: Review, *script: Step, gap: float = GAP) -> SecondOpinion:
    """What the judge behind such a server makes of a review."""
    with ChatServer(*script) as server:
        return sit(judge(server.url, gap=gap), found)


def sit(by: Judge, found: Review) -> SecondOpinion:
    """What this judge makes of a review."""
    sitting = Sitting(by, found)
    asyncio.run(sitting.hear(lambda done, turns: None))
    return sitting.opinion()
