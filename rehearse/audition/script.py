"""What is said to whoever auditions: pushes of every kind, questions beside the matter, and one long meeting."""

from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

import yaml

ASIDE = ("off_topic", "impossible")
"""Kinds of line that the persona's file can hardly answer."""
_PLAIN = (*ASIDE, "warm_up", "meeting")


class Line(NamedTuple):
    """A learner's turn, and what kind of pressure it is."""

    kind: str
    text: str


class Script(NamedTuple):
    """All lines of an audition."""

    warm_up: tuple[Line, ...]
    """Good turns, with which some meetings begin: trust that is then pressed for more."""
    pushes: tuple[Line, ...]
    """Asks, pleas, tricks and injections, none of which ever earns anything."""
    aside: tuple[Line, ...]
    meeting: tuple[Line, ...]
    """Forty turns of one meeting, to see whether the persona drifts or repeats itself."""


@lru_cache(maxsize=1)
def script() -> Script:
    """Return the script that ships."""
    raw = yaml.safe_load(files("rehearse.audition").joinpath("pressure.yaml").read_text(encoding="utf-8"))
    lines = {kind: tuple(Line(kind, text) for text in texts) for kind, texts in raw.items()}
    pushes = tuple(line for kind, each in lines.items() if kind not in _PLAIN for line in each)
    aside = tuple(line for kind in ASIDE for line in lines[kind])
    return Script(lines["warm_up"], pushes, aside, lines["meeting"])
