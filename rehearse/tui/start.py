"""What the app opens with, as the command line asked for it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from rehearse.config import Engine


@dataclass(frozen=True, slots=True)
class Start:
    """The first screen, and what it needs."""

    screen: Literal["home", "practice", "assignment", "resume", "replay", "review"] = "home"
    """`practice` without a scenario opens the list of scenarios."""
    assignment: str | None = None
    """Hash of the assignment to open."""
    path: Path | None = None
    """The transcript: of `resume`, `replay` and `review`."""
    turn: int | None = None
    """The learner's turn (from 1) to say differently: `resume` then sits down to a branch."""
    said: str = ""
    """What was said in that turn."""
    scenario: str | None = None
    """Id or file of the scenario to practise."""
    persona: str | None = None
    """Id or file of the persona who plays, where it is not the scenario's own."""
    seed: int | None = None
    again: bool = False
    """Whether the meeting goes on from earlier ones with the contact."""
    contact: Engine | None = None
    """Who plays the contact in this run of the app; None leaves it to the configuration."""
