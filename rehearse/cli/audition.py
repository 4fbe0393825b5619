"""`rehearse audition`: a persona and an engine under scripted pressure, and the conformance report."""

import argparse

from rehearse.audition.play import play
from rehearse.audition.report import Conformance, conformance
from rehearse.audition.script import script
from rehearse.cli import FOUND_WANTING
from rehearse.cli.reading import reader_at_hand
from rehearse.engines import make_contact
from rehearse.scene import library
from rehearse.settings import load_config
from rehearse.text import one_line

SHOWN = 12
"""Faults that the table names; all of them are in the JSON."""


def run(args: argparse.Namespace) -> int:
    """Hold the audition and print the report; exit code 1 where something was found wanting."""
    persona = library.persona(args.persona)
    contact = make_contact(args.contact, load_config())
    played = play(persona, contact, reader_at_hand(), script(), args.seed)
    found = conformance(persona, contact.engine, played)
    print(found.model_dump_json(indent=2) if args.json else _table(found))
    return 0 if found.passed else FOUND_WANTING


def _table(found: Conformance) -> str:
    lines = [f"{found.persona}, {found.engine}: {'passed' if found.passed else 'found wanting'}", ""]
    lines += [f"  {'ok ' if good else 'NO '} {what:<42} {told}" for what, told, good in found.rows]
    for fault in found.faults[:SHOWN]:
        lines += [
            "",
            f"  {fault.what}",
            f"    You:  {one_line(fault.said, 200)}",
            f"    They: {one_line(fault.reply, 300)}",
        ]
    if len(found.faults) > SHOWN:
        lines += ["", f"  and {len(found.faults) - SHOWN} more; --json has them all"]
    lines += [f"\n  {one_line(failure, 300)}" for failure in found.failures[:SHOWN]]
    return "\n".join(lines)
