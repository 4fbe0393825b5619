"""Small whole things to test with: a persona, scenes, headers, a reader and a contact that do as they are told."""

from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime
from typing import Any

from rehearse.meeting.events import Header
from rehearse.meeting.plan import Plan
from rehearse.meeting.state import State
from rehearse.reading.codebook import DEBITS, Cue, CueMark, Label, LabelMark, Turn
from rehearse.reading.reader import Reading, turn_by_turn
from rehearse.reading.scene import Scene, Side
from rehearse.scene.persona import Persona
from rehearse.scene.scenario import Scenario

MOMENT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
THANKED = ("reflection", "gratitude", "give_back", "preparation", "time_respect", "graceful_response")


def lines(name: str, count: int) -> list[str]:
    """So many different lines."""
    return [f"The {name} line is number {number}." for number in range(count)]


def persona_data(**changes: Any) -> dict[str, Any]:
    """A persona as a file would hold it."""
    data: dict[str, Any] = {
        "schema": 1,
        "id": "bo-lind",
        "name": "Bo Lind",
        "pronouns": "they/them",
        "role": "clock maker",
        "organisation": "Lind and Daughters",
        "place": "Lund",
        "about": "Makes clocks.",
        "public": ["Made the town clock.", "Wrote on springs.", "Teaches on Mondays."],
        "voice": {"register": "Slow and dry.", "words": [5, 30]},
        "minutes": 30,
        "patience": 0.5,
        "warmth": 0.5,
        "interrupts_after": 60,
        "stories": [
            {
                "id": "springs",
                "title": "why springs break in March",
                "topics": ["springs", "career", "yourself", "story"],
                "questions": ["How did you end up making clocks?", "Tell me about yourself"],
                "opens": "My aunt left me a box of broken springs.",
                "deeper": [
                    {"says": "She never told me which was which.", "answers": ["What made you keep the box?"]},
                    {"says": "I sorted them for a whole winter.", "answers": ["How long did it take?"]},
                ],
                "asks_back": "What did somebody leave to you?",
            },
            {
                "id": "tower",
                "title": "what fell from the tower",
                "topics": ["tower", "mistake", "failure"],
                "questions": ["What was your worst mistake?"],
                "opens": "A hand of the town clock fell into a wedding.",
                "deeper": [{"says": "The bride kept it.", "answers": ["What happened then?"]}],
            },
        ],
        "facts": [
            {
                "id": "lund",
                "topics": ["lund", "town"],
                "questions": ["How long have you lived here?"],
                "says": "Lund has had me since I was four.",
            }
        ],
        "advice": [
            {
                "id": "slow",
                "topics": ["advice", "begin"],
                "questions": ["What would you advise a beginner?"],
                "says": "Break ten cheap ones first.",
            }
        ],
        "private": [
            {
                "id": "ear",
                "topics": ["hearing"],
                "questions": ["Can you hear them tick?"],
                "trust": 0.7,
                "says": "I am going deaf on the left.",
            }
        ],
        "does_not_know": {"says": lines("unknown", 6)},
        "small_talk": {"openings": lines("opening", 3), "replies": lines("reply", 4)},
        "manners": {
            "takes_up": lines("taking up", 12),
            "nods": lines("nod", 10),
            "asks_back": lines("question", 8),
            "turns_aside": lines("aside", 8),
            "puzzled": lines("puzzle", 4),
            "human": lines("human", 3),
            "rudeness": lines("rebuke", 3),
            "interrupts": lines("interruption", 3),
            "considers": lines("considering", 3),
            "time": lines("hurry", 4),
            "resumes": lines("resuming", 4),
            "no_more": lines("over", 3),
            "misnamed": ["Bo, with one letter less.", "Call me Bo.", "It is Bo Lind."],
            "kept": lines("kept", 2),
            "takes_up_of": {"family": lines("kin", 2), "loss": lines("sorrow", 2)},
        },
        "reactions": {
            **{label.value: lines(label.value, 6) for label in DEBITS},
            **{name: lines(name, 6) for name in THANKED},
        },
        "gifts": [
            {"id": "book", "kind": "advice", "says": lines("book", 2), "trust": 0.3, "energy": 0.5},
            {"id": "visit", "kind": "help", "says": lines("visit", 2), "trust": 0.45, "energy": 0.55},
            {
                "id": "ada",
                "kind": "introduction",
                "to": "Ada Berg",
                "says": lines("ada", 2),
                "trust": 0.6,
                "energy": 0.6,
            },
        ],
        "exits": {
            "glad": lines("glad exit", 3),
            "on_time": lines("timely exit", 3),
            "parting": lines("parting exit", 3),
            "early": lines("early exit", 3),
        },
        "thoughts": {label.value: lines(f"{label.value} thought", 3) for label in Label},
    }
    return data | changes


