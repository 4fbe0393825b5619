"""The meetings nearest to one, in words: what it branched from, and what branched from it."""

from collections.abc import Iterable, Iterator

from textual.content import Content

from rehearse.archive.family import Family
from rehearse.archive.index import Summary
from rehearse.meeting.events import Header
from rehearse.text import counted
from rehearse.tui.screens.ask import Choice
from rehearse.tui.widgets.plain import line, minute, safe

NONE = Family()
"""Before anybody looked, and where there are none."""


def described(row: Summary) -> str:
    """Return when a meeting was, how long it went on and how it ended."""
    return f"{minute(row.started)}, {counted(row.turns, 'turn')}, {row.course}"


def differs_from(shared: int, turns: int) -> int:
    """Return the turn at which a branch that shares so many turns leaves a meeting of this length."""
    return min(shared + 1, turns)


def at_turn(found: Family, header: Header, turn: int, turns: int) -> Iterator[tuple[str, str]]:
    """Yield a heading and words for what branches at a turn of a meeting of this length."""
    if found.parent and header.parent and differs_from(header.parent.turns, turns) == turn:
        yield "A branch", f"From here on it leaves the meeting of {minute(found.parent.started)} (o)."
    here = [row for row in found.branches if differs_from(row.shared, turns) == turn]
    if here:
        yield "Branches from here (o)", "\n".join(map(described, here))


def section(found: Family, header: Header) -> Content:
    """Return what the review says of them; nothing where there are none."""
    lines = [safe(f"From turn {row.shared + 1} on it went another way: {described(row)}.") for row in found.branches]
    if found.parent and header.parent:
        start = f"This is a branch: from turn {header.parent.turns + 1} on"
        lines.insert(0, safe(f"{start} it leaves the meeting of {minute(found.parent.started)}."))
    return Content("\n").join(lines)


def choices(rows: Iterable[Summary], parent: Summary | None) -> list[Choice]:
    """Return one line a meeting, to choose from."""
    return [
        Choice(
            str(row.path),
            "The meeting it branched from" if row is parent else f"A branch from turn {row.shared + 1}",
            f"{line(row.title, 60)}: {described(row)}",
        )
        for row in rows
    ]


def all_of(found: Family) -> list[Summary]:
    """Return them in the order in which they are offered."""
    return [found.parent, *found.branches] if found.parent else list(found.branches)


def ended(found: Family, *, itself: bool) -> list[Summary]:
    """Return those that a meeting can be compared with: both have ended (`itself`: whether the meeting has)."""
    return [row for row in all_of(found) if row.ended is not None] if itself else []
