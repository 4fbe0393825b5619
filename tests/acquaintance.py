"""Meetings with one contact, long ago and lately, as events and as files."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from rehearse.meeting.events import EVENT, AnyEvent
from rehearse.meeting.plan import Beat, Leaving, Move, Plan
from rehearse.meeting.state import State, fold
from rehearse.reading.codebook import Label
from rehearse.reading.scene import Side
from rehearse.scene.persona import Persona
from rehearse.settings import transcripts_dir
from tests.builders import MOMENT, header, label_marks, persona

SENT = "I will send you my uncle's spare springs."
NEWS = "I mend bicycles on Sundays."


def events(
    *told: Beat,
    at: datetime = MOMENT,
    end: bool = True,
    how: Leaving = Leaving.GLAD,
    letter: str = "",
) -> list[AnyEvent]:
    """A meeting in which the learner gives and tells, and the contact does what these beats say."""
    found: list[AnyEvent] = []

    def add(kind: str, **fields: Any) -> None:
        found.append(EVENT.validate_python({"kind": kind, "n": len(found) + 1, "at": at, **fields}))

    for text, labels, beats in (
        (NEWS, (), (Beat(move=Move.RECEIVE),)),
        (SENT, (Label.GIVE_BACK,), told or (Beat(move=Move.NOD),)),
    ):
        add("learner", text=text)
        add("reading", labels=label_marks(text, *labels))
        add("plan", plan=Plan(beats=beats, mood="even", minutes_left=20, words=30))
        add("contact", text="So.", engine="offline")
    if end:
        add("end", how=how, by=Side.LEARNER)
    if letter:
        add("letter", text=letter)
        add("reading", labels=label_marks(letter, Label.GRATITUDE))
        add("answer", text="You are welcome.", engine="offline")
    return found


def keep(name: str, *told: Beat, days: float = 0, whom: Persona | None = None, trust: float = 0.2, **rest: Any) -> Path:
    """Keep such a meeting among the person's transcripts, begun so many days after the first possible one."""
    at = MOMENT + timedelta(days=days)
    head = header(with_persona=whom or persona(), id=name, started=at, trust=trust)
    path = transcripts_dir() / f"{name}.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [head.model_dump_json(by_alias=True)]
    lines += [event.model_dump_json() for event in events(*told, at=at, **rest)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def running(whom: Persona, story: str, turn: str, *labels: Label) -> State:
    """How things stand when somebody has begun a story and the learner says this, read so."""
    opens = next(each.opens for each in whom.stories if each.id == story)
    plan = Plan(beats=(Beat(move=Move.TELL, ref=story),), mood="even", minutes_left=20, words=30)
    said: list[dict[str, Any]] = [
        {"kind": "learner", "text": "So?"},
        {"kind": "reading", "labels": ()},
        {"kind": "plan", "plan": plan},
        {"kind": "contact", "text": opens, "engine": "offline"},
        {"kind": "learner", "text": turn},
        {"kind": "reading", "labels": label_marks(turn, *labels)},
    ]
    found = [EVENT.validate_python({"n": n, "at": MOMENT, **fields}) for n, fields in enumerate(said, start=1)]
    return fold(header(with_persona=whom), found)
