"""The meeting's clock: what is said costs minutes, so a ramble eats the half hour."""

WORDS_PER_MINUTE = 60.0
"""People speak at about 150 words a minute; one typed word stands for more than two spoken ones."""

PAUSE = 0.5
"""Minutes between two turns: the cup, the thought, the look out of the window."""

SHORT = 3.0
"""Minutes left at which a contact says that time is short."""


def cost(text: str) -> float:
    """Return the minutes that saying `text` takes, with the pause after it."""
    return round(len(text.split()) / WORDS_PER_MINUTE + PAUSE, 4)
