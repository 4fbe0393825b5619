"""The corpus form of a meeting, one line of labelled turns, to and from a transcript's events."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

from pydantic import Field, ValidationError, model_validator

from rehearse.archive.transcript import Transcript, fault
from rehearse.errors import InputError
from rehearse.meeting.events import AnyEvent, Cancelled, Corrected, Ended, Header, Read, Replied, Said, Wrote
from rehearse.model import Line, Model, Text
from rehearse.reading.codebook import Cue, CueMark, Label, LabelMark
from rehearse.reading.scene import Scene, Side
from rehearse.text import clean, one_line

IMPORT = "import"
"""The engine and the reader of a meeting that was not held here."""

BEGAN = datetime(1970, 1, 1, tzinfo=UTC)
"""When such a meeting is said to have begun; event n follows n seconds later."""


class CorpusTurn(Model):
    """One turn in the corpus form. Without `labels`, a learner turn is one that nobody has read."""

    speaker: Side
    text: Text = Field(min_length=1)
    labels: tuple[Label, ...] | None = None
    cues: tuple[Cue, ...] | None = None

    @model_validator(mode="after")
    def _marks_of_its_side(self) -> "CorpusTurn":
        given, other = ("labels", self.cues) if self.speaker is Side.LEARNER else ("cues", self.labels)
        if other is not None:
            raise ValueError(f"a {self.speaker} turn has {given} only")
        marks = self.labels or self.cues or ()
        if len(set(marks)) < len(marks):
            raise ValueError(f"the {given} name one twice")
        if not self.text:
            raise ValueError("the text holds nothing that could be shown")
        return self


class CorpusLine(Model):
    """One line of a corpus, as the codebook has it. The ratings are checked, and have no place in a transcript."""

    id: Line
    scene: Scene
    turns: tuple[CorpusTurn, ...]
    overall: Annotated[float, Field(ge=1, le=10)] | None = None
    would_meet_again: bool | None = None
    referrer_standing: Annotated[float, Field(ge=-2, le=2)] | None = None


def to_corpus(header: Header, events: Iterable[AnyEvent], *, corrected: bool = False) -> dict[str, Any]:
    """Return the meeting in the corpus form: id, scene and turns, without ratings.

    With `corrected`, a turn that coaches corrected takes what the last of them read in it, in the reader's place.

    A learner turn takes the labels of the reading that follows it, and has no `labels` without one. A reply
    that was stopped is a contact turn, if anything of it was shown. Notes, plans and the end are left out.
    """
    turns: list[dict[str, Any]] = []
    given: list[Corrected] = []
    unread: dict[str, Any] | None = None
    ended = False
    for event in events:
        match event:
            case Said():
                unread = {"speaker": Side.LEARNER.value, "text": event.text}
                turns.append(unread)
            case Ended():
                ended = True
            case Wrote() if ended:
                # What is read from here on is the note.
                unread = None
            case Read() if unread is not None:
                unread["labels"] = _names(event.labels)
                unread = None
            case Replied():
                turns.append(_contact_turn(event.text, _names(event.cues)))
            case Cancelled() if event.text:
                turns.append(_contact_turn(event.text, []))
            case Corrected() if corrected:
                given.append(event)
            case _:
                pass
    for correction in given:
        _correct(turns, correction)
    return {"id": header.id, "scene": header.scene.model_dump(mode="json"), "turns": turns}


def from_corpus(obj: object) -> Transcript:
    """Return a line of a corpus, parsed from JSON, as a transcript that is always the same for the same line.

    Each label and cue quotes its whole turn, at confidence 1. Raises InputError for what is not of the
    codebook's form: unknown keys or names, wrong types, an empty turn, marks on the wrong side.
    """
    line = _checked(obj)
    header = Header(id=line.id, started=BEGAN, scene=line.scene, engine=IMPORT, seed=0, reader=IMPORT)
    events: list[AnyEvent] = []
    for turn in line.turns:
        events += _events(turn, len(events) + 1)
    return Transcript(header, tuple(events))


def _events(turn: CorpusTurn, n: int) -> list[AnyEvent]:
    text = turn.text
    whole: dict[str, Any] = {"quote": text, "start": 0, "end": len(text), "confidence": 1.0}
    if turn.speaker is Side.CONTACT:
        cues = tuple(CueMark(label=cue, **whole) for cue in turn.cues or ())
        return [Replied(n=n, at=_at(n), text=text, cues=cues, engine=IMPORT)]
    said = Said(n=n, at=_at(n), text=text)
    if turn.labels is None:
        return [said]
    labels = tuple(LabelMark(label=label, **whole) for label in turn.labels)
    return [said, Read(n=n + 1, at=_at(n + 1), labels=labels)]


def _at(n: int) -> datetime:
    return BEGAN + timedelta(seconds=n)


def _contact_turn(text: str, cues: list[str]) -> dict[str, Any]:
    return {"speaker": Side.CONTACT.value, "text": text, "cues": cues}


def _correct(turns: list[dict[str, Any]], given: Corrected) -> None:
    """Put what a coach read into the turn, where there is such a turn of that side."""
    side, key = (Side.LEARNER, "labels") if given.labels is not None else (Side.CONTACT, "cues")
    if given.turn <= len(turns) and turns[given.turn - 1]["speaker"] == side.value:
        turns[given.turn - 1][key] = [name.value for name in given.names]


def _names(marks: Iterable[LabelMark | CueMark]) -> list[str]:
    """Return what the marks name, each once, in their order."""
    return list(dict.fromkeys(mark.label.value for mark in marks))


def _checked(obj: object) -> CorpusLine:
    name = obj.get("id") if isinstance(obj, dict) else None
    where = f"corpus line {one_line(name, 80)}" if isinstance(name, str) and name.strip() else "corpus line"
    cure = "Compare it with the format in the codebook."
    try:
        # Through JSON, where strict means what the form says: "3" is no number, a name is a label.
        return CorpusLine.model_validate_json(clean(json.dumps(obj, ensure_ascii=False)), strict=True)
    except ValidationError as error:
        raise InputError(fault(error), where=where, cure=cure) from None
    except (TypeError, ValueError, RecursionError):
        raise InputError("this is no JSON", where=where, cure=cure) from None
