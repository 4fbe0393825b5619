"""The command `rehearse`: finds the subcommand, runs it, turns errors into one line and an exit code.

Exit codes: 0 done, 1 found wanting, 2 wrong use or bad input, 70 broken, 130 interrupted. Nothing heavy is imported
before it is known what is wanted.
"""

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING

from rehearse import __version__
from rehearse.errors import RehearseError
from rehearse.text import one_line

if TYPE_CHECKING:
    import argparse
    from datetime import date

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

VERSION = f"rehearse {__version__}"
HOME = "home"
"""The module of the command that is run where none is named."""
WRONG_USE = 2
INTERRUPTED = 130
CLOSED_PIPE = 141
YEARS = range(1900, 9999)
"""In which a meeting may have been; dates near the end of the calendar cannot be counted on from."""
HIGHEST = 100
"""The highest score."""
CONTACTS = ("auto", "offline", "llm")
"""As in `rehearse.engines.CHOICES`, which takes longer to import."""
SHELLS = ("bash", "zsh", "fish")
NAMED = ("personas", "scenarios", "rubrics", "assignments", "transcripts")
"""Kinds of things that have names to complete."""
FORMS = ("json", "markdown", "html", "corpus", "convokit")
"""As in `rehearse.review.export`, and ConvoKit's folder."""


def main(argv: list[str] | None = None) -> int:
    """Run one command and return its exit code."""
    given = sys.argv[1:] if argv is None else argv
    if given == ["--version"]:
        # Asked by scripts and at every shell start: a third of the time is the parser's import, so it goes without.
        print(VERSION)
        return 0
    _open_streams()
    # The app opens without the parser, for the same reason.
    args = _arguments(given) if given else None
    try:
        command = import_module(f"rehearse.cli.{args.module if args else HOME}")
        code: int = command.run(args)
        sys.stdout.flush()
        return code
    except (Exception, KeyboardInterrupt) as fault:  # noqa: BLE001 - a terminal would obey what stands in a trace
        return _ended_by(fault)


def _ended_by(fault: Exception | KeyboardInterrupt) -> int:
    """Say in a line on stderr why the command ended, and return the exit code."""
    match fault:
        case RehearseError():
            print(f"rehearse: {one_line(str(fault))}", file=sys.stderr)
            return WRONG_USE
        case KeyboardInterrupt():
            print(f"\nrehearse: {str(fault) or 'interrupted; every turn that was shown is kept.'}", file=sys.stderr)
            return INTERRUPTED
        case BrokenPipeError():
            _let_go_of_output()
            return CLOSED_PIPE
        case OSError():
            where = f"{one_line(str(fault.filename), 200)}: " if fault.filename else ""
            print(f"rehearse: {where}{one_line(fault.strerror or str(fault))}.", file=sys.stderr)
            _let_go_of_output()
            return WRONG_USE
    return _broken(fault)


def _broken(fault: Exception) -> int:
    """Keep the trace of a fault of our own in a private file, say so in a line, and return the exit code."""
    from datetime import datetime

    from rehearse.tui.crash import BROKEN, last_words

    print(last_words(fault, datetime.now().astimezone(), draft_kept=None), file=sys.stderr)
    return BROKEN


def _open_streams() -> None:
    """Stand in for streams that were closed before the program began, lest a transcript get one's number.

    And let no letter that a terminal does not know end the program.
    """
    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        if getattr(sys, name) is None:
            opened = os.open(os.devnull, os.O_RDWR)
            if opened != number:
                os.dup2(opened, number)
                os.close(opened)
            setattr(sys, name, os.fdopen(number, mode, encoding="utf-8"))
        elif name != "stdin" and hasattr(getattr(sys, name), "reconfigure"):
            # Names and quotes hold what a terminal of another alphabet cannot write: it gets question marks.
            getattr(sys, name).reconfigure(errors="replace")


