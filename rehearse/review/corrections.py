"""A coach's reading of a turn beside the reader's, in words."""

from collections.abc import Iterable

from rehearse.reading.codebook import Cue, Label
from rehearse.text import one_line

Names = Iterable[Label | Cue]


def compared(read: Names, given: Iterable[tuple[str, Names]]) -> str:
    """Return what the reader and what each coach read in a turn; nothing where no coach said anything.

    >>> compared([Label.FOLLOW_UP], [("Ana", [Label.CURIOSITY]), ("Bo", [Label.FOLLOW_UP])])
    'reader: follow up; Ana: curiosity; Bo: the same as the reader'
    """
    read = set(read)
    coaches = [(one_line(author, 40), set(names)) for author, names in given]
    said = [f"{author}: {'the same as the reader' if names == read else _words(names)}" for author, names in coaches]
    differ = any(names != read for _, names in coaches)
    return "; ".join([f"reader: {_words(read)}"] * differ + said)


def _words(names: set[Label | Cue]) -> str:
    return ", ".join(name.words for name in (*Label, *Cue) if name in names) or "nothing"
