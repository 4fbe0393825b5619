"""The note after a meeting, as lines of text."""

from rehearse.meeting.state import State
from rehearse.text import one_line


def note_lines(state: State) -> list[str]:
    """Return the note with what was read in it, what it changed and what came back; nothing where there is none."""
    after = state.afterwards
    if after is None:
        return []
    name = one_line(state.header.scene.contact.name)
    return [
        f"Afterwards you wrote: {one_line(after.letter.text)}",
        *(f"   {mark.label.told}: “{one_line(mark.quote)}”" for mark in after.letter.labels),
        *(f"   {e.rule.replace('_', ' ')}: trust {e.trust:+.2f}" for e in after.entries),
        f"{name} wrote back: {one_line(after.answer)}" if after.answer else f"{name} has not answered yet.",
    ]
