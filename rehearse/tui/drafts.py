"""Keeps what was typed and not yet sent, beside the transcript, so that leaving loses no word."""

import os
from pathlib import Path

from rehearse.archive.disk import reason
from rehearse.archive.lines import open_file, shown
from rehearse.archive.removing import DRAFT, FRESH
from rehearse.errors import InputError, StorageError
from rehearse.text import clean

DRAFT_BYTES = 4_000_000
"""Bytes of a draft at most that is taken up again; the longest turn takes a tenth of it."""


def draft_path(transcript: Path) -> Path:
    """Where the draft of a transcript lies."""
    return transcript.with_suffix(DRAFT)


def keep_draft(transcript: Path, text: str) -> None:
    """Write the draft for its owner's eyes only; an empty one removes the file. Raises StorageError."""
    path = draft_path(transcript)
    try:
        if not text.strip():
            path.unlink(missing_ok=True)
            return
        fresh = path.with_name(path.name + FRESH)
        number = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(number, "w", encoding="utf-8") as file:
            file.write(clean(text))
            file.flush()
            os.fsync(number)
        fresh.replace(path)
    except OSError as error:
        why, _ = reason(error)
        raise StorageError(
            f"the draft cannot be kept: {why}", where=shown(path), cure="Copy it, or send it first."
        ) from error


class Drafts:
    """The draft of one transcript, and what its person knows of a disk that refuses it."""

    def __init__(self, transcript: Path) -> None:
        self.transcript = transcript
        self._refused = False
        self._warned = False

    def keep(self, text: str) -> StorageError | None:
        """Keep the draft; return the disk's refusal when it is new, for each word about it hides what one writes."""
        try:
            keep_draft(self.transcript, text)
        except StorageError as error:
            known, self._refused = self._refused, True
            return None if known else error
        self._refused = False
        return None

    def put_away(self, text: str) -> None:
        """Keep the draft before one leaves. Raises StorageError where the disk refuses, the first time only."""
        try:
            keep_draft(self.transcript, text)
        except StorageError as error:
            known, self._warned = self._warned, True
            if not known:
                cure = "Copy it; leave again to go without it."
                raise StorageError(error.what, where=error.where, cure=cure) from error


def read_draft(transcript: Path) -> str:
    """Return the draft, or nothing where there is none that can be read."""
    try:
        with open_file(draft_path(transcript)) as file:
            raw = file.read(DRAFT_BYTES + 1)
        return "" if len(raw) > DRAFT_BYTES else clean(raw.decode())
    except (InputError, OSError, UnicodeDecodeError):
        return ""
