"""`rehearse coach assign`: packs an assignment into the one file that a coach hands over."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from rehearse.archive.fresh import check_free, write_free, write_new
from rehearse.coaching.assigned.asked import asked_in_full
from rehearse.coaching.assigned.held import is_late
from rehearse.coaching.assigned.packed import Packed
from rehearse.coaching.assigned.packing import (
    BRIEF,
    SUFFIX,
    assigned_dir,
    check_written,
    keep,
    pack,
    pack_apart,
    read_assignment,
    simple,
    text_of,
)
from rehearse.coaching.assigned.taking import check_no_slip, given_before
from rehearse.errors import InputError
from rehearse.reading.codebook import Label
from rehearse.rehearsal import now
from rehearse.scene.assignment import Criteria
from rehearse.scene.explain import nearest
from rehearse.scene.rubric import STANDARD
from rehearse.scene.scenario import Mode
from rehearse.scene.shelf import check_id, shelf
from rehearse.text import one_line

GIVEN = ("id", "title", "coach", "text", "min_score", "forbid", "require", "discover", "due", "attempts", "mode")
"""Arguments that say what the file of an assignment says itself."""
MOST = 100
"""The highest score that can be asked for, and the most attempts."""


def run(args: argparse.Namespace) -> int:
    """Write the file, and print where it lies and what it asks."""
    found = _packed(args)
    if args.out is not None:
        check_free(Path(args.out))
    check_written(found, args.what[0] if _is_assignment(args.what) else None)
    if is_late(found, now()):
        print("rehearse: this due date is past: every meeting will be marked late.", file=sys.stderr)
    if namesake := _namesake(found):
        print(
            f"rehearse: you gave another assignment as {found.assignment.id} ({namesake.hash[:BRIEF]}); who has both "
            f"tells them apart by the hash alone. --id names this one otherwise.",
            file=sys.stderr,
        )
    if args.out is None:
        path = write_free(Path(), found.assignment.id, SUFFIX, text_of(found))
    else:
        path = Path(args.out)
        write_new(path, text_of(found))
    keep(found, assigned_dir())
    print(one_line(str(path)))
    print("\n".join(_summary(found)))
    return 0


def _namesake(found: Packed) -> Packed | None:
    """Return another assignment with this id that this coach gave."""
    gave = (each for each in given_before() if each.assignment.id == found.assignment.id)
    return next((each for each in gave if each.hash != found.hash), None)


def _packed(args: argparse.Namespace) -> Packed:
    """Return what is meant: an assignment of the library or in a file, or one of the scenarios named."""
    if _is_assignment(args.what):
        said = [name for name in (*GIVEN, "rubric") if getattr(args, name) not in (None, [])]
        if said:
            what = f"the assignment `{one_line(args.what[0], 60)}` says itself what --{said[0].replace('_', '-')} says"
            raise InputError(what, cure="Leave it out, or change the file.")
        return pack(read_assignment(args.what[0]))
    criteria = Criteria(
        min_score=_within(args.min_score, 0, "--min-score", "score"),
        forbid=_labels(args.forbid),
        require=_labels(args.require),
        discover=tuple(args.discover),
    )
    if args.id is not None:
        check_id(args.id)
    if len(args.what) == 1:
        check_no_slip(args.what[0], list(shelf("assignment")))
    attempts = _within(args.attempts, 1, "--attempts", "number of attempts")
    more = {"coach": args.coach, "text": args.text or "", "due": args.due, "attempts": attempts}
    mode = None if args.mode is None else Mode(args.mode)
    found = simple(
        args.what, criteria, name=args.id, title=args.title, rubric=args.rubric or STANDARD, mode=mode, **more
    )
    return pack(found) if args.id is not None else pack_apart(found, assigned_dir())


def _is_assignment(words: Sequence[str]) -> bool:
    """Whether they are one word, and the library has such an assignment, or it is a file and no scenario there."""
    word = words[0]
    if len(words) > 1:
        return False
    return word in shelf("assignment") or (word not in shelf("scenario") and word.endswith((".yaml", ".yml")))


def _within(number: int | None, least: int, where: str, what: str) -> int | None:
    """Return the number that was given, if any was. Raises InputError where it lies out of range."""
    if number is not None and not least <= number <= MOST:
        raise InputError(f"{number} is no {what}", where=where, cure=f"Write {least} to {MOST}.")
    return number


def _labels(words: Sequence[str]) -> tuple[Label, ...]:
    found = []
    for word in words:
        name = word.strip().lower().replace("-", "_").replace(" ", "_")
        if name not in list(Label):
            near = nearest(name, [label.value for label in Label])
            cure = f"Did you mean `{near}`?" if near else f"Name one of {', '.join(Label)}."
            raise InputError(f"`{one_line(word, 40)}` is no label", cure=cure)
        found.append(Label(name))
    return tuple(found)


def _summary(found: Packed) -> Iterator[str]:
    yield ""
    yield from asked_in_full(found)
    yield ""
    yield f"Pinned as {found.hash[:12]}. Hand over that one file; learners open it with `rehearse practice FILE`,"
    yield "and give back what `rehearse hand-in` writes. `rehearse coach collect DIR` then knows this assignment."
