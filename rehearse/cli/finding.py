"""`rehearse list transcripts`: the meetings that were held, all of them or those that fit."""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime, time, timedelta
from typing import Any

from rehearse.archive.search import EVERYTHING, Hit, Index, Match, Wanted
from rehearse.cli.columns import columns
from rehearse.errors import InputError
from rehearse.reading.scene import Side
from rehearse.review.finding import index
from rehearse.text import counted, in_json, one_line

_MOST_NAMED = 5
_SPEAKERS = {Side.LEARNER: "you", Side.CONTACT: "contact"}


def run(args: argparse.Namespace) -> int:
    """Print a line a transcript, and under it where the words were said; or a JSON array.

    Raises InputError for dates or scores between which nothing lies, StorageError where a folder cannot be read.
    """
    wanted = _wanted(args)
    found = index()
    found.renew()
    matches = found.find(wanted).shown
    if args.json:
        records = [_record(match) for match in matches]
        print(in_json(json.dumps(records, ensure_ascii=False, default=str, indent=2)))
    else:
        _print(matches)
    if wanted != EVERYTHING:
        if not matches:
            print("rehearse: no transcript fits.", file=sys.stderr)
        _name_unread(found, matches)
    return 0


def _wanted(args: argparse.Namespace) -> Wanted:
    if args.since and args.until and args.since > args.until:
        raise InputError("no day lies between --since and --until", cure="Give the earlier one first.")
    if args.min_score is not None and args.max_score is not None and args.min_score > args.max_score:
        raise InputError("no score lies between --min-score and --max-score", cure="Give the lower one first.")
    return Wanted(
        words=" ".join(args.words),
        contact=args.contact or "",
        scenario=args.scenario or "",
        since=_begin(args.since) if args.since else None,
        until=_begin(args.until + timedelta(days=1)) if args.until else None,
        least=args.min_score,
        most=args.max_score,
    )


def _begin(day: date) -> datetime:
    """Return when the day begins where the person is."""
    return datetime.combine(day, time()).astimezone()


def _record(match: Match) -> dict[str, Any]:
    hits = [{"turn": hit.turn, "speaker": hit.speaker.value, "quote": hit.quote} for hit in match.hits]
    return {**asdict(match.row), "hits": hits}


def _print(matches: Sequence[Match]) -> None:
    for match, line in zip(matches, columns([_cells(match) for match in matches]), strict=True):
        print(line)
        for hit in match.hits[:1]:
            print(f"    {one_line(_quoted(hit))}")


def _cells(match: Match) -> tuple[str, ...]:
    row = match.row
    if row.broken:
        return (row.path.name, "cannot be read", row.broken)
    score = "no score" if row.score is None else f"score {row.score}"
    ended = row.course if row.silent else row.ended or "not ended"
    about = (row.title, counted(row.turns, "turn"), ended, score)
    return (row.path.stem, row.contact, "; ".join(about))


def _quoted(hit: Hit) -> str:
    return f"turn {hit.turn}, {_SPEAKERS[hit.speaker]}: “{hit.quote}”"


def _name_unread(index: Index, matches: Sequence[Match]) -> None:
    """Name on stderr what could not be searched, and is not in the list."""
    listed = {match.row.path for match in matches}
    unread = [match.row for match in index.find(Wanted(unreadable=True)).shown if match.row.path not in listed]
    for row in unread[:_MOST_NAMED]:
        print(f"rehearse: {one_line(row.path.name)} was not searched: {one_line(row.broken or '')}", file=sys.stderr)
    if len(unread) > _MOST_NAMED:
        print(f"rehearse: {len(unread) - _MOST_NAMED} more could not be searched.", file=sys.stderr)
