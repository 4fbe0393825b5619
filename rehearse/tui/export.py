"""Writes a review to a file beside its transcript, over no other file."""

import os
from itertools import count
from pathlib import Path

from rehearse.errors import StorageError
from rehearse.review.facts import Review
from rehearse.review.report import More, as_markdown, nothing_more
from rehearse.settings import private_folder, shipped, transcripts_dir


def export(review: Review, transcript: Path, more: More = nothing_more) -> Path:
    """Write the review, and what stands below it, as Markdown, for its owner's eyes only; return where.

    The review of a sample goes to the person's own folder. Raises StorageError.
    """
    folder = transcript.parent
    if folder.resolve() == shipped("transcripts").resolve():
        folder = private_folder(transcripts_dir())
    for number in count(1):
        path = folder / (f"{transcript.stem}.md" if number == 1 else f"{transcript.stem}-{number}.md")
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(as_markdown(review, more))
        except FileExistsError:
            continue
        except OSError as error:
            raise StorageError(
                f"the review cannot be written: {error.strerror}",
                where=str(path),
                cure="Free the place, or copy it (y).",
            ) from error
        return path
    raise AssertionError("counting never ends")
