"""A meeting in a list: what it was, how it went, and where the words were said that one looked for."""

from textual.content import Content

from rehearse.archive.hits import Hit
from rehearse.archive.search import Match
from rehearse.archive.tables import SAMPLE
from rehearse.reading.scene import Side
from rehearse.text import counted
from rehearse.tui.widgets.plain import line, minute, styled

FOUND = "bold underline"
"""The style of the words that were looked for."""
_SPEAKERS = {Side.LEARNER: "you", Side.CONTACT: "contact"}


def prompt(match: Match, width: int) -> Content:
    """Return the lines of a meeting, its quote cut to a width in cells."""
    row = match.row
    title = styled(line(row.title, 80), "bold")
    if row.broken:
        return Content.assemble(title, "\n", styled(line(row.broken, 160), "$error"))
    if row.score is not None:
        title = Content.assemble(title, styled(f"  score {row.score}", "$text-muted"))
    when = "sample" if match.shelf == SAMPLE else minute(row.started)
    parts = [when, f"with {line(row.contact, 40)}", counted(row.turns, "turn"), row.course]
    parts += ["a branch"] * bool(row.parent)
    lines = [title, styled(" · ".join(parts), "$text-muted"), *(_quote(hit, width) for hit in match.hits[:1])]
    return Content("\n").join(lines)


def _quote(hit: Hit, width: int) -> Content:
    """Return who said it when, and the words as they were said, those that were looked for marked."""
    pieces, at = [styled(f"turn {hit.turn}, {_SPEAKERS[hit.speaker]}: ", "$text-muted")], 0
    for begin, end in hit.marks:
        pieces += [styled(hit.quote[at:begin], ""), styled(hit.quote[begin:end], FOUND)]
        at = end
    pieces.append(styled(hit.quote[at:], ""))
    return Content("").join(pieces).truncate(max(width, 1), ellipsis=True)
