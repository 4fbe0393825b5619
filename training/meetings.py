"""Meetings with the embedded contact in whose turns somebody marked what would have answered: `data/flow.jsonl`."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

from rehearse.meeting.events import AnyEvent, Header, Planned, Read, Replied, Said
from rehearse.meeting.plan import Plan
from rehearse.meeting.state import State, fold
from rehearse.reading.codebook import CueMark, LabelMark
from rehearse.reading.scene import Side
from rehearse.rehearsal import first_line
from rehearse.scene import library
from training.corpus import DATA

FLOW = DATA / "flow.jsonl"
_MOMENT = datetime(2026, 11, 29, 9, tzinfo=UTC)


class Marked(NamedTuple):
    """A learner turn that waits for its answer."""

    state: State
    """How things stand: the turn is read, and nothing planned."""
    wanted: frozenset[tuple[str, int]]
    """What would answer it, as id and layer, among what was not told before; empty where nothing in the file does."""
    verdict: str
    """What was thought of the reply that came then: good, beside, brush-off, jar or odd."""
    round: int
    """1 to 3: when it was played."""


def marked() -> Iterator[Marked]:
    """Yield every marked turn, the persona and the scenario being those that ship now."""
    for line in FLOW.read_text(encoding="utf-8").splitlines():
        raw = json.loads(line)
        header, events = _header(raw), list[AnyEvent]()
        for turn in raw["turns"]:
            events += _events(turn, len(events) + 1)
            if "wanted" in turn:
                wanted = frozenset((ref, layer) for ref, layer in turn["wanted"])
                yield Marked(fold(header, events), wanted, turn["verdict"], raw["round"])


def _header(raw: dict[str, Any]) -> Header:
    persona, scenario = library.persona(raw["persona"]), library.scenario(raw["scenario"])
    played = {"engine": "offline", "seed": raw["seed"], "reader": "told"}
    return first_line(scenario, persona, _MOMENT, **played, id="0123456789abcdef")


def _events(turn: dict[str, Any], number: int) -> list[AnyEvent]:
    text = turn["text"]
    if turn["speaker"] == Side.LEARNER:
        labels = tuple(LabelMark(**_mark(text, *each)) for each in turn.get("labels", ()))
        return [Said(n=number, at=_MOMENT, text=text), Read(n=number + 1, at=_MOMENT, labels=labels)]
    plan = [Planned(n=number, at=_MOMENT, plan=Plan.model_validate(turn["plan"]))] if "plan" in turn else []
    cues = tuple(CueMark(**_mark(text, *each)) for each in turn["cues"])
    return [*plan, Replied(n=number + len(plan), at=_MOMENT, text=text, cues=cues, engine="offline")]


def _mark(text: str, name: str, start: int, end: int, sure: float) -> dict[str, Any]:
    return {"label": name, "quote": text[start:end], "start": start, "end": end, "confidence": sure}
