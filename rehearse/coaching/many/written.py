"""The facts as a person takes them away: lines of JSON, whole or not at all."""

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from rehearse.archive.disk import reason, sync_folders
from rehearse.archive.lines import shown
from rehearse.coaching.many.kept import Kept
from rehearse.errors import InputError, StorageError


def work_file(facts: Path) -> Path:
    """Return the work file that lies beside a file of facts.

    Raises InputError where there is a file of facts without one: somebody else's, which is not written over.
    """
    work = facts.with_name(f"{facts.name}.work")
    if not facts.parent.is_dir():
        raise InputError("there is no such folder", where=shown(facts.parent), cure="Make it, or choose another place.")
    if os.path.lexists(facts) and not work.exists():
        cure = "Choose another name; that one was not touched."
        raise InputError("there is something of this name already", where=shown(facts), cure=cure)
    return work


def bad_file(facts: Path) -> Path:
    """Return the file beside a file of facts that names the bad files, where there are any."""
    return facts.with_name(f"{facts.name}.bad")


def write_facts(kept: Kept, facts: Path) -> None:
    """Write the facts, and beside them the bad files with their causes, each over what an earlier run wrote.

    Raises StorageError where the disk refuses; then what was there stays.
    """
    _write(facts, kept.lines())
    _, bad = kept.counted()
    if bad:
        _write(bad_file(facts), _bad_lines(kept))
    else:
        bad_file(facts).unlink(missing_ok=True)


def _bad_lines(kept: Kept) -> Iterator[bytes]:
    for bad in kept.bad():
        yield json.dumps({"source": bad.source, "cause": bad.why}, ensure_ascii=False).encode() + b"\n"


def _write(path: Path, lines: Iterable[bytes]) -> None:
    partial = path.with_name(f".{path.name}.partial")
    try:
        partial.unlink(missing_ok=True)
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600), "wb") as file:
            file.writelines(lines)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
        sync_folders([path.parent])
    except OSError as error:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        why, cure = reason(error)
        raise StorageError(f"cannot be written: {why}", where=shown(path), cure=f"{cure}, and run it again.") from error
