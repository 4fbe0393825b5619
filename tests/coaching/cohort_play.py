"""A cohort that plays: learners of differing habits meet the contact of the app, again and again.

To look at a report: `python -m tests.coaching.cohort_play FOLDER`, then `rehearse coach report FOLDER`.
"""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from rehearse.archive.annotate import correct
from rehearse.archive.transcript import read_transcript
from rehearse.engines import make_reader
from rehearse.meeting.state import fold
from rehearse.reading.codebook import Cue, Label
from rehearse.reading.scene import Side
from rehearse.scene import library
from tests.talk import meet

BEGAN = datetime(2026, 11, 2, 9, tzinfo=UTC)
SCENARIOS = ("good-coffee", "resume-coffee", "borrowed-name")
SAYS: dict[str, Sequence[str]] = {
    "curious": (
        "What made you start with this work in the first place?",
        "And what happened then?",
        "Who taught you the most in those years?",
        "How did that feel, at the time?",
        "When did you know that it was the right thing?",
    ),
    "listening": (
        "So you stayed because of the people, and not because of the work.",
        "It sounds as if that cost you more than you let anybody see.",
        "You said that nobody believed you at first. What changed their minds?",
    ),
    "thanks": (
        "Thank you for telling me that, it helps me more than you know.",
        "I read the piece you wrote last spring and I have thought about it since.",
        "I found an old map of the harbour that you may like; I will send it to you.",
    ),
    "advice": ("What would you advise somebody who is starting out now?", "What should I read first?"),
    "time": ("I see that our time is nearly over, so I will let you go.", "Thank you for your time today."),
    "me": (
        "Let me tell you about myself first: I have ten years in sales, and I am very good with people.",
        "Anyway, what I really want to talk about is my own plan, which is the best one in the city.",
        "I worked at three firms, and in each one I was the best, let me go through my CV with you.",
    ),
    "asks": (
        "Could you introduce me to somebody who is hiring?",
        "Is there a job for me in your company?",
        "You know everybody, so who else should I talk to?",
        "Could you forward my CV to your boss?",
    ),
    "pushes": ("I will ask once more: can you get me in?", "Come on, it is just one e-mail for you."),
    "unprepared": ("Sorry, I have not looked you up. What is it that you do?",),
    "sells": ("We have a product that would double your income; may I show you the prices?",),
}
HABITS: dict[str, tuple[Sequence[str], Sequence[str], Sequence[str]]] = {
    "Amara Obi": (
        ("me", "asks", "curious", "asks"),
        ("curious", "me", "curious", "asks", "time"),
        ("curious", "listening", "curious", "thanks", "advice", "time"),
    ),
    "Björn Lindqvist": (("curious", "listening", "curious", "thanks", "time"),) * 3,
    "Chiara Conti": (("me", "asks", "pushes", "asks", "asks"),) * 3,
    "Dawit Tesfaye": (
        ("curious", "listening", "curious", "advice", "thanks", "time"),
        ("curious", "curious", "asks", "time"),
        ("me", "asks", "pushes"),
    ),
    "Eilidh MacLeod": (("unprepared", "curious", "curious", "time"),) * 3,
    "Farid Nazari": (("curious", "asks", "thanks"), ("curious", "listening", "asks", "thanks"), ("asks", "thanks")),
    "Grace Okonkwo-Featherstonehaugh": (("curious",) * 5, ("curious",) * 5 + ("time",), ("curious", "advice", "time")),
    "Hikaru Sato": (("sells", "sells", "asks"), ("curious", "sells"), ("curious", "listening", "sells", "time")),
    "Isabel Núñez": (("curious", "listening"), ("curious", "thanks"), ("curious", "listening", "thanks")),
    "Jo": (("me", "me", "me"), ("me", "curious", "me"), ("me", "curious", "listening")),
    "Kateryna Bondar": (
        ("asks",),
        ("curious", "asks"),
        ("curious", "listening", "advice", "curious", "thanks", "listening", "time"),
    ),
    "Leo Martins": (("curious", "listening", "thanks", "time"), ("asks", "curious", "time"), ("me", "curious", "time")),
}
"""What each learner brings to the first, the second and the third meeting."""
UNFINISHED = "Isabel Núñez"
"""Who gets up without a word, each time."""


def play(folder: Path, *, learners: int = len(HABITS), meetings: int = 3, corrected: bool = True) -> None:
    """Hold the meetings, each in the folder of its learner; two coaches then correct some of the turns."""
    reader, chance = make_reader(), Random(1)
    for name, habits in list(HABITS.items())[:learners]:
        (folder / name).mkdir(parents=True)
        for number, habit in enumerate(habits[:meetings]):
            scenario = library.scenario(SCENARIOS[number if chance.random() < 0.8 else 0])
            began = BEGAN + timedelta(days=7 * number, hours=chance.randrange(8), minutes=chance.randrange(60))
            path = folder / name / f"{scenario.id}-{number + 1}.jsonl"
            told = meet(
                path,
                [chance.choice(SAYS[kind]) for kind in habit],
                scenario=scenario,
                persona=library.persona(scenario.persona),
                reader=reader,
                seed=chance.randrange(1000),
                end=name != UNFINISHED,
                clock=lambda began=began: began,  # type: ignore[misc]
            )
            told.log.close()
            if corrected:
                _correct(path, chance)


def _correct(path: Path, chance: Random) -> None:
    """Two coaches read most turns as the reader did, and some otherwise."""
    header, events, _ = read_transcript(path)
    for number, turn in enumerate(fold(header, events).turns, start=1):
        for coach in ("Ana", "Tom"):
            if chance.random() < 0.6:
                names, some = set(turn.names), (*Label,)[:6] if turn.speaker is Side.LEARNER else (*Cue,)[:6]
                if chance.random() < 0.25:
                    names ^= {chance.choice(some)}
                correct(path, number, names, coach, BEGAN)


if __name__ == "__main__":
    play(Path(sys.argv[1]))
