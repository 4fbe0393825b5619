"""Lets a meeting and its review leave the app: to a file beside its transcript, over no other; or through a browser."""

from io import StringIO
from pathlib import Path
from typing import NamedTuple

from rehearse.archive.fresh import write_free
from rehearse.archive.samples import is_shipped
from rehearse.archive.transcript import read_transcript
from rehearse.review.export import FORMS
from rehearse.review.facts import Review
from rehearse.review.opinion import SecondOpinion
from rehearse.settings import private_folder, transcripts_dir


def export(review: Review, transcript: Path, form: str, opinion: SecondOpinion | None = None) -> Path:
    """Write the meeting in a form, one of FORMS, for its owner's eyes only; return where.

    The export of a sample goes to the person's own folder. Raises InputError or StorageError.
    """
    folder = transcript.parent
    if is_shipped(transcript):
        folder = private_folder(transcripts_dir())
    found = draw_up(review, transcript, form, opinion)
    return write_free(folder, transcript.stem, FORMS[form].suffix, found.file.getvalue())


class Sheet(NamedTuple):
    """What is exported, and what it would be called."""

    name: str
    file: StringIO


def draw_up(review: Review, transcript: Path, form: str, opinion: SecondOpinion | None = None) -> Sheet:
    """Return the meeting in a form, one of FORMS, for a browser to keep. Raises InputError."""
    text = FORMS[form].write(review, opinion, read_transcript(transcript))
    return Sheet(f"{transcript.stem}{FORMS[form].suffix}", StringIO(text))
