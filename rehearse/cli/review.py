"""`rehearse review`: the review of saved transcripts as text, Markdown, JSON or pages; a second opinion beside it."""

import argparse
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from rehearse.archive.exams import check_over
from rehearse.archive.index import find_transcript
from rehearse.archive.transcript import read_transcript
from rehearse.cli.pages import Pages
from rehearse.cli.reading import reader_at_hand
from rehearse.errors import ContactError, RehearseError
from rehearse.review.facts import Review
from rehearse.review.report import More, as_json, as_markdown, as_text, nothing_more
from rehearse.review.review import review
from rehearse.scene import library
from rehearse.scene.rubric import STANDARD
from rehearse.settings import load_config, shipped, transcripts_dir
from rehearse.text import clean, one_line

if TYPE_CHECKING:
    from rehearse.review.judge import Judge
    from rehearse.review.opinion import SecondOpinion


def run(args: argparse.Namespace) -> int:
    """Print the review of each file; a file that cannot be read is named, and the rest go on (exit code 2)."""
    rubric, usual = library.rubric(args.rubric), library.rubric(STANDARD)
    judge = _judge() if args.judge else None
    pages = Pages(Path(args.html), several=len(args.files) > 1) if args.html is not None else None
    reader = reader_at_hand()
    failed = 0
    for number, name in enumerate(args.files):
        try:
            path = find_transcript(name, [transcripts_dir(), shipped("transcripts")])
            check_over(path)
            transcript = read_transcript(path)
        except RehearseError as error:
            print(f"rehearse: {one_line(str(error))}", file=sys.stderr)
            failed += 1
            continue
        if transcript.recovered:
            print(f"rehearse: {one_line(transcript.recovered)}", file=sys.stderr)
        found = review(transcript.header, transcript.events, rubric, reader, clean(str(path)), usual)
        show = partial(pages.add, found, path) if pages else partial(_print, found, args, number)
        if judge is None:
            show(None)
        elif not _show_judged(found, judge, show):
            judge = None
            failed += 1
    return 2 if failed else 0


def _judge() -> "Judge":
    from rehearse.review.judge import Judge

    return Judge(load_config())


def _show_judged(found: Review, judge: "Judge", show: "Callable[[SecondOpinion | None], None]") -> bool:
    """Show the review with a second opinion; return False where there is none, after saying why."""
    from rehearse.cli.judging import Stopped, complain, second_opinion

    opinion = None
    try:
        opinion = second_opinion(judge, found)
    except ContactError as error:
        complain(error)
    except Stopped as stopped:
        show(stopped.opinion)
        raise
    show(opinion)
    return opinion is not None


def _print(found: Review, args: argparse.Namespace, number: int, opinion: "SecondOpinion | None") -> None:
    more: More = nothing_more
    if opinion is not None:
        from rehearse.review.opinion import judged
        from rehearse.review.opinion_report import section

        found, more = judged(found, opinion), section(opinion)
    if args.json:
        print(as_json(found, indent=None if len(args.files) > 1 else 2))
    else:
        print("\n" * bool(number) + (as_markdown if args.markdown else as_text)(found, more), end="")
