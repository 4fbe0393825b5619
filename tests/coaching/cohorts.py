"""Facts of meetings by hand."""

from datetime import timedelta
from hashlib import sha256
from typing import Any

from rehearse.coaching.assigned.packed import Packed
from rehearse.coaching.cohort.fold import Cohort, CohortFold
from rehearse.coaching.facts import Bad, Claim, Judged, MeetingFacts, Told
from rehearse.meeting.plan import Leaving
from rehearse.reading.codebook import Cue, Label
from rehearse.reading.scene import Side
from rehearse.scene import library
from tests.builders import MOMENT

RUBRIC = library.rubric("standard")


def facts(learner: str = "ana", number: int = 1, score: int | None = 60, *labels: Label, **other: Any) -> MeetingFacts:
    """The meeting of this number, a day after the one before; each label has a turn of its own."""
    source = f"{learner}/{number}.jsonl"
    given: dict[str, Any] = {
        "source": source,
        "sha256": sha256(source.encode()).hexdigest(),
        "id": f"{learner}-{number}",
        "learner": learner,
        "assignment": None,
        "scenario": "clock-coffee",
        "title": "The clock coffee",
        "persona": "bo-lind",
        "contact": "Bo Lind",
        "started": MOMENT + timedelta(days=number),
        "ended": Leaving.GLAD,
        "minutes": 20.0,
        "turns": 5,
        "score": score,
        "parts": {"curiosity": 8.0, "restraint": 18.0},
        "overall": 6,
        "would_meet_again": True,
        "referrer_standing": None,
        "claims": tuple(
            Claim(label=label, turn=2 * place, quote=f"{label.words} of {learner}, {number}")
            for place, label in enumerate(labels, start=1)
        ),
        "unsure": (),
        "discovered": (),
        "untold": (Told(id="springs", title="why springs break in March"),),
        "gifts": (),
        "judged": (),
        "reader": "told",
    }
    return MeetingFacts(**(given | other))


def judged(turn: int, reader: tuple[Label, ...], coach: tuple[Label, ...], author: str = "Tom") -> Judged:
    """A learner turn that a coach corrected."""
    return Judged(turn=turn, side=Side.LEARNER, author=author, quote=f"turn {turn}", reader=reader, coach=coach)


def heard(turn: int, reader: tuple[Cue, ...], coach: tuple[Cue, ...], author: str = "Tom") -> Judged:
    """A contact turn that a coach corrected."""
    return Judged(turn=turn, side=Side.CONTACT, author=author, quote=f"turn {turn}", reader=reader, coach=coach)


def report(*found: MeetingFacts | Bad, packed: Packed | None = None) -> Cohort:
    """The report on these."""
    fold = CohortFold(RUBRIC, packed)
    for one in found:
        fold.add(one)
    return fold.report()
