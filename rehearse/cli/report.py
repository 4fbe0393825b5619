"""`rehearse coach report`: what the meetings of a cohort come to, as text, JSON, a table or a page.

Light until it runs, since each start of the program asks it for its arguments.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from rehearse.text import clean, one_line

if TYPE_CHECKING:
    from rehearse.coaching.cohort.fold import Cohort
    from rehearse.coaching.facts import MeetingFacts
    from rehearse.coaching.gathering import Bad
    from rehearse.coaching.packed import Packed
    from rehearse.scene.rubric import Rubric


def add_arguments(report: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    report.add_argument(
        "paths", nargs="+", metavar="PATH", help="folder with a folder for each learner, transcript, or file of facts"
    )
    report.add_argument("--json", action="store_true", help="one JSON object in the place of the text")
    report.add_argument("--csv", metavar="OUT", help="a new file for a spreadsheet: a row a meeting")
    report.add_argument("--html", metavar="OUT", help="a page, new, to open in a browser")
    report.add_argument("--assignment", metavar="FILE", help="packed assignment: its meetings, held against it")
    report.add_argument("--rubric", metavar="R", help="id or file of the rubric (the assignment's, else standard)")
    report.add_argument("--corrections", metavar="OUT", help="a new file of corpus lines, with the coaches' labels")
    report.add_argument("--anew", action="store_true", help="read each turn anew, whatever the files say was read")


def run(args: argparse.Namespace) -> int:
    """Report on all meetings; a file that cannot be read is named, and the rest go on (exit code 1)."""
    from rehearse.archive.fresh import check_free, write_new
    from rehearse.coaching.gathering import check_there

    paths = [Path(path) for path in args.paths]
    check_there(paths)
    outs = [Path(out) for out in (args.csv, args.html, args.corrections) if out is not None]
    for out in outs:
        check_free(out)
    packed = _given(args.assignment) if args.assignment else None
    found = _report(args, paths, packed)
    if args.html is not None:
        from rehearse.coaching.cohort.page import as_page

        write_new(Path(args.html), as_page(found))
    _print(found, json=args.json)
    for out in outs:
        print(clean(str(out)), file=sys.stderr if args.json else sys.stdout)
    return 1 if found.bad else 0


def _print(found: "Cohort", *, json: bool) -> None:
    from rehearse.coaching.cohort.as_text import as_text

    if json:
        # JSON is UTF-8 by its letter, whatever the terminal has.
        sys.stdout.buffer.write(f"{found.model_dump_json(indent=2, by_alias=True)}\n".encode())
        sys.stdout.buffer.flush()
    else:
        print(as_text(found), end="")


def _given(word: str) -> "Packed":
    from rehearse.coaching.taking import given

    return given(word)


def _rubric(args: argparse.Namespace, packed: "Packed | None") -> "Rubric":
    from rehearse.scene import library
    from rehearse.scene.rubric import STANDARD

    if args.rubric is None and packed is not None:
        return packed.content.rubric
    return library.rubric(args.rubric or STANDARD)


def _report(args: argparse.Namespace, paths: list[Path], packed: "Packed | None") -> "Cohort":
    """Go through all meetings once; what is written a meeting at a time is written as they come."""
    from rehearse.archive.fresh import writing_new
    from rehearse.cli.reading import reader_at_hand
    from rehearse.coaching.cohort.as_csv import Table
    from rehearse.coaching.cohort.corrections import Corrections
    from rehearse.coaching.cohort.fold import CohortFold
    from rehearse.coaching.gathering import Bad, facts_of

    rubric = _rubric(args, packed)
    cohort = CohortFold(rubric, packed)
    with ExitStack() as files:
        table = Table(files.enter_context(writing_new(Path(args.csv))), rubric) if args.csv else None
        out = files.enter_context(writing_new(Path(args.corrections))) if args.corrections else None
        corrections = Corrections(out, paths) if out else None
        for facts in _named(facts_of(paths, rubric, reader_at_hand(), anew=args.anew)):
            cohort.add(facts)
            if isinstance(facts, Bad) or not cohort.counts(facts):
                continue
            if table:
                table.add(facts)
            if corrections and (lost := corrections.add(facts)):
                for bad in _named([lost]):
                    cohort.add(bad)
    return cohort.report()


def _named(found: "Iterable[MeetingFacts | Bad]") -> "Iterator[MeetingFacts | Bad]":
    """The same, each bad file named on stderr as it comes."""
    from rehearse.coaching.gathering import Bad

    for one in found:
        if isinstance(one, Bad):
            print(one_line(f"rehearse: {one.source}: {one.why}"), file=sys.stderr)
        yield one
