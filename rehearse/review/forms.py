"""The forms in which a meeting leaves the app as one text, and what their files are called."""

import json
from collections.abc import Callable, Mapping
from typing import NamedTuple

from rehearse.archive.corpus import to_corpus
from rehearse.archive.transcript import Transcript
from rehearse.review.facts import Review
from rehearse.review.page import as_page
from rehearse.review.report import as_json, as_markdown


class Form(NamedTuple):
    """One of them, as people choose it."""

    title: str
    hint: str
    suffix: str
    """Of its file. None is `.jsonl`: that is a transcript's, and is listed as one."""
    write: Callable[[Review, Transcript], str]
    """Returns the text, with the line end of its last line."""


def corpus_line(transcript: Transcript) -> str:
    """Return the transcript as one line of a corpus, which needs no review."""
    return json.dumps(to_corpus(transcript.header, transcript.events), ensure_ascii=False) + "\n"


FORMS: Mapping[str, Form] = {
    "markdown": Form(
        "Markdown", "The review as text, for an editor or a note.", ".md", lambda review, _: as_markdown(review)
    ),
    "html": Form(
        "Web page",
        "The review with its curve, to read or to print.",
        ".html",
        lambda review, _: as_page(review),
    ),
    "json": Form("JSON", "The review as data, for programs.", ".json", lambda review, _: f"{as_json(review)}\n"),
    "corpus": Form(
        "Corpus line",
        "What was said and read, as the codebook has it.",
        ".corpus.json",
        lambda _, kept: corpus_line(kept),
    ),
}
"""By the names that the command line has for them, too."""
