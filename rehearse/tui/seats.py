"""How one comes to the table: anew, again, or at a branch. Runs off the event loop, for files are read here."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from rehearse import engines
from rehearse.archive.acquaintances import relationship_with
from rehearse.archive.index import new_path
from rehearse.archive.transcript import read_transcript
from rehearse.coaching.assigned.held import meetings_for
from rehearse.coaching.assigned.packed import Packed
from rehearse.coaching.assigned.progress import check_may_sit, progress
from rehearse.config import Engine
from rehearse.contact.contact import Contact
from rehearse.errors import InputError
from rehearse.reading.reader import Reader
from rehearse.rehearsal import Rehearsal, branch, now, resume, start
from rehearse.scene import library
from rehearse.scene.persona import Persona
from rehearse.scene.scenario import Mode, Scenario
from rehearse.settings import transcripts_dir
from rehearse.tui.start import Start

Opener = Callable[[], Rehearsal]


class Host(Protocol):
    """Who knows what plays and what reads."""

    first: Start
    choice: Engine | None
    contact_for: Callable[[Engine | None], Contact]
    reader: Callable[[], Reader]


def sit_down(host: Host, first: Start) -> Rehearsal:
    """Begin the meeting that the command line named. Raises InputError, StorageError."""
    scenario = library.scenario(first.scenario or "")
    return begin(host, scenario, library.persona(first.persona or scenario.persona), first.seed, again=first.again)


def begin(  # noqa: PLR0913 - each of these is a free choice of whoever sits down
    host: Host,
    scenario: Scenario,
    persona: Persona,
    seed: int | None = None,
    *,
    again: bool = False,
    assignment: str | None = None,
) -> Rehearsal:
    """Begin a meeting in a new transcript, as strangers or, `again`, from where earlier ones with this contact ended.

    `assignment` is the hash of the one that it is held for. Raises InputError, StorageError.
    """
    contact = host.contact_for(host.choice)
    known = relationship_with(persona.id, transcripts_dir()) if again else None
    path = new_path(transcripts_dir(), scenario.id, now().astimezone())
    return start(path, scenario, persona, contact, host.reader(), seed=seed, known=known, assignment=assignment)


def sit_for(host: Host, packed: Packed, task: int) -> Rehearsal:
    """Begin a meeting for a task (from 1) of an assignment, or go on with the one that waits.

    Raises InputError where the attempts are used up, StorageError.
    """
    stand = progress(packed, meetings_for(packed, transcripts_dir(), host.reader())).task(task)
    check_may_sit(stand, packed)
    if stand.unfinished is not None:
        return sit_again(host, stand.unfinished.path)
    scene = stand.scene
    seed = host.first.seed if scene.scenario.seed is None else None
    return begin(host, scene.scenario, scene.persona, seed, assignment=packed.hash)


def sit_again(host: Host, path: Path) -> Rehearsal:
    """Go on with a meeting, with the engine that played in it unless another was chosen."""
    header = read_transcript(path).header
    engine = host.choice or next((name for name in engines.CHOICES if name == header.engine), None)
    return resume(path, host.contact_for(engine), host.reader())


def sit_at_branch(host: Host, path: Path, turns: int) -> Rehearsal:
    """Begin a meeting that shares the first turns of another. Raises InputError for an exam, or without a persona."""
    found = read_transcript(path)
    header = found.header
    if header.persona is None:
        raise InputError(
            "this meeting was imported without a persona, so nobody can play on",
            where=path.name,
            cure="Review or replay it instead.",
        )
    if header.scenario is not None and header.scenario.mode is Mode.EXAM:
        raise InputError("an exam is not rewound", where=path.name, cure="Sit down to it anew from the list of scenes.")
    engine = host.choice or next((name for name in engines.CHOICES if name == header.engine), None)
    name = header.scenario.id if header.scenario else "branch"
    target = new_path(transcripts_dir(), name, now().astimezone())
    return branch(header, found.events, turns, target, host.contact_for(engine), host.reader())
