"""What a meeting in lines is held for: itself, or an assignment, which says who plays and what is asked."""

import argparse
import sys
from collections.abc import Iterable

from rehearse.archive.index import new_path
from rehearse.cli.reading import reader_at_hand
from rehearse.coaching.assigned.asked import head
from rehearse.coaching.assigned.criteria import asked
from rehearse.coaching.assigned.held import meetings_for
from rehearse.coaching.assigned.packed import Packed
from rehearse.coaching.assigned.progress import Stand, check_may_sit, progress, warnings
from rehearse.coaching.assigned.result import Result, in_lines, result_at
from rehearse.engines import CHOICES, make_contact, make_reader
from rehearse.errors import InputError
from rehearse.rehearsal import Rehearsal, now, resume, start
from rehearse.review.facts import Review
from rehearse.review.review import review
from rehearse.scene import library
from rehearse.scene.rubric import STANDARD, Rubric
from rehearse.settings import load_config, transcripts_dir
from rehearse.text import one_line


class Judge:
    """Says what a meeting was worth, under the usual rubric."""

    def rubric(self) -> Rubric:
        """The rubric that scores."""
        return library.rubric(STANDARD)

    def review(self, rehearsal: Rehearsal) -> Review:
        """Return the review of the meeting."""
        log = rehearsal.log
        return review(rehearsal.state.header, log.events, self.rubric(), make_reader(), str(log.path))

    def lines(self, rehearsal: Rehearsal) -> Iterable[str]:
        """What people read below the review."""
        return ()

    def events(self, rehearsal: Rehearsal) -> Iterable[str]:
        """What programs read before the review, a JSON object a line."""
        return ()


class AssignmentJudge(Judge):
    """Says what a meeting was worth under the assignment's rubric, and whether it passes."""

    def __init__(self, packed: Packed) -> None:
        self._packed = packed

    def rubric(self) -> Rubric:
        """The assignment's own."""
        return self._packed.content.rubric

    def lines(self, rehearsal: Rehearsal) -> Iterable[str]:
        """Passed or not, criterion by criterion."""
        found = self._result(rehearsal)
        return ("", *in_lines(found)) if found else ()

    def events(self, rehearsal: Rehearsal) -> Iterable[str]:
        """The same, as one object."""
        found = self._result(rehearsal)
        return (found.model_dump_json(),) if found else ()

    def _result(self, rehearsal: Rehearsal) -> Result | None:
        return result_at(rehearsal.log.path, self._packed, make_reader())


def sit_down(args: argparse.Namespace, packed: Packed) -> Rehearsal:
    """Sit down to a task, or again to the meeting that waits, after saying what is asked.

    Raises InputError for what does not go with an assignment, for a task that there is none of, and where the
    attempts are used up.
    """
    _check(args)
    reader = reader_at_hand()
    stand = progress(packed, meetings_for(packed, transcripts_dir(), reader)).task(args.task)
    check_may_sit(stand, packed)
    scene = stand.scene
    if args.seed is not None and scene.scenario.seed is not None:
        raise InputError("this assignment says the seed itself", where="--seed", cure="Leave it out.")
    for line in _said_before(packed, stand):
        print(f"rehearse: {one_line(line)}", file=sys.stderr)
    waiting = stand.unfinished
    if waiting is not None:
        engine = args.contact or next((name for name in CHOICES if name == waiting.header.engine), None)
        return resume(waiting.path, make_contact(engine, load_config()), reader)
    contact = make_contact(args.contact, load_config())
    path = new_path(transcripts_dir(), scene.scenario.id, now())
    return start(path, scene.scenario, scene.persona, contact, reader, seed=args.seed, assignment=packed.hash)


def _check(args: argparse.Namespace) -> None:
    for given, name in ((args.persona, "--persona"), (args.again, "--again")):
        if given:
            what = "an assignment says itself who plays, and the two meet as strangers"
            raise InputError(what, where=name, cure="Leave it out.")


def _said_before(packed: Packed, stand: Stand) -> Iterable[str]:
    """What is asked, and what one has to know, before the first word."""
    where = f", task {stand.scene.number} of {len(packed.scenes)}" if len(packed.scenes) > 1 else ""
    yield f"{head(packed)}."
    yield from filter(None, [packed.assignment.text])
    yield f"{packed.assignment.title}{where}. Asked of you:"
    yield from (f"- {each}" for each in asked(stand.scene.criteria, stand.scene.persona))
    yield from warnings(stand, packed, now())
