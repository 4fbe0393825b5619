"""Meetings to keep: by hand, and any that could be."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from rehearse.archive.transcript import Heard
from rehearse.meeting.events import (
    Answered,
    AnyEvent,
    Cancelled,
    Corrected,
    Ended,
    Header,
    Noted,
    Planned,
    Read,
    Replied,
    Said,
    Wrote,
)
from rehearse.meeting.plan import Beat, Leaving, Move, Plan
from rehearse.reading.codebook import Cue, CueMark, Label, LabelMark
from rehearse.reading.scene import Person, Referrer, Scene, Setting, Side
from rehearse.text import clean
from tests.builders import persona, scenario

START = datetime(2026, 11, 24, 14, 15, 3, 250_000, tzinfo=UTC)

SCENE = Scene(
    setting=Setting.COFFEE,
    invited_by=Side.LEARNER,
    referrer=Referrer(name="Jörg", introduced=True, name_blessed=True),
    minutes=30,
    contact=Person(name="Aiko Ōta", role="bell founder, Ōta & Daughters"),
)


def header(identity: str = "a1b2c3", **other: Any) -> Header:
    """Return a header of a meeting that was held here."""
    given: dict[str, Any] = {"engine": "offline", "seed": 7, "reader": "rules-1", "persona": persona()}
    begun = {"id": identity, "started": START, "scene": SCENE, "scenario": scenario()}
    return Header.model_validate({**given, **begun, **other})


def at(n: int) -> datetime:
    return START + timedelta(seconds=n, microseconds=n)


def said(n: int, text: str) -> Said:
    return Said(n=n, at=at(n), text=text)


MEETING: tuple[AnyEvent, ...] = (
    Replied(n=1, at=at(1), text="Hallo, setzen Sie sich! ☕", engine="offline"),
    said(2, "Tell me about the “Große Glocke”.\nHow did it crack? 🔔"),
    Read(
        n=3,
        at=at(3),
        labels=(LabelMark(label=Label.CURIOSITY, quote="How did it crack?", start=34, end=51, confidence=0.9),),
    ),
    Planned(
        n=4, at=at(4), plan=Plan(beats=(Beat(move=Move.TELL, ref="crack"),), mood="warm", minutes_left=28.25, words=35)
    ),
    Replied(
        n=5,
        at=at(5),
        text="One did. What can I do for you?",
        cues=(CueMark(label=Cue.INVITES_ASK, quote="What can I do for you?", start=9, end=31, confidence=1.0),),
        engine="offline",
    ),
    said(6, "Nothing, thank you. 谢谢"),
    Read(n=7, at=at(7), labels=()),
    Cancelled(n=8, at=at(8), text="Well, then"),
    Ended(n=9, at=at(9), how=Leaving.GLAD, by=Side.CONTACT),
    Noted(n=10, at=at(10), turn=2, text="Good question.", author="coach"),
)

TEXTS = st.text(min_size=1, max_size=40).map(clean).filter(bool)


@st.composite
def meetings(draw: st.DrawFn) -> tuple[AnyEvent, ...]:
    """Any events that could follow each other in a transcript."""
    events: list[AnyEvent] = []
    heard = Heard()
    for n in range(1, draw(st.integers(0, 8)) + 1):
        kinds = ["said", "read", "replied", "cancelled", "noted", "corrected", "ended", "wrote", "answered"]
        kind = draw(st.sampled_from(kinds))
        events.append(_drawn(draw, kind, n, heard.text))
        heard = heard.after(events[-1])
    return tuple(events)


def _drawn(draw: st.DrawFn, kind: str, n: int, last: str | None) -> AnyEvent:
    match kind:
        case "said":
            return said(n, draw(TEXTS))
        case "read":
            marks = draw(_marks(last, st.sampled_from(Label))) if last else []
            return Read(n=n, at=at(n), labels=tuple(LabelMark(**mark) for mark in marks))
        case "replied":
            text = draw(TEXTS)
            marks = draw(_marks(text, st.sampled_from(Cue)))
            return Replied(n=n, at=at(n), text=text, cues=tuple(CueMark(**m) for m in marks), engine="llm")
        case "wrote":
            return Wrote(n=n, at=at(n), text=draw(TEXTS))
        case _:
            return _drawn_aside(draw, kind, n)


def _drawn_aside(draw: st.DrawFn, kind: str, n: int) -> AnyEvent:
    match kind:
        case "cancelled":
            return Cancelled(n=n, at=at(n), text=draw(TEXTS | st.just("")))
        case "answered":
            return Answered(n=n, at=at(n), text=draw(TEXTS), engine="offline")
        case "noted":
            return Noted(n=n, at=at(n), turn=1, text=draw(TEXTS), author="coach")
        case "corrected":
            names = draw(st.lists(st.sampled_from(Label), unique=True, max_size=3))
            turn, author = draw(st.integers(1, 3)), draw(st.sampled_from(["coach", "Ana"]))
            return Corrected(n=n, at=at(n), turn=turn, labels=tuple(names), author=author)
        case _:
            return Ended(n=n, at=at(n), how=draw(st.sampled_from(Leaving)), by=draw(st.sampled_from(Side)))


@st.composite
def _marks(draw: st.DrawFn, text: str, names: st.SearchStrategy[Label | Cue]) -> list[dict[str, Any]]:
    marks = []
    for name in draw(st.lists(names, max_size=3)):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, len(text)))
        sure = draw(st.floats(0, 1))
        marks.append({"label": name, "quote": text[start:end], "start": start, "end": end, "confidence": sure})
    return marks
