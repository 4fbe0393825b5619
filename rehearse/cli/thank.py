"""`rehearse thank`: writes a note to the contact after a meeting, and prints what was read in it and the answer."""

import argparse
import sys
from pathlib import Path

from rehearse.archive.index import find_transcript, head
from rehearse.archive.samples import is_sample
from rehearse.archive.transcript import read_transcript
from rehearse.cli.note import note_lines
from rehearse.cli.reading import reader_at_hand
from rehearse.cli.terminal import interruptible, wait_for
from rehearse.engines import CHOICES, make_contact
from rehearse.errors import InputError
from rehearse.meeting.state import State
from rehearse.rehearsal import LONGEST, resume
from rehearse.settings import load_config, transcripts_dir


def run(args: argparse.Namespace) -> int:
    """Write the note, or, where one is written that was never answered, only get its answer; return the exit code."""
    path = find_transcript(args.file, [transcripts_dir()])
    if is_sample(head(path).id):
        raise InputError("this is a sample", where=path.name, cure="Hold a meeting of your own, and write after that.")
    state = wait_for(_written(path, args))
    print("\n".join(note_lines(state)))
    return 0


async def _written(path: Path, args: argparse.Namespace) -> State:
    played = read_transcript(path).header.engine
    engine = args.contact or next((name for name in CHOICES if name == played), None)
    rehearsal = resume(path, make_contact(engine, load_config()), reader_at_hand())
    try:
        after = rehearsal.state.afterwards
        if after is not None and after.answer is None and args.text is None:
            await rehearsal.answer()
        else:
            rehearsal.check_letter()
            await rehearsal.thank(_asked() if args.text is None else args.text)
    finally:
        rehearsal.log.close()
    return rehearsal.state


def _asked() -> str:
    """What the learner types or pipes in, to the end of input."""
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    with interruptible():
        if sys.stdin.isatty():
            print("Your note; end it with Ctrl+D on a line of its own:", file=sys.stderr)
        return sys.stdin.read(LONGEST + 1)