def persona(**changes: Any) -> Persona:
    """A small whole persona."""
    return Persona.model_validate(persona_data(**changes))


def scenario(**changes: Any) -> Scenario:
    """A coffee with that persona."""
    data: dict[str, Any] = {
        "schema": 1,
        "id": "clock-coffee",
        "title": "The clock coffee",
        "about": "A coffee.",
        "persona": "bo-lind",
        "setting": "coffee",
        "invited_by": "learner",
        "minutes": 30,
        "brief": "You like clocks.",
    }
    return Scenario.model_validate(data | changes)


def header(*, with_scenario: Scenario | None = None, with_persona: Persona | None = None, **changes: Any) -> Header:
    """The first line of a transcript of that coffee."""
    whom, what = with_persona or persona(), with_scenario or scenario()
    fields: dict[str, Any] = {
        "id": "0123456789abcdef",
        "started": MOMENT,
        "scene": what.scene(whom),
        "scenario": what,
        "persona": whom,
        "engine": "offline",
        "seed": 7,
        "reader": "told",
        "trust": what.trust,
        "energy": whom.warmth,
        "patience": whom.patience,
    }
    return Header(**(fields | changes))


def label_marks(text: str, *labels: Label) -> tuple[LabelMark, ...]:
    """Labels whose evidence is the whole turn."""
    return tuple(LabelMark(label=label, quote=text, start=0, end=len(text), confidence=1.0) for label in labels)


class ToldReader:
    """Finds the labels that a turn names in words, such as `[curiosity]`, and cues likewise; `[job_ask?]` is unsure."""

    version = "told"

    def labels(self, scene: Scene, before: Sequence[Turn], text: str) -> tuple[LabelMark, ...]:
        """Return what the turn names."""
        return label_marks(text, *(label for label in Label if f"[{label.value}]" in text))

    def read(self, scene: Scene, before: Sequence[Turn], text: str) -> Reading:
        """Return what the turn names."""
        unsure = label_marks(text, *(label for label in Label if f"[{label.value}?]" in text))
        return Reading(self.labels(scene, before, text), unsure)

    def read_all(self, scene: Scene, talk: Sequence[tuple[Side, str]]) -> tuple[Turn, ...]:
        """Return what each turn names."""
        return turn_by_turn(self, scene, talk)

    def cues(self, scene: Scene, before: Sequence[Turn], text: str) -> tuple[CueMark, ...]:
        """Return what the turn names."""
        return tuple(
            CueMark(label=cue, quote=text, start=0, end=len(text), confidence=1.0) for cue in Cue if f"[{cue}]" in text
        )


class ScriptedContact:
    """Says what it is given, chunk by chunk."""

    engine = "offline"
    model: str | None = None
    note: str | None = None

    def __init__(self, *replies: Sequence[str]) -> None:
        self.replies = list(replies)

    async def speak(self, state: State, plan: Plan) -> AsyncIterator[str]:
        """Yield the next reply's chunks."""
        for chunk in self.replies.pop(0):
            yield chunk
