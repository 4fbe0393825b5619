"""`rehearse coach`: what a coach does with the command line. Only the parser; each command has its own module."""

from typing import TYPE_CHECKING

from rehearse.cli.report import add_arguments

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from datetime import datetime

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]
    Adding = Callable[[Commands, str, str, str], argparse.ArgumentParser]

MODES = ("practice", "exam")
"""As in `rehearse.scene.scenario.Mode`."""


def add(commands: "Commands", adding: "Adding") -> None:
    """Add the commands of a coach; `adding` adds one: to these, its name, its module, what it does."""
    coach = adding(
        commands, "coach", "coach", "assign scenes to learners, collect what they hand in, report on a cohort"
    )
    group = coach.add_subparsers(metavar="COMMAND", required=True)
    _add_assign(adding(group, "assign", "assigning", "write the one file of an assignment, to hand over"))
    _add_collect(adding(group, "collect", "collecting", "check and review what learners handed in"))
    add_arguments(adding(group, "report", "report", "report on the meetings of a cohort"))


def _add_assign(assign: "argparse.ArgumentParser") -> None:
    assign.add_argument(
        "what", nargs="+", metavar="WHAT", help="an assignment of your library (id or file); or ids of scenarios"
    )
    assign.add_argument("--out", metavar="FILE", help="a new file; else ID.assignment.json here")
    of = assign.add_argument_group("of scenarios, without a file of an assignment")
    of.add_argument("--id", metavar="ID", help="of the assignment; else made from the first scenario's")
    of.add_argument("--title", metavar="T", help="what learners read on top")
    of.add_argument("--coach", metavar="NAME", help="who assigns it")
    of.add_argument("--text", metavar="T", help="why, and what to watch for")
    of.add_argument("--min-score", type=int, metavar="N", help="the score that a meeting has to reach, 0 to 100")
    of.add_argument("--forbid", nargs="+", action="extend", default=[], metavar="LABEL", help="debits not to have")
    of.add_argument("--require", nargs="+", action="extend", default=[], metavar="LABEL", help="credits to have")
    of.add_argument("--discover", nargs="+", action="extend", default=[], metavar="STORY", help="stories to be told")
    of.add_argument("--due", type=_due, metavar="WHEN", help="2026-12-10, its end here; or 2026-12-10T18:00")
    of.add_argument("--attempts", type=int, metavar="N", help="meetings that each task may take")
    of.add_argument("--mode", choices=MODES, help="exam: no hints, no way back (else as each scenario has it)")
    of.add_argument("--rubric", metavar="R", help="id of the rubric (standard)")


def _add_collect(collect: "argparse.ArgumentParser") -> None:
    collect.add_argument("folder", metavar="DIR", help="all submissions below it are read")
    collect.add_argument("--assignment", metavar="FILE", help="only of this one: your packed file, its id, or its hash")
    collect.add_argument("--out", metavar="FOLDER", help="write the transcripts that fit to FOLDER/LEARNER/")
    collect.add_argument("--json", action="store_true", help="one JSON object")


def _due(text: str) -> "datetime":
    """Return the moment that is meant: of a bare day its end, on the clock here where no zone is named."""
    from argparse import ArgumentTypeError
    from datetime import date, datetime, time

    try:
        if len(text) == len("2026-12-10"):
            moment = datetime.combine(date.fromisoformat(text), time(23, 59, 59))
        else:
            moment = datetime.fromisoformat(text)
        return moment if moment.tzinfo else moment.astimezone()
    except (ValueError, OverflowError):
        raise ArgumentTypeError(f"{text!r} is no day and no moment; write 2026-12-10 or 2026-12-10T18:00") from None
