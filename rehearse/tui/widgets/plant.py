"""Trust as a plant: so many leaves of eight, and a word for how it stands."""

from textual.content import Content

from rehearse.meeting.garden import FRIENDLY, WARY

LEAVES = 8
LEAF, BARE = "♣", "·"
GROWN = ((0.75, "in bloom"), (0.55, "in leaf"), (FRIENDLY, "a young plant"), (WARY, "a seedling"))
"""The word from each trust up; below the lowest it has withered."""
WITHERED = "withered"


def plant(trust: float) -> Content:
    """Return the plant for a trust from 0 to 1."""
    full = min(max(round(trust * LEAVES), 0), LEAVES)
    left = (BARE * (LEAVES - full), "$border")
    return Content.assemble((LEAF * full, "$success"), left, (f" {grown(trust)}", "$text-muted"))


def grown(trust: float) -> str:
    """Return the word for a trust from 0 to 1."""
    return next((word for floor, word in GROWN if trust >= floor), WITHERED)
