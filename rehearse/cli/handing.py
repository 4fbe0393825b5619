"""`rehearse hand-in`: writes the one file that a learner gives to their coach. Nothing is sent."""

import argparse
import sys
from pathlib import Path

from rehearse.archive.fresh import check_free
from rehearse.cli.reading import reader_at_hand
from rehearse.coaching.assigned.held import meetings_for
from rehearse.coaching.assigned.progress import progress
from rehearse.coaching.assigned.taking import meant
from rehearse.coaching.handed.handing import (
    LONGEST_NAME,
    contents,
    hand_in,
    remember_name,
    remembered_name,
    waiting,
    write,
)
from rehearse.errors import InputError
from rehearse.rehearsal import now
from rehearse.settings import transcripts_dir
from rehearse.text import one_line


def run(args: argparse.Namespace) -> int:
    """Say what is handed in, write it, and print where it lies."""
    packed = meant(args.assignment)
    reader = reader_at_hand()
    stands = progress(packed, meetings_for(packed, transcripts_dir(), reader, _damaged))
    out = Path(args.out) if args.out is not None else None
    if args.list:
        print("\n".join(contents(stands)) or "Nothing yet.")
        return 0
    if out is not None:
        check_free(out)
    for line in waiting(stands):
        print(f"rehearse: {line}", file=sys.stderr)
    name = one_line(args.name if args.name is not None else remembered_name() or _asked())
    found = hand_in(stands, name, reader, now())
    path = write(found, out, Path())
    if name != remembered_name():
        remember_name(name)
    print(one_line(str(path)))
    print()
    print(f"{one_line(packed.assignment.title, 200)}, handed in as {found.content.learner}. In this file are")
    for line in contents(stands):
        print(f"- {line}")
    print("each word for word, with its review, and your name; nothing else of yours.")
    whom = one_line(packed.assignment.coach, 60) if packed.assignment.coach else "your coach"
    print(f"Nothing was sent: give that one file to {whom}.")
    return 0


def _damaged(path: Path, error: InputError | OSError) -> None:
    why = error.what if isinstance(error, InputError) else error.strerror
    said = f"{path.name} was held for this too, and is not handed in, for it cannot be read: {why}"
    print(f"rehearse: {one_line(said, 400)}. Is there another copy?", file=sys.stderr)


def _asked() -> str:
    """Return the name as the learner types it. Raises InputError where nobody is there to type."""
    if not sys.stdin.isatty():
        raise InputError("a submission needs a name", cure="Give yours: --name NAME; it is remembered.")
    print("Your name, as your coach knows you: ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline(4 * LONGEST_NAME)
