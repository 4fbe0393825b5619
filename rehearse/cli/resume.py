"""`rehearse resume`: goes on with a meeting that waits, or says one of its turns differently in a branch."""

import argparse
from collections.abc import Callable
from functools import partial

from rehearse.archive.index import find_transcript
from rehearse.archive.transcript import read_transcript
from rehearse.cli.assigned import AssignmentJudge, Judge
from rehearse.cli.practice import in_lines
from rehearse.cli.reading import reader_at_hand
from rehearse.cli.terminal import open_app, shows_the_app, wait_for
from rehearse.coaching.assigned.taking import known
from rehearse.config import Engine
from rehearse.contact.contact import Contact
from rehearse.engines import make_contact
from rehearse.errors import InputError
from rehearse.meeting.events import Header
from rehearse.meeting.state import State, fold
from rehearse.reading.reader import Reader
from rehearse.reading.scene import Side
from rehearse.settings import load_config, shipped, transcripts_dir
from rehearse.tui import seats
from rehearse.tui.start import Start

SAID = "Last time you said: “{said}”"


class _House:
    """Who plays and who reads, as the seats want to know it."""

    def __init__(self, first: Start, choice: Engine | None, contact_for: Callable[[Engine | None], Contact]) -> None:
        self.first = first
        self.choice = choice
        self.contact_for = contact_for
        self.reader: Callable[[], Reader] = reader_at_hand


def run(args: argparse.Namespace) -> int:
    """Sit down again and return the exit code. Raises InputError for an end that was reached, or no turn of one's."""
    anew = args.turn is not None
    path = find_transcript(args.file, [transcripts_dir(), *([shipped("transcripts")] if anew else [])])
    transcript = read_transcript(path)
    state = fold(transcript.header, transcript.events)
    said = _said(state, args.turn) if anew else ""
    if not anew and state.ended:
        cure = "rehearse review reads its review; with --turn N a turn is said differently."
        raise InputError("this meeting has ended", where=path.name, cure=cure)
    first = Start("resume", path=path, contact=args.contact, turn=args.turn, said=said)
    if not (args.plain or args.json) and shows_the_app():
        return open_app(first)
    config = load_config()
    house = _House(first, args.contact, lambda choice: make_contact(choice, config))
    sit = partial(seats.sit_at_branch, turns=args.turn - 1) if anew else seats.sit_again
    rehearsal = sit(house, path)
    return wait_for(in_lines(args, rehearsal, Judge() if anew else _judge(transcript.header), _reminder(said)))


def _said(state: State, number: int) -> str:
    """Return what the learner said in this turn."""
    mine = [n for n, turn in enumerate(state.turns, start=1) if turn.speaker is Side.LEARNER]
    if number not in mine:
        cure = f"Yours are {', '.join(map(str, mine))}." if mine else "You said nothing in it."
        raise InputError(f"turn {number} is none of yours", where="--turn", cure=cure)
    return state.turns[number - 1].text


def _reminder(said: str) -> str:
    return SAID.format(said=said) if said else ""


def _judge(header: Header) -> Judge:
    packed = known(header.assignment) if header.assignment else None
    return AssignmentJudge(packed) if packed else Judge()
