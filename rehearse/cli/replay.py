"""`rehearse replay`: step through a transcript, in the app or as plain text."""

import argparse
import sys

from rehearse.archive.index import find_transcript
from rehearse.archive.transcript import Transcript, read_transcript
from rehearse.cli.note import note_lines
from rehearse.cli.terminal import is_terminal
from rehearse.meeting.state import State, fold
from rehearse.reading.codebook import Turn
from rehearse.reading.scene import Side
from rehearse.settings import shipped, transcripts_dir
from rehearse.text import clean, one_line


def run(args: argparse.Namespace) -> int:
    """Replay one transcript; in plain form a terminal steps with Enter, anything else gets it whole."""
    path = find_transcript(args.file, [transcripts_dir(), shipped("transcripts")])
    if not args.plain and is_terminal():
        from rehearse.tui.app import run as run_app
        from rehearse.tui.start import Start

        return run_app(Start(screen="replay", path=path))
    transcript = read_transcript(path)
    if transcript.recovered:
        print(f"rehearse: {one_line(transcript.recovered)}", file=sys.stderr)
    _print(transcript, stepping=is_terminal())
    return 0


def _print(transcript: Transcript, *, stepping: bool) -> None:
    state = fold(transcript.header, transcript.events)
    name = one_line(transcript.header.scene.contact.name)
    title = transcript.header.scenario.title if transcript.header.scenario else transcript.header.id
    print(f"{one_line(title)}, with {name}. {len(state.turns)} turns.")
    for number, turn in enumerate(state.turns, start=1):
        print()
        for line in _lines(state, number, turn, name):
            print(line)
        if stepping and input("Enter: on; q: stop ").strip().lower().startswith("q"):
            return
    for line in ("", *note_lines(state)) if state.afterwards else ():
        print(line)


def _lines(state: State, number: int, turn: Turn, name: str) -> list[str]:
    who = "You" if turn.speaker is Side.LEARNER else name
    marks = [(mark.label.words, mark.quote) for mark in turn.labels]
    marks += [(mark.label.words, mark.quote) for mark in turn.cues]
    entries = [entry for entry in state.ledger if entry.turn == number]
    return [
        f"{number}. {who}: {clean(turn.text)}",
        *(f"   {name}: “{one_line(quote)}”" for name, quote in marks),
        *(f"   {e.rule.replace('_', ' ')}: energy {e.energy:+.2f}, trust {e.trust:+.2f}" for e in entries),
    ]
