"""The energy of a meeting as a curve to be drawn: where its points, its moods and the turns that mattered stand."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from rehearse.meeting.state import MOODS

WIDTH = 720
HEIGHT = 200
"""Of the drawing, in its own units; the page scales it."""
LEFT, RIGHT, TOP, BOTTOM = 60, 12, 14, 4
"""Room for the names of the moods, and for a badge on the edge."""
APART = 24
"""How far badges stand from each other at least; a turn that is nearer gets a dot."""


class Point(NamedTuple):
    """Where a turn stands."""

    turn: int
    x: float
    y: float
    turned: bool
    """Whether things began to go another way there; otherwise it mattered."""
    numbered: bool
    """Whether there is room for its number."""


class Mood(NamedTuple):
    """The line above which the mood has this name."""

    name: str
    y: float


class Curve(NamedTuple):
    """A drawing of WIDTH by HEIGHT units."""

    line: str
    """The points of the energy after each turn, as SVG writes them."""
    ground: str
    """The same, closed along the bottom."""
    marks: tuple[Point, ...]
    moods: tuple[Mood, ...]
    left: float = LEFT
    right: float = WIDTH - RIGHT
    width: float = WIDTH
    height: float = HEIGHT


def curve(energy: Sequence[float], turning: Collection[int], mattered: Collection[int]) -> Curve | None:
    """Return the curve of the energies after each turn, 0 to 1, marked at these turns; None without energies."""
    if not energy:
        return None
    places = [(_x(n, len(energy)), _y(value)) for n, value in enumerate(energy)]
    if len(places) == 1:
        places.append((WIDTH - RIGHT, places[0][1]))
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    bottom = _y(0)
    return Curve(
        line=line,
        ground=f"{places[0][0]:.1f},{bottom:.1f} {line} {places[-1][0]:.1f},{bottom:.1f}",
        marks=_marks(places, turning, mattered),
        moods=(*(Mood(name, _y(least)) for least, name in MOODS), Mood("cold", bottom)),
    )


def _marks(
    places: Sequence[tuple[float, float]], turning: Collection[int], mattered: Collection[int]
) -> tuple[Point, ...]:
    found: list[Point] = []
    last = float("-inf")
    for turn in sorted({*turning, *mattered}):
        x, y = places[turn - 1]
        numbered = x - last >= APART
        last = x if numbered else last
        found.append(Point(turn, round(x, 1), round(y, 1), turn in turning, numbered))
    return tuple(found)


def _x(number: int, count: int) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * number / max(count - 1, 1)


def _y(energy: float) -> float:
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - min(max(energy, 0.0), 1.0))
