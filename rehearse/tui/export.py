"""Writes a meeting and its review to a file beside its transcript, over no other file."""

from pathlib import Path

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
    text = FORMS[form].write(review, opinion, read_transcript(transcript))
    return write_free(folder, transcript.stem, FORMS[form].suffix, text)