def _let_go_of_output() -> None:
    """Send what is still to be written nowhere, so that the end of the program does not fail at it again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def make_parser() -> "argparse.ArgumentParser":
    """Return what knows all commands and their arguments."""
    import argparse

    from rehearse.cli import coach
    from rehearse.cli.arguments import Parser

    parser: argparse.ArgumentParser = Parser(
        prog="rehearse",
        description="Rehearse a coffee meeting with a busy contact, then read what it earned and what it spent.",
        epilog="Without a command the app opens.",
    )
    parser.add_argument("--version", action="version", version=VERSION)
    parser.set_defaults(module=HOME)
    commands = parser.add_subparsers(metavar="COMMAND")
    _add_practice(commands)
    _add_files(commands)
    _add_authoring(commands)
    coach.add(commands, _add)
    _add_serve(commands)
    return parser


def _arguments(given: list[str]) -> "argparse.Namespace":
    parser = make_parser()
    args, more = parser.parse_known_args(given)
    if more:
        # The parser takes no words after an option, once it has taken those, or none, that stand before it.
        closing = more.index("--") if "--" in more else len(more)
        if not hasattr(args, "words") or any(word.startswith("-") for word in more[:closing]):
            parser.error(f"unrecognized arguments: {' '.join(more)}")
        args.words += more[:closing] + more[closing + 1 :]
    return args


def _add(commands: "Commands", name: str, module: str, text: str) -> "argparse.ArgumentParser":
    command = commands.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")
    command.set_defaults(module=module)
    return command


def _add_practice(commands: "Commands") -> None:
    practice = _add(commands, "practice", "practice", "rehearse a scenario")
    practice.add_argument(
        "scenario", nargs="?", metavar="SCENARIO", help="id or file, also of an assignment; without one the app asks"
    )
    practice.add_argument("--persona", metavar="P", help="id or file of another persona to play the contact")
    practice.add_argument("--task", type=_task, metavar="N", help="of an assignment; else the next one not passed")
    practice.add_argument("--contact", choices=CONTACTS, help="who finds the contact's words")
    practice.add_argument("--seed", type=_seed, metavar="N", help="fixed chance: same input, same meeting")
    practice.add_argument("--again", action="store_true", help="go on from earlier meetings with this contact")
    practice.add_argument("--plain", action="store_true", help="line by line on stdin and stdout")
    practice.add_argument("--json", action="store_true", help="line by line, one event a line")
    practice.add_argument("--no-review", action="store_true", help="no review after a meeting in line mode")

    resume = _add(commands, "resume", "resume", "go on with a meeting, or say one of its turns differently")
    resume.add_argument("file", metavar="FILE", help="transcript: path, id, or the beginning of an id")
    resume.add_argument("--turn", type=_turn, metavar="N", help="say this turn of yours differently, in a new meeting")
    resume.add_argument("--contact", choices=CONTACTS, help="who finds the contact's words")
    resume.add_argument("--plain", action="store_true", help="line by line on stdin and stdout")
    resume.add_argument("--json", action="store_true", help="line by line, one event a line")
    resume.add_argument("--no-review", action="store_true", help="no review after a meeting in line mode")
    garden = _add(commands, "garden", "garden", "say whom you have met, and how things stand")
    garden.add_argument("contact", nargs="?", metavar="NAME", help="all about this one: a name, or the persona's id")
    garden.add_argument("--json", action="store_true", help="one JSON array")


def _add_files(commands: "Commands") -> None:
    replay = _add(commands, "replay", "replay", "step through a transcript")
    replay.add_argument("file", metavar="FILE", help="transcript: path, id, or the beginning of an id")
    replay.add_argument("--plain", action="store_true", help="print it, with what was read in each turn")
    review = _add(commands, "review", "review", "read the review of transcripts")
    review.add_argument("files", nargs="+", metavar="FILE", help="transcript: path, id, or the beginning of an id")
    form = review.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one JSON object a transcript")
    form.add_argument("--markdown", action="store_true", help="Markdown")
    form.add_argument("--html", metavar="OUT", help="a page, new, to open in a browser; of several FILEs, a new folder")
    review.add_argument("--rubric", metavar="R", default="standard", help="id or file of the rubric (standard)")
    review.add_argument("--judge", action="store_true", help="a second opinion by the LLM that is set up, as unsure")
    compare = _add(commands, "compare", "compare", "compare two transcripts, such as a meeting and its branch")
    compare.add_argument("one", metavar="ONE", help="transcript: path, id, or the beginning of an id")
    compare.add_argument("other", metavar="OTHER", help="another one; what is said is how it differs from ONE")
    compare.add_argument("--json", action="store_true", help="one JSON object")
    export = _add(commands, "export", "export", "write a meeting and its review in another form")
    export.add_argument("file", metavar="FILE", help="transcript: path, id, or the beginning of an id")
    export.add_argument("--to", choices=FORMS, required=True, help="json, markdown, html: the review; else the turns")
    export.add_argument("--out", metavar="PATH", help="a new file, or of convokit a new folder; without it, stdout")
    export.add_argument("--corrected", action="store_true", help="corpus: a coach's labels where one set them")
    export.add_argument("--rubric", metavar="R", default="standard", help="id or file of the rubric (standard)")
    thank = _add(commands, "thank", "thank", "write a note to the contact after a meeting, and read the answer")
    thank.add_argument("file", metavar="FILE", help="transcript: path, id, or the beginning of an id")
    thank.add_argument("--text", metavar="T", help="the note; else it is read from stdin")
    thank.add_argument("--contact", choices=CONTACTS, help="who finds the contact's words")
    hand_in = _add(commands, "hand-in", "handing", "write the one file of what was done for an assignment")
    hand_in.add_argument("assignment", metavar="ASSIGNMENT", help="id or file")
    hand_in.add_argument("--name", metavar="NAME", help="whose it is, as your coach knows you; it is remembered")
    hand_in.add_argument("--out", metavar="FILE", help="a new file; else one here, named after the two")
    hand_in.add_argument("--list", action="store_true", help="only say what would be handed in")
    label = _add(commands, "label", "label", "label a corpus: lines in, the same lines out with labels and ratings")
    label.add_argument("corpus", nargs="?", default="-", metavar="CORPUS", help="file of corpus lines, or - for stdin")
    listing = _add(commands, "list", "listing", "list personas, scenarios, rubrics, assignments or transcripts")
    listing.add_argument("what", choices=("personas", "scenarios", "rubrics", "assignments", "transcripts"))
    listing.add_argument("--json", action="store_true", help="one JSON array")
    _add_finding(listing.add_argument_group("to find transcripts"))


def _add_finding(finding: "argparse._ArgumentGroup") -> None:
    finding.add_argument(
        "words", nargs="*", metavar="WORDS", help="said in it, or in its title, its contact's or file's name"
    )
    finding.add_argument("--contact", metavar="NAME", help="with this contact: a part of the name, or the persona's id")
    finding.add_argument("--scenario", metavar="ID", help="of this scenario")
    finding.add_argument("--since", type=_day, metavar="DATE", help="begun on this day or later: 2026-11-24")
    finding.add_argument("--until", type=_day, metavar="DATE", help="begun on this day or before")
    finding.add_argument("--min-score", type=_score, metavar="N", help="with this score at least, 0 to 100")
    finding.add_argument("--max-score", type=_score, metavar="N", help="with this score at most")


def _add_authoring(commands: "Commands") -> None:
    check = _add(commands, "check", "check", "check personas, scenarios, rubrics, assignments and packs")
    check.add_argument("files", nargs="+", metavar="FILE", help="a file, an id, or a pack: folder or zip")
    audition = _add(commands, "audition", "audition", "put a persona under scripted pressure, and report")
    audition.add_argument("persona", metavar="PERSONA", help="id or file")
    audition.add_argument("--contact", choices=CONTACTS, default="offline", help="who finds the words (offline)")
    audition.add_argument("--seed", type=_seed, default=1, metavar="N", help="fixed chance (1)")
    audition.add_argument("--json", action="store_true", help="one JSON object")
    new = _add(commands, "new", "new", "begin a persona, a scenario, a rubric or an assignment of your own")
    new.add_argument("what", choices=("persona", "scenario", "rubric", "assignment"))
    new.add_argument("id", metavar="ID", help="such as anna-berg: lower case, digits, hyphens")
    importing = _add(commands, "import", "importing", "begin a persona of your own from a character card")
    importing.add_argument("card", metavar="CARD", help="PNG or JSON, of version 1, 2 or 3")
    importing.add_argument("--id", metavar="ID", help="of the persona; else it is made from the name")
    install = _add(commands, "install", "install", "bring a pack of personas, scenarios and rubrics into your library")
    install.add_argument("pack", metavar="PACK", help="folder or zip")
    install.add_argument("--replace", action="store_true", help="take the pack's where yours differs; yours is kept")
    install.add_argument("--dry-run", action="store_true", help="only say what would come in")
    pack = _add(commands, "pack", "pack", "make a pack to hand on")
    pack.add_argument("things", nargs="+", metavar="ID", help="of a scenario, persona or rubric of yours; or a folder")
    pack.add_argument("--out", required=True, metavar="FILE", help="a new zip")
    doctor = _add(commands, "doctor", "doctor", "say what is set up, what is wrong, and the cure")
    doctor.add_argument("--json", action="store_true", help="one JSON object")
    completions = _add(commands, "completions", "completions", "print the script that completes commands in a shell")
    printed = completions.add_mutually_exclusive_group(required=True)
    printed.add_argument("shell", nargs="?", choices=SHELLS, metavar="SHELL", help="bash, zsh or fish")
    printed.add_argument("--names", choices=NAMED, metavar="KIND", help="what that script asks for: names of this kind")


def _add_serve(commands: "Commands") -> None:
    from pathlib import Path

    serve = _add(commands, "serve", "serve", "serve Rehearse to browsers")
    serve.add_argument("--host", default="127.0.0.1", metavar="H", help="where to listen (127.0.0.1: only here)")
    serve.add_argument("--port", type=_port, default=8000, metavar="P", help="8000; 0 takes any that is free")
    serve.add_argument("--token-file", type=Path, metavar="FILE", help="who may come in: a line NAME TOKEN a learner")
    serve.add_argument("--new-token", metavar="NAME", help="write a line for this learner, print their link, and end")
    serve.add_argument("--public-url", metavar="URL", help="what learners open, where a proxy stands before this")
    serve.add_argument("--behind-proxy", action="store_true", help="believe a proxy who asks, and whether by https")
    serve.add_argument("--max-sessions", type=_count, default=20, metavar="N", help="sessions at once (20)")
    serve.add_argument("--idle", type=_minutes, default=30, metavar="MINUTES", help="end a session nobody uses (30)")
    serve.add_argument("--data", type=Path, metavar="DIR", help="a folder for the learners' folders")
    serve.add_argument("--llm", action="store_true", help="let learners meet the LLM that you have set up")


def _seed(text: str) -> int:
    from argparse import ArgumentTypeError

    try:
        seed = int(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is not a whole number") from None
    if seed < 0:
        raise ArgumentTypeError("a seed is 0 or more")
    return seed


def _task(text: str) -> int:
    return _number(text, "a number of a task", 1, 50)


def _turn(text: str) -> int:
    return _number(text, "a number of a turn", 1, 999_999)


def _port(text: str) -> int:
    return _number(text, "a port", 0, 65_535)


def _count(text: str) -> int:
    return _number(text, "a number of sessions", 1, 10_000)


def _minutes(text: str) -> int:
    return _number(text, "a number of minutes", 1, 1_440)


def _number(text: str, what: str, least: int, most: int) -> int:
    from argparse import ArgumentTypeError

    if not (text.isascii() and text.isdigit() and least <= int(text[:9]) <= most):
        raise ArgumentTypeError(f"{text!r} is not {what}, {least} to {most}")
    return int(text)


def _day(text: str) -> "date":
    from argparse import ArgumentTypeError
    from datetime import date

    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is no date; write it as 2026-11-24") from None
    if day.year not in YEARS:
        raise ArgumentTypeError(f"{text!r} is too far off for a meeting")
    return day


def _score(text: str) -> int:
    from argparse import ArgumentTypeError

    if not (text.isascii() and text.isdigit() and int(text[:9]) <= HIGHEST):
        raise ArgumentTypeError(f"{text!r} is no score, a whole number from 0 to {HIGHEST}")
    return int(text)
