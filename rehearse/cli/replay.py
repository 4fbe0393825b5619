"""`rehearse replay`: step through a transcript, in the app or as plain text."""

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from rehearse.archive.exams import check_over
from rehearse.archive.index import find_transcript
from rehearse.archive.transcript import Transcript, read_transcript
from rehearse.cli.note import note_lines
from rehearse.cli.terminal import is_terminal, open_app, shows_the_app
from rehearse.meeting.ledger import Entry
from rehearse.meeting.state import State, fold
from rehearse.reading.codebook import Turn
from rehearse.reading.scene import Side
from rehearse.review.corrections import compared
from rehearse.settings import shipped, transcripts_dir
from rehearse.text import counted, one_line


def run(args: argparse.Namespace) -> int:
    """Replay one transcript; in plain form a terminal steps with Enter, anything else gets it whole."""
    path = find_transcript(args.file, [transcripts_dir(), shipped("transcripts")])
    if not args.plain and shows_the_app():
        from rehearse.tui.start import Start

        return open_app(Start(screen="replay", path=path))
    check_over(path)
    transcript = read_transcript(path)
    if transcript.recovered:
        print(f"rehearse: {one_line(transcript.recovered)}", file=sys.stderr)
    _print(transcript, stepping=is_terminal())
    return 0


def _print(transcript: Transcript, *, stepping: bool) -> None:
    state = fold(transcript.header, transcript.events)
    entries: defaultdict[int, list[Entry]] = defaultdict(list)
    for entry in state.ledger:
        entries[entry.turn].append(entry)
    name = one_line(transcript.header.scene.contact.name)
    title = transcript.header.scenario.title if transcript.header.scenario else transcript.header.id
    print(f"{one_line(title)}, with {name}. {counted(len(state.turns), 'turn')}.")
    for number, turn in enumerate(state.turns, start=1):
        print()
        for line in _lines(number, turn, name, entries[number], _remarks(state, number)):
            print(line)
        if stepping and _stops():
            return
    for line in ("", *note_lines(state)) if state.afterwards else ():
        print(line)


def _stops() -> bool:
    """Ask whether to go on; the end of input is a no."""
    try:
        return input("Enter: on; q: stop ").strip().lower().startswith("q")
    except EOFError:
        print()
        return True


def _remarks(state: State, number: int) -> Iterator[str]:
    """Yield what coaches read in a turn, and what they noted."""
    given = [(given.author, given.names) for given in state.corrections if given.turn == number]
    beside = compared(state.turns[number - 1].names, given)
    if beside:
        yield beside
    for note in state.notes:
        if note.turn == number:
            first, *others = note.text.strip().splitlines() or [""]
            yield f"note by {one_line(note.author)}: {one_line(first)}"
            yield from (f"  {one_line(other)}" for other in others if other.strip())


def _lines(number: int, turn: Turn, name: str, entries: Sequence[Entry], remarks: Iterable[str]) -> Iterator[str]:
    yield f"{number}. {'You' if turn.speaker is Side.LEARNER else name}: {one_line(turn.text)}"
    marks = [(mark.label.told, mark.quote) for mark in turn.labels]
    marks += [(mark.label.words, mark.quote) for mark in turn.cues]
    for what, quote in marks:
        yield f"   {what}: “{one_line(quote)}”"
    for entry in entries:
        yield f"   {entry.rule.replace('_', ' ')}: energy {entry.energy:+.2f}, trust {entry.trust:+.2f}"
    for remark in remarks:
        yield f"   {remark}"
