"""The meetings that were held for an assignment, as they lie on the disk: nothing else is kept of them."""

import hashlib
from collections.abc import Callable, Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from rehearse.archive.folder import files
from rehearse.archive.lines import open_file
from rehearse.archive.opening import PERSONA
from rehearse.archive.transcript import Parsed, parse
from rehearse.coaching.assigned.criteria import Outcome, outcome
from rehearse.coaching.assigned.packed import Packed, Scene
from rehearse.errors import InputError
from rehearse.meeting.events import AnyEvent, Header
from rehearse.meeting.state import State
from rehearse.reading.reader import Reader
from rehearse.review.review import read_whole
from rehearse.scene.hashing import content_hash

FIRST_BYTES = 16_384
"""Bytes of a transcript that hold all of its header but the persona, which comes last; mostly a third of them."""


Damaged = Callable[[Path, InputError | OSError], None]
"""Hears of a file that was begun for the assignment and cannot be read, and why."""


class Held(NamedTuple):
    """A meeting that was begun for an assignment, and what it shows."""

    path: Path
    data: bytes
    """The transcript's whole lines."""
    header: Header
    events: tuple[AnyEvent, ...]
    scene: Scene
    """The task it was held for."""
    state: State
    outcome: Outcome
    late: bool
    """Whether it began after the assignment was due."""

    @property
    def branch(self) -> bool:
        """Whether it shares its beginning with another: such a meeting uses up no attempt, and passes nothing."""
        return self.header.parent is not None

    @property
    def counts(self) -> bool:
        """Whether it is an attempt: begun from the first word, and the learner has spoken."""
        return not self.branch and self.state.learner_turns > 0

    @property
    def passed(self) -> bool:
        """Whether it passes its task."""
        return self.counts and self.outcome.passed

    @property
    def open(self) -> bool:
        """Whether somebody could go on with it."""
        return self.state.ended is None

    @property
    def veiled(self) -> bool:
        """Whether nothing of how it goes is shown: an exam that has not ended."""
        return self.open and self.scene.exam

    @property
    def sha256(self) -> str:
        """The hash of its bytes."""
        return hashlib.sha256(self.data).hexdigest()


def meetings_for(packed: Packed, folder: Path, reader: Reader, damaged: Damaged | None = None) -> tuple[Held, ...]:
    """Return the meetings of the folder that name this assignment, the oldest first, each once.

    Of one that lies there twice, as a coach gave it back with notes, the longer is taken. What is no whole transcript,
    or names the assignment and is of none of its scenes, is no meeting of it; `damaged` hears of the former. Raises
    StorageError where the folder cannot be read.
    """
    scenes = {content_hash(scene.scenario): scene for scene in packed.scenes}
    found: dict[str, Held] = {}
    for path, data, parsed in _naming(packed.hash, folder, damaged):
        scene = scenes.get(parsed.header.scenario_hash or "")
        known = found.get(parsed.header.id)
        if scene and (known is None or len(known.data) < parsed.kept):
            found[parsed.header.id] = _held(path, data, parsed, scene, packed, reader)
    return tuple(sorted(found.values(), key=lambda each: (each.header.started, each.path.name)))


def is_late(packed: Packed, started: datetime) -> bool:
    """Whether a meeting that begins then is late."""
    due = packed.assignment.due
    return due is not None and started > due


def _held(path: Path, data: bytes, parsed: Parsed, scene: Scene, packed: Packed, reader: Reader) -> Held:  # noqa: PLR0913
    state = read_whole(parsed.header, parsed.events, reader)
    shows = outcome(state, scene.criteria, packed.content.rubric, scene.persona)
    late = is_late(packed, parsed.header.started)
    return Held(path, data[: parsed.kept], parsed.header, parsed.events, scene, state, shows, late)


def _naming(name: str, folder: Path, damaged: Damaged | None) -> Iterator[tuple[Path, bytes, Parsed]]:
    """Yield the transcripts whose header names the assignment; of all others only the beginning is read."""
    for path in files(folder):
        before = b""
        try:
            with open_file(path) as file:
                first = file.read(FIRST_BYTES)
                before, persona, _ = first.partition(PERSONA)
                if persona and name.encode() not in before:
                    continue
                data = first + file.read()
            parsed = parse(path, BytesIO(data))
        except (InputError, OSError) as error:
            if damaged and name.encode() in before:
                damaged(path, error)
            continue
        if parsed.header.assignment == name:
            yield path, data, parsed
