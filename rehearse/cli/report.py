"""`rehearse coach report`: what the meetings of a cohort come to, as text, JSON, a table or a page.

Light until it runs, since each start of the program asks it for its arguments.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import chain
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

from rehearse.errors import InputError
from rehearse.text import clean, in_json, one_line

if TYPE_CHECKING:
    from rehearse.coaching.assigned.packed import Packed
    from rehearse.coaching.cohort.fold import Cohort
    from rehearse.coaching.facts import Bad, MeetingFacts
    from rehearse.scene.rubric import Rubric

MOST_WORKERS = 1_000
MANY = 500
"""Transcripts from which on it pays to start a process on each core."""


def add_arguments(report: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    report.add_argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help="folder with a folder for each learner, transcript, or file of facts; or one URL such as s3://bucket/folder",
    )
    report.add_argument("--json", action="store_true", help="one JSON object in the place of the text")
    report.add_argument("--csv", metavar="OUT", help="a new file for a spreadsheet: a row a meeting")
    report.add_argument("--html", metavar="OUT", help="a page, new, to open in a browser")
    report.add_argument("--assignment", metavar="FILE", help="packed file, id or hash: its meetings, held against it")
    report.add_argument("--rubric", metavar="R", help="id or file of the rubric (the assignment's, else standard)")
    report.add_argument("--corrections", metavar="OUT", help="a new file of corpus lines, with the coaches' labels")
    report.add_argument("--anew", action="store_true", help="read each turn anew, whatever the files say was read")
    many = report.add_argument_group("of one folder or URL, with any number of transcripts")
    many.add_argument("--facts", metavar="OUT", help="file for a line of JSON a meeting; with it a stopped run goes on")
    crew = many.add_mutually_exclusive_group()
    crew.add_argument("--workers", type=_workers, metavar="N", help="processes of this machine (one a core)")
    crew.add_argument("--cluster", metavar="ADDRESS", help="of a Dask scheduler, such as tcp://10.0.0.7:8786")


def _workers(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= MOST_WORKERS):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of processes, 1 to {MOST_WORKERS}")
    return int(text)


def run(args: argparse.Namespace) -> int:
    """Report on all meetings; a file that cannot be read is named, and the rest go on (exit code 1)."""
    from rehearse.archive.fresh import check_free, write_new

    outs = [Path(out) for out in (args.csv, args.html, args.corrections) if out is not None]
    for out in outs:
        check_free(out)
    for path in args.paths:
        _check_collected(path)
    packed = _given(args.assignment) if args.assignment else None
    rubric = _rubric(args, packed)
    with _meetings(args, rubric) as found:
        cohort = _report(args, rubric, packed, found)
    if args.html is not None:
        from rehearse.coaching.cohort.page import as_page

        write_new(Path(args.html), as_page(cohort))
    _print(cohort, json=args.json)
    for out in outs:
        print(clean(str(out)), file=sys.stderr if args.json else sys.stdout)
    return 1 if cohort.bad else 0


def _check_collected(given: str) -> None:
    """Raise InputError for a submission, and for a folder that has some and no transcript."""
    from rehearse.coaching.handed.inbox import files, is_submission
    from rehearse.coaching.many.listing import at_least
    from rehearse.coaching.many.place import Place

    path = Path(given)
    if path.is_dir():
        handed_in = not at_least(Place(str(path.resolve())), 1) and any(map(is_submission, files(path)))
    else:
        handed_in = path.is_file() and is_submission(path)
    if handed_in:
        folder = quote(one_line(str(path if path.is_dir() else path.parent), 200))
        cure = f"Collect first: `rehearse coach collect {folder} --out MEETINGS`; then report on MEETINGS."
        raise InputError(
            "here are submissions, and a report is made of meetings", where=one_line(given, 200), cure=cure
        )


@contextmanager
def _meetings(args: argparse.Namespace, rubric: "Rubric") -> "Iterator[Iterable[MeetingFacts | Bad]]":
    """Give all meetings and bad files: a few one after the other, many by all cores or a cluster."""
    if _are_many(args):
        from rehearse.cli.gathering import gathered

        if len(args.paths) > 1:
            raise InputError("these are several", cure="Name one folder or URL; what lies below it is reported on.")
        with gathered(args, rubric) as found:
            yield chain(found.facts(), found.all_bad())
    else:
        from rehearse.cli.reading import reader_at_hand
        from rehearse.coaching.gathering import check_there, facts_of

        paths = [Path(path) for path in args.paths]
        check_there(paths)
        yield _named(facts_of(paths, rubric, reader_at_hand(), anew=args.anew))


def _are_many(args: argparse.Namespace) -> bool:
    """Whether to deal them out: as was said, or because only that can open them, or for there are so many."""
    if args.facts or args.workers or args.cluster or any("://" in path for path in args.paths):
        return True
    if len(args.paths) > 1 or not Path(args.paths[0]).is_dir():
        return False
    from rehearse.coaching.many.listing import at_least
    from rehearse.coaching.many.place import Place

    return at_least(Place(str(Path(args.paths[0]).resolve())), MANY)


def _print(found: "Cohort", *, json: bool) -> None:
    from rehearse.coaching.cohort.as_text import as_text

    if json:
        # JSON is UTF-8 by its letter, whatever the terminal has.
        sys.stdout.buffer.write(f"{in_json(found.model_dump_json(indent=2, by_alias=True))}\n".encode())
        sys.stdout.buffer.flush()
    else:
        print(as_text(found), end="")


def _given(word: str) -> "Packed":
    from rehearse.coaching.assigned.taking import given

    return given(word)


def _rubric(args: argparse.Namespace, packed: "Packed | None") -> "Rubric":
    from rehearse.scene import library
    from rehearse.scene.rubric import STANDARD

    if args.rubric is None and packed is not None:
        return packed.content.rubric
    return library.rubric(args.rubric or STANDARD)


def _report(
    args: argparse.Namespace, rubric: "Rubric", packed: "Packed | None", meetings: "Iterable[MeetingFacts | Bad]"
) -> "Cohort":
    """Go through all meetings once; what is written a meeting at a time is written as they come."""
    from rehearse.archive.fresh import writing_new
    from rehearse.coaching.cohort.as_csv import Table
    from rehearse.coaching.cohort.corrections import Corrections
    from rehearse.coaching.cohort.fold import CohortFold
    from rehearse.coaching.facts import Bad

    cohort = CohortFold(rubric, packed)
    with ExitStack() as files:
        table = Table(files.enter_context(writing_new(Path(args.csv))), rubric) if args.csv else None
        out = files.enter_context(writing_new(Path(args.corrections))) if args.corrections else None
        corrections = Corrections(out, [Path(path) for path in args.paths]) if out else None
        for facts in meetings:
            if not cohort.add(facts) or isinstance(facts, Bad):
                continue
            if table:
                table.add(facts)
            if corrections and (lost := corrections.add(facts)):
                for bad in _named([lost]):
                    cohort.add(bad)
    return cohort.report()


def _named(found: "Iterable[MeetingFacts | Bad]") -> "Iterator[MeetingFacts | Bad]":
    """The same, each bad file named on stderr as it comes."""
    from rehearse.coaching.facts import Bad

    for one in found:
        if isinstance(one, Bad):
            print(one_line(f"rehearse: {one.source}: {one.why}"), file=sys.stderr)
        yield one
