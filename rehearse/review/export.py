"""The forms in which a meeting leaves the app as one text, and what their files are called."""

import json
from collections.abc import Callable, Mapping
from typing import NamedTuple

from rehearse.archive.corpus import to_corpus
from rehearse.archive.transcript import Transcript
from rehearse.review.facts import Review
from rehearse.review.opinion import SecondOpinion, judged
from rehearse.review.opinion_report import section
from rehearse.review.page import as_page
from rehearse.review.report import as_json, as_markdown, nothing_more
from rehearse.text import in_json


class Form(NamedTuple):
    """One of them, as people choose it."""

    title: str
    hint: str
    suffix: str
    """Of its file. None is `.jsonl`: that is a transcript's, and is listed as one."""
    write: Callable[[Review, SecondOpinion | None, Transcript], str]
    """Returns the text, with the line end of its last line; a second opinion is part of a review's forms."""


def corpus_line(transcript: Transcript, *, corrected: bool = False) -> str:
    """Return the transcript as one line of a corpus, which needs no review.

    With `corrected`, a turn that a coach corrected has the coach's labels.
    """
    return in_json(json.dumps(to_corpus(*transcript[:2], corrected=corrected), ensure_ascii=False)) + "\n"


def _markdown(review: Review, opinion: SecondOpinion | None, _: Transcript) -> str:
    return as_markdown(review, section(opinion) if opinion else nothing_more)


def _page(review: Review, opinion: SecondOpinion | None, _: Transcript) -> str:
    return as_page(review, opinion)


def _json(review: Review, opinion: SecondOpinion | None, _: Transcript) -> str:
    return f"{as_json(judged(review, opinion) if opinion else review)}\n"


def _corpus(_: Review, __: SecondOpinion | None, transcript: Transcript) -> str:
    return corpus_line(transcript)


def _corrected(_: Review, __: SecondOpinion | None, transcript: Transcript) -> str:
    return corpus_line(transcript, corrected=True)


FORMS: Mapping[str, Form] = {
    "markdown": Form("Markdown", "The review as text, for an editor or a note.", ".md", _markdown),
    "html": Form("Web page", "The review with its curve, to read or to print.", ".html", _page),
    "json": Form("JSON", "The review as data, for programs.", ".json", _json),
    "corpus": Form("Corpus line", "What was said and read, as the codebook has it.", ".corpus.json", _corpus),
    "corrected": Form("The same, corrected", "With a coach's labels.", ".corrected.json", _corrected),
}
"""By the names that the command line has for them, too; `corrected` is its `corpus --corrected`."""
