"""A coach's notes and corrections, added to a transcript that lies on the disk."""

from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import NamedTuple

from rehearse.archive.glance import head
from rehearse.archive.lines import open_file
from rehearse.archive.log import TranscriptLog
from rehearse.archive.samples import is_shipped
from rehearse.archive.synced import SyncedFile
from rehearse.errors import InputError
from rehearse.meeting.events import AnyEvent, Corrected, Noted
from rehearse.meeting.state import State, advance, fold
from rehearse.reading.codebook import Cue, Label
from rehearse.reading.scene import Side
from rehearse.settings import transcripts_dir
from rehearse.text import clean, one_line

LONGEST_NOTE = 4_000
"""Characters of a note at most."""
LONGEST_NAME = 80
"""Characters of an author's name at most; what is beyond is cut off."""
NOBODY = "coach"
"""The author who does not say their name."""


class Annotated(NamedTuple):
    """A meeting with what was added to it."""

    path: Path
    """Where it is kept: a sample's, in the person's own folder."""
    state: State


def note(path: Path, turn: int, text: str, author: str, at: datetime) -> Annotated:
    """Pin a note to a turn (from 1). A sample is copied to the person's own transcripts first.

    Raises InputError for a note that is empty or too long and for a turn that is not there, StorageError where
    another app has the transcript or the disk refuses; the transcript is then as it was.
    """
    text = clean(text).strip()
    if not text:
        raise InputError("an empty note says nothing", cure="Write something first.")
    if len(text) > LONGEST_NOTE:
        cure = f"Say it in at most {LONGEST_NOTE:,}; nothing was kept."
        raise InputError(f"a note of {len(text):,} characters is too long", cure=cure)

    def made(n: int, _speaker: Side) -> AnyEvent:
        return Noted(n=n, at=at, turn=turn, text=text, author=_name(author))

    return _added(path, turn, made)


def correct(path: Path, turn: int, names: Iterable[Label | Cue], author: str, at: datetime) -> Annotated:
    """Keep what a coach reads in a turn (from 1): labels of a learner turn, cues of a contact turn; none is an answer.

    Copies a sample and raises as `note` does, and InputError for a name of the other side's.
    """
    wanted = set(names)

    def made(n: int, speaker: Side) -> AnyEvent:
        kind = Label if speaker is Side.LEARNER else Cue
        if not all(isinstance(name, kind) for name in wanted):
            raise InputError(f"turn {turn} is the {speaker}'s", cure="Labels are the learner's, cues the contact's.")
        if speaker is Side.LEARNER:
            labels = tuple(label for label in Label if label in wanted)
            return Corrected(n=n, at=at, turn=turn, labels=labels, author=_name(author))
        cues = tuple(cue for cue in Cue if cue in wanted)
        return Corrected(n=n, at=at, turn=turn, cues=cues, author=_name(author))

    return _added(path, turn, made)


def _name(author: str) -> str:
    return one_line(author, LONGEST_NAME) or NOBODY


def _added(path: Path, turn: int, made: Callable[[int, Side], AnyEvent]) -> Annotated:
    path = _own(path)
    with TranscriptLog.open(path) as log:
        state = fold(log.header, log.events)
        if not 1 <= turn <= len(state.turns):
            raise InputError(f"there is no turn {turn}", where=one_line(path.name), cure=f"It has {len(state.turns)}.")
        event = made(state.events + 1, state.turns[turn - 1].speaker)
        log.append(event)
        return Annotated(path, advance(state, event))


def _own(path: Path) -> Path:
    """Return the path, or of a sample the path of the person's own copy, made where there is none yet."""
    if not is_shipped(path):
        return path
    for number in count(1):
        own = transcripts_dir() / (path.name if number == 1 else f"{path.stem}-{number}{path.suffix}")
        if not own.exists():
            with open_file(path) as file:
                SyncedFile.begin(own, file.read()).close()
            return own
        if head(own).id == head(path).id:
            return own
    raise AssertionError("counting never ends")
