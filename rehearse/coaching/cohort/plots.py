"""What the cohort's page draws: a learner's scores, how numbers are spread, an interval. Places only, no markup."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from rehearse.coaching.cohort.beside import Agreement
from rehearse.coaching.cohort.held import LOW, Held
from rehearse.coaching.cohort.learning import Row
from rehearse.coaching.cohort.spread import Bar, Spread
from rehearse.meeting.plan import Leaving

WIDTH, HEIGHT = 240, 96
LEFT, RIGHT, TOP, BOTTOM = 10, 34, 12, 20
"""Of the drawing of one learner: room for the last score, and for the scenarios' letters."""
BARS_WIDTH, BARS_HEIGHT = 320, 116
BARS_TOP, BARS_BOTTOM, BARS_SIDE = 18, 20, 10
FULL_STEPS = 4
"""Shades of the table of debits."""
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

Sign = Literal["ended", "early", "open"]


class Dot(NamedTuple):
    """One meeting."""

    x: float
    y: float
    sign: Sign
    """How it ended: as meetings do, with the contact leaving early, or not at all."""
    letter: str
    """Of its scenario; nothing where there are more scenarios than letters."""
    score: int


class Course(NamedTuple):
    """The scores of one learner, 0 to 100 from bottom to top."""

    line: str
    dots: tuple[Dot, ...]
    low: float
    """Where the line of poor scores stands."""
    left: float = LEFT
    right: float = WIDTH - RIGHT
    width: float = WIDTH
    height: float = HEIGHT


def course(row: Row, letters: dict[str, str]) -> Course:
    """Return the latest scores of a learner; `letters` are those of the scenarios' titles."""
    count = len(row.latest)
    dots = tuple(
        Dot(_x(place, count), _y(held.score), _sign(held), letters.get(held.title, ""), held.score)
        for place, held in enumerate(row.latest)
    )
    return Course(" ".join(f"{dot.x:.1f},{dot.y:.1f}" for dot in dots), dots, _y(LOW))


def letters_of(titles: Sequence[str]) -> dict[str, str]:
    """Return a letter for each title, as far as letters go; one title alone needs none."""
    return dict(zip(titles, LETTERS, strict=False)) if len(titles) > 1 else {}


def _sign(held: Held) -> Sign:
    if held.ended is None:
        return "open"
    return "early" if held.ended is Leaving.EARLY else "ended"


def _x(place: int, count: int) -> float:
    span = WIDTH - LEFT - RIGHT
    return round(LEFT + span * (place / (count - 1) if count > 1 else 1), 1)


def _y(score: float) -> float:
    return round(TOP + (HEIGHT - TOP - BOTTOM) * (1 - score / 100), 1)


class Drawn(NamedTuple):
    """A bar of a histogram, and the number at which it begins."""

    bar: Bar
    x: float
    y: float
    width: float
    height: float


class Bars(NamedTuple):
    """A histogram."""

    bars: tuple[Drawn, ...]
    end: int
    """The number at which the last bar ends."""
    median: float
    """Where the median stands."""
    width: float = BARS_WIDTH
    height: float = BARS_HEIGHT
    base: float = BARS_HEIGHT - BARS_BOTTOM
    right: float = BARS_WIDTH - BARS_SIDE


def bars(spread: Spread) -> Bars:
    """Return the histogram of a spread."""
    most = max(bar.meetings for bar in spread.bars)
    slot = (BARS_WIDTH - 2 * BARS_SIDE) / len(spread.bars)
    base = BARS_HEIGHT - BARS_BOTTOM
    drawn = []
    for place, bar in enumerate(spread.bars):
        height = round((base - BARS_TOP) * bar.meetings / most, 1)
        x = BARS_SIDE + place * slot
        drawn.append(Drawn(bar, round(x, 1), round(base - height, 1), round(slot - 2, 1), height))
    step = spread.bars[0].high + 1 - spread.bars[0].low
    return Bars(tuple(drawn), spread.bars[-1].low + step, _median(spread, slot))


def _median(spread: Spread, slot: float) -> float:
    for place, bar in enumerate(spread.bars):
        if spread.median < bar.high + 1:
            within = (spread.median - bar.low) / (bar.high + 1 - bar.low)
            return round(BARS_SIDE + (place + min(max(within, 0.0), 1.0)) * slot, 1)
    return BARS_WIDTH - BARS_SIDE


class Interval(NamedTuple):
    """A kappa with its interval, from -1 at the left to 1 at the right of 200 units."""

    low: float
    value: float
    high: float


def interval(agreement: Agreement) -> Interval | None:
    """Return where kappa stands; None where there is too little to say."""
    if agreement.kappa is None or agreement.low is None or agreement.high is None:
        return None
    low, value, high = (round(100 * (1 + number), 1) for number in (agreement.low, agreement.kappa, agreement.high))
    return Interval(low, value, high)


def shade(some: int, of: int) -> int:
    """Return how dark a cell is, 0 to 4: 0 for none."""
    return 0 if not some else min(1 + int(FULL_STEPS * some / of * 0.999), FULL_STEPS)
