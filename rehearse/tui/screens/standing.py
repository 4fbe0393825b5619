"""What the replay says beside a turn: what was read in it, what it changed, and how things stood then."""

from collections.abc import Iterable, Sequence

from textual.content import Content

from rehearse.meeting.ledger import Entry
from rehearse.meeting.state import State
from rehearse.review.corrections import compared
from rehearse.tui.widgets.plain import line, safe, styled


def standing(
    state: State, turn: int, entries: Sequence[Entry], trust: float, more: Iterable[tuple[str, str]] = ()
) -> Content:
    """Return the panel beside a turn (from 1); `trust` is the trust after it, `more` are headings and words beside."""
    said = state.turns[turn - 1]
    blocks = [Content.assemble(*_level("Energy", state.energy_curve[turn - 1]), "\n", *_level("Trust", trust))]
    given = [(each.author, each.names) for each in state.corrections if each.turn == turn]
    if given:
        blocks.append(Content.assemble(("As coaches read it", "$text-muted"), "\n", compared(said.names, given)))
    notes = [safe(f"{line(note.author, 40)}: {note.text.strip()}") for note in state.notes if note.turn == turn]
    if notes:
        blocks.append(Content.assemble(("Notes", "$text-muted"), "\n", Content("\n").join(notes)))
    blocks += [Content.assemble((heading, "$text-muted"), "\n", words) for heading, words in more]
    if entries:
        blocks.append(Content.assemble(("This turn", "$text-muted"), "\n", Content("\n").join(map(_entry, entries))))
    marks = [_mark(f"{mark.label.sign} {mark.label.words}", mark.quote) for mark in said.labels]
    marks += [_mark(cue.label.words, cue.quote) for cue in said.cues]
    if marks:
        blocks.append(Content.assemble(("Read in it", "$text-muted"), "\n", Content("\n").join(marks)))
    if any(number == turn for number, _ in state.gifts):
        blocks.append(styled("Something was offered here.", "$success"))
    return Content("\n\n").join(blocks)


def _mark(words: str, quote: str) -> Content:
    return Content.assemble((words, "bold"), f"\n“{line(quote, 120)}”")


def _level(title: str, value: float) -> tuple[Content, ...]:
    full = round(value * 10)
    return (
        styled(f"{title:<7} ", "$text-muted"),
        styled("━" * full, "$primary"),
        styled("─" * (10 - full), "$border"),
        styled(f" {abs(value):.2f}", ""),
    )


def _entry(entry: Entry) -> Content:
    rule = entry.rule.replace("_", " ")
    style = "" if entry.energy + entry.trust >= 0 else "$warning"
    return styled(f"{rule}\n  energy {entry.energy:+.2f}  trust {entry.trust:+.2f}", style)
